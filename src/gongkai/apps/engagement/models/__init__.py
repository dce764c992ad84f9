"""Pages and rows of the county's exchanges with the public."""

from gongkai.apps.engagement.models.calls import OpinionCall
from gongkai.apps.engagement.models.events import OnlineInterview, PressConference
from gongkai.apps.engagement.models.meetings import ExecutiveMeeting
from gongkai.apps.engagement.models.open_day import (
    OpenDay,
    OpenDayActivity,
    OpenDayActivityKind,
    OpenDayProgramme,
)
from gongkai.apps.engagement.models.rows import (
    InterviewQuestion,
    OpinionChannel,
    OutcomePublication,
    PaperLink,
    PublicOpinion,
)

__all__ = [
    "ExecutiveMeeting",
    "InterviewQuestion",
    "OnlineInterview",
    "OpenDay",
    "OpenDayActivity",
    "OpenDayActivityKind",
    "OpenDayProgramme",
    "OpinionCall",
    "OpinionChannel",
    "OutcomePublication",
    "PaperLink",
    "PressConference",
    "PublicOpinion",
]
