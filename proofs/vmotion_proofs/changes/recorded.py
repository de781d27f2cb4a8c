"""What a statement knows only because commands say it: history that they keep, and the events and roles by which they count.

None of it changes what a model can do, and all of it what is said of that: a command that forgets to note a fact keeps every
promise about the fact. So it is part of the statements, and compared with them. Whether another way of noting is as good, nobody
asks. What a new command notes has nothing to be compared with, and is named in a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vmotion_model.language import HISTORY, Model, lift, to_text
from vmotion_model.language.expressions import variables_of
from vmotion_specs.properties import Observer, Property
from vmotion_specs.timing import counts


def recorded_otherwise(item: Property, before: Model, after: Model) -> str:
    """Which history that the statement reads is kept otherwise by what both versions have; empty where none is."""
    read = (_history(item, before) | _history(item, after)) & before.variable.keys() & after.variable.keys()
    names = [n for n in sorted(read) if _kept(n, before, after) != _kept(n, after, before)]
    names += [o.var.name for o in item.observers if _noted(o, before, after) != _noted(o, after, before)]
    return f"{', '.join(names)} is recorded in another way than before" if names else ""


def counted_otherwise(item: Property, before: Model, after: Model) -> str:
    """Which commands of both versions count for a generated statement now, and did not; empty where none does."""
    pairs = [(before.command[n], after.command[n]) for n in _common(before, after)]
    if item.progress:
        names = [new.name for old, new in pairs if old.fault is not None and new.fault is None]
        return f"{', '.join(names)} was a fault, which need not happen, and is none now" if names else ""
    if item.waiting is None:
        return ""
    names = [new.name for old, new in pairs if counts(new, item.waiting) and not counts(old, item.waiting)]
    return f"{', '.join(names)} counts for somebody who can go on, and did not" if names else ""


def called_otherwise(before: Model, after: Model) -> Sequence[str]:
    """The commands of both versions that are other events than before."""
    return [n for n in _common(before, after) if set(before.command[n].events) != set(after.command[n].events)]


def also_recorded(before: Model, after: Model, properties: Iterable[Property]) -> tuple[str, ...]:
    """Which history new commands keep, too, and which one commands kept that are gone beside new ones.

    Statements that read it may say less: a command may have come in the place of another one, and note less.
    """
    new = [c for c in after.commands if c.name not in before.command]
    gone = [c for c in before.commands if c.name not in after.command]
    speak: dict[str, list[str]] = {}
    for item in properties if new else ():
        if item.generated:
            continue
        for commands, what in ((new, "is also recorded by the new"), (gone, "was also recorded by the former")):
            by = {n: [c.name for c in commands if n in c.updates] for n in _history(item, after)}
            by |= {o.var.name: [c.name for c in commands if o.on(c)] for o in item.observers}
            for name, names in sorted(by.items()):
                if names:
                    speak.setdefault(f"{name} {what} {', '.join(names)}", []).append(item.id)
    return tuple(f"{what}: {', '.join(ids)} speak{'s' * (len(ids) == 1)} of it" for what, ids in speak.items())


def _common(before: Model, after: Model) -> Sequence[str]:
    return [n for n in before.command if n in after.command]


def _history(item: Property, model: Model) -> set[str]:
    """The history of the model that a statement reads, also by way of other history."""
    read = variables_of(item.premise).keys() | variables_of(item.claim).keys()
    for recurring in (r for a in item.assumptions for r in a.recurring):
        read |= variables_of(recurring).keys()
    for observer in item.observers:
        for value in (*observer.effects.values(), *observer.events.values()):
            read |= variables_of(lift(value, observer.var.type)).keys()
        if observer.var.active is not None:
            read |= variables_of(observer.var.active).keys()
    found: set[str] = set()
    while more := {n for n in read - found if n in model.variable and model.variable[n].owner == HISTORY}:
        found |= more
        read = set()
        for name in more:
            if (active := model.variable[name].active) is not None:
                read |= variables_of(active).keys()
            for command in model.commands:
                if name in command.updates:
                    read |= variables_of(command.updates[name]).keys()
    return found


def _kept(name: str, model: Model, other: Model) -> Any:
    """Where a history variable begins, when it runs, and what the commands of both versions make of it, as plain data."""
    var = model.variable[name]
    updates = {n: to_text(u) for n in _common(model, other) if (u := model.command[n].updates.get(name)) is not None}
    return var.initial, None if var.active is None else to_text(var.active), updates


def _noted(observer: Observer, model: Model, other: Model) -> Mapping[str, Sequence[str]]:
    """What the commands of both versions make of an observer."""
    values = {n: observer.on(model.command[n]) for n in _common(model, other)}
    return {n: [to_text(lift(v, observer.var.type)) for v in found] for n, found in values.items() if found}
