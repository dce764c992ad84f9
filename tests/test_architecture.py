"""What holds the house together and import-linter has no contract for."""

import ast
import sys
import tomllib

import grimp
import pytest

from tests.golden.source_tree import (
    PACKAGE,
    ROOT,
    UNNAMED,
    module_name,
    nodes,
    place,
    python_files,
    tree_of,
)

MOST_LINES = 400  # 300 is the aim, 500 the end
MOST_FUNCTION_LINES = 50
ONE_DOOR = PACKAGE / "apps" / "review" / "door.py"
STRUCTURE = PACKAGE / "apps" / "websites" / "services.py"  # homes and sections say nothing
CLOCK = PACKAGE / "foundation" / "clock.py"
TESTS = sorted((ROOT / "tests").rglob("*.py"))


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("gongkai", include_external_packages=True, cache_dir=None)


def imported_names(path):
    """Yield (module, name, line) for every ``from module import name``."""
    for node in nodes(path, ast.ImportFrom):
        for alias in node.names:
            yield node.module or "", alias.name, node.lineno


def calls(path, *names):
    """Yield the method calls of these names in a file."""
    for node in nodes(path, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def for_types_only(path):
    """Return the lines under ``if TYPE_CHECKING``: names for the reader, no import at run time."""
    return {
        line
        for node in nodes(path, ast.If)
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for line in range(node.lineno, node.end_lineno + 1)
    }


def test_models_are_imported_only_by_their_own_app():
    strangers = []
    for path in python_files(demo=False):
        typing_lines = for_types_only(path)
        for module, name, line in imported_names(path):
            if line in typing_lines:
                continue
            parts = module.split(".")
            if parts[:2] != ["gongkai", "apps"] or "models" not in (*parts[3:], name):
                continue
            if not module_name(path).startswith(".".join(parts[:3]) + "."):
                strangers.append(f"{place(path, line)} imports {module}.{name}")
    assert strangers == []


def test_the_demonstration_writes_through_the_services_alone():
    writes = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    written = [
        f"{place(path, call.lineno)} {ast.unparse(call.func)}"
        for path in python_files()
        if module_name(path).startswith("gongkai.demo")
        for call in calls(path, *writes)
        if not ast.unparse(call.func).startswith(("services.", "records."))
    ]
    assert written == []


def test_nothing_imports_the_settings(graph):
    importers = {
        importer
        for module in graph.modules
        if module.startswith("gongkai.project.settings")
        for importer in graph.find_modules_that_directly_import(module)
        if not importer.startswith("gongkai.project.settings")
    }
    importers |= {
        place(path)
        for path in TESTS
        for module, _, _ in imported_names(path)
        if module.startswith("gongkai.project.settings")
    }
    assert importers == set()


def test_the_tests_are_imported_by_nobody():
    importers = [
        place(path, line)
        for path in python_files()
        for module, _, line in imported_names(path)
        if module.split(".")[0] == "tests"
    ]
    assert importers == []


def test_every_app_stands_in_the_order():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    order = next(
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Apps stand in one order"
    )
    ordered = {name.strip() for layer in order for name in layer.split("|")}
    apps = {path.parent.name for path in (PACKAGE / "apps").glob("*/__init__.py")}
    assert ordered == apps


def test_the_domain_imports_only_itself_and_the_standard_library(graph):
    domain = "gongkai.domain"
    foreign = []
    for module in graph.find_descendants(domain):
        for imported in graph.find_modules_directly_imported_by(module):
            if imported.startswith(domain) or imported.split(".")[0] in sys.stdlib_module_names:
                continue
            foreign.append(f"{module} imports {imported}")
    assert foreign == []


@pytest.mark.parametrize("module", ["time", "random", "socket", "urllib", "sqlite3", "os", "io"])
def test_the_domain_knows_no_clock_files_chance_or_network(module):
    users = [
        place(path)
        for path in (PACKAGE / "domain").rglob("*.py")
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if module in {_root(name) for name in _modules_of(node)}
    ]
    assert users == []


def _modules_of(node):
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def _root(name):
    return name.split(".")[0]


def test_no_file_is_too_long():
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*python_files(), *TESTS]
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_too_long():
    long = [
        f"{place(path, node.lineno)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in python_files()
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if _body_lines(node) > MOST_FUNCTION_LINES
    ]
    assert long == []


def _body_lines(node):
    """Return the lines from ``def`` to the end, the docstring left out: it is not work."""
    first = node.body[0]
    documented = ast.get_docstring(node) is not None
    docstring = (first.end_lineno - first.lineno + 1) if documented else 0
    return node.end_lineno - node.lineno + 1 - docstring


def test_only_the_finish_of_a_review_publishes():
    doors = [
        place(path)
        for path in python_files()
        for call in calls(path, "publish", "unpublish")
        if not _is_function_of_ours(call.func.value, path)
    ]
    assert doors == [place(ONE_DOOR)]


def test_nobody_else_makes_a_page_live():
    made = [
        place(path, node.lineno)
        for path in python_files()
        if path not in {ONE_DOOR, STRUCTURE}
        for node in nodes(path, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "live" and not _is_false(node.value)
    ]
    made += [
        place(path, call.lineno)
        for path in python_files()
        if path != ONE_DOOR
        for call in calls(path, "update")
        if any(word.arg == "live" and not _is_false(word.value) for word in call.keywords)
    ]
    assert made == []


def _is_false(value):
    return isinstance(value, ast.Constant) and value.value is False


def _is_function_of_ours(receiver, path):
    """Tell whether the call is ``module.publish()`` of an imported module, not a revision's."""
    imported = {name for module, name, _ in imported_names(path) if module.startswith("gongkai.")}
    return isinstance(receiver, ast.Name) and receiver.id in imported


def test_nobody_approves_through_the_workflow_that_checks_nothing():
    approvals = [
        place(path, node.lineno) for path in python_files() for node in calls(path, "approve")
    ]
    assert approvals == []


def is_service(path):
    return "services" in path.with_suffix("").relative_to(PACKAGE).parts


def test_only_services_assign_a_state():
    assigned = [
        place(path, node.lineno)
        for path in python_files()
        if not is_service(path)
        for node in nodes(path, ast.Assign, ast.AugAssign, ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state" and not _is_own(target)
    ]
    assigned += [
        place(path, node.lineno)
        for path in python_files()
        if not is_service(path)
        for node in calls(path, "update", "bulk_update")
        if any(keyword.arg == "state" for keyword in node.keywords)
    ]
    assert assigned == []


def _is_own(target):
    """Tell whether a form or view keeps a state for itself: ``self.state`` inside ``__init__``."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def test_no_model_assigns_its_own_state():
    assigned = [
        place(path, node.lineno)
        for path in python_files()
        if path.stem == "models"
        for node in nodes(path, ast.Assign)
        if any(isinstance(t, ast.Attribute) and t.attr == "state" for t in node.targets)
    ]
    assert assigned == []


def test_no_model_saves_with_logic_of_its_own():
    overridden = [
        f"{place(path, node.lineno)} {node.name}"
        for path in python_files()
        if path.stem == "models"
        for node in nodes(path, ast.FunctionDef)
        if node.name in {"save", "delete"}
    ]
    assert overridden == []


def test_nothing_happens_by_a_signal():
    banned = {"django.db.models.signals", "django.dispatch"}
    users = [
        place(path, line)
        for path in python_files()
        for module, name, line in imported_names(path)
        if module in banned or f"{module}.{name}" in banned
    ]
    users += [
        place(path, call.lineno) for path in python_files() for call in calls(path, "connect")
    ]
    assert users == []


def test_only_the_clock_asks_what_time_it_is():
    askers = [
        place(path, node.lineno)
        for path in python_files()
        if path != CLOCK
        for node in calls(path, "now", "today", "localdate", "utcnow")
        if isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"timezone", "datetime", "date"}
    ]
    assert askers == []


def test_nobody_imports_the_page_model_that_was_swapped_out():
    users = [
        place(path, line)
        for path in [*python_files(), *TESTS]
        for module, name, line in imported_names(path)
        if module in {"wagtail.models", "wagtail.models.pages"} and name == "Page"
    ]
    assert users == []


def packages():
    return [
        path
        for path in python_files()
        if path.name == "__init__.py" and not UNNAMED & set(path.parent.parts)
    ]


def test_every_package_states_its_duty_in_one_sentence():
    unclear = []
    for path in packages():
        text = " ".join((ast.get_docstring(tree_of(path)) or "").partition("\n\n")[0].split())
        if not text.endswith(".") or text.count(". ") or not text[0].isupper():
            unclear.append(f"{place(path)}: {text}")
    assert unclear == []
