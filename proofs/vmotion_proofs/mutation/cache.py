"""Judgements on file: one JSON object a line, found again by what was judged and by what it was judged with.

A line is written by one system call to a file that is opened for appending, under a lock, so two runs can share a file; a line
that was cut off (a full disk, a kill) is skipped when the file is read, and the next line begins on a line of its own.

A judgement outlives changes that cannot alter it: that a mutant is equivalent depends on the two models only (or, where it
differs in what no property reads, on the suite); that a property kills it holds as long as that property is asked; that it
survives, or that nothing was decided, holds for one suite and budget.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from vmotion_model.common.files import WriteError
from vmotion_model.language import Expr
from vmotion_model.language.json_form import normal
from vmotion_specs.properties import Property

from .judge import RANGE, SCENARIO, STEPS, UNSEEN, Does, Fate, Judgement

FORMAT = 1
METHOD = 2
"""Counts the ways of judging: what a mutant survived, or was not decided by, holds for one way only."""
_NOT_ASKED = {"title", "why", "citation", "progress", "generated", "waiting"}
"""What a property is for readers and for its verdict, not what it asks of a state."""


def property_digest(item: Property) -> str:
    """A digest of what the property asks; its prose and its place among the others do not change it."""
    meaning = {f.name: _plain(getattr(item, f.name)) for f in fields(item) if f.name not in _NOT_ASKED}
    if not item.assumptions:
        # Only responses have some; what is on file of other properties knows nothing of them.
        del meaning["assumptions"]
    return sha256(json.dumps(meaning, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _plain(value: object) -> Any:
    if isinstance(value, Expr):
        return normal(value)
    if isinstance(value, Mapping):
        return {str(getattr(k, "name", k)): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return str(value)


@dataclass(frozen=True)
class MutationQuestion:
    """What mutants are judged with: the model they are mutants of, by digest, and the budget in states.

    ``properties`` maps what may kill to a digest: properties, scenarios, and what is asked of every model.
    """

    model: str
    properties: Mapping[str, str]
    states: int

    @classmethod
    def of(
        cls, model: str, properties: Iterable[Property], scenarios: Mapping[str, str] | None, states: int
    ) -> "MutationQuestion":
        """The question that properties and scenarios ask of mutants of the model with this digest.

        ``scenarios`` None: the properties alone, not even whether every step is still possible.
        """
        asked = {p.id: property_digest(p) for p in properties}
        if scenarios is None:
            return cls(model, {RANGE: RANGE, **asked}, states)
        played = {f"{SCENARIO} {n}": sha256(text.encode()).hexdigest()[:16] for n, text in scenarios.items()}
        return cls(model, {RANGE: RANGE, STEPS: STEPS, **asked, **played}, states)

    @property
    def suite(self) -> str:
        """A digest of all properties together."""
        return sha256(json.dumps([METHOD, self.properties], sort_keys=True).encode()).hexdigest()[:16]


@dataclass
class Cache:
    """Judgements read from files; new ones are appended to ``path`` (nowhere, where it is None)."""

    question: MutationQuestion
    path: Path | None = None
    lines: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def read(self, *files: Path) -> "Cache":
        """Take over what the files hold (a missing file holds nothing; what is no judgement is skipped)."""
        for file in files:
            try:
                text = file.read_bytes().decode("utf-8", errors="replace")
            except FileNotFoundError:
                continue
            except OSError as problem:
                raise WriteError(f"{file} can't be read: {problem.strerror}") from None
            for line in text.splitlines():
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                if isinstance(entry, dict) and entry.get("format") == FORMAT and isinstance(entry.get("digest"), str):
                    self.lines.setdefault(entry["digest"], []).append(entry)
        return self

    def find(self, digest: str, name: str) -> Judgement | None:
        """The judgement of the mutated model with this digest, if one on file still holds."""
        for entry in reversed(self.lines.get(digest, [])):
            judgement = _judgement(entry, name)
            if judgement is not None and self._holds(entry, judgement):
                return judgement
        return None

    def _holds(self, entry: Mapping[str, Any], judgement: Judgement) -> bool:
        question = self.question
        if entry.get("model") != question.model:
            return False
        match judgement.fate:
            case Fate.EQUIVALENT if judgement.reason != UNSEEN:
                return True
            case Fate.KILLED:
                facts = entry.get("properties")
                asked = question.properties
                return isinstance(facts, dict) and all(asked.get(n, 1) == facts.get(n, 0) for n in judgement.by)
            case _:
                return entry.get("suite") == question.suite and entry.get("states") == question.states

    def add(self, digest: str, judgement: Judgement) -> None:
        """Keep a judgement; raises ``WriteError`` where the file can't be written."""
        entry = self.entry(digest, judgement)
        self.lines.setdefault(digest, []).append(entry)
        if self.path is not None:
            append_line(self.path, json.dumps(entry, ensure_ascii=False))

    def entry(self, digest: str, judgement: Judgement) -> dict[str, Any]:
        """The line of a judgement, as data."""
        entry: dict[str, Any] = {
            "format": FORMAT,
            "mutant": judgement.mutant,
            "digest": digest,
            "model": self.question.model,
            "fate": judgement.fate.value,
        }
        if judgement.by:
            entry["by"] = list(judgement.by)
            entry["properties"] = {name: self.question.properties[name] for name in judgement.by}
        if judgement.steps is not None:
            entry["steps"] = judgement.steps
        if judgement.does is not None:
            entry["does"] = judgement.does.value
        if judgement.reason:
            entry["reason"] = judgement.reason
        if judgement.fate not in (Fate.KILLED, Fate.EQUIVALENT) or judgement.reason == UNSEEN:
            entry |= {"suite": self.question.suite, "states": self.question.states}
        return entry


def _judgement(entry: Mapping[str, Any], name: str) -> Judgement | None:
    fate, by, steps, reason = (entry.get(k) for k in ("fate", "by", "steps", "reason"))
    if fate not in {f.value for f in Fate}:
        return None
    by = by if isinstance(by, list) else []
    if fate == Fate.KILLED and not by:
        return None
    steps = steps if type(steps) is int else None
    does = entry.get("does")
    if does is not None and does not in {d.value for d in Does}:
        return None
    return Judgement(
        name, Fate(fate), tuple(str(b) for b in by), steps, str(reason or ""), Does(does) if does else None
    )


def append_line(path: Path, line: str) -> None:
    """Append one whole line to a file that other runs may append to at the same time; raises ``WriteError``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            _locked(handle)
            size = os.lseek(handle, 0, os.SEEK_END)
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            data = (("\n" if torn else "") + line + "\n").encode("utf-8")
            if os.write(handle, data) != len(data):
                raise WriteError(f"{path} can't be written: the disk is full")
        finally:
            os.close(handle)
    except OSError as problem:
        raise WriteError(f"{path} can't be written: {problem.strerror}") from None


def _locked(handle: int) -> None:
    """Wait for the file's lock, which closing it releases; where the system has none, appending whole lines has to do."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        return
    flock(handle, LOCK_EX)


def whole(entries: Sequence[Mapping[str, Any]]) -> str:
    """The text of a file with these lines."""
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries)
