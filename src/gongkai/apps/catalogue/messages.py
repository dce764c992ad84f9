"""What people read when a catalogue is refused."""

REFUSALS = {
    "catalogue_uploaded_before_compiled": (
        "上传日期{uploaded_on}早于编制完成日期，或者没有填编制完成日期。请核对两个日期。"
    ),
    "catalogue_item_incomplete": "这些栏没有填：{columns}。填好后再导出。",
    "catalogue_audience_not_named": "“{item}”的公开范围是特定群体，请写明是哪些人。",
}
