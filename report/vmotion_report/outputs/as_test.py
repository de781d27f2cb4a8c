"""Counterexamples as a file for pytest, which fails as long as the model can do what breaks the property.

Everything in it that is not ours is a literal, or a comment on one line.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vmotion_model.common.safe_text import one_line
from vmotion_proofs.results.replay import commands_of
from vmotion_proofs.results.verdicts import Run
from vmotion_report.saved_run import literal
from vmotion_specs.change import SweepPoint
from vmotion_specs.own import is_file
from vmotion_specs.suite import Suite

from .outcome import CaseSubject, CheckOutcome, JudgedModel, ReportCase

HEAD = '''"""Runs that break a property, as vmotion check --save-test found them.

Each test replays one on the state machines. It fails as long as the model can do all of it and the property does not hold on it.
"""

from pathlib import Path
'''


def to_test(outcome: CheckOutcome, suite: str, origins: Iterable[str]) -> str | None:
    """The text of the file; None where there is no counterexample.

    ``origins`` says for each thing that was judged how its model and properties are made: see ``of_suite``, ``of_change``,
    ``of_combination`` and ``of_form``. ``suite`` is the call that finds the suite: see ``found``.
    """
    parts = []
    names: set[str] = set()
    for judged, origin in zip(outcome.judged, origins, strict=True):
        for case, run in _broken(judged):
            parts.append("\n".join(_function(case, run, suite, origin, outcome.without, names)))
    if not parts:
        return None
    body = "\n\n\n".join(parts)
    imports = [line for word, line in _IMPORTS.items() if word in body]
    head = HEAD if "HERE" in body else HEAD.replace("\nfrom pathlib import Path\n", "")
    here = "HERE = Path(__file__).resolve().parent\n" if "HERE" in body else ""
    return f"{head}\n{''.join(imports)}\n{here}\n\n{body}\n" if here else f"{head}\n{''.join(imports)}\n\n{body}\n"


_IMPORTS = {
    "version_at(": "from vmotion_proofs.changes.revisions import version_at\n",
    "still_breaks(": "from vmotion_proofs.check.again import still_breaks\n",
    "changed_suite(": "from vmotion_specs.apply import changed_suite\n",
    "combined(": "from vmotion_specs.combine import combined\n",
    "find_suite(": "from vmotion_specs.own import find_suite\n",
    "find_change(": "from vmotion_specs.shipped import find_change\n",
    "= suite(": "from vmotion_specs.suites import suite\n",
    "swept_at(": "from vmotion_specs.sweep import swept_at\n",
}


def suite_call(suite: Suite, target: Path) -> str:
    """The call that finds a suite: one that ships by its name, a JSON file from where the test lies, a module by its name."""
    if suite.shipped or not suite.source:
        return f"suite({literal(suite.name)})"
    if is_file(suite.source):
        return f"find_suite(str(HERE / {literal(_relative(Path(suite.source), target))}))"
    return f"find_suite({literal(suite.source)})"


def of_suite() -> str:
    """The model as it ships."""
    return "model, properties = chosen.model, chosen.properties"


def of_change(argument: str, file: Path, target: Path, point: SweepPoint | None = None) -> str:
    """A change of it: one that ships by its name, any other by its file, which is found from where the test lies.

    ``point`` says which value of a sweep is meant.
    """
    change = _change_call(argument, file, target)
    return _changed(change if point is None else f"swept_at({change}, {point.value})")


def of_combination(arguments: Sequence[str], files: Sequence[Path], target: Path) -> str:
    """Several changes of it in one."""
    each = ", ".join(_change_call(argument, file, target) for argument, file in zip(arguments, files, strict=True))
    return _changed(f"combined([{each}])")


def _changed(change: str) -> str:
    return f"chosen = changed_suite({change}, chosen)\n    model, properties = chosen.model, chosen.properties"


def _change_call(argument: str, file: Path, target: Path) -> str:
    shipped = file != Path(argument)
    where = literal(argument) if shipped else f"str(HERE / {literal(_relative(file, target))})"
    return f"find_change({where})"


def of_form(file: Path, target: Path) -> str:
    """The model in a JSON file."""
    return (
        f"version = version_at(str(HERE / {literal(_relative(file, target))}), chosen)\n"
        "    model, properties = version.model, version.properties"
    )


def _relative(file: Path, target: Path) -> str:
    return Path(os.path.relpath(file.resolve(), target.resolve().parent)).as_posix()


def _broken(judged: JudgedModel) -> Iterator[tuple[ReportCase, Run]]:
    for case in judged.cases:
        if case.about is CaseSubject.PROPERTY and case.run is not None:
            yield case, case.run


def _function(
    case: ReportCase, run: Run, suite: str, origin: str, without: Sequence[str], names: set[str]
) -> Iterator[str]:
    yield f"def {_name(case.id, names)}() -> None:"
    yield f"    chosen = {suite}"
    yield f"    {origin}"
    yield "    steps = ["
    for command, step in zip(commands_of(run), run.steps, strict=True):
        yield f"        {literal(command)},  # {one_line(f'{step.time_s} s {step.role}: {step.description}').rstrip()}"
    yield "    ]"
    more = "" if run.loop_at is None else f", loop_at={run.loop_at}"
    if without:
        more += f", without=[{', '.join(map(literal, without))}]"
    asked = f"still_breaks(model, properties, {literal(case.id)}, steps, locations=chosen.locations{more})"
    yield f"    broken = {asked}"
    yield f"    assert not broken, {literal(case.message)}"


def _name(property_id: str, names: set[str]) -> str:
    """A name of its own for each test."""
    stem = name = f"test_{re.sub('[^0-9A-Za-z_]', '_', property_id)}_holds_on_the_run"
    number = 1
    while name in names:
        number += 1
        name = f"{stem}_{number}"
    names.add(name)
    return name
