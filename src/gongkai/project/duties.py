"""The schedule: what the program does by itself, when, and what for."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.urls import reverse

from gongkai.apps.engagement import queries as engagement
from gongkai.apps.engagement import services as exchanges
from gongkai.apps.foi import services as requests
from gongkai.apps.review import services as review
from gongkai.apps.static_site import services as static_site
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import open_government_officers
from gongkai.foundation.audit import services as audit
from gongkai.foundation.database import statistics
from gongkai.foundation.notices import services as notices
from gongkai.project import reminders, request_reminders, schedule
from gongkai.project.schedule import Daily, Every, Job, Outcome

_NAMED = 3
_NIGHT = Daily(time(2, 30))
_MORNING = Daily(time(8, 30), on_working_days=True)
_LONGEST = timedelta(hours=3)


def _some(sentences: list[str]) -> str:
    """Return the first of some sentences and how many there are."""
    more = f"等{len(sentences)}项" if len(sentences) > _NAMED else ""
    return "；".join(sentences[:_NAMED]) + more


def release(at: datetime) -> Outcome:
    """Publish what was approved for this hour."""
    done = review.release_due(at=at)
    said = [f"按时发布{len(done.released)}篇"] if done.released else []
    said += [f"{len(done.failed)}篇没有发布成功"] if done.failed else []
    return Outcome("，".join(said), ok=not done.failed)


def write_files(at: datetime) -> Outcome:
    """Write the public files that still wait."""
    drained = static_site.drain()
    said = [f"写出{len(drained.written)}个文件"] if drained.written else []
    said += [f"清除{len(drained.removed)}个文件"] if drained.removed else []
    said += [f"{target}失败：{error}" for target, error in drained.failed[:_NAMED]]
    return Outcome("，".join(said), ok=not drained.failed)


def alarm(at: datetime) -> Outcome:
    """Tell of overdue emergencies and of releases that failed or are late, hour by hour."""
    return Outcome(_some(reminders.alarm(at)))


def mail(at: datetime) -> Outcome:
    """Mail the notices that still wait for it."""
    sent = notices.deliver(at=at)
    return Outcome(f"送达{sent}条提醒" if sent else "")


def remind(at: datetime) -> Outcome:
    """Remind reviewers and editors of what lies too long."""
    reviewers, editors = reminders.remind_reviewers(at), reminders.remind_editors(at)
    return Outcome(f"提醒审核人{reviewers}人、信息员{editors}人")


def turn_the_day(at: datetime) -> Outcome:
    """Ask for the public files that a new day changes."""
    static_site.enqueue_daily(at=at)
    return Outcome("当天变化的页面已排队")


def verify_audit(at: datetime) -> Outcome:
    """Prove the record of acts, and that the registers agree with it."""
    found = [place.sentence for place in audit.breaks()]
    for name, proof in audit.proofs().items():
        found += [f"{name}：{gap}" for gap in proof().gaps]
    if found:
        return Outcome(f"审计记录有{len(found)}处对不上：{_some(found)}", ok=False)
    return Outcome("审计记录首尾相连，没有缺失和改动")


def verify_files(at: datetime) -> Outcome:
    """Prove that the public reads what was approved."""
    run, found = static_site.verify(at=at)
    if found:
        said = _some([f"{difference.subject}：{difference.said}" for difference in found])
        return Outcome(f"核对{run.targets}个页面，{len(found)}处不一致：{said}", ok=False)
    return Outcome(f"核对{run.targets}个页面，公开内容与审定内容一致")


def find_overdue_sections(at: datetime) -> Outcome:
    """Tell which sections owe something new."""
    return Outcome(f"{reminders.overdue_sections(at)}个栏目超过更新期限")


def find_expiring_documents(at: datetime) -> Outcome:
    """Tell final reviewers and the office which documents must be assessed before they expire."""
    return Outcome(f"{reminders.expiring_documents(at)}件文件六个月内到期")


def find_overdue_outcomes(at: datetime) -> Outcome:
    """Tell the open-government office which calls owe the public their outcome."""
    overdue = engagement.outcomes_overdue(clock.day_of(at))
    said = _some([f"{one.call.title}应于{one.outcome_due_on}前反馈" for one in overdue])
    if overdue:
        notices.notify(
            users=open_government_officers(clock.day_of(at)),
            kind="engagement.outcome_overdue",
            subject=f"{len(overdue)}项征集超过反馈期限",
            text=said,
            url=reverse("engagement_outcomes"),
            at=at,
        )
    return Outcome(said)


def forget_contacts(at: datetime) -> Outcome:
    """Delete names and contacts of the public whose time is over."""
    count = exchanges.forget(at=at)
    return Outcome(f"删除{count}条提交人信息" if count else "")


def discard_drafts(at: datetime) -> Outcome:
    """Delete requests that nobody went on with."""
    count = requests.discard_drafts(at=at)
    return Outcome(f"删除{count}份未提交的申请草稿" if count else "")


def find_stale_guides(at: datetime) -> Outcome:
    """Tell which guides must be looked at again."""
    return Outcome(f"{reminders.stale_guides(at)}个机关的公开指南需要核对")


def find_near_replies(at: datetime) -> Outcome:
    """Tell whoever handles requests which replies are late or due soon."""
    count, cases = request_reminders.near_replies(at), request_reminders.near_answers(at)
    told = [f"{count}个机关有临期或者超期的申请"] if count else []
    told += [f"{cases}件复议诉讼等待答复"] if cases else []
    return Outcome("，".join(told))


def recount_deadlines(at: datetime) -> Outcome:
    """Count open deadlines by the calendar of today, and warn where one came nearer."""
    moved, earlier = request_reminders.earlier_deadlines(at)
    return Outcome(f"{moved}件申请的期限变动，其中{earlier}件提前" if moved else "")


def keep_no_longer(at: datetime) -> Outcome:
    """Empty proofs of identity and take out applicants when their time is over."""
    papers, requests_ = requests.clear_identity_papers(at=at), requests.anonymise(at=at)
    told = []
    if papers:
        told.append(f"删除身份证明{papers}份")
    if requests_:
        told.append(f"匿名化申请{requests_}件")
    return Outcome("，".join(told))


def tidy(at: datetime) -> Outcome:
    """Forget runs and finished requests of long ago, and count the tables anew."""
    count = schedule.tidy(at=at) + static_site.tidy(at=at)
    statistics.refresh()
    return Outcome(f"清理记录{count}条")


PROMPT, FILES, SLOW = LANES = ("prompt", "files", "slow")
JOBS: tuple[Job, ...] = (
    Job("release", "定时发布", Every(15), release, "到时发布审定的稿件", PROMPT),
    Job("alarm", "告警", Every(60), alarm, "补审逾期、定时发布失败，报三审和政务公开办", PROMPT),
    Job("files", "静态文件", Every(15), write_files, "写出等待生成的公开文件", FILES),
    Job("mail", "送达提醒", Every(15), mail, "把提醒发到邮箱，失败的过后再发", SLOW),
    Job("day", "日期更替", Daily(time(0, 5)), turn_the_day, "重新生成随日期变化的页面", SLOW),
    Job("audit", "核验审计记录", _NIGHT, verify_audit, "查出缺失和改动", SLOW, _LONGEST),
    Job("verify", "核验公开文件", _NIGHT, verify_files, "公开的与审定的须一致", SLOW, _LONGEST),
    Job("sections", "栏目更新", _NIGHT, find_overdue_sections, "提醒超过更新期限的栏目", SLOW),
    Job("expiring", "文件到期", _NIGHT, find_expiring_documents, "提醒评估将到期的文件", SLOW),
    Job("outcomes", "征集反馈", _MORNING, find_overdue_outcomes, "提醒超期未反馈的征集", SLOW),
    Job("contacts", "删除联系方式", _NIGHT, forget_contacts, "公众联系方式到期删除", SLOW),
    Job(
        "drafts", "删除申请草稿", _NIGHT, discard_drafts, "30日未提交的依申请公开草稿到期删除", SLOW
    ),
    Job("guides", "指南过期提醒", _NIGHT, find_stale_guides, "提醒核对公开指南的联系方式", SLOW),
    Job(
        "recount",
        "重算期限",
        Daily(time(5, 30)),
        recount_deadlines,
        "放假安排更新后重算答复期限，提前的提醒",
        SLOW,
    ),
    Job("replies", "答复期限", _MORNING, find_near_replies, "提醒临期和超期的申请", SLOW),
    Job(
        "retention",
        "个人信息到期",
        Daily(time(3, 40)),
        keep_no_longer,
        "到期删除身份证明、把申请匿名化，不改变统计",
        SLOW,
    ),
    Job("tidy", "清理记录", Daily(time(3, 30)), tidy, "删除很久以前的执行记录", SLOW),
    Job("remind", "催办", _MORNING, remind, "提醒搁置过久的稿件", SLOW),
)
BY_NAME = {job.name: job for job in JOBS}


def run_lane(lane: str) -> list[str]:
    """Do what is due in one lane now; return the names of the jobs."""
    jobs = [job for job in JOBS if job.lane == lane]
    return [name for job in jobs for name in schedule.run_due([job], at=clock.now())]
