"""What a liveness theorem takes for granted about hosts, networks and people: fairness, by name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vmotion_model.language import Expr, Model, ModelError
from vmotion_model.language.commands import reads_clock


@dataclass(frozen=True)
class Assumption:
    """One assumption of a liveness theorem; a run that breaks it is no counterexample.

    ``weak``: a command that is enabled from some time on without a break is done again and again. ``strong``: one that is
    enabled again and again is done again and again. ``finite``: kinds of fault, or commands, that happen only finitely often.
    ``recurring``: conditions that hold again and again. ``theorems`` are the convergence theorems that pay for it. That time
    passes without end is assumed of every run and not listed.
    """

    name: str
    says: str
    weak: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    recurring: tuple[Expr[bool], ...] = ()
    theorems: tuple[str, ...] = ()

    def bind(self, model: Model, where: str) -> "Assumption":
        """The same assumption over another version of the model. Commands that it does not have are left out."""
        return replace(self, recurring=tuple(model.rebind(where, r) for r in self.recurring))


@dataclass(frozen=True)
class Fairness:
    """All assumptions of one theorem together, over one model: names of commands, and conditions."""

    weak: tuple[str, ...]
    strong: tuple[str, ...]
    finite: frozenset[str]
    recurring: tuple[Expr[bool], ...]


def fairness_of(where: str, model: Model, assumptions: Iterable[Assumption]) -> Fairness:
    """The assumptions together; commands and faults that the model does not have assume nothing.

    Raises ``ModelError`` for fairness of a command whose guard reads a clock: it may be enabled between two ticks only, and a
    search in whole ticks would not see that. A deadline says what must happen in time.
    """
    assumptions = tuple(assumptions)
    weak = _named(model, (n for a in assumptions for n in a.weak))
    strong = _named(model, (n for a in assumptions for n in a.strong))
    for name in (*weak, *strong):
        if reads_clock(model.command[name].enabled):
            raise ModelError(f"{where}: {name} waits for a clock; fairness of it means nothing, a deadline does")
    for condition in (r for a in assumptions for r in a.recurring):
        if reads_clock(condition):
            raise ModelError(f"{where}: a recurring condition must not read a clock")
    stopped = {n for a in assumptions for n in a.finite}
    finite = frozenset(c.name for c in model.commands if c.name in stopped or c.fault in stopped)
    # Strong fairness says all that weak fairness does.
    return Fairness(
        tuple(n for n in weak if n not in strong), strong, finite, tuple(r for a in assumptions for r in a.recurring)
    )


def _named(model: Model, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(n for n in dict.fromkeys(names) if n in model.command)
