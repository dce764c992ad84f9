"""What the library of documents says when it says no."""

REFUSALS = {
    "document_number_malformed": "“{text}”不是发文字号。应写成“机关代字〔年份〕序号号”，例如青政发〔2025〕3号。",
    "document_number_has_ordinal": "“{text}”：发文字号的序号前不加“第”。请删去。",
    "document_number_padded": "“{text}”：序号不编虚位，1不写作01，也没有0号。请改正。",
    "document_number_taken": "发文字号{number}已经用过。请核对机关代字、年份和序号。",
    "document_dates_contradict": "日期前后矛盾：{begin}开始，{end}结束。请核对成文、施行、有效期和废止日期。",
    "document_ended_already": "《{title}》已于{on}废止，不能重复废止。",
    "credit_code_invalid": "统一社会信用代码{code}的校验位不对。请核对18位代码。",
    "index_number_malformed": "索引号{text}的格式不对。应为“统一社会信用代码/年份-5位序号”。",
    "disclosure_reason_missing": "公开属性不是“主动公开”时，请写明理由。",
}
