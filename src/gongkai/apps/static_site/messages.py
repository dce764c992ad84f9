"""What a refused act says to the officer."""

REFUSALS: dict[str, str] = {
    "not_renderable": "{path}没有生成成功（状态{status}）。请检查该页面能否正常预览，再重试。",
    "unknown_target": "没有程序负责生成{target}。请联系系统管理员。",
    "outside_public_root": "路径{path}超出公开目录，没有写入。请联系系统管理员。",
    "written_differently": "{path}写入后读回的内容不一致。请检查磁盘空间和磁盘状况，再重试。",
    "queue_item_not_failed": "这一项没有失败，不用重试。请刷新页面看最新情况。",
}
