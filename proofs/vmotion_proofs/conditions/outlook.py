"""How a migration ends where every condition is known: a search of all states of the protocol in this environment.

Ends that no state shows cannot come; that one of the others comes is a search for a fair cycle, and that time goes on is asked as
of every model. So an outlook is ``exhausted`` for every number of requests, crashes and losses, or it is ``unknown``.

It also holds of migrations in which no cause strikes late. How one ends in which one has, and which never do, is told beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import HISTORY, Expr, Model, Value, any_of, boolean, if_then, substitute, variables_of
from vmotion_model.language.expressions import is_literal, lift
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.conditioned import IN_TIME, environment, healthy, present
from vmotion_model.protocol.conditions import CONDITIONS, Cause
from vmotion_model.protocol.conditions.late_causes import strikes
from vmotion_model.protocol.conditions.step_groups import HARMLESS
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_model.protocol.state import vcenter
from vmotion_model.protocol.vocabulary import Fault, Task
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.judge_response import answer
from vmotion_proofs.liveness.time_goes_on import goes_on_between_ticks
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_proofs.search.explore import Explored, explore
from vmotion_specs.assumptions import fairness_of
from vmotion_specs.conditions.properties import ENDS, REACHED, RUNS_ON, Ending
from vmotion_specs.properties import Observer, observe


class Forecast(StrEnum):
    """What conditions say of a migration."""

    COMPLETES = "completes"
    MAY_FAIL = "may fail"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Notice:
    """A step by which a failure shows, in which steps of the article, and the causes that are present and make it possible."""

    command: str
    steps: tuple[int, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """What follows from one value of every condition.

    ``runs`` has a shortest run to every ending that can come. ``assumptions`` are those under which one of them comes in the
    end. ``happened`` names all steps of some run. ``runs_on``: the VM runs where it is to be after the migration, in every
    state. ``struck`` has the ends of migrations in which a cause has struck late, and ``idle`` names those of the causes that
    strike late in other environments and never in this one; both are empty where that was not asked. ``reason`` says what is
    not decided.
    """

    causes: tuple[Cause, ...]
    certainty: Forecast
    runs: Mapping[Ending, Run]
    notices: tuple[Notice, ...]
    happened: frozenset[str]
    runs_on: bool
    states: int
    assumptions: tuple[str, ...]
    verdict: Verdict = Verdict.EXHAUSTED
    reason: str = ""
    struck: frozenset[Ending] = frozenset()
    idle: tuple[str, ...] = ()

    def blaming(self, causes: Sequence[Cause]) -> "Outlook":
        """The same where only these causes are present."""
        names = {c.name for c in causes}
        notices = tuple(replace(n, causes=tuple(c for c in n.causes if c in names)) for n in self.notices)
        return replace(self, causes=tuple(causes), notices=notices)

    @property
    def endings(self) -> frozenset[Ending]:
        """The ends that can come."""
        return frozenset(self.runs)


_NOT_KEPT = "the VM runs on"


def outlook(values: Mapping[str, Value], options: Options | None = None) -> Outlook:
    """What follows from these conditions, those that are not named being healthy.

    Raises ``ModelError`` for a name that is no condition and for a value that is not of its type. What a search fails to decide
    is ``unknown``.
    """
    options = options or Options()
    facts = {**healthy(), **values}
    return of_environment(environment(facts), present(facts), options)


def of_environment(
    model: Model, causes: Sequence[Cause], options: Options, facts: Mapping[str, Value] | None = None
) -> Outlook:
    """The outlook of a model in which those causes are present; with the ``facts`` of it also what is known of late ones."""
    wanted = {str(end): ~formula for end, formula in REACHED.items()} | {_NOT_KEPT: RUNS_ON.formula}
    late = () if facts is None else tuple(c for c in present(facts, causes) if c.fails and not c.stands)
    wanted |= {_striking(c): ~can_strike(model, facts or {}, c) for c in late}
    options = replace(options, locations=LOCATIONS)
    explored = explore(model, wanted, options, edges=True)
    try:
        reason = explored.stopped if not explored.complete else _never_ending(model, explored)
        if reason:
            return _undecided(causes, explored, reason)
        runs = {end: _run(explored, str(end)) for end in Ending if str(end) in explored.search.violations}
        struck = frozenset() if facts is None else once_struck(model, facts, late, options)
    except GaveUpError as error:
        return _undecided(causes, explored, str(error))
    kept = _NOT_KEPT not in explored.search.violations
    return Outlook(
        causes=tuple(causes),
        certainty=_certainty(runs),
        runs=runs,
        notices=tuple(_notices(explored, causes)),
        happened=_happened(explored),
        runs_on=kept,
        states=explored.search.states,
        assumptions=_asked(explored),
        struck=struck,
        idle=tuple(c.name for c in late if _striking(c) not in explored.search.violations),
    )


def _striking(cause: Cause) -> str:
    return f"{cause.name} strikes"


def _happened(explored: Explored) -> frozenset[str]:
    steps = explored.graph.search.program.steps
    return frozenset(s.command.name for s, often in zip(steps, explored.search.fired, strict=True) if often)


def _asked(explored: Explored) -> tuple[str, ...]:
    """The assumptions that speak of steps which happen in this environment, or of what some step changes."""
    model = explored.finite.dense
    names = _happened(explored)
    changed = {n for c in model.commands if c.name in names for n in c.updates}
    asked = []
    for assumption in ENDS.assumptions:
        fair = fairness_of(ENDS.id, model, (assumption,))
        read = {n for condition in fair.recurring for n in variables_of(condition)}
        if names & {*fair.weak, *fair.strong, *fair.timed, *fair.finite} or read & changed:
            asked.append(assumption.name)
    return (*asked, IN_TIME) if model.deadlines else tuple(asked)


def _never_ending(model: Model, explored: Explored) -> str:
    """Why it is not shown that time goes on and that every migration ends; empty where it is."""
    if not goes_on_between_ticks(explored.graph):
        return "it is not shown that time can always go on"
    ends = answer(explored.graph, claim_of(model, ENDS), LOCATIONS)
    return "" if ends.verdict is Verdict.EXHAUSTED else ends.reason or "a migration may never end"


def _undecided(causes: Sequence[Cause], explored: Explored, reason: str) -> Outlook:
    return Outlook(
        causes=tuple(causes),
        certainty=Forecast.UNKNOWN,
        runs={},
        notices=(),
        happened=frozenset(),
        runs_on=False,
        states=explored.search.states,
        assumptions=(),
        verdict=Verdict.UNKNOWN,
        reason=reason,
    )


def _certainty(runs: Mapping[Ending, Run]) -> Forecast:
    if Ending.COMPLETED not in runs:
        return Forecast.FAILS if runs else Forecast.UNKNOWN
    return Forecast.COMPLETES if len(runs) == 1 else Forecast.MAY_FAIL


def _notices(explored: Explored, causes: Sequence[Cause]) -> list[Notice]:
    """The steps that failed because of a cause, each with the steps of the article in which it does."""
    graph = explored.graph
    task = graph.search.program.layout.field[vcenter.state.name]
    found = []
    for command in explored.finite.dense.commands:
        blamed = tuple(c.name for c in causes if command.name in c.fails)
        sources = graph.begin(np.flatnonzero(graph.step == graph.number[command.name]))
        if not blamed or not len(sources) or command.name in HARMLESS or command.fault == Fault.LOSS:
            continue
        words = graph.search.store.words[task.word, sources]
        codes = np.unique((words >> np.uint64(task.shift)) & np.uint64((1 << task.bits) - 1)).tolist()
        steps = {TASK_STEP[t] for code in codes if (t := Task(str(task.decode(code)))) in TASK_STEP}
        found.append(Notice(command.name, tuple(sorted(steps)), blamed))
    return sorted(found, key=lambda n: (n.steps or (9,), n.command))


def _run(explored: Explored, name: str) -> Run:
    run = explored.run(name)
    assert run is not None
    return run


_IN_THIS = boolean("observed.struck_in_this", HISTORY, False, "A cause has struck in this migration.")
"""Not in one before: a host that died then may be down still, but it did not strike again."""


def once_struck(
    model: Model, facts: Mapping[str, Value], causes: Sequence[Cause], options: Options
) -> frozenset[Ending]:
    """The ends of migrations in which one of the causes strikes that do not stand; none where none can.

    ``model`` is the protocol under these ``facts``. Raises ``GaveUpError``.
    """
    striking: dict[str, Expr[bool]] = {}
    for cause in causes:
        for name, where in _strikes(model, facts, cause).items():
            striking[name] = any_of(striking[name], where) if name in striking else where
    if not striking:
        return frozenset()
    updates = {name: if_then(where, True, _IN_THIS) for name, where in striking.items()}
    observed = observe(model, (Observer(_IN_THIS, {**updates, "request": False}),))
    wanted = {str(end): ~(reached & _IN_THIS) for end, reached in REACHED.items()}
    explored = explore(observed, wanted, replace(options, locations=LOCATIONS))
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    return frozenset(end for end in REACHED if str(end) in explored.search.violations)


def can_strike(model: Model, facts: Mapping[str, Value], cause: Cause) -> Expr[bool]:
    """The states in which a cause strikes by some step, of the protocol under these ``facts``."""
    ways = _strikes(model, facts, cause).items()
    return any_of(*(model.command[name].enabled & where for name, where in ways))


def _strikes(model: Model, facts: Mapping[str, Value], cause: Cause) -> Mapping[str, Expr[bool]]:
    """The steps by which a cause strikes that is present, each with where it does."""
    fixed = {c.name: lift(facts[c.name], c.var.type) for c in CONDITIONS}
    steps = {name: substitute(strikes(cause, name), fixed) for name in cause.strikes_by if name in model.command}
    return {name: where for name, where in steps.items() if not is_literal(where, False)}
