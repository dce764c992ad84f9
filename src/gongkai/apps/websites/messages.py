"""What the website group says when it says no."""

REFUSALS = {
    "portal_already_open": "县门户网站已经开设，不能再开一个。请直接在它下面开设部门和乡镇网站。",
    "slugs_of_day_exhausted": "{day}这一天的网页编号已经用完（每天最多9999个）。请改日再建。",
}
