"""Answers of solvers that were given before: the same text, asked of the same version of a solver, need not be asked twice.

Only for certificates whose every query was answered as a proof wants; anything else is asked again. The file lies in the
user's cache and may be deleted at any time. ``vmotion certify`` never looks at it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.caches import cache_folder
from vmotion_model.common.files import WriteError, written_whole

from .solvers import SOLVERS, SolverAnswers, SolverText, ask

_PACKAGE = {"z3": "z3-solver", "cvc5": "cvc5"}


def ask_cached(
    text: str,
    declarations: str,
    queries: Mapping[str, str],
    expected: Mapping[str, str],
    budget: Budget | None = None,
) -> tuple[SolverAnswers, ...]:
    """What the solvers say to ``queries``, or said when ``text`` was the same; ``SolverAnswers.cached_on`` tells when.

    Only answers that are all as ``expected`` are kept.
    """
    place = _file()
    known = _read(place)
    names = {solver: _key(solver, text) for solver in SOLVERS}
    if all(n is not None and n in known for n in names.values()):
        return tuple(_recalled(s, known[str(names[s])], expected) for s in SOLVERS)
    answers = ask(SolverText(declarations, queries), budget=budget)
    if place is not None and all(dict(a.answers) == expected and not a.failure for a in answers):
        today = datetime.now(UTC).date().isoformat()
        fresh = {str(names[a.solver]): {"version": a.version, "on": today} for a in answers if names[a.solver]}
        _write(place, {**known, **fresh})
    return answers


def _recalled(solver: str, entry: Mapping[str, str], answers: Mapping[str, str]) -> SolverAnswers:
    return SolverAnswers(solver, entry["version"], answers, cached_on=entry["on"])


def _key(solver: str, text: str) -> str | None:
    """One name for the text and the solver's version; None where the solver is not installed."""
    try:
        installed = version(_PACKAGE[solver])
    except PackageNotFoundError:
        return None
    return hashlib.sha256(f"{solver} {installed}\n{text}".encode()).hexdigest()


def _file() -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / "answers.json"


def _read(place: Path | None) -> dict[str, Any]:
    """What is in the cache; a file that can't be read, or says something else, is as good as none."""
    if place is None:
        return {}
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {
        name: entry
        for name, entry in data.items()
        if isinstance(entry, dict) and isinstance(entry.get("version"), str) and isinstance(entry.get("on"), str)
    }


def _write(place: Path, entries: Mapping[str, Any]) -> None:
    kept: Sequence[tuple[str, Any]] = list(entries.items())[-200:]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(place) as part:
            part.write_text(json.dumps(dict(kept), indent=1), encoding="utf-8")
    except (OSError, WriteError):
        # Nothing is kept: the next check asks again.
        return
