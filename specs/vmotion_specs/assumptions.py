"""What a liveness theorem assumes about hosts, networks and people: fairness, by name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from vmotion_model.language import Expr, Model, ModelError
from vmotion_model.language.commands import reads_clock


@dataclass(frozen=True)
class Done:
    """The commands with this event, whatever they are called."""

    event: str

    def of(self, model: Model) -> tuple[str, ...]:
        """Their names, in the order of the model."""
        return tuple(c.name for c in model.commands if self.event in c.events)


@dataclass(frozen=True)
class Works:
    """What a role does by itself as long as it works: its steps that are no fault, and fair."""

    role: str

    def of(self, model: Model) -> tuple[str, ...]:
        """Their names, in the order of the model."""
        return tuple(c.name for c in model.commands if c.role == self.role and c.fault is None and c.fair)


Steps: TypeAlias = str | Done | Works
"""Which commands are meant: one by its name (for a model made by hand), or those that are what is said of them.

What names no command survives a renaming, and covers the commands that a change adds.
"""


@dataclass(frozen=True)
class Assumption:
    """One assumption of a liveness theorem; a run that breaks it is no counterexample.

    ``weak``: a command that is enabled from some time on without a break is done again and again. ``strong``: one that is
    enabled again and again is done again and again. ``finite``: kinds of fault, or commands, that happen only finitely often.
    ``recurring``: conditions that hold again and again. ``theorems`` are the convergence theorems that pay for it. That time
    passes without end is assumed of every run and not listed.
    """

    name: str
    description: str
    weak: tuple[Steps, ...] = ()
    strong: tuple[Steps, ...] = ()
    finite: tuple[Steps, ...] = ()
    recurring: tuple[Expr[bool], ...] = ()
    theorems: tuple[str, ...] = ()

    def bind(self, model: Model, where: str) -> "Assumption":
        """The same assumption over another version of the model. Commands that it does not have are left out."""
        return replace(self, recurring=tuple(model.rebind(where, r) for r in self.recurring))


@dataclass(frozen=True)
class Fairness:
    """All assumptions of one theorem together, over one model: names of commands, and conditions.

    ``timed_weak`` and ``timed_strong`` are commands that would be fair, too, and wait for a clock: they may be enabled between
    two ticks only, or not between two at which they are, and a search in whole ticks does not see that.
    """

    weak: tuple[str, ...]
    strong: tuple[str, ...]
    finite: frozenset[str]
    recurring: tuple[Expr[bool], ...]
    timed_weak: tuple[str, ...] = ()
    timed_strong: tuple[str, ...] = ()

    @property
    def timed(self) -> tuple[str, ...]:
        """The commands that would be fair and wait for a clock."""
        return (*self.timed_weak, *self.timed_strong)

    @property
    def in_ticks(self) -> "Fairness":
        """As strict as can be: who waits for a clock is fair by what whole ticks show. What keeps to it is fair at any rate."""
        if not self.timed:
            return self
        return Fairness((*self.weak, *self.timed_weak), (*self.strong, *self.timed_strong), self.finite, self.recurring)

    def among(self, model: Model) -> "Fairness":
        """The same over a part of the model: commands that the part does not have assume nothing."""
        known = model.command.keys()
        weak, strong, timed_weak, timed_strong = (
            tuple(n for n in names if n in known)
            for names in (self.weak, self.strong, self.timed_weak, self.timed_strong)
        )
        return Fairness(weak, strong, self.finite & known, self.recurring, timed_weak, timed_strong)


def fairness_of(where: str, model: Model, assumptions: Iterable[Assumption]) -> Fairness:
    """The assumptions together; commands and faults that the model does not have assume nothing.

    Fairness of a command whose guard reads a clock is kept apart (``timed_weak``, ``timed_strong``): a deadline says what must
    happen in time. Raises ``ModelError`` for a recurring condition that reads a clock.
    """
    assumptions = tuple(assumptions)
    weak = named(model, (n for a in assumptions for n in a.weak))
    strong = named(model, (n for a in assumptions for n in a.strong))
    # Strong fairness says all that weak fairness does.
    weak = tuple(n for n in weak if n not in strong)
    for condition in (r for a in assumptions for r in a.recurring):
        if reads_clock(condition):
            raise ModelError(f"{where}: a recurring condition must not read a clock")
    meant = [s for a in assumptions for s in a.finite]
    stopped = {*named(model, meant), *(s for s in meant if isinstance(s, str))}
    finite = frozenset(c.name for c in model.commands if c.name in stopped or c.fault in stopped)
    timed = {n for n in (*weak, *strong) if reads_clock(model.command[n].enabled)}
    return Fairness(
        tuple(n for n in weak if n not in timed),
        tuple(n for n in strong if n not in timed),
        finite,
        tuple(r for a in assumptions for r in a.recurring),
        tuple(n for n in weak if n in timed),
        tuple(n for n in strong if n in timed),
    )


def named(model: Model, steps: Iterable[Steps]) -> tuple[str, ...]:
    """The commands of the model that are meant, by name, each once."""
    names = (n for s in steps for n in ((s,) if isinstance(s, str) else s.of(model)))
    return tuple(n for n in dict.fromkeys(names) if n in model.command)
