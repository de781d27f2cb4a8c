"""What a counterexample says beyond its steps: which of them matter, which failure comes first, and where a change has its part.

All of it is read off the runs, which are replayed again for it. It says what happens on these runs, and nothing about others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vmotion_model.language import ELAPSE, Command, Model, ModelError, Param, Value, because, evaluate, variables_of
from vmotion_model.language.expressions import leaves, same
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_specs.properties import Property, PropertyKind

from .verdicts import Analysis, Departure, PropertyResult, Run, Step, Verdict

NO_COMMAND = "the unchanged model has no such command"


def analysed(
    results: Sequence[PropertyResult], model: Model, properties: Sequence[Property], before: Model | None = None
) -> tuple[PropertyResult, ...]:
    """The results, each counterexample with its analysis; ``before`` is the model that ``model`` is a change of."""
    stated = {p.id: p for p in properties}
    failing = {r.id: r for r in results if r.verdict is Verdict.VIOLATED and r.run is not None and r.run.steps}
    if not failing:
        return tuple(results)
    touched = frozenset() if before is None else frozenset(_touched(before, model))
    invariants = {
        name: stated[name]
        for name in failing
        if name in stated and stated[name].kind is PropertyKind.INVARIANT and not stated[name].observers
    }
    follows = {name: _first_broken(name, item, model, invariants) for name, item in failing.items()}
    found = {}
    for name, item in failing.items():
        assert item.run is not None
        steps = item.run.steps
        faults = tuple(n for n, s in enumerate(steps, 1) if s.command in model.command and _fault(model, s))
        changed = tuple(n for n, s in enumerate(steps, 1) if s.command in touched)
        departure = None if before is None else _departure(before, model, item.run)
        matters = {*faults, *changed, *_last_writers(item.run, stated.get(name)), len(steps)}
        if departure is not None and departure.step:
            matters.add(departure.step)
        found[name] = Analysis(
            faults,
            changed,
            tuple(sorted(matters)),
            follows[name],
            tuple(other for other, first in follows.items() if first is not None and first[0] == name),
            departure,
        )
    return tuple(replace(r, analysis=found.get(r.id)) for r in results)


def in_order(results: Sequence[PropertyResult]) -> list[PropertyResult]:
    """The failing ones as they are told: first what explains most of the others, what follows from another one last.

    What is not decided keeps its order and comes after what is violated.
    """

    def rank(item: PropertyResult) -> tuple[bool, bool, int, bool, int]:
        found = item.analysis
        if item.run is None or found is None:
            return (item.verdict is not Verdict.VIOLATED, False, 0, True, 0)
        follows = found.follows is not None
        return (False, follows, -len(found.explains), item.run.loop_at is not None, len(item.run.steps))

    return sorted((r for r in results if not r.verdict.passes), key=rank)


def shared(run: Run, others: Mapping[str, Run]) -> tuple[str, int]:
    """The run with which this one has the longest beginning in common, and of how many steps; ``("", 0)`` for none."""
    best = ("", 0)
    for name, other in others.items():
        number = 0
        for mine, theirs in zip(run.steps, other.steps, strict=False):
            if (mine.command, mine.lasts_s) != (theirs.command, theirs.lasts_s):
                break
            number += 1
        if number > best[1]:
            best = (name, number)
    return best


def _fault(model: Model, step: Step) -> bool:
    return model.command[step.command].fault is not None


def _touched(before: Model, after: Model) -> Iterator[str]:
    """The commands that are new or that are done in other states or with another effect than before."""
    other = {c for c, value in after.values.items() if before.values.get(c, value) != value}
    for name, command in after.command.items():
        old = before.command.get(name)
        if old is None or not _alike(old, command) or not other.isdisjoint(_constants(command)):
            yield name


def _alike(old: Command, new: Command) -> bool:
    if old.updates.keys() != new.updates.keys() or not same(old.enabled, new.enabled):
        return False
    return all(same(old.updates[name], new.updates[name]) for name in old.updates)


def _constants(command: Command) -> Iterator[str]:
    for expr in (command.enabled, *command.updates.values()):
        yield from (leaf.name for leaf in leaves(expr) if isinstance(leaf, Param))


def _first_broken(
    name: str, item: PropertyResult, model: Model, invariants: Mapping[str, Property]
) -> tuple[str, int] | None:
    """The other property that is broken first on this run, before this one is; the longest standing of several."""
    assert item.run is not None
    others = {n: p for n, p in invariants.items() if n != name}
    first: dict[str, int] = {}
    for number, state in _states(model, item.run):
        for other, stated in others.items():
            if other not in first and not evaluate(stated.formula, state, model.values):
                first[other] = number
    # A run that goes on for ever never does what it should: whatever is broken on it comes before.
    until = len(item.run.steps) if item.run.loop_at is None else len(item.run.steps) + 1
    earlier = {other: number for other, number in first.items() if number < until}
    if not earlier:
        return None
    best = min(earlier, key=lambda other: (earlier[other], list(invariants).index(other)))
    return best, earlier[best]


def _states(model: Model, run: Run) -> Iterator[tuple[int, Mapping[str, Value]]]:
    """The state before the first step, as number 0, and after every step."""
    state = dict(model.initial)
    yield 0, state
    for number, step in enumerate(run.steps, 1):
        state.update((variable, after) for variable, (_, after) in step.changed.items())
        yield number, state


def _last_writers(run: Run, stated: Property | None) -> Iterator[int]:
    """For each variable that the property speaks of, the step that set it last; of a lasso, its whole cycle as well."""
    if stated is None:
        return
    last: dict[str, int] = {}
    for number, step in enumerate(run.steps, 1):
        for variable in step.changed:
            if step.command != ELAPSE:
                last[variable] = number
    speaks = variables_of(stated.premise) | variables_of(stated.claim)
    yield from (last[variable] for variable in speaks if variable in last)
    if run.loop_at is not None:
        yield from range(run.loop_at, len(run.steps) + 1)


def _departure(before: Model, after: Model, run: Run) -> Departure | None:
    """Where the unchanged model leaves the run; it is followed with the unchanged model's own effects."""
    old = Migration(before, {})
    begun = {
        variable: (value, after.initial[variable])
        for variable, value in before.initial.items()
        if variable in after.initial and value != after.initial[variable]
    }
    if begun:
        return Departure(0, "", otherwise=begun)
    for number, (step, (_, reached)) in enumerate(zip(run.steps, list(_copied(after, run))[1:], strict=True), 1):
        name = step.command
        possible = tuple(sorted(old.enabled(), key=lambda n: before.command[n].fault is not None))
        if name != ELAPSE and name not in before.command:
            return Departure(number, name, ((NO_COMMAND, ""),), instead=possible)
        try:
            if name == ELAPSE:
                old.elapse(step.lasts_s)
            else:
                old.fire(name)
        except NotEnabledError as error:
            guard = before.command[name].guard if name != ELAPSE else {}
            why = tuple(
                (label, because(guard[label], old.state, before.values) if label in guard else "")
                for label in error.failing
            )
            return Departure(number, name, why, instead=possible)
        except ModelError:
            return None
        apart = {
            variable: (value, reached[variable])
            for variable, value in old.state.items()
            if variable in reached and value != reached[variable]
        }
        if apart:
            return Departure(number, name, otherwise=apart)
    return None


def _copied(model: Model, run: Run) -> Iterator[tuple[int, Mapping[str, Value]]]:
    for number, state in _states(model, run):
        yield number, dict(state)
