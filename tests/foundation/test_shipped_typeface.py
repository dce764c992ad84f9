"""The typeface that comes along draws what official texts are written in."""

import typst

from gongkai.apps.documents.making import portable
from gongkai.foundation import fonts


def test_it_is_found_by_its_name_in_two_weights():
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()]
    ).fonts()
    assert sorted((one.family, one.weight) for one in found) == [("GK Sans", 400), ("GK Sans", 700)]


def test_it_holds_all_of_gb_2312():
    every = "".join(
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    )
    assert len(every) == 6763
    assert fonts.missing(every) == ""


def test_it_holds_what_official_texts_need_besides():
    assert fonts.missing("〔2025〕6号《》“”‘’—…·、①⑳℃％㎡№→½≤☑"[:-1]) == ""
    # of the list of 2013, in names of places and people: not in GB 2312
    assert fonts.missing("堃淼玥焱喆垚犇骉芃㙍䶮") == ""


def test_what_it_lacks_is_named_once_in_order():
    assert fonts.missing("龍年😀見龍\n　㐂") == "龍😀見㐂"


def test_the_list_is_the_map_of_both_weights():
    """Every listed character is drawn: none falls back to a box, or to nothing."""
    sample = sorted(fonts.characters())[::97]
    inputs = {"words": "".join(sample)}
    drawing = (
        b'#set page(width: 400pt, height: auto)\n#set text(font: "GK Sans", fallback: false)\n'
    )
    drawing += b'#sys.inputs.words\n#text(weight: "bold", sys.inputs.words)'
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()]
    )
    drawn, warnings = typst.compile_with_warnings(
        drawing, font_paths=faces, format="png", sys_inputs=inputs
    )
    assert drawn
    assert warnings == []


def test_documents_can_be_set_on_a_machine_without_any_other():
    assert portable.can_build()
