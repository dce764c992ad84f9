"""What the intake of files says."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.foundation.files.findings import Finding

REFUSALS = {
    "file_empty": "“{name}”是空文件。请重新导出后再上传。",
    "file_damaged": "“{name}”打不开，可能已经损坏。请在电脑上确认能打开，另存一份后再上传。",
    "file_encrypted": "“{name}”设有打开密码，公众打不开。请取消密码后再上传。",
    "file_kind_not_allowed": "“{name}”的类型不能作为附件{found}。可以上传：{allowed}。",
    "file_is_program": "“{name}”是程序、脚本或者网页，不能上传。请改成PDF或者Word文件。",
    "file_has_macros": "“{name}”带有宏程序，不能上传。请另存为不带宏的docx、xlsx或者pptx文件。",
    "file_is_archive": "“{name}”是压缩包，里面的文件不能逐个审核。请解压后逐个上传。",
    "file_unfolds_too_large": "“{name}”解开后过大，可能是有害文件。请重新导出，或者压缩文件里的图片。",
    "file_name_disagrees": "“{name}”的内容是{kind}，与扩展名不符。请用对应的软件另存为正确的格式。",
    "file_too_large": "“{name}”超过{limit}MB。请压缩图片或者分成几个文件。",
    "file_must_be_handled": "“{name}”还不能公开：{findings}。处理后再上传。",
}

FINDINGS: Mapping[str, str] = {
    # must be handled
    "tracked_changes": "有未处理的修订{count}处，请在“审阅”中接受或者拒绝全部修订",
    "hidden_text": "有隐藏文字，请显示后删除或者取消隐藏",
    "hidden_sheet": "有隐藏的工作表{count}张，请取消隐藏检查后删除或者保留",
    "hidden_rows": "有隐藏的行{count}行，请取消隐藏检查后删除或者保留",
    "hidden_columns": "有隐藏的列{count}列，请取消隐藏检查后删除或者保留",
    "hidden_slide": "有隐藏的幻灯片{count}张，请取消隐藏检查后删除或者保留",
    "linked_workbook": "引用了别的工作簿，请在“数据—编辑链接”中断开链接",
    "embedded_object": "嵌有其他文件{count}个，请删除，或者单独作为附件上传",
    "secrecy_mark": "有密级或者内部标志（{mark}），请先做保密审查，确认可以公开后用不带标志的版本",
    "signed_with_script": "有电子签名又带脚本，清除脚本会使签名失效，请重新导出后再签名",
    # removed
    "author": "作者、单位等文档属性",
    "comments": "批注",
    "notes": "演讲者备注",
    "template_path": "模板所在位置",
    "thumbnail": "缩略图",
    "pdf_properties": "PDF文档属性",
    "pdf_comments": "PDF批注",
    "pdf_script": "PDF脚本",
    "pdf_embedded_file": "PDF内嵌文件",
    "picture_position": "照片的拍摄位置",
    "picture_details": "照片的设备、时间等信息",
    # hints
    "no_text_layer": "没有文字层，读屏软件读不出，也不能检查密级标志；请尽量上传由文字导出的PDF",
    "signed": "有电子签名，没有改动；文档属性保留",
    "old_format": "旧格式文件，修订、隐藏内容不能自动检查；建议另存为docx、xlsx或者pptx",
    "external_links": "有指向网页的链接{count}个，请确认都能打开",
}


def said(finding: Finding) -> str:
    """Return a finding in words."""
    return FINDINGS[finding.code].format_map(finding.facts)
