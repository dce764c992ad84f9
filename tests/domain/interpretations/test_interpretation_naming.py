import pytest

from gongkai.domain.interpretations.naming import proposed_title, subject_of
from gongkai.domain.interpretations.pairing import Form


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("青禾县人民政府关于印发《青禾县养犬管理办法》的通知", "青禾县养犬管理办法"),
        ("青禾县人民政府关于加强学校食堂管理的意见", "学校食堂管理"),
        ("青禾县人民政府办公室关于印发防汛抗旱应急预案的通知", "防汛抗旱应急预案"),
        ("青禾县人民政府｜关于做好春耕工作的通知", "春耕工作"),
        ("青禾县养犬管理办法", "青禾县养犬管理办法"),
        ("青禾县人民政府关于冬春火灾防控的通告", "冬春火灾防控"),
    ],
)
def test_the_subject_stands_inside_the_frame(title, subject):
    assert subject_of(title) == subject


def test_every_form_has_its_title():
    titles = {form: proposed_title(form, "关于做好春耕工作的通知") for form in Form}
    assert len(set(titles.values())) == len(Form)
    assert all("春耕工作" in title for title in titles.values())
    assert titles[Form.PICTURE] == "一图读懂：春耕工作"
