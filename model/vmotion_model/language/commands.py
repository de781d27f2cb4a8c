"""Commands: guarded steps of one role, checked when they are defined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .errors import ModelError
from .expressions import And, AtMost, Const, Equal, Expr, Not, Or, Var, all_of, brief, lift, variables_of
from .types import Boolean, Clock, comparable, contains, describe

SHARED = "shared"
"""The owner of what every role can see: messages in flight, the disk lock, files on shared storage, the inventory."""
HISTORY = "history"
"""The owner of what no role can see: facts kept for properties only. Commands may write them, no guard reads them."""

TAKEN = {"elapse": "that is what time does", "state": "that is what machines call where they stand"}
"""Names that no command can have, and whose they are."""
FORM = {"guard": '"a name": condition', "effect": "variable: value"}


@dataclass(frozen=True, eq=False)
class Command:
    """One guarded step of one role.

    ``guard`` names its conjuncts: change files drop or replace them by name, counterexamples explain with them.
    ``effect`` maps a variable to its next value (an expression or a plain value); all other variables stay.
    ``fault`` names the kind of fault this step is, None for a step of the protocol itself. ``fact`` is the source of the
    fact, ``failures`` the entries of the failure catalogue that the step stands for.

    ``fair``: whether a role that works does this step in the end, if it can from some time on without a break. Not so what is
    a user's, an operator's, a starved host's or chance's to do, nor a timer, which a deadline rules. ``events`` are the names
    under which properties and assumptions know the step, so that none of them has to name a command. Both change what is
    asked of a model and nothing of what it can do: the digest leaves them out.

    Raises ``ModelError`` at definition time for a wrong type, for a role that reads or writes another role's memory, for
    any use of a clock in a guard but a closed comparison with a fixed number, and for an effect that reads a clock (what it
    writes to history may: no step depends on that, and ``Model.timed_history`` names it to whoever judges properties).
    """

    name: str
    role: str
    guard: Mapping[str, Expr[bool]]
    effect: Mapping[Var[Any], Any]
    description: str = ""
    citation: str = ""
    failures: tuple[str, ...] = ()
    fault: str | None = None
    fair: bool = True
    events: tuple[str, ...] = ()
    updates: Mapping[str, Expr[Any]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.isidentifier():
            raise ModelError(f"command {self.name!r}: the name must be a plain identifier")
        if self.name in TAKEN:
            raise ModelError(f"command {self.name}: {TAKEN[self.name]}; call it something else")
        for part in ("guard", "effect"):
            if not isinstance(given := getattr(self, part), Mapping):
                raise ModelError(f"command {self.name}: the {part} is a mapping, {{{FORM[part]}}}, not {_shown(given)}")
        for part in ("events", "failures"):
            if isinstance(given := getattr(self, part), str):
                raise ModelError(f"command {self.name}: {part} are several, ({given!r},), not one text")
        for event in self.events:
            if not event.strip() or not event.isprintable():
                raise ModelError(f"command {self.name}: an event is a few words on one line, not {str(event)!r}")
        for label, conjunct in self.guard.items():
            self._check_conjunct(label, conjunct)
        updates: dict[str, Expr[Any]] = {}
        for var, value in self.effect.items():
            if not isinstance(var, Var):
                raise ModelError(f"command {self.name}, effect: {var!r} is no variable")
            updates[var.name] = self._check_update(var, value)
        object.__setattr__(self, "guard", MappingProxyType(dict(self.guard)))
        object.__setattr__(self, "effect", MappingProxyType({v: updates[v.name] for v in self.effect}))
        object.__setattr__(self, "updates", MappingProxyType(updates))

    @property
    def enabled(self) -> Expr[bool]:
        """The whole guard as one expression."""
        return all_of(*self.guard.values())

    def _check_conjunct(self, label: str, conjunct: Expr[bool]) -> None:
        where = f"command {self.name}, guard {label!r}"
        if not isinstance(label, str) or not label.strip():
            raise ModelError(f"{where}: each part of a guard has a name, a few words")
        refuse_untrue(where, conjunct)
        self._check_reads(where, conjunct)
        refuse_strict_clocks(where, conjunct)

    def _check_update(self, var: Var[Any], value: object) -> Expr[Any]:
        where = f"command {self.name}, effect on {var.name}"
        try:
            expr = lift(value, var.type)
        except ModelError as error:
            raise ModelError(f"{where}: {error}") from None
        if not comparable(expr.type, var.type):
            raise ModelError(
                f"{where}: {brief(expr)} is {describe(expr.type)}, but the variable is {describe(var.type)}"
            )
        if var.rigid:
            raise ModelError(f"{where}: a rigid variable keeps its value")
        if var.owner not in (self.role, SHARED, HISTORY):
            raise ModelError(f"{where}: {self.role} can't write the memory of {var.owner}; send it a message")
        if isinstance(var.type, Clock) and not (isinstance(expr, Const) and expr.value == 0):
            raise ModelError(f"{where}: a clock can only be set to 0")
        if isinstance(expr, Const) and not contains(var.type, expr.value):
            raise ModelError(f"{where}: {brief(expr)} is no {describe(var.type)}")
        if reads_clock(expr) and (var.owner != HISTORY or is_clock(expr)):
            # It would tell values apart at a strict bound, which whole ticks can't show.
            raise ModelError(f"{where}: {brief(expr)} reads a clock; make two commands of it, with guards on the clock")
        if var.owner != HISTORY:
            self._check_reads(where, expr)
        return expr

    def _check_reads(self, where: str, expr: Expr[Any]) -> None:
        for name, var in variables_of(expr).items():
            if var.owner == HISTORY:
                raise ModelError(f"{where}: {name} is history, which only properties may read")
            if var.owner not in (self.role, SHARED) and not var.rigid:
                raise ModelError(
                    f"{where}: {self.role} can't read {name}, which is the memory of {var.owner}; "
                    "what one role learns of another it learns by a message"
                )


def refuse_untrue(where: str, expr: object) -> None:
    """Raise ``ModelError`` for what is no expression of a truth value."""
    if not isinstance(expr, Expr):
        raise ModelError(f"{where}: {_shown(expr)} is no expression")
    if not isinstance(expr.type, Boolean):
        raise ModelError(f"{where}: {brief(expr)} is {describe(expr.type)}, but a truth value is wanted")


def _shown(given: object) -> str:
    return brief(given) if isinstance(given, Expr) else repr(given)


def refuse_strict_clocks(where: str, expr: Expr[Any], positive: bool = True) -> None:
    """Raise ``ModelError`` where a clock is used otherwise than in a closed comparison with a fixed number.

    Closed comparisons keep the search in whole ticks exact (Henzinger, Manna, Pnueli 1992, digitization): strict ones,
    inequality, other clocks, sums of clocks and choices by a clock do not.
    """
    if not reads_clock(expr):
        return
    match expr:
        case Not(body=body):
            refuse_strict_clocks(where, body, not positive)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                refuse_strict_clocks(where, part, positive)
        case AtMost(left=left, right=right) | Equal(left=left, right=right) if is_clock(left) or is_clock(right):
            clock, other = (left, right) if is_clock(left) else (right, left)
            if not positive:
                raise ModelError(f"{where}: {brief(expr)} is negated: clocks are compared with <= and >= only")
            if is_clock(other):
                raise ModelError(f"{where}: {brief(expr)} compares two clocks")
            if not isinstance(clock, Var) or variables_of(other):
                raise ModelError(f"{where}: {brief(expr)}: a clock is compared by itself, and with a fixed number")
        case _:
            raise ModelError(f"{where}: {brief(expr)} chooses by a clock; write it with 'and' and 'or'")


def is_clock(expr: Expr[Any]) -> bool:
    """Whether the value of the expression is a time."""
    return isinstance(expr.type, Clock)


def reads_clock(expr: Expr[Any]) -> bool:
    """Whether a clock occurs in the expression."""
    return any(is_clock(var) for var in variables_of(expr).values())


def derived(
    name: str,
    role: str,
    guard: Mapping[str, Expr[bool]],
    effect: Mapping[Var[Any], Expr[Any]],
    like: Command | None = None,
    description: str = "",
) -> Command:
    """A command of a derived model (in ticks, in a product), documented ``like`` the one it comes from.

    Locality is not checked: it was, on the command it is derived from.
    """
    command = object.__new__(Command)
    parts: dict[str, object] = {
        "name": name,
        "role": role,
        "guard": MappingProxyType(dict(guard)),
        "effect": MappingProxyType(dict(effect)),
        "updates": MappingProxyType({v.name: u for v, u in effect.items()}),
        "description": like.description if like else description,
        "citation": like.citation if like else "",
        "failures": like.failures if like else (),
        "fault": like.fault if like else None,
        "fair": like.fair if like else True,
        "events": like.events if like else (),
    }
    for attribute, value in parts.items():
        object.__setattr__(command, attribute, value)
    return command
