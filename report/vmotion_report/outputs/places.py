"""Where something is defined: a line of a change file, of the model's source, or of a model's JSON form.

A source is read as text and never run. A command or property is found by the call that makes it: its name is the first
argument, as a text or as a text with gaps (one call may make several).
"""

import ast
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import vmotion_model
import vmotion_specs
from vmotion_specs.change import Change, Edit
from vmotion_specs.suites import Suite
from vmotion_specs.teaching import TEACHING

PACKAGES = (Path(vmotion_model.__file__).parent, Path(vmotion_specs.__file__).parent)


@dataclass(frozen=True)
class Place:
    """A line of a file, counted from 1.

    ``path`` has slashes. It is relative to the current folder, or to the folder of the installed packages where ``packaged``, or
    absolute for a file that lies elsewhere.
    """

    path: str
    line: int
    column: int = 1
    packaged: bool = False


def place_in(file: Path, line: int = 1, column: int = 1) -> Place:
    """A place by the path of a file, which may lie in an installed package."""
    full = file.resolve()
    here = Path.cwd().resolve()
    if full.is_relative_to(here):
        return Place(full.relative_to(here).as_posix(), line, column)
    for package in PACKAGES:
        if full.is_relative_to(package.resolve()):
            return Place(full.relative_to(package.resolve().parent).as_posix(), line, column, packaged=True)
    return Place(full.as_posix(), line, column)


@dataclass
class Sources:
    """The files in which commands and properties of one model may be defined; each is read once, when it is needed."""

    commands: Sequence[Path]
    properties: Sequence[Path]
    _texts: dict[Path, str] = field(default_factory=dict, repr=False)
    _trees: dict[Path, ast.Module | None] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, str], Place | None] = field(default_factory=dict, repr=False)

    def command(self, name: str) -> Place | None:
        """Where a command is defined."""
        return self._known("command", name, self.commands)

    def property(self, name: str) -> Place | None:
        """Where a property is defined."""
        return self._known("property", name, self.properties)

    def _known(self, kind: str, name: str, files: Sequence[Path]) -> Place | None:
        if (kind, name) not in self._found:
            self._found[kind, name] = self._find(name, files)
        return self._found[kind, name]

    def _find(self, name: str, files: Sequence[Path]) -> Place | None:
        found: list[tuple[int, int, int]] = []
        for number, file in enumerate(files):
            if file.suffix == ".json":
                found += [(5, number, line) for line in _lines_in_json(self._text(file), name)]
            elif (tree := self._tree(file, name)) is not None:
                found += [(rank, number, line) for rank, line in _lines_in_python(tree, name)]
        if not found:
            return None
        rank, number, line = max(found, key=lambda f: (f[0], -f[1], -f[2]))
        del rank
        return place_in(files[number], line)

    def _text(self, file: Path) -> str:
        if file not in self._texts:
            try:
                self._texts[file] = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                self._texts[file] = ""
        return self._texts[file]

    def _tree(self, file: Path, name: str) -> ast.Module | None:
        text = self._text(file)
        # Most files do not have the name, nor a text with gaps that could make it: they are not parsed.
        if name not in text and not any(g.fullmatch(name) for g in _gaps(text)):
            return None
        if file not in self._trees:
            try:
                self._trees[file] = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError):
                self._trees[file] = None
        return self._trees[file]


def _gaps(text: str) -> Iterable[re.Pattern[str]]:
    for found in re.findall(r"""f["']([^"'\n]*)["']""", text):
        parts = re.split(r"\{[^{}]*\}", found)
        if sum(map(len, parts)) >= 2:
            yield re.compile(".+".join(map(re.escape, parts)))


def _lines_in_python(tree: ast.Module, name: str) -> Iterable[tuple[int, int]]:
    """Lines that may define the name, each with how sure that is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            keys = [k.value for k in node.keywords if k.arg in ("name", "id")]
            for value in (*node.args[:1], *keys):
                if isinstance(value, ast.Constant) and value.value == name:
                    sure = isinstance(node.func, ast.Name) and node.func.id in ("Command", "Property")
                    yield 5 if sure else 4, value.lineno
                elif isinstance(value, ast.JoinedStr) and _could_be(value, name):
                    yield 3, value.lineno
        elif isinstance(node, ast.FunctionDef) and node.name == name:
            yield 2, node.lineno
        elif isinstance(node, ast.Constant) and node.value == name:
            yield 1, node.lineno


def _could_be(text: ast.JoinedStr, name: str) -> bool:
    parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in text.values]
    return re.fullmatch("".join(parts), name) is not None


def _lines_in_json(text: str, name: str) -> Iterable[int]:
    """Lines on which an object with that name or id begins to say so, where the text has line breaks."""
    key = re.compile(rf'"(?:name|id)":\s*{re.escape(json.dumps(name))}')
    for number, line in enumerate(text.split("\n"), 1):
        if key.search(line):
            yield number


def sources_of(suite: Suite, form: Path | None = None) -> Sources:
    """The sources of a suite that ships, or the JSON ``form`` that stands for them; none for a suite that nobody knows."""
    if form is not None:
        return Sources((form,), (form,))
    model, specs = PACKAGES
    if suite.name in TEACHING:
        made = TEACHING[suite.name].model
        file = getattr(getattr(made, "__wrapped__", made), "__code__", None)
        home = (Path(file.co_filename),) if file is not None else ()
        return Sources(home, (specs / "teaching.py", specs / "timing.py"))
    homes = {"vmotion": sorted((model / "protocol").rglob("*.py")), "admission": [model / "admission.py"]}
    others = sorted(specs.glob("*.py"))
    if suite.name == "admission":
        return Sources(homes["admission"], (specs / "admission.py", specs / "timing.py"))
    return Sources(homes.get(suite.name, []), others if suite.name in homes else ())


def edited_commands(change: Change) -> dict[str, Edit]:
    """The commands that a change file names in its edits of commands, guards and effects; the last edit of each."""
    found: dict[str, Edit] = {}
    for edit in change.edits:
        if edit.table == "command":
            found[str(edit.keys["name"])] = edit
        elif edit.table in ("guard", "effect"):
            found[str(edit.keys["command"])] = edit
    return found


def place_of_edit(change: Change, file: Path, edit: Edit | None) -> Place:
    """The line of a change file at which an edit begins; without one, its first edit."""
    if edit is None and not change.edits:
        return place_in(file)
    chosen = edit or change.edits[0]
    place = change.places.of(chosen.table, chosen.number)
    return place_in(file, place.line, place.column)
