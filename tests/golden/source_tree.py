"""Read the source as the promises need it: files, syntax trees, modules."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import gongkai
from gongkai.domain.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
# Folders that Django fills or reads by name; they have no duty of their own.
UNNAMED = frozenset({"migrations", "management", "commands", "templatetags", "settings"})


def python_files(*, demo: bool = True) -> list[Path]:
    """Return the source files, migrations left out."""
    return sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and (demo or PACKAGE / "demo" not in path.parents)
    )


def place(path: Path, line: int = 0) -> str:
    """Return a file, and a line in it, as a report names them."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def nodes(path: Path, *kinds: type) -> Iterator[ast.AST]:
    """Yield the nodes of some kinds in a file."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


def module_name(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ModuleType]:
    """Import everything that has no effect of its own and return it by name."""
    left_out = (".migrations", ".settings", ".wsgi", ".urls")
    names = [
        info.name
        for info in pkgutil.walk_packages(gongkai.__path__, "gongkai.")
        if not any(part in f"{info.name}." for part in (f"{name}." for name in left_out))
    ]
    return {name: importlib.import_module(name) for name in ("gongkai", *names)}


def subclasses(base: type) -> list[type]:
    """Return every subclass that the program defines, in the order of their names."""
    modules()
    found: set[type] = set()
    waiting = [base]
    while waiting:
        for cls in waiting.pop().__subclasses__():
            waiting.append(cls)
            if cls.__module__.startswith("gongkai."):
                found.add(cls)
    return sorted(found, key=lambda cls: (cls.__module__, cls.__qualname__))


def resolve(dotted: str) -> object:
    """Return what a dotted path names: a module, or something inside one.

    Raises:
        AttributeError: a part after the module does not exist.
        ImportError: not even the first part is a module.
    """
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError as error:
            if cut == 1 or not dotted.startswith(str(error.name).rpartition(".")[0]):
                raise
            continue
        for part in parts[cut:]:
            found = _inside(found, part)
        return found
    raise ImportError(dotted)


def _inside(owner: object, name: str) -> object:
    """Return a member, or a dataclass or model field that the class itself does not show."""
    fields = getattr(owner, "__dataclass_fields__", {})
    return fields[name] if name in fields else getattr(owner, name)


def refusals_made(path):
    """Yield (class, keywords or None, line) for every refusal that a module makes."""
    module = modules().get(module_name(path))
    for node in nodes(path, ast.Raise, ast.Call):
        call = node.exc if isinstance(node, ast.Raise) else node
        target = call.func if isinstance(call, ast.Call) else call
        if isinstance(node, ast.Raise) and isinstance(call, ast.Call):
            continue  # met again as a call
        cls = _named(module, target)
        if isinstance(cls, type) and issubclass(cls, Refusal):
            words = call.keywords if isinstance(call, ast.Call) else []
            yield cls, {word.arg for word in words}, node.lineno


def _named(module, target):
    """Return what a name or a dotted name means inside a module."""
    if isinstance(target, ast.Attribute):
        return getattr(_named(module, target.value), target.attr, None)
    return getattr(module, target.id, None) if isinstance(target, ast.Name) else None


def templates():
    """Return the files of all templates."""
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def template_name(path):
    """Return a template's name as Django finds it."""
    return path.relative_to(next(p for p in path.parents if p.name == "templates")).as_posix()


def markdown_files():
    """Return the pages of the documentation."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


LEFT_OUT = {".git", ".venv", "var", "node_modules", "dist", "__pycache__"}
READABLE = {".py", ".md", ".html", ".css", ".js", ".toml", ".json", ".csv", ".yaml", ".yml", ".po"}


def readable_files():
    """Return every text file of the tree, what tools leave behind left out."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if not LEFT_OUT & set(path.relative_to(ROOT).parts)
        and (path.suffix in READABLE or path.name in {"Makefile", "LICENSE", "run"})
        and not any(part.endswith("_cache") for part in path.parts)
        and ".hypothesis" not in path.parts
    ]
