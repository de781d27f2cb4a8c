"""What has another name in a newer version, where the two versions show it: roles and properties that differ in nothing else.

A change file says what it renames. Two versions do not, so a name counts as new only where exactly one thing that is gone and
exactly one that came are the same to the letter.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import replace

from vmotion_model.language import HISTORY, SHARED, Model, to_text
from vmotion_model.language.expressions import lift
from vmotion_model.language.renaming import Renaming

from .committed import ModelVersion
from .properties import Property
from .renaming import renamed_property


def recognised(before: ModelVersion, after: ModelVersion) -> tuple[ModelVersion, Renaming]:
    """The older version under the newer names of its roles and properties, and what these are."""
    roles = _paired(_roles(before.model), _roles(after.model))
    moved = _under(before, Renaming(roles=roles))
    names = Renaming(roles=roles, properties=_paired(_statements(moved), _statements(after)))
    return _under(before, names), names


def _under(version: ModelVersion, names: Renaming) -> ModelVersion:
    if not names:
        return version
    model = names.model(version.model)
    return replace(
        version,
        model=model,
        properties=tuple(renamed_property(p, names, model) for p in version.properties),
        otherwise=frozenset(map(names.property, version.otherwise)),
    )


def _paired(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, str]:
    """The new names by the old ones, of what is gone and came again, where it can be told apart from everything else."""
    gone: dict[Hashable, list[str]] = defaultdict(list)
    came: dict[Hashable, list[str]] = defaultdict(list)
    for names, others, found in ((old, new, gone), (new, old, came)):
        for name, what in names.items():
            if name not in others:
                found[what].append(name)
    return {names[0]: came[what][0] for what, names in gone.items() if len(names) == 1 and len(came.get(what, ())) == 1}


def _roles(model: Model) -> Mapping[str, Hashable]:
    """By role the names of what it does and has."""
    owners = dict.fromkeys((*model.roles, *(v.owner for v in model.variables)))
    return {
        str(role): (
            frozenset(c.name for c in model.commands if c.role == role),
            frozenset(v.name for v in model.variables if v.owner == role),
        )
        for role in owners
        if role not in (SHARED, HISTORY)
    }


def _statements(version: ModelVersion) -> Mapping[str, Hashable]:
    """By id all that a property says, but for its words."""
    return {p.id: _statement(p) for p in version.properties if not p.progress}


def _statement(item: Property) -> Hashable:
    observed = tuple(
        (
            o.var.name,
            *(tuple((str(n), to_text(lift(v, o.var.type))) for n, v in d.items()) for d in (o.effects, o.events)),
        )
        for o in item.observers
    )
    way = item.waiting
    made = None if way is None else (to_text(way.terminal), way.roles, way.also)
    return item.kind, to_text(item.premise), to_text(item.claim), observed, item.assumptions and _assumed(item), made


def _assumed(item: Property) -> Hashable:
    return tuple((a.name, a.weak, a.strong, a.finite, tuple(map(to_text, a.recurring))) for a in item.assumptions)
