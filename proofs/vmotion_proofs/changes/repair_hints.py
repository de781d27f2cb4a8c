"""Repair hints: one edit that makes the failing properties pass again and no other one fail. Each is judged before it is shown.

Two kinds of edits are tried: what a change did is taken back, one guard, effect, constant or deadline at a time; and a guard that
stands in another command of the model is added to a command on the counterexample. An edit is judged only if it stops the
counterexamples that nothing else explains, leaves the runs that show what must stay possible, and, where it adds a guard, leaves
the command possible somewhere. So there may be other repairs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import ELAPSE, Command, Expr, Model, ModelError, Value, evaluate, to_text
from vmotion_model.language.expressions import same
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.check.check import check_with_evidence
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Hint, Hints, PropertyResult, Run, Verdict
from vmotion_specs.apply import apply_change
from vmotion_specs.change import Change, ChangeError, Edit, Expectation
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.text_places import Places

ENOUGH = 3
"""So many hints are looked for."""
MOST_JUDGED = 12
"""So many edits are judged at most: each is a whole check."""

POSSIBLE = "still_possible"
"""The demand that a command with one more guard can still be done somewhere: a command that never happens repairs nothing."""

PropertiesOf = Callable[[Model], tuple[Property, ...]]
"""What is asked of a version of the model."""


@dataclass(frozen=True)
class _Candidate:
    """An edit of the failing model, in words and as in a change file; ``guard`` is what it adds, where it undoes nothing."""

    description: str
    edit: Edit
    guard: Expr[bool] | None = None

    @property
    def undoes(self) -> bool:
        return self.guard is None


class _Runs:
    """The runs that must be stopped and those that must stay, as the states in which their steps are done."""

    def __init__(self, model: Model, roots: Sequence[PropertyResult], kept: Sequence[Run]) -> None:
        self.model = model
        self.broken = [_done_in(model, r.run) for r in roots if r.run is not None]
        self.kept = [_done_in(model, run) for run in kept]

    def suit(self, command: str, guard: Expr[bool]) -> bool:
        """Whether a guard, added to a command, stops all of the former and none of the latter."""
        return all(self._forbids(run, command, guard) for run in self.broken) and not any(
            self._forbids(run, command, guard) for run in self.kept
        )

    def _forbids(self, run: Sequence[tuple[str, Mapping[str, Value]]], command: str, guard: Expr[bool]) -> bool:
        return any(name == command and not evaluate(guard, state, self.model.values) for name, state in run)


def _done_in(model: Model, run: Run) -> list[tuple[str, Mapping[str, Value]]]:
    """Each step's command and the state in which it is done."""
    state = dict(model.initial)
    found: list[tuple[str, Mapping[str, Value]]] = []
    for step in run.steps:
        found.append((step.command, dict(state)))
        state.update((name, after) for name, (_, after) in step.changed.items())
    return found


def repair_hints(
    model: Model,
    properties_of: PropertiesOf,
    result: CheckResult,
    options: Options,
    before: Model | None = None,
    evidence: Evidence | None = None,
) -> Hints:
    """Edits that repair ``model``, of which ``result`` says what fails; ``before`` is the model that it is a change of."""
    failing = {r.id: r for r in result.properties if r.verdict is Verdict.VIOLATED}
    passing = {r.id for r in result.properties if r.verdict.passes}
    roots = [r for r in failing.values() if r.run is not None and (r.analysis is None or r.analysis.follows is None)]
    stated = {p.id: p for p in properties_of(model)}
    runs = _Runs(model, roots, [r.run for r in result.properties if r.run is not None and r.verdict.passes])
    found: list[Hint] = []
    tried = fitting = judged = 0
    for candidate in _candidates(model, before, roots):
        try:
            options.budget.check()
        except SpentError:
            break
        tried += 1
        if candidate.guard is not None and not runs.suit(candidate.edit.keys["command"], candidate.guard):
            continue
        version = _edited(model, candidate.edit)
        if version is None or (candidate.undoes and not _stopped(version, roots, stated)):
            continue
        fitting += 1
        if len(found) == ENOUGH or judged == MOST_JUDGED:
            continue
        judged += 1
        _tell(options.report, judged, candidate)
        quiet = replace(options, witnesses=False, report=silent)
        asked = (*properties_of(version), *_still_possible(version, candidate))
        outcome = check_with_evidence(version, asked, quiet, evidence).result
        if options.budget.spent:
            break
        again = {r.id for r in outcome.properties if r.verdict.passes}
        if POSSIBLE in {p.id for p in asked} - again:
            continue
        if not passing <= again or any(r.id not in again for r in roots):
            continue
        restored = tuple(name for name in failing if name in again)
        left = tuple(r.id for r in outcome.properties if r.id not in again)
        found.append(Hint(candidate.description, _as_toml(candidate.edit), restored, left, candidate.undoes))
    return Hints(tuple(found), tried, fitting, judged, options.budget.spent)


def _still_possible(version: Model, candidate: _Candidate) -> Sequence[Property]:
    if candidate.undoes:
        return ()
    name = candidate.edit.keys["command"]
    title = f"{name} can still be done"
    return (Property(POSSIBLE, title, version.command[name].enabled, kind=PropertyKind.REACHABLE),)


def _tell(report: Report, number: int, candidate: _Candidate) -> None:
    report(Stage(f"judging a repair: {candidate.description}", number, MOST_JUDGED))


def _candidates(model: Model, before: Model | None, roots: Sequence[PropertyResult]) -> Iterator[_Candidate]:
    if before is not None:
        yield from _taken_back(before, model)
    yield from _guards_of_others(model if before is None else before, model, roots)


def _taken_back(before: Model, after: Model) -> Iterator[_Candidate]:
    """Each part of what the change did, undone alone."""
    for name, old in before.command.items():
        if name in after.command:
            yield from _parts_taken_back(old, after.command[name])
        else:
            yield _candidate(f"keep the command {name}", "command", _whole(old))
    for name in after.command:
        if name not in before.command:
            yield _candidate(f"leave out the command {name}", "command", {"action": "remove", "name": name})
    for name, value in before.values.items():
        if after.values.get(name, value) != value:
            yield _candidate(f"leave {name} at {value}", "constant", {"name": name, "value": value})
    limits, now = ({d.clock: d for d in m.deadlines} for m in (before, after))
    for clock in dict.fromkeys([*limits, *now]):
        if clock not in limits:
            yield _candidate(f"leave out the deadline of {clock}", "deadline", {"action": "remove", "clock": clock})
        elif (
            clock not in now
            or not same(limits[clock].limit, now[clock].limit)
            or (limits[clock].handlers != now[clock].handlers)
        ):
            keys = {
                "action": "replace" if clock in now else "add",
                "clock": clock,
                "limit": to_text(limits[clock].limit),
                "handlers": list(limits[clock].handlers),
            }
            yield _candidate(f"keep the deadline of {clock}", "deadline", keys)


def _parts_taken_back(old: Command, new: Command) -> Iterator[_Candidate]:
    for label in dict.fromkeys([*old.guard, *new.guard]):
        keys = {"command": old.name, "conjunct": label}
        if label not in old.guard:
            yield _candidate(f"leave out the guard “{label}” of {old.name}", "guard", {**keys, "action": "drop"})
        elif label not in new.guard or not same(old.guard[label], new.guard[label]):
            action = "replace" if label in new.guard else "add"
            text = to_text(old.guard[label])
            yield _candidate(
                f"keep the guard “{label}” of {old.name}", "guard", {**keys, "action": action, "expression": text}
            )
    for name in dict.fromkeys([*old.updates, *new.updates]):
        keys = {"command": old.name, "variable": name}
        if name not in old.updates:
            yield _candidate(f"{old.name} leaves {name} alone", "effect", {**keys, "action": "remove"})
        elif name not in new.updates or not same(old.updates[name], new.updates[name]):
            text = to_text(old.updates[name])
            yield _candidate(f"{old.name} sets {name} to {text}", "effect", {**keys, "value": text})


def _guards_of_others(known: Model, model: Model, roots: Sequence[PropertyResult]) -> Iterator[_Candidate]:
    """For each command on the failing runs, from their ends on, the guards of other commands of its role that fail there."""
    seen: set[tuple[str, Any]] = set()
    for item in roots:
        assert item.run is not None
        for name, state in reversed(_done_in(model, item.run)):
            command = model.command.get(name)
            if command is None or command.fault is not None:
                continue
            for label, guard in _vocabulary(known, command):
                if (command.name, guard.key) in seen or evaluate(guard, state, model.values):
                    continue
                seen.add((command.name, guard.key))
                keys = {
                    "command": command.name,
                    "action": "add",
                    "conjunct": label,
                    "expression": to_text(guard),
                }
                yield _candidate(
                    f"let {command.name} wait until “{label}” ({keys['expression']})", "guard", keys, guard
                )


def _vocabulary(known: Model, command: Command) -> Iterator[tuple[str, Expr[bool]]]:
    """The guards of the other commands of the same role, those that the command has not."""
    mine = {g.key for g in command.guard.values()}
    for other in known.commands:
        if other.role != command.role or other.name == command.name:
            continue
        for label, guard in other.guard.items():
            if guard.key not in mine and label not in command.guard:
                yield label, guard


def _candidate(description: str, table: str, keys: Mapping[str, Any], guard: Expr[bool] | None = None) -> _Candidate:
    return _Candidate(description, Edit(table, 0, keys), guard)


def _whole(command: Command) -> Mapping[str, Any]:
    """A command as a change file adds it."""
    keys: dict[str, Any] = {
        "action": "add",
        "name": command.name,
        "role": command.role,
        "says": command.description,
        "guard": {label: to_text(g) for label, g in command.guard.items()},
        "effect": {name: to_text(e) for name, e in command.updates.items()},
        "fair": command.fair,
        "events": list(map(str, command.events)),
    }
    return keys if command.fault is None else {**keys, "fault": command.fault}


def _edited(model: Model, edit: Edit) -> Model | None:
    """The model after one edit; None where the language refuses it: a role may not read the memory of another one."""
    change = Change("hint", "hint", "", model.name, (edit,), Expectation(), Places(""))
    try:
        return apply_change(change, model)
    except (ChangeError, ModelError):
        return None


def _stopped(version: Model, roots: Sequence[PropertyResult], stated: Mapping[str, Property]) -> bool:
    """Whether the failing runs are no counterexamples any more."""
    for item in roots:
        assert item.run is not None
        end = _follow(version, item.run)
        asked = stated.get(item.id)
        if end is None:
            continue
        if asked is None or asked.kind is not PropertyKind.INVARIANT or asked.observers or item.run.loop_at is not None:
            return False
        if not evaluate(asked.formula, end, version.values):
            return False
    return True


def _follow(model: Model, run: Run) -> Mapping[str, Value] | None:
    """The state to which a run leads in another version; None where that version refuses a step."""
    migration = Migration(model, {})
    try:
        for step in run.steps:
            if step.command == ELAPSE:
                migration.elapse(step.lasts_s)
            else:
                migration.fire(step.command)
    except (NotEnabledError, ModelError):
        return None
    return migration.state


def _as_toml(edit: Edit) -> str:
    """The edit as it is written in a change file."""
    import tomlkit

    table = tomlkit.table()
    # What is a table itself comes last: a key after it would belong to it.
    for key, value in sorted(edit.keys.items(), key=lambda entry: isinstance(entry[1], Mapping)):
        table.add(key, value)
    document, tables = tomlkit.document(), tomlkit.aot()
    tables.append(table)
    document.add(edit.table, tables)
    return tomlkit.dumps(document).strip()
