"""Every cause alone (and every pair), and the theorems about conditions: what must, may and cannot happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Stage, within
from vmotion_model.language import Model, Value, digest, variables_of
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import causes_of, conditioned, environment, healthy, present
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.conditions.theorems import STATEMENTS

from .outlook import Forecast, Outlook, of_environment


@dataclass(frozen=True)
class Prospect:
    """Conditions that depart from the healthy ones, and what follows from them."""

    changed: Mapping[str, Value]
    outlook: Outlook

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes that are present."""
        return self.outlook.causes


@dataclass(frozen=True)
class ConditionTheorem:
    """One statement about conditions, and what was found out about it."""

    id: str
    statement: str
    verdict: Verdict
    reason: str = ""


class Outlooks:
    """Outlooks of environments, each made once: many causes come to the same commands."""

    def __init__(self, options: Options, causes: tuple[Cause, ...] = CAUSES) -> None:
        """Begin with none."""
        self.options = options
        self.causes = causes
        self._known: dict[str, Outlook] = {}

    def of(self, changed: Mapping[str, Value], stage: Stage | None = None, *, struck: bool = False) -> Prospect:
        """What follows where these conditions are not healthy, with ``struck`` also once a cause has struck late.

        Raises ``SpentError`` where the budget is spent.
        ``stage`` is the part of something larger that this is, for whoever watches.
        """
        self.options.budget.check()
        facts = {**healthy(), **changed}
        model = environment(facts, self.causes)
        # Fairness is no part of what a model means; here it differs where a failure is bound to come.
        bound = "".join(f" {c.name}" for c in model.commands if c.fair and c.fault is None)
        late = "".join(f" {c.name}" for c in present(facts, self.causes) if not c.stands) if struck else ""
        name = f"{digest(model)} {struck}{bound}{late}"
        if name not in self._known:
            options = replace(self.options, report=within(self.options.report, stage))
            self._known[name] = of_environment(model, self.causes, options, facts if struck else None)
        return Prospect(changed, self._known[name].blaming(present(facts, self.causes)))


def healthy_prospect(outlooks: Outlooks) -> Prospect:
    """What follows where every condition is healthy."""
    return outlooks.of({})


def every_cause(outlooks: Outlooks) -> Iterator[Prospect]:
    """What follows from each cause alone, in the order of the failure catalogue. Raises ``SpentError``."""
    for number, cause in enumerate(outlooks.causes):
        stage = Stage(f"what {cause.name} does", number, len(outlooks.causes))
        outlooks.options.report(stage)
        yield outlooks.of(example(cause, healthy(), outlooks.causes), stage, struck=True)


def every_pair(outlooks: Outlooks) -> Iterator[Prospect]:
    """What follows from any two causes that can be present at once. Raises ``SpentError``."""
    changes = [(c, example(c, healthy(), outlooks.causes)) for c in outlooks.causes]
    pairs = list(combinations(changes, 2))
    for number, ((one, first), (other, second)) in enumerate(pairs):
        stage = Stage(f"what {one.name} and {other.name} do", number, len(pairs))
        outlooks.options.report(stage)
        both = {**first, **second}
        there = present({**healthy(), **both}, outlooks.causes)
        if one in there and other in there:
            yield outlooks.of(both, stage)


def removes_only(budget: Budget, model: Model | None = None) -> ConditionTheorem:
    """That the conditioned protocol (``model``, the shipped one unless given) does nothing which the unconditioned one does not.

    By induction over pairs of states, for all values of all conditions; both solvers confirm it. Raises ``SpentError``.
    """
    from vmotion_proofs.changes.pair_induction import simulate
    from vmotion_proofs.changes.version_pairs import AFTER

    shown = AFTER in simulate(vmotion(), model or conditioned(), (), budget).included
    return ConditionTheorem(
        "C0",
        STATEMENTS["C0"].title,
        Verdict.PROVED if shown else Verdict.UNKNOWN,
        "" if shown else "induction over pairs of states did not show it",
    )


def theorems(
    alone: Sequence[Prospect], well: Prospect, pairs: Sequence[Prospect] | None
) -> tuple[ConditionTheorem, ...]:
    """C1 to C4, of what was found out of the healthy conditions, of each cause alone, and of the pairs where they were asked."""
    several = (*alone, *(pairs or ()))
    reach = "every cause alone and every pair" if pairs is not None else "every cause alone"
    failing = {name for p in several for name in p.outlook.happened}
    wanted = {s for c in CAUSES for s in c.fails}
    return (
        _stated(
            "C1",
            [] if well.outlook.certainty is Forecast.COMPLETES else ["the healthy conditions"],
            [well],
        ),
        _stated(
            "C2",
            [_named(p) for p in several if not _a_host_dies(p) and not p.outlook.runs_on],
            several,
            reach,
        ),
        _stated(
            "C3",
            [_named(p) for p in several if not p.outlook.runs and p.outlook.verdict is not Verdict.UNKNOWN],
            several,
            reach,
        ),
        _stated(
            "C4",
            [*sorted(wanted - failing), *_idle_conditions(), *_without_cause(conditioned())],
            several,
            reach,
        ),
    )


def _stated(
    id_: str, against: Sequence[str], asked: Sequence[Prospect], reach: str = "every state of it"
) -> ConditionTheorem:
    statement = STATEMENTS[id_].title
    if not asked:
        return ConditionTheorem(id_, statement, Verdict.UNKNOWN, "nothing was searched")
    if against:
        return ConditionTheorem(id_, statement, Verdict.VIOLATED, ", ".join(against))
    if open_ := [f"{_named(p)}: {p.outlook.reason}" for p in asked if p.outlook.verdict is Verdict.UNKNOWN]:
        return ConditionTheorem(id_, statement, Verdict.UNKNOWN, "; ".join(open_))
    return ConditionTheorem(id_, statement, Verdict.EXHAUSTED, reach)


def _named(prospect: Prospect) -> str:
    return " and ".join(c.name for c in prospect.causes) or "healthy conditions"


def _a_host_dies(prospect: Prospect) -> bool:
    return any({"crash_source", "crash_destination"} & set(c.fails) for c in prospect.causes)


def _idle_conditions() -> list[str]:
    read = {n for command in conditioned().commands for n in variables_of(command.enabled)}
    read |= {n for cause in CAUSES for n in variables_of(cause.when)}
    return [c.name for c in CONDITIONS if c.name not in read and not c.told]


def _without_cause(model: Model) -> list[str]:
    return [c.name for c in model.commands if c.fault is not None and not causes_of(c.name)]
