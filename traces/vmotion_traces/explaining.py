"""Whether one run of the whole model has the records of all roles together, in the words of a result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vmotion_model.protocol import vmotion
from vmotion_model.vmx_states import Side, named

from .events import LogEvent, LoggedOutcome
from .lines import LogLine
from .result import ExplainedStep, Explanation, Impossible, Open

if TYPE_CHECKING:
    from vmotion_traces.joint.make_question import Asked

    from .joint.question import Place
    from .joint.solve import RunStep, Solved


OTHER_CLOCKS = (
    "no run has the records of both hosts in the order of their times, but one has those of each host: their clocks differ by "
    "more than two minutes, or these are logs of two migrations"
)
OTHER_TIMES = (
    "some run has the records of both hosts, but none at their times, however far their clocks are apart: something takes longer "
    "on one host than it can by the records of the other. A clock was set meanwhile, or these are logs of two migrations"
)
UNDECIDED = "whether one run has the records of all roles together was not decided"


@dataclass(frozen=True, slots=True)
class Together:
    """What the records of all roles together show. `outcomes`: those of the runs that have them, empty where it is not known."""

    impossible: tuple[Impossible, ...]
    open: tuple[Open, ...] = ()
    outcomes: frozenset[LoggedOutcome] = frozenset()
    explanation: Explanation | None = None

    def outcome(self, told: LoggedOutcome, is_contradicted: bool) -> LoggedOutcome:
        """The outcome: as told, else the only one that the runs have; none where lines of several logs contradict each other."""
        if self.explanation is not None and len({line.file for line in self.explanation.contradicting}) > 1:
            return LoggedOutcome.UNKNOWN
        if self.impossible or is_contradicted or told is not LoggedOutcome.UNKNOWN or len(self.outcomes) != 1:
            return told
        return next(iter(self.outcomes))


def explain(
    events: Sequence[LogEvent],
    outcome: LoggedOutcome,
    told: LogLine | None,
    impossible: Sequence[Impossible],
    limit: float | None = None,
) -> Together:
    """Look for a run with all records of a migration, whose sides are known.

    `outcome` is what the logs tell in words, in the line `told`; `impossible` is what was found in the records of single roles.
    `limit` is the switchover limit in seconds that a record tells.
    """
    from vmotion_traces.joint.make_question import MOST_RECORDS, are_too_many, ask

    from .joint.question import tells_by_silence
    from .joint.solve import solve

    if are_too_many(events):
        return Together(tuple(impossible), (Open(None, f"{UNDECIDED}: there are more than {MOST_RECORDS} of them"),))
    asked = ask(events, outcome, told)
    if asked is None:
        return Together(tuple(impossible))
    solved = solve(asked.question, asked.sequence)
    if told is None and solved.run and tells_by_silence(asked.question):
        # Nothing was said of a failure where a failure writes a line: a run that succeeds is meant, if there is one.
        success = solve(replace(asked.question, end=LoggedOutcome.SUCCESS), asked.sequence)
        solved = success if success.run and not success.refused else solved
    if solved.undecided:
        return Together(tuple(impossible), (Open(None, f"{UNDECIDED}: {solved.undecided}"),))
    if solved.refused is not None:
        if not impossible and _explained_by_other_clocks(asked):
            return Together((), (Open(None, OTHER_CLOCKS),))
        return _impossible(asked, solved, impossible)
    if impossible:
        return Together(tuple(impossible))
    timed, late = _at_times(asked, solved.again)
    explanation = Explanation(
        _run(asked, timed or solved.run),
        contradicting=(),
        is_smallest=False,
        roles=tuple((role, _names(role, places)) for role, places in solved.stands),
        look_for=tuple(_look_for(asked, solved, outcome)),
    )
    reasons = (*_open(asked, solved), *_overruns(asked, limit), *late)
    return Together((), reasons, solved.outcomes, explanation)


def _at_times(asked: Asked, again: bool) -> tuple[tuple[RunStep, ...], tuple[Open, ...]]:
    """A run with the records of both hosts at their times, or what stays open where no difference of their clocks allows one."""
    from vmotion_model.common.budget import Budget
    from vmotion_traces.joint.untimed_states import shipped

    from .joint.solve import TIMES_SECONDS, at_times

    if again or not asked.differences:
        return (), ()
    run, undecided = at_times(shipped(), asked, Budget(TIMES_SECONDS))
    if run:
        return run, ()
    why = f"whether a run has them at their times was not decided: {undecided}" if undecided else OTHER_TIMES
    return (), (Open(None, why),)


def _overruns(asked: Asked, limit: float | None) -> Iterator[Open]:
    """Stays in states that no run has while its timers are as long as they are by default, or as a record tells."""
    from vmotion_model.protocol.vocabulary import SWITCHOVER_LIMIT

    from .joint.durations import overruns

    told = {} if limit is None else {SWITCHOVER_LIMIT.name: limit}
    for each in overruns(asked, told):
        before, after = each.entered.line, each.left.line
        since = f"line {before.number}" if before.file == after.file else before.where
        states = " or ".join(sorted(_name(each.stay.side, member) for member in each.stay.states))
        why = (
            f"the {each.stay.side} was in {states} for {each.seconds:,.0f} s, since {since}; its timer has "
            f"{told.get(each.stay.constant, each.stay.seconds):,.0f} s. It was set longer, a clock was set, or "
            "the lines are of two migrations"
        )
        yield Open(after, why)


def _explained_by_other_clocks(asked: Asked) -> bool:
    """Whether some run has the records of each host in their order, whatever the clocks of the other hosts show."""
    from .joint.question import of_one_host
    from .joint.solve import solve

    loose = of_one_host(asked.question)
    if loose.order == asked.question.order:
        return False
    solved = solve(loose, asked.sequence)
    return not solved.undecided and solved.refused is None


def _impossible(asked: Asked, solved: Solved, known: Sequence[Impossible]) -> Together:
    """The first record that no run has; in the words of its role's machine where that refuses it already."""
    from .joint.why import why_refused

    refused = solved.refused
    assert refused is not None
    line = _line(asked, refused.record)
    first = next((found for found in known if found.line == line), None)
    if first is None:
        first = Impossible(line, *why_refused(asked.question, refused))
    contradicting = tuple(dict.fromkeys(_line(asked, record) for record in refused.contradicting))
    explanation = Explanation(_run(asked, solved.run), contradicting, refused.is_smallest, (), ())
    others = (found for found in known if found.line != line)
    return Together((first, *others), explanation=explanation)


def _line(asked: Asked, record: Place) -> LogLine:
    from .joint.solve import END

    if record == END:
        assert asked.end_line is not None
        return asked.end_line
    return asked.line(record)


def _run(asked: Asked, steps: Sequence[RunStep]) -> tuple[ExplainedStep, ...]:
    commands = vmotion().command
    return tuple(
        ExplainedStep(
            role=str(each.step.role),
            command=each.step.command,
            says=commands[each.step.command].description,
            at_s=each.step.time,
            waited_s=each.step.seconds,
            lines=tuple(_line(asked, record) for record in each.records),
        )
        for each in steps
    )


def _open(asked: Asked, solved: Solved) -> Iterator[Open]:
    """Where logs stop early, and what is missing behind their ends."""
    from .joint.question import OVER, last_state

    for party, told in enumerate(asked.question.told):
        state = last_state(told)
        if told.side is not None and state is not None and state not in OVER:
            where = asked.line((party, len(told.facts) - 1))
            yield Open(where, f"the log of the {told.side} stops in {_name(told.side, state)}")
    if solved.again:
        sides = " or ".join(str(told.side) for told in asked.question.told if told.side is not None)
        yield Open(None, f"the records fit only where the {sides} begins anew after its log, so that lines are missing")


def _look_for(asked: Asked, solved: Solved, outcome: LoggedOutcome) -> Iterator[str]:
    """Records that would tell more: the next changes of a VMX whose log stops, a log that was not given, the config flag."""
    from .joint.question import OVER, last_state

    given = {told.side: last_state(told) for told in asked.question.told if told.side is not None}
    for side in Side:
        if side not in given:
            yield f"the vmware.log of the {side} was not given"
        elif given[side] not in OVER:
            following = [each for each in solved.following if each[0] is side and each[1] == given[side]]
            for _, before, after, commands in following:
                what = f"`from state {_name(side, before)} to {_name(side, after)}`"
                yield f"in the vmware.log of the {side}: {what} ({', '.join(commands)})"
            if not following:
                yield f"the rest of the vmware.log of the {side}: by the records of the others it went on"
    ended = given.get(Side.SOURCE) in OVER
    if outcome is LoggedOutcome.UNKNOWN and ended and len(solved.outcomes) > 1:
        yield 'in the vmware.log of the source: `config.readOnly = "FALSE"` after FINISHED, which only a failure sets'


def _names(role: str, places: Sequence[str]) -> tuple[str, ...]:
    sides = {str(side): side for side in Side}
    return tuple(_name(sides[role], place) if role in sides else place for place in places)


def _name(side: Side, member: str) -> str:
    state = named(side, member)
    return member if state is None else state.name
