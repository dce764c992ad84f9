"""What people read when something about organs is refused."""

REFUSALS = {
    "guide_nothing_to_confirm": "{organ}的指南还没有填写任何联系方式。请先在机关登记中填写。",
}
