"""What the website group says when it says no."""

REFUSALS = {
    "portal_already_open": "县门户网站已经开设，不能再开一个。请直接在它下面开设部门和乡镇网站。",
    "slugs_of_day_exhausted": "{day}这一天的网页编号已经用完（每天最多9999个）。请改日再建。",
    "domain_not_governmental": "域名“{domain}”不能用。政府网站只用.gov.cn或.政务域名，字母小写，例如www.example.gov.cn。",
    "section_too_deep": "栏目“{title}”在首页下第{levels}级，最多{most}级。请放在上一级栏目下。",
    "mirror_of_own_section": "《{title}》就在“{section}”栏目里，不用推送。请选别的栏目。",
    "mirror_not_public": "《{title}》或者所选栏目没有公开，不能推送。请发布后再推送。",
    "mirrored_already": "《{title}》已经列入“{section}”栏目。",
    "statutory_item_unknown": "这个网站的平台没有项目{code}。请刷新页面后重填。",
    "statutory_section_elsewhere": "“{section}”不是本网站的栏目，“{item}”请选本网站的栏目。",
    "not_your_section": "这个栏目不由您的机关维护，不能在里面写信息。请选别的栏目。",
}
