"""Propose what an interpretation is called, from the title of its document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.interpretations.pairing import Form

_FRAMES = ("关于印发", "关于公布", "关于做好", "关于加强", "关于开展", "关于进一步", "关于")
_ENDS = ("的通知", "的意见", "的决定", "的公告", "的通告")
_TITLES: Mapping[Form, str] = MappingProxyType(
    {
        Form.TEXT: "《{subject}》文字解读",
        Form.PICTURE: "一图读懂：{subject}",
        Form.H5: "翻一翻：{subject}",
        Form.ANIMATION: "动画说政策：{subject}",
        Form.AUDIO: "听一听：{subject}",
        Form.VIDEO: "看视频：{subject}",
        Form.QA: "{subject}问答",
        Form.PRESS: "新闻发布会介绍{subject}",
        Form.EXPERT: "专家解读：{subject}",
    }
)


def subject_of(title: str) -> str:
    """Return what a document is about: its title without the frame of a notice."""
    subject = title.replace("｜", "").strip()
    opened, _, rest = subject.partition("《")
    named = rest.partition("》")[0]
    if opened and named:
        return named
    for frame in _FRAMES:
        before, found, after = subject.rpartition(frame)
        if found and after and not before.endswith("》"):
            subject = after
    for end in _ENDS:
        subject = subject.removesuffix(end)
    return subject


def proposed_title(form: Form, title: str) -> str:
    """Return a title for an interpretation of a document in a form."""
    return _TITLES[form].format(subject=subject_of(title))
