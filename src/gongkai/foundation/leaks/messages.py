"""What the leak check says when it cannot read a file."""

from __future__ import annotations

REFUSALS = {
    "leak_check_impossible": "“{name}”读不出里面的内容，不能放行。可检查：{allowed}；旧格式文件请另存为新格式。",
    "leak_check_too_deep": "“{name}”里压缩包套得太深（最多{limit}层），不能放行。请解开后逐个检查。",
}
