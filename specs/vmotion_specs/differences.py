"""What is written differently in two versions of a model and of what is asked of it: part by part, and in words.

This is the text alone. What it does to runs and to verdicts is another question, which others answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from vmotion_model.language import Clock, Command, Deadline, Enumeration, Expr, Model, Type, Value, Var, to_text
from vmotion_model.language.expressions import same
from vmotion_model.language.renaming import Renaming
from vmotion_model.language.types import describe

from .properties import Property

T = TypeVar("T")


class Subject(StrEnum):
    """What is different."""

    COMMAND = "command"
    GUARD = "guard"
    EFFECT = "effect"
    CONSTANT = "constant"
    VARIABLE = "variable"
    ENUMERATION = "enumeration"
    MEMBER = "member"
    DEADLINE = "deadline"
    PROPERTY = "property"
    ROLE = "role"


class How(StrEnum):
    """How it is different."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Alteration:
    """One difference: of what, how, and both texts where there are two.

    ``name`` is the command of a guard or an effect, and the enumeration of a member. ``part`` is which part of it: the conjunct,
    the variable of an effect, the member, or what is said of it (role, fault, range, ...).
    """

    subject: Subject
    name: str
    how: How
    part: str = ""
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """In words, without a full stop."""
        match self.subject, self.how:
            case _, How.RENAMED:
                of = f" of {self.name}" if self.subject in (Subject.GUARD, Subject.MEMBER) else ""
                return f"{self.subject} {_quoted(self.subject, self.before)}{of} is now called {self.after}"
            case Subject.GUARD, _:
                return f"{self.name}: {self._guard}"
            case Subject.EFFECT, _:
                return f"{self.name}: {self._effect}"
            case _, How.ADDED:
                return f"{self._whole} is new" + (f": {self.after}" if self.after else "")
            case _, How.REMOVED:
                return f"{self._whole} is gone" + (f": {self.before}" if self.before else "")
            case _:
                part = f", {self.part}" if self.part else ""
                return f"{self._whole}{part}: {self.before or 'nothing'} became {self.after or 'nothing'}"

    @property
    def _whole(self) -> str:
        if self.subject is Subject.MEMBER:
            return f"{self.part} of {self.name}"
        return f"deadline of {self.name}" if self.subject is Subject.DEADLINE else f"{self.subject} {self.name}"

    @property
    def _guard(self) -> str:
        match self.how:
            case How.ADDED:
                return f"asks for “{self.part}”, too: {self.after}"
            case How.REMOVED:
                return f"does not ask any more for “{self.part}”: {self.before}"
            case _:
                return f"“{self.part}” was {self.before}, and is {self.after}"

    @property
    def _effect(self) -> str:
        match self.how:
            case How.ADDED:
                return f"sets {self.part} to {self.after}, and left it as it was"
            case How.REMOVED:
                return f"leaves {self.part} as it is, and set it to {self.before}"
            case _:
                return f"sets {self.part} to {self.after}, and set it to {self.before}"


def differences(
    before: tuple[Model, Sequence[Property]],
    after: tuple[Model, Sequence[Property]],
    names: Renaming | None = None,
) -> tuple[Alteration, ...]:
    """What differs between two versions, each a model and what is asked of it; ``names`` are new names that both have."""
    return (
        *_renamed(names or Renaming()),
        *of_models(before[0], after[0]),
        *_of_properties(before[1], after[1]),
    )


def of_models(before: Model, after: Model) -> Iterator[Alteration]:
    """What differs between two models: constants, variables, commands, deadlines."""
    yield from _of_constants(before, after)
    yield from _of_enumerations(before, after)
    for name, old, new in _both(before.variable, after.variable):
        yield from _of_variables(name, old, new)
    for name, was, now in _both(before.command, after.command):
        if was is None and now is not None:
            yield Alteration(Subject.COMMAND, name, How.ADDED, after=_stated(now.role, now.description))
        elif now is None and was is not None:
            yield Alteration(Subject.COMMAND, name, How.REMOVED, before=_stated(was.role, was.description))
        elif was is not None and now is not None:
            yield from of_commands(was, now)
    deadlines = ({d.clock: d for d in m.deadlines} for m in (before, after))
    for name, due, then in _both(*deadlines):
        yield from _of_deadlines(name, due, then)


def of_commands(was: Command, now: Command) -> Iterator[Alteration]:
    """What differs between two versions of a command."""
    name = now.name
    for subject, olds, news in ((Subject.GUARD, was.guard, now.guard), (Subject.EFFECT, was.updates, now.updates)):
        for part, old, new in _both(olds, news):
            if old is None or new is None or not _alike(old, new):
                yield Alteration(subject, name, _how(old, new), part, _text(old), _text(new))
    for part, one, two in (
        ("role", was.role, now.role),
        ("fault", was.fault or "", now.fault or ""),
        ("fair", _truth(was.fair), _truth(now.fair)),
        ("events", ", ".join(map(str, was.events)), ", ".join(map(str, now.events))),
        ("sentence", was.description, now.description),
        ("source", was.citation, now.citation),
    ):
        if one != two:
            yield Alteration(Subject.COMMAND, name, How.CHANGED, part, one, two)


def _of_constants(before: Model, after: Model) -> Iterator[Alteration]:
    for name, old, new in _both({c.name: c for c in before.constants}, {c.name: c for c in after.constants}):
        texts = [f"{c.value} {c.unit}".strip() if c is not None else "" for c in (old, new)]
        if texts[0] != texts[1]:
            yield Alteration(Subject.CONSTANT, name, _how(old, new), "", *texts)


def _of_enumerations(before: Model, after: Model) -> Iterator[Alteration]:
    for name, old, new in _both(*map(_enumerations, (before, after))):
        if old is None or new is None:
            # A variable that is new says so.
            continue
        for member in (*(m for m in new if m not in old), *(m for m in old if m not in new)):
            how = How.ADDED if member in new else How.REMOVED
            yield Alteration(Subject.MEMBER, name, how, member)


def _enumerations(model: Model) -> Mapping[str, tuple[str, ...]]:
    return {v.type.name: v.type.members for v in model.variables if isinstance(v.type, Enumeration)}


def _of_variables(name: str, old: Var[Any] | None, new: Var[Any] | None) -> Iterator[Alteration]:
    if old is None or new is None:
        texts = [_stated(v.owner, f"{_type(v.type)}, {_start(v)}") if v is not None else "" for v in (old, new)]
        yield Alteration(Subject.VARIABLE, name, _how(old, new), "", *texts)
        return
    for part, one, two in (
        ("owner", old.owner, new.owner),
        ("values", describe(old.type), describe(new.type)),
        ("active" if new.active is not None else "initial value", _start(old), _start(new)),
        ("rigid", _truth(old.rigid), _truth(new.rigid)),
        ("sentence", old.description, new.description),
    ):
        if one != two:
            yield Alteration(Subject.VARIABLE, name, How.CHANGED, part, one, two)


def _of_deadlines(clock: str, old: Deadline | None, new: Deadline | None) -> Iterator[Alteration]:
    if old is None or new is None:
        texts = [f"{to_text(d.limit)}, {_listed(d.handlers)}" if d is not None else "" for d in (old, new)]
        yield Alteration(Subject.DEADLINE, clock, _how(old, new), "", *texts)
        return
    if not _alike(old.limit, new.limit):
        yield Alteration(Subject.DEADLINE, clock, How.CHANGED, "limit", to_text(old.limit), to_text(new.limit))
    if old.handlers != new.handlers:
        yield Alteration(Subject.DEADLINE, clock, How.CHANGED, "handlers", _listed(old.handlers), _listed(new.handlers))


def _of_properties(before: Sequence[Property], after: Sequence[Property]) -> Iterator[Alteration]:
    for name, old, new in _both({p.id: p for p in before}, {p.id: p for p in after}):
        if old is None or new is None:
            texts = [f"{p.title} ({p.kind})" if p is not None else "" for p in (old, new)]
            yield Alteration(Subject.PROPERTY, name, _how(old, new), "", *texts)
            continue
        parts = [
            ("kind", old.kind.value, new.kind.value),
            ("title", old.title, new.title),
            ("assumptions", *(_listed([a.name for a in p.assumptions]) for p in (old, new))),
            ("why", old.why, new.why),
        ]
        if not (old.generated and new.generated):
            # What is made from the commands changes with them, and those are told.
            parts[1:1] = [
                (part, to_text(one), to_text(two))
                for part, one, two in (("premise", old.premise, new.premise), ("claim", old.claim, new.claim))
                if not _alike(one, two)
            ]
        for part, one, two in parts:
            if one != two:
                yield Alteration(Subject.PROPERTY, name, How.CHANGED, part, one, two)


def _renamed(names: Renaming) -> Iterator[Alteration]:
    for subject, new in (
        (Subject.COMMAND, names.commands),
        (Subject.VARIABLE, names.variables),
        (Subject.CONSTANT, names.constants),
        (Subject.ENUMERATION, names.enumerations),
        (Subject.ROLE, names.roles),
        (Subject.PROPERTY, names.properties),
    ):
        for one, two in new.items():
            yield Alteration(subject, two, How.RENAMED, "", one, two)
    for (type_, one), two in names.members.items():
        yield Alteration(Subject.MEMBER, names.enumerations.get(type_, type_), How.RENAMED, two, one, two)
    for (command, one), two in names.guards.items():
        yield Alteration(Subject.GUARD, names.command(command), How.RENAMED, two, one, two)


def _both(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)


def _how(old: object, new: object) -> How:
    return How.ADDED if old is None else How.REMOVED if new is None else How.CHANGED


def _text(expr: Expr[Any] | None) -> str:
    return "" if expr is None else to_text(expr)


def _alike(old: Expr[Any], new: Expr[Any]) -> bool:
    """Whether both read the same. Where an enumeration has new members, its old ones are other literals of the same text."""
    return same(old, new) or to_text(old) == to_text(new)


def _truth(value: bool) -> str:
    return "yes" if value else "no"


def _type(type_: Type) -> str:
    return f"one of {', '.join(type_.members)}" if isinstance(type_, Enumeration) else describe(type_)


def _start(var: Var[Any]) -> str:
    if isinstance(var.type, Clock) and var.active is not None:
        return f"runs while {to_text(var.active)}"
    return f"starts at {_value(var.initial)}"


def _value(value: Value) -> str:
    return str(value)


def _stated(whose: str, description: str) -> str:
    return f"of {whose}" + (f"; {description.rstrip('.')}" if description else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _quoted(subject: Subject, name: str) -> str:
    return f"“{name}”" if subject is Subject.GUARD else name
