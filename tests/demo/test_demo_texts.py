# ruff: noqa: S311 -- chance from a fixed seed is what these tests are about
import re
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from gongkai.demo import news, timetable
from gongkai.demo.county import read_county
from gongkai.demo.texts.articles import Writer, summary_of
from gongkai.demo.texts.grammar import Scene, fill, with_weekday
from gongkai.demo.texts.papers import earlier_papers, papers
from gongkai.demo.texts.standing import meetings, standing_texts
from gongkai.demo.world import empty_world
from gongkai.domain.documents.validity import Lifespan, year_counts
from gongkai.foundation.reference_data import work_calendar

CHINA = ZoneInfo("Asia/Shanghai")
DAY_WITH_WEEKDAY = re.compile(r"(\d+)月(\d+)日（星期([一二三四五六日])）")


@pytest.fixture(scope="module")
def world():
    return empty_world(read_county(), 2025)


@pytest.fixture(scope="module")
def year(world):
    """All drawn articles of the year: (slot, text)."""
    for text in standing_texts(world.county):
        world.writer.used_titles.add(text.title)
    return [(s, world.writer.write(s.organ, s.section, s.at)) for s in news.slots(world)]


def test_the_year_has_the_articles_that_are_left_for_it(world, year):
    # 1,736 less 16 documents, 50 interpretations, 9 conferences and 2 interviews.
    assert len(year) + news.special_articles(world) == 1_659


def test_no_title_is_used_twice(world, year):
    titles = [text.title for _, text in year]
    titles += [text.title for text in standing_texts(world.county)]
    titles += [paper.title for paper in (*papers(world.county), *earlier_papers(world.county))]
    assert len(titles) == len(set(titles))


def test_no_slot_is_left_open(year):
    assert [t.title for _, t in year if "{" in "".join((t.title, *t.paragraphs))] == []


def test_every_article_has_two_to_five_paragraphs_and_a_summary(year):
    for _, text in year:
        assert 2 <= len(text.paragraphs) <= 5
        assert 0 < len(text.summary) <= 90


def test_weekdays_agree_with_their_days(year):
    checked = 0
    for slot, text in year:
        for month, day, weekday in DAY_WITH_WEEKDAY.findall("".join(text.paragraphs)):
            # A day ahead may lie in January of the next year.
            ahead = slot.at.year + (int(month) < slot.at.month)
            found = date(ahead, int(month), int(day))
            assert "一二三四五六日"[found.weekday()] == weekday
            assert work_calendar().is_working_day(found)
            checked += 1
    assert checked > 50


def test_texts_speak_of_the_day_on_which_they_appear(year):
    for slot, text in year:
        opening = re.match(r"(?:截至)?(\d+)月(\d+)日", text.paragraphs[0])
        if opening:
            assert (int(opening[1]), int(opening[2])) == (slot.at.month, slot.at.day)


def test_everything_appears_on_working_days_in_working_hours(year):
    for slot, _ in year:
        assert work_calendar().is_working_day(slot.at.date())
        assert 9 <= slot.at.hour < 17
        times = timetable.review_times(slot.at)
        order = [
            times.drafted, times.submitted, times.first,
            times.second, times.secrecy, times.published,
        ]  # fmt: skip
        assert order == sorted(set(order))
        assert all(work_calendar().is_working_day(at.date()) for at in order)


def test_the_same_seed_writes_the_same_year():
    def first_titles():
        world = empty_world(read_county(), 5)
        slots = news.slots(world)[:40]
        return [world.writer.write(s.organ, s.section, s.at).title for s in slots]

    assert first_titles() == first_titles()


def test_persons_in_texts_are_masked(year):
    published = "".join("".join(text.paragraphs) for _, text in year)
    lists = re.findall(r"部分名单：([^。]*?)[，。]其余|部分名单：([^。]*)。", published)
    assert len(lists) > 10
    for group in lists:
        names = [re.sub("（.*?）", "", n) for n in "".join(group).split("、")]
        assert all("某" in name for name in names)


def test_slots_are_filled_by_hand():
    at = datetime(2025, 3, 12, 15, 0, tzinfo=CHINA)  # a Wednesday
    words = {"organ": "青禾县水利局", "t": "防汛"}
    scene = Scene(at, words, ("上沟村",), 3, work_calendar(), ["清淤{5..5}公里", "备袋{2..2}万条"])
    template = "{date}{ampm}，{organ}第{serial}次研究{t}：{f1}，{f2}，{village}，{nextw:3}前完成"
    assert fill(template, scene, Random(1)) == (
        "3月12日下午，青禾县水利局第3次研究防汛：清淤5公里，备袋2万条，上沟村，"
        "3月17日（星期一）前完成"
    )


def test_the_quarter_before_the_first_is_the_last_of_the_old_year():
    at = datetime(2025, 2, 10, 9, 0, tzinfo=CHINA)
    scene = Scene(at, {}, (), 1, work_calendar())
    assert fill("{quarter_year}年第{quarter}季度", scene, Random(1)) == "2024年第4季度"


def test_a_weekday_stands_behind_its_day():
    assert with_weekday(date(2025, 5, 16)) == "5月16日（星期五）"


def test_a_summary_ends_with_a_sentence():
    assert summary_of(("短。" * 60, "x")) == "短。" * 45


def test_the_documents_give_table_two():
    county = read_county()
    normative = [p for p in (*papers(county), *earlier_papers(county)) if "政规" in p.issuer_code]
    lives = [
        Lifespan(p.signed_on, p.effective_from, p.expires_on, p.repealed_on, p.amended_on)
        for p in normative
    ]
    counts = year_counts(2025, lives)
    assert (counts.made, counts.repealed, counts.in_force) == (1, 1, 22)


def test_the_interpretations_are_fifty():
    forms = [form for paper in papers(read_county()) for form in paper.forms]
    forms += ["picture"] * len(meetings())
    counts = {form: forms.count(form) for form in set(forms)}
    assert counts == {"text": 12, "picture": 34, "h5": 2, "animation": 2}


def test_documents_are_published_on_working_days_after_signing():
    for paper in papers(read_county()):
        assert paper.signed_on <= paper.published_on
        assert work_calendar().is_working_day(paper.published_on), paper.title


def test_the_subject_of_a_document_is_its_title_without_the_frame():
    subjects = {paper.key + paper.issuer_code: paper.subject for paper in papers(read_county())}
    assert subjects["2025-1青政规"] == "青禾县城镇燃气安全管理规定"
    assert subjects["2025-2青政办发"] == "2025年春季农业生产"


def test_another_county_writes_its_own_name():
    county = read_county("云山县")
    writer = Writer(county, work_calendar(), Random(3))
    at = datetime(2025, 4, 9, 15, 0, tzinfo=CHINA)
    office = county.by_code("gov")
    texts = [writer.write(office, "notices", at) for _ in range(20)]
    assert not any("青禾" in "".join((t.title, *t.paragraphs)) for t in texts)
    assert not any("青禾" in "".join((t.title, *t.text.paragraphs)) for t in standing_texts(county))
