"""Register the new-media accounts and what they did in the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import models

from gongkai.apps.new_media.models import (
    AccountWork,
    FollowerCount,
    LiveStream,
    MessageAnswers,
    NewMediaAccount,
)
from gongkai.demo import figures, timetable
from gongkai.demo.figures import YEAR, StreamFigures
from gongkai.demo.people import invented_names
from gongkai.demo.texts.articles import topic_names
from gongkai.demo.world import Step, World
from gongkai.domain.new_media.accounts import Platform
from gongkai.domain.roles import Role
from gongkai.foundation.records import services as records


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """One account: whose, where, its name after the county's, since when."""

    organ_code: str
    platform: Platform
    name: str
    opened_on: date
    positioning: str


ACCOUNTS = (
    AccountPlan("medical-insurance", Platform.WECHAT, "医疗保障局", date(2019, 6, 18),
                "医保政策、缴费提醒、定点机构查询"),
    AccountPlan("culture-tourism", Platform.WECHAT, "文旅", date(2018, 4, 9),
                "演出、展览、景区和乡村旅游信息"),
    AccountPlan("ecology", Platform.WECHAT, "生态环境", date(2017, 9, 12),
                "空气和水质监测、环境科普、举报途径"),
    AccountPlan("data", Platform.WECHAT, "数据局", date(2024, 3, 15),
                "政务服务、一件事一次办、热线答复"),
    AccountPlan("public-security", Platform.WECHAT, "警事", date(2016, 5, 20),
                "警情提示、户籍和交管业务、反诈宣传"),
    AccountPlan("data", Platform.DOUYIN, "政务", date(2024, 4, 2),
                "短视频讲政策、直播答疑、公开政务信息"),
)  # fmt: skip
_STREAM_HOURS = (18, 19)


def steps(world: World) -> list[Step]:
    """Return the steps that fill the registers of new media."""
    return [
        Step("新媒体账号", len(ACCOUNTS), _accounts),
        Step("直播", figures.STREAMS, _streams),
        Step("短视频作品", figures.WORKS, _works),
        Step("私信答复", len(_message_days()), _messages),
        Step("关注人数", len(_count_days()), _followers),
    ]


def _accounts(world: World) -> Iterator[None]:
    names = invented_names(world.rng("responsible for accounts"))
    for place, plan in enumerate(ACCOUNTS, start=1):
        organ = world.organs[plan.organ_code]
        is_streaming = plan.platform is Platform.DOUYIN
        account = NewMediaAccount(
            organ=organ,
            platform=plan.platform.value,
            name=f"{world.county.name}{plan.name}",
            original_id=f"demo-{place:04d}",
            certified_subject=organ.name,
            certified_until_on=date(YEAR + 2, 6, 30),
            registered_no=f"演示备案{place:04d}",
            opened_on=plan.opened_on,
            responsible_name=next(names),
            responsible_phone="0000-0000000",
            positioning=plan.positioning,
            last_update_on=None if is_streaming else date(YEAR, 12, 31),
        )
        actor = world.officer(Role.OGI_OFFICER)
        records.add(instance=account, actor=actor, at=timetable.at(date(YEAR, 1, 2), 9, place))
        if is_streaming:
            world.streaming_account = account
        yield


def _enter(world: World, row: models.Model, day: date) -> Any:
    """Enter a record of the streaming account, on the working day after ``day``."""
    entered = timetable.calendar().add_working_days(day, 1)
    actor = world.officer(Role.EDITOR, "data")
    return records.add(instance=row, actor=actor, at=timetable.at(entered, 9, 5))


def _streams(world: World) -> Iterator[None]:
    rng = world.rng("streams")
    open_day, others = figures.streams(rng)
    days = _stream_days(rng)
    for day, figure in zip(days, others, strict=True):
        topic = rng.choice(topic_names(day))
        _stream(world, day, f"{day.month}月{day.day}日直播答疑：{topic}", figure, rng)
        yield
    day = figures.OPEN_DAY_STREAM_ON
    title = "“5·15政务公开日”专题直播：延迟退休、灵活就业参保"
    world.open_day_stream = _stream(world, day, title, open_day, rng)
    yield


def _stream_days(rng: Random) -> list[date]:
    """Return the working days with an ordinary stream, the open day's left out."""
    every = timetable.working_days(date(YEAR, 1, 6), date(YEAR, 12, 26))
    free = [day for day in every if day != figures.OPEN_DAY_STREAM_ON]
    return timetable.spread(figures.STREAMS - 1, free, rng)


def _stream(world: World, day: date, title: str, figure: StreamFigures, rng: Random) -> LiveStream:
    started = timetable.at(day, rng.choice(_STREAM_HOURS), rng.choice((0, 30)))
    stream = LiveStream(
        account=world.streaming_account,
        title=title,
        started_at=started,
        ended_at=started + timedelta(minutes=rng.randint(70, 120)),
        viewers=figure.viewers,
        new_followers=figure.new_followers,
        comments=figure.comments,
        answers=figure.answers,
    )
    _enter(world, stream, day)
    return stream


def _works(world: World) -> Iterator[None]:
    rng = world.rng("works")
    days = timetable.spread(
        figures.WORKS, timetable.working_days(date(YEAR, 1, 2), date(YEAR, 12, 30)), rng
    )
    views = figures.split(figures.WORK_VIEWS, figures.WORKS, rng, low=900, high=26_000)
    likes = figures.split(figures.WORK_LIKES, figures.WORKS, rng, low=4, high=110)
    for place, day in enumerate(days):
        work = AccountWork(
            account=world.streaming_account,
            title=f"一分钟讲清楚（第{place + 1}期）：{rng.choice(topic_names(day))}",
            published_at=_afternoon(day, rng),
            views=views[place],
            likes=likes[place],
        )
        _enter(world, work, day)
        yield


def _afternoon(day: date, rng: Random) -> datetime:
    return timetable.at(day, rng.randint(14, 17), rng.randint(0, 59))


def _message_days() -> tuple[date, ...]:
    return timetable.working_days(date(YEAR, 1, 1), date(YEAR, 12, 31))


def _messages(world: World) -> Iterator[None]:
    days = _message_days()
    rng = world.rng("messages")
    answers = figures.split(figures.MESSAGE_ANSWERS, len(days), rng, low=12, high=120)
    for day, count in zip(days, answers, strict=True):
        row = MessageAnswers(account=world.streaming_account, on=day, answers=count)
        _enter(world, row, day)
        yield


def _count_days() -> list[date]:
    """Return the last day of every month of the year."""
    return [date(YEAR, month, 1) - timedelta(days=1) for month in range(2, 13)] + [
        date(YEAR, 12, 31)
    ]


def _followers(world: World) -> Iterator[None]:
    days = _count_days()
    grown = figures.FOLLOWERS_AT_END - figures.FOLLOWERS_AT_START
    for place, day in enumerate(days, start=1):
        followers = figures.FOLLOWERS_AT_START + grown * place // len(days)
        row = FollowerCount(account=world.streaming_account, counted_on=day, followers=followers)
        _enter(world, row, day)
        yield
