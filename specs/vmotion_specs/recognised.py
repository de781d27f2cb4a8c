"""What has another name in a newer version, where the two versions show it: roles, and properties that differ in nothing else.

A change file says what it renames. Two versions do not. So a role counts as renamed where all that it had and that is still
there is of one new role, which has nothing of anybody else; and a property where exactly one that is gone and exactly one that
came are the same to the letter.
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
    roles = _renamed(_owners(before.model), _owners(after.model))
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


def _owners(model: Model) -> Mapping[tuple[str, str], str]:
    """Whose each command and each variable is."""
    owners = {("command", c.name): str(c.role) for c in model.commands}
    return owners | {("variable", v.name): str(v.owner) for v in model.variables}


def _renamed(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The new names by the old ones of roles that are gone and came again."""
    both = {(was, new[what]) for what, was in old.items() if what in new}
    known = {SHARED, HISTORY, *old.values()} & {SHARED, HISTORY, *new.values()}
    alone = {one: [b for a, b in both if a == one] for one in {a for a, _ in both} - known}
    return {
        was: now
        for was, (now, *more) in alone.items()
        if not more and now not in known and sum(b == now for _, b in both) == 1
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
