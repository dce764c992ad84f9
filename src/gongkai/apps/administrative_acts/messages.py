"""What people read when a number is refused."""

REFUSALS = {
    "negative_count": "处理决定数量不能小于0：已公开{published}件，未公开{unpublished}件。请核对。",
    "amount_not_in_fen": "收费金额{amount_yuan}元不对：不能小于0，最多精确到分。请核对。",
}
