"""What the documentation and the sentences promise, held against the code."""

import ast
import os
import re
import string
from collections import Counter
from importlib.util import find_spec

import pytest
from django.core.management import get_commands, load_command_class
from django.template import engines
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

from gongkai.cli import COMMANDS
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.lifecycle import ActionNotAllowed, Event, State
from gongkai.domain.terms import Term
from gongkai.foundation import refusals
from tests.golden.pages import GENERATED, PAGES, closed_lists
from tests.golden.source_tree import (
    PACKAGE,
    ROOT,
    markdown_files,
    module_name,
    modules,
    nodes,
    place,
    python_files,
    readable_files,
    refusals_made,
    resolve,
    subclasses,
    template_name,
    templates,
)

WRITE = os.environ.get("GONGKAI_WRITE_GOLDEN") == "1"
READMES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "Makefile")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


# Refusals and their sentences.


def refusal_classes():
    return [cls for cls in subclasses(Refusal) if "code" in vars(cls)]


def test_every_refusal_has_a_code_of_its_own():
    nameless = [cls.__qualname__ for cls in subclasses(Refusal) if cls.code == Refusal.code]
    codes = Counter(cls.code for cls in refusal_classes())
    assert (nameless, [code for code, times in codes.items() if times > 1]) == ([], [])


def test_every_refusal_has_a_sentence():
    known = refusals.known_codes()
    assert [
        f"{cls.__module__}.{cls.__name__}: {cls.code}"
        for cls in refusal_classes()
        if cls.code not in known
    ] == []


def test_every_sentence_belongs_to_a_refusal():
    used = {cls.code for cls in refusal_classes()}
    assert sorted(refusals.known_codes() - used) == []


def test_no_sentence_is_written_twice():
    written = Counter(refusals.SHARED.keys())
    for name, module in modules().items():
        if name.endswith(".messages"):
            written.update(module.REFUSALS.keys())
    assert [code for code, times in written.items() if times > 1] == []


def sentences():
    found = dict(refusals.SHARED)
    for name, module in modules().items():
        if name.endswith(".messages"):
            found.update(module.REFUSALS)
    return found


def test_sentences_are_written_as_an_officer_writes():
    unfit = [
        code
        for code, sentence in sentences().items()
        if not sentence.endswith(("。", "}")) or re.search("务必|[!！]|您好|亲", sentence)
    ]
    assert unfit == []


def test_every_sentence_gets_the_facts_it_asks_for():
    known = sentences()
    missing = []
    for path in python_files():
        for cls, given, line in refusals_made(path):
            asked = {name for _, name, _, _ in string.Formatter().parse(known.get(cls.code, ""))}
            if None not in given and (lacking := asked - given - {None}):
                missing.append(f"{place(path, line)} {cls.code}: {sorted(lacking)}")
    assert missing == []


def test_a_term_in_a_sentence_is_read_by_its_official_name():
    refusal = ActionNotAllowed(state=State.DRAFT, event=Event.ASSIGN)
    assert Event.ASSIGN.label in refusals.sentence(refusal)


# Terms and the glossary.


def test_every_term_is_named_once_and_in_chinese():
    unfit = []
    for cls in subclasses(Term):
        labels = Counter(member.label for member in cls)
        unfit += [f"{cls.__qualname__}: {label} twice" for label, n in labels.items() if n > 1]
        unfit += [
            f"{cls.__qualname__}.{member.name}"
            for member in cls
            if not re.search(r"[\u4e00-\u9fff]", member.label) and member.label != "H5"
        ]
    assert unfit == []


GLOSSARY_ROW = re.compile(r"^\| (?P<term>[^|]+?) \| `(?P<name>\w+)` \| `(?P<where>[\w.]+)` \|")


def glossary():
    hand_written = text_of("docs/glossary.md").partition(GENERATED)[0]
    return [row for line in hand_written.splitlines() if (row := GLOSSARY_ROW.match(line))]


def test_every_line_of_the_glossary_leads_to_the_code():
    lost = []
    for row in glossary():
        found = _or_none(row["where"])
        name = row["where"].rpartition(".")[2]
        if found is None or name != row["name"]:
            lost.append(f"{row['term']}: {row['where']}")
        elif isinstance(found, Term) and row["term"] not in found.label:
            lost.append(f"{row['term']}: the code says {found.label}")
    assert lost == []


def _exists(dotted):
    """Tell whether a name leads somewhere; a module is found without running it."""
    try:
        return find_spec(dotted) is not None or _or_none(dotted) is not None
    except ModuleNotFoundError:
        return _or_none(dotted) is not None


def _or_none(dotted):
    try:
        return resolve(dotted)
    except (AttributeError, ImportError):
        return None


def test_the_glossary_reads_every_line_of_its_table():
    lines = text_of("docs/glossary.md").partition(GENERATED)[0].splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) - 2 * rows.count("| 中文 | Identifier | Where |") == len(glossary())


def test_one_official_term_has_one_identifier():
    terms = Counter(row["term"] for row in glossary())
    assert [term for term, times in terms.items() if times > 1] == []


def test_the_closed_lists_of_the_glossary_are_current():
    hand_written, _, written = text_of("docs/glossary.md").partition(GENERATED)
    expected = f"\n\n{closed_lists()}\n"
    if WRITE:
        whole = hand_written + GENERATED + expected
        (ROOT / "docs/glossary.md").write_text(whole, encoding="utf-8")
    else:
        assert written == expected


# Pages that follow from the code.


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(name):
    expected = PAGES[name]()
    if WRITE:
        (ROOT / name).write_text(expected, encoding="utf-8")
    else:
        assert text_of(name) == expected


def test_every_link_of_the_documentation_leads_somewhere():
    broken = []
    for path in markdown_files():
        broken += [
            f"{place(path)}: {target}"
            for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
            if "://" not in target and not (path.parent / target).exists()
        ]
    assert broken == []


def test_every_dotted_name_in_the_documentation_exists():
    lost = []
    for path in markdown_files():
        lost += [
            f"{place(path)}: {dotted}"
            for dotted in re.findall(r"`(gongkai(?:\.\w+)+)`", path.read_text(encoding="utf-8"))
            if not _exists(dotted)
        ]
    assert lost == []


HANDBOOK_BY_HAND = (
    "docs/handbook/publishing.md",
    "docs/handbook/annual-report.md",
    "docs/handbook/foi-records.md",
)


@pytest.mark.parametrize("name", HANDBOOK_BY_HAND)
def test_what_the_handbook_quotes_stands_on_the_screen(name):
    screens = "".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".html", ".po"}
    )
    quoted = set(re.findall("“([^”]+)”", text_of(name))) - {"…"}
    assert sorted(words for words in quoted if words not in screens) == []


# Commands.


def written_commands(pattern):
    found = {line for name in READMES for line in re.findall(pattern, text_of(name))}
    assert found
    return sorted(found)


def test_every_make_target_that_is_written_down_exists():
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert [t for t in written_commands(r"\bmake ([a-z]+)\b") if t not in targets] == []


def test_every_command_that_is_written_down_exists_with_its_options():
    unknown = []
    for line in written_commands(r"(?:bin/|`|\(BIN\)/)gongkai ([a-z][^`\n#]*)"):
        words = next((w for w in COMMANDS if line == w or line.startswith(f"{w} ")), None)
        name = COMMANDS[words][0] if words else ""
        if name not in get_commands():
            unknown.append(line)
            continue
        command = load_command_class(get_commands()[name], name)
        options = set(command.create_parser("gongkai", name)._option_string_actions)
        unknown += [f"{line}: {o}" for o in re.findall(r"--[\w-]+", line) if o not in options]
    assert unknown == []


def test_every_command_of_the_overview_exists():
    assert [w for w, (name, _) in COMMANDS.items() if name not in get_commands()] == []


# Templates.


def test_every_template_compiles_and_finds_those_it_names():
    broken = []
    for path in templates():
        try:
            compiled = get_template(template_name(path)).template
            for node in compiled.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
                named = getattr(node, "parent_name", None) or node.template
                if isinstance(named.var, str):
                    engines["django"].get_template(named.var)
        except Exception as error:  # noqa: BLE001 -- every way of failing is one line of the list
            broken.append(f"{place(path)}: {error}")
    assert broken == []


def test_no_element_carries_style_or_script():
    inline = re.compile(r"""\s(style|on[a-z]+)=\\?["']""")
    written = [
        place(path, number)
        for path in [*templates(), *python_files()]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if inline.search(line)
    ]
    assert written == []


# The tree.


def test_every_domain_module_is_tested_directly():
    imported = {
        name
        for path in (ROOT / "tests" / "domain").rglob("*.py")
        for node in nodes(path, ast.ImportFrom)
        for alias in node.names
        for name in (node.module, f"{node.module}.{alias.name}")
    }
    rules = {
        module_name(path)
        for path in (PACKAGE / "domain").rglob("*.py")
        if path.name != "__init__.py"
    }
    assert sorted(rules - imported) == []


# Figures of the county whose report is the model of the demonstration: the program may
# reach them from records alone.
FIGURES = frozenset(
    {58000, 5.8, 740, 243, 10297, 12790, 1074000, 107.4, 12700, 480000, 1700},
)


def test_no_figure_of_a_report_is_written_into_the_program():
    printed = re.compile(rf"(?<![\w.])({'|'.join(re.escape(str(f)) for f in FIGURES)})(?![\w.])")
    written = []
    for path in python_files(demo=False):
        examples = {id(node.value) for node in nodes(path, ast.Expr)}  # docstrings
        for node in nodes(path, ast.Constant):
            if id(node) in examples:
                continue
            number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
            text = isinstance(node.value, str) and printed.search(node.value.replace(",", ""))
            if text or (number and node.value in FIGURES):
                written.append(f"{place(path, node.lineno)}: {node.value!r}")
    for path in templates():
        words = re.sub(r"<[^>]*>|\{[%{#].*?[%}#]\}", " ", path.read_text(encoding="utf-8"))
        written += [f"{place(path)}: {found}" for found in printed.findall(words)]
    assert written == []


def test_no_file_names_a_place_on_somebodys_machine():
    machine = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/|(?<![\w/-])shared/")
    scratch = re.compile(r"(?<![\w.])/tmp\b")
    named = [
        place(path, number)
        for path in readable_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if path.name != "test_promises.py"
        and (machine.search(line) or (scratch.search(line) and "tests" not in path.parts))
    ]
    assert named == []


def test_nothing_is_left_to_do_without_a_number():
    left = [
        place(path, number)
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))", line)
    ]
    assert left == []


def test_only_the_command_line_prints():
    printing = [
        place(path, node.lineno)
        for path in python_files()
        if path != PACKAGE / "cli.py"
        for node in nodes(path, ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
