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
from vmotion_specs.combine import home_of, parts_of
from vmotion_specs.own import file_of
from vmotion_specs.suite import Suite
from vmotion_specs.teaching import TEACHING

PACKAGES = (Path(vmotion_model.__file__).parent, Path(vmotion_specs.__file__).parent)


@dataclass(frozen=True)
class FilePlace:
    """A line of a file, counted from 1.

    ``path`` has slashes. It is relative to the current folder, or to the folder of the installed packages where ``packaged``, or
    absolute for a file that lies elsewhere.
    """

    path: str
    line: int
    column: int = 1
    packaged: bool = False


def place_in(file: Path, line: int = 1, column: int = 1) -> FilePlace:
    """A place by the path of a file, which may lie in an installed package."""
    full = file.resolve()
    here = Path.cwd().resolve()
    if full.is_relative_to(here):
        return FilePlace(full.relative_to(here).as_posix(), line, column)
    for package in PACKAGES:
        if full.is_relative_to(package.resolve()):
            return FilePlace(full.relative_to(package.resolve().parent).as_posix(), line, column, packaged=True)
    return FilePlace(full.as_posix(), line, column)


@dataclass
class Sources:
    """The files in which commands and properties of one model may be defined; each is read once, when it is needed."""

    commands: Sequence[Path]
    properties: Sequence[Path]
    _files: dict[Path, "_Defined"] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, str], FilePlace | None] = field(default_factory=dict, repr=False)

    def command(self, name: str) -> FilePlace | None:
        """Where a command is defined."""
        return self._known("command", name, self.commands)

    def property(self, name: str) -> FilePlace | None:
        """Where a property is defined."""
        return self._known("property", name, self.properties)

    def whole(self) -> FilePlace | None:
        """The file that says what is asked: where somebody looks who is told of no single line."""
        first = next(iter((*self.properties, *self.commands)), None)
        return None if first is None else place_in(first)

    def _known(self, kind: str, name: str, files: Sequence[Path]) -> FilePlace | None:
        if (kind, name) not in self._found:
            self._found[kind, name] = self._find(name, files)
        return self._found[kind, name]

    def _find(self, name: str, files: Sequence[Path]) -> FilePlace | None:
        best: tuple[int, Path, int] | None = None
        for file in files:
            if file not in self._files:
                self._files[file] = _Defined(_text(file), file.suffix == ".json")
            found = self._files[file].line(name)
            if found is not None and (best is None or found[0] > best[0]):
                best = (found[0], file, found[1])
        return None if best is None else place_in(best[1], best[2])


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


MADE, CALLED, MADE_WITH_GAPS, FUNCTION, SAID = 5, 4, 3, 2, 1
"""How sure it is that a line defines a name: it calls Command or Property, something else, something with a text with gaps, it is
a function of that name, or it only says the name."""
_GAPS = re.compile(r"""f["'][^"'\n]*\{[^"'\n]*["']""")


class _Defined:
    """What one file defines: by name how sure that is, and the line."""

    def __init__(self, text: str, is_json: bool) -> None:
        self._text = text
        self._is_json = is_json
        self._gaps = [] if is_json else [g for g in map(_pattern, _GAPS.findall(text)) if g is not None]
        self._names: dict[str, tuple[int, int]] | None = None
        self._patterns: list[tuple[re.Pattern[str], int]] = []

    def line(self, name: str) -> tuple[int, int] | None:
        if self._is_json:
            return next(((MADE, line) for line in _lines_in_json(self._text, name)), None)
        # Most files neither have the name nor a text with gaps that could make it: they are not parsed.
        if name not in self._text and not any(g.fullmatch(name) for g in self._gaps):
            return None
        if self._names is None:
            self._names = {}
            self._read(self._names)
        found = self._names.get(name)
        if found is None or found[0] < MADE_WITH_GAPS:
            line = next((line for pattern, line in self._patterns if pattern.fullmatch(name)), None)
            found = found if line is None else (MADE_WITH_GAPS, line)
        return found

    def _read(self, names: dict[str, tuple[int, int]]) -> None:
        try:
            tree = ast.parse(self._text)
        except (SyntaxError, ValueError, RecursionError):
            return
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                sure = _sure(node.func)
                for value in (*node.args[:1], *(k.value for k in node.keywords if k.arg in ("name", "id"))):
                    if isinstance(value, ast.JoinedStr):
                        self._patterns.append((_joined(value), value.lineno))
                    else:
                        _note(names, value, sure)
            elif isinstance(node, ast.FunctionDef):
                _keep(names, node.name, FUNCTION, node.lineno)
            else:
                _note(names, node, SAID)


def _sure(function: ast.expr) -> int:
    called = function.id if isinstance(function, ast.Name) else ""
    # A Param only speaks of a constant that may have the same name.
    return MADE if called in ("Command", "Property") else SAID if called == "Param" else CALLED


def _note(names: dict[str, tuple[int, int]], node: ast.AST, sure: int) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        _keep(names, node.value, sure, node.lineno)


def _keep(names: dict[str, tuple[int, int]], name: str, sure: int, line: int) -> None:
    """The surest line, of several the first."""
    old = names.get(name)
    if old is None or (-sure, line) < (-old[0], old[1]):
        names[name] = (sure, line)


def _pattern(text: str) -> re.Pattern[str] | None:
    """What a text with gaps can become; None for one that is almost only gaps."""
    parts = re.split(r"\{[^{}]*\}", text[2:-1])
    return re.compile(".+".join(map(re.escape, parts))) if sum(map(len, parts)) >= 2 else None


def _joined(text: ast.JoinedStr) -> re.Pattern[str]:
    return re.compile("".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in text.values))


def _lines_in_json(text: str, name: str) -> Iterable[int]:
    """Lines on which an object with that name or id begins to say so, where the text has line breaks."""
    key = re.compile(rf'"(?:name|id)":\s*{re.escape(json.dumps(name))}')
    for number, line in enumerate(text.split("\n"), 1):
        if key.search(line):
            yield number


def sources_of(suite: Suite, form: Path | None = None) -> Sources:
    """The sources of a suite, or the JSON ``form`` that stands for them; none for a suite that nobody knows."""
    if form is not None:
        return Sources((form,), (form,))
    if not suite.shipped:
        own = file_of(suite.source)
        return Sources(*(((own,), (own,)) if own is not None else ((), ())))
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


def place_of_edit(change: Change, files: Sequence[Path], edit: Edit | None) -> FilePlace:
    """The line at which an edit begins in the file that it came from; without one, that of the first edit.

    ``files`` are those of the change: one, or one for each change file of a combination.
    """
    if edit is None and not change.edits:
        return place_in(files[0])
    number, own = home_of(change, edit or change.edits[0])
    place = parts_of(change)[number].places.of(own.table, own.number)
    return place_in(files[number], place.line, place.column)
