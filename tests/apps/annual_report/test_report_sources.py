import ast
from pathlib import Path

import gongkai.apps.annual_report
import gongkai.domain.annual_report
from gongkai.apps.annual_report import sources
from gongkai.apps.annual_report.messages import REFUSALS
from gongkai.domain.annual_report.figures import FIGURES
from gongkai.domain.annual_report.tables import LEAF_KEYS

# Made by the domain from the leaves, not by a register.
COMPUTED = {"t3.new.total"}
# Present only when something of the kind exists.
BREAKDOWNS = ("interpretations.", "new_media.accounts.")


def test_registers_answer_for_every_cell_and_figure(county):
    answered = set(sources.records(2025, frozenset({"county", "land"})))
    needed = (set(LEAF_KEYS) | set(FIGURES)) - COMPUTED
    silent = {
        key
        for key in needed - answered
        if key == "interpretations.total" or not key.startswith(BREAKDOWNS)
    }
    assert silent == set()


def test_every_refusal_of_the_report_has_a_sentence():
    folders = (gongkai.apps.annual_report, gongkai.domain.annual_report)
    codes = set()
    for package in folders:
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Assign) and node.targets[0].__class__ is ast.Name:
                    is_code = node.targets[0].id == "code" and isinstance(node.value, ast.Constant)
                    codes |= {node.value.value} if is_code else set()
    assert codes
    assert codes <= set(REFUSALS)
