"""A sweep of which not every value is checked: the ends are, and what lies where a property turns.

What is left over is not judged. For some of it the answer follows from a value that was: the same run breaks the property there,
too, or every run is one of that value, by an induction that both solvers confirm. For the rest it would take that no property
turns twice, which is an assumption, and is called one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from vmotion_model.language import Finite, Model, ModelError, Param, evaluate, variables_of
from vmotion_model.language.expressions import leaves
from vmotion_proofs.check.vacuity import Look, premise_runs
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import commands_of, final, in_ticks, replay
from vmotion_proofs.results.verdicts import PropertyResult, Verdict
from vmotion_specs.apply import changed_suite
from vmotion_specs.change import Change
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite import Suite

from .proposal import Proposal
from .version_pairs import AFTER, BEFORE

SECOND = 1
"""In steps of a second any run is done: ticks that suit one value need not suit another."""

LEFT_OUT = "left out by --bisect"
"""Why there is no answer to a value that was not judged."""


def in_halves(
    points: Sequence[Change], judge: Callable[[Change], Proposal], spent: Callable[[], str]
) -> list[Proposal]:
    """A proposal for each value, in rising order, of which the values between two that agree in all verdicts are not judged.

    ``spent`` says why there is no budget for one more, which is then why the others are not judged; else it is empty.
    """
    found: dict[int, Proposal] = {}
    why = LEFT_OUT
    while (number := next_to_judge({n: classes_of(p) for n, p in found.items()}, len(points))) is not None:
        if stopped := spent():
            why = stopped
            break
        found[number] = judge(points[number])
    return [found.get(n) or Proposal(p, None, None, None, stopped=why) for n, p in enumerate(points)]


def next_to_judge(classes: Mapping[int, Mapping[str, str]], count: int) -> int | None:
    """The next value, by its number from 0: the ends first, then the middle of the widest gap in which a property turns.

    ``classes`` says of the values that were judged what became of each property. One that turns more than once shows that halves
    are no way to look for that: then every value is judged.
    """
    for end in (0, count - 1):
        if end not in classes:
            return end
    numbers = sorted(classes)
    gaps = [(a, b) for a, b in pairwise(numbers) if b - a > 1]
    turning = [(a, b) for a, b in gaps if classes[a] != classes[b]]
    names = dict.fromkeys(name for of in classes.values() for name in of)
    if any(_turns([classes[n].get(name) for n in numbers]) > 1 for name in names):
        turning = gaps
    if not turning:
        return None
    widest = max(turning, key=lambda gap: gap[1] - gap[0])
    return sum(widest) // 2


def _turns(of: Sequence[str | None]) -> int:
    return sum(one != two for one, two in pairwise(of))


def classes_of(proposal: Proposal) -> Mapping[str, str]:
    """What became of each property: how a pass was found makes no difference."""
    items = () if proposal.after is None else proposal.after.properties
    return {p.id: "pass" if p.verdict.passes else p.verdict.value for p in items}


def follows(
    proposals: Sequence[Proposal], suite: Suite, options: Options, without: Sequence[str] = ()
) -> Mapping[int, Mapping[str, Verdict]]:
    """By value that was not judged the verdicts that follow from one that was, by property. Raises ``SpentError``."""
    judged = [n for n, p in enumerate(proposals) if p.after is not None]
    found: dict[int, Mapping[str, Verdict]] = {}
    for number, proposal in enumerate(proposals):
        point = proposal.change.sweep
        if proposal.after is not None or proposal.stopped != LEFT_OUT or point is None or without:
            continue
        version = changed_suite(proposal.change, suite)
        near = [*[n for n in judged if n < number][-1:], *[n for n in judged if n > number][:1]]
        verdicts: dict[str, Verdict] = {}
        for other in near:
            verdicts = dict(_from(proposals[other], version, suite, options, point.constant)) | verdicts
        found[point.value] = verdicts
    return found


def _from(
    judged: Proposal, version: Suite, suite: Suite, options: Options, constant: str
) -> Iterator[tuple[str, Verdict]]:
    """What a judged value says of another ``version`` of the model."""
    assert judged.after is not None
    stated = {p.id: p for p in version.properties if not p.observers}
    passing: list[PropertyResult] = []
    for item in judged.after.properties:
        asked = stated.get(item.id)
        if asked is None:
            continue
        if item.run is not None and _shown(asked, item, version.model, options):
            yield item.id, item.verdict
        elif asked.kind is PropertyKind.INVARIANT and item.verdict.passes and not _made_of(asked, constant):
            passing.append(item)
    if passing:
        yield from _included(passing, judged, version, suite, options)


def _shown(asked: Property, item: PropertyResult, model: Model, options: Options) -> bool:
    """Whether the run that was found is one of this model, and shows the same of it."""
    assert item.run is not None
    # That time stops is no matter of one state: where no handler is enabled, other steps may let it go on.
    if item.run.loop_at is not None or asked.kind is PropertyKind.RESPONSE or asked.progress:
        return False
    commands = in_ticks(commands_of(item.run), SECOND)
    if commands is None:
        return False
    try:
        run = replay(Finite(model, model, SECOND), commands, options.locations)
    except (DisagreementError, ModelError):
        return False
    holds = bool(evaluate(asked.formula, final(model, run), model.values))
    if asked.kind is PropertyKind.REACHABLE:
        return holds and item.verdict.passes
    return not holds and item.verdict is Verdict.VIOLATED


def _included(
    passing: Sequence[PropertyResult], judged: Proposal, version: Suite, suite: Suite, options: Options
) -> Iterator[tuple[str, Verdict]]:
    """What passes here, too, because every run is one of the judged value, with the same values of what is spoken of.

    With fewer runs it may speak of nothing, or hold because time stops: then it would be no pass.
    """
    from .pair_induction import simulate

    read = {p.id: variables_of(p.premise).keys() | variables_of(p.claim).keys() for p in version.properties}
    seen = frozenset(n for item in passing for n in read[item.id])
    other = changed_suite(judged.change, suite).model
    known = () if judged.evidence is None else judged.evidence.invariants
    found = simulate(version.model, other, known, options.budget, seen)
    if BEFORE not in found.included:
        return
    alike = [item for item in passing if read[item.id] <= found.pair.merged]
    if AFTER not in found.included:
        alike = _said_of_something(alike, version, options)
    yield from ((item.id, item.verdict) for item in alike)


def _said_of_something(items: Sequence[PropertyResult], version: Suite, options: Options) -> list[PropertyResult]:
    """Those whose premise some run of the version reaches, where something happens and no deadline can stop time."""
    if version.model.deadlines:
        return []
    asked = [p for p in version.properties if p.id in {item.id for item in items}]
    look = Look(version.model, {p.id: p.premise for p in asked})
    look.along(*premise_runs(version.model, asked, options).values())
    return [item for item in items if look.happens and item.id not in look.wanted]


def _made_of(asked: Property, constant: str) -> bool:
    """Whether a statement is another one with another value."""
    speaks = any(isinstance(e, Param) and e.name == constant for x in (asked.premise, asked.claim) for e in leaves(x))
    return asked.generated or speaks
