"""Take what the public sends, decide on it, answer it, and draw up what is published."""

from gongkai.apps.engagement.services.asking import answer, ask, gather_answers, moderate
from gongkai.apps.engagement.services.opinions import (
    draw_up_outcome,
    publish_outcome,
    settle_opinion,
    submit_opinion,
    void_opinion,
)
from gongkai.apps.engagement.services.personal import (
    PersonalData,
    forget,
    reveal_opinion,
    reveal_question,
)
from gongkai.apps.engagement.services.published import on_publication

__all__ = [
    "PersonalData",
    "answer",
    "ask",
    "draw_up_outcome",
    "forget",
    "gather_answers",
    "moderate",
    "on_publication",
    "publish_outcome",
    "reveal_opinion",
    "reveal_question",
    "settle_opinion",
    "submit_opinion",
    "void_opinion",
]
