"""What the library of documents says when it says no."""

REFUSALS = {
    "document_number_malformed": "“{text}”不是发文字号。应写成“机关代字〔年份〕序号号”，例如青政发〔2025〕3号。",
    "document_number_has_ordinal": "“{text}”：发文字号的序号前不加“第”。请删去。",
    "document_number_padded": "“{text}”：序号不编虚位，1不写作01，也没有0号。请改正。",
    "document_number_taken": "发文字号{number}已经用过。请核对机关代字、年份和序号。",
    "document_dates_contradict": "日期前后矛盾：{begin}开始，{end}结束。请核对成文、施行、有效期和废止日期。",
    "document_ended_already": "《{title}》已于{on}废止，不能重复废止。",
    "validity_act_after_end": "这份文件自{ended_on}起已经不再有效，不能再办理“{act}”。请核对生效日期。",
    "validity_suspended_already": "这份文件自{since}起已经中止施行。请先恢复施行。",
    "validity_not_suspended": "{on}这份文件没有处于中止施行状态，不能恢复施行。请核对生效日期。",
    "validity_act_too_early": "这份文件{effective_from}起施行，“{act}”要在施行以后。请核对生效日期。",
    "validity_term_missing": "这份文件没有规定有效期，不能延长。",
    "validity_term_not_longer": "这份文件有效期至{expires_on}，延长后的日期要更晚。请改正。",
    "validity_basis_missing": "请写明依据，例如决定的名称和文号。",
    "document_own_successor": "替代文件或者依据文件不能是《{title}》本身。请另选。",
    "import_folder_unreadable": "“{name}”打不开。请给出文件夹，或者总共不超过2GB的zip文件。",
    "import_body_has_pictures": "“{name}”里有{count}张图片，不能批量导入。请把图片放进附件，或者逐件录入。",
    "credit_code_invalid": "统一社会信用代码{code}的校验位不对。请核对18位代码。",
    "index_number_malformed": "索引号{text}的格式不对。应为“统一社会信用代码/年份-5位序号”。",
    "disclosure_reason_missing": "公开属性不是“主动公开”时，请写明理由。",
}
