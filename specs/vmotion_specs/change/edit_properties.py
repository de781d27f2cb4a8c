"""The edits of what is asked of a model: properties, and the assumptions of new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vmotion_model.language import Boolean, Expr, Model, ModelError, Scope
from vmotion_model.language.commands import reads_clock
from vmotion_specs.assumptions import Assumption, Works
from vmotion_specs.properties import Property, PropertyKind, unfit_id
from vmotion_specs.timing import TIMELOCK

from .change_file import Change, Edit
from .problems import Problems

_KIND = {
    "invariant": PropertyKind.INVARIANT,
    "demand": PropertyKind.REACHABLE,
    "response": PropertyKind.RESPONSE,
}


def edit_properties(change: Change, model: Model, properties: Sequence[Property]) -> tuple[Property, ...]:
    """The properties to check of the changed ``model``: dropped, replaced and added ones taken into account.

    What a replacement does not name stays as it was: the premise and the words, and always the kind, the assumptions and the
    observers. Raises ``ChangeError`` with all that is wrong.
    """
    problems = Problems(change)
    result = {p.id: p for p in properties}
    assumptions = {a.name: a for p in properties for a in p.assumptions} | _assumptions(
        change, model, problems, properties
    )
    for edit in change.of("property"):
        name = edit.keys["id"]
        old = result.get(name)
        if edit.action == "add" and old is not None:
            problems.add(edit, "id", f'there is a property {name!r} already; use action = "replace"')
        elif edit.action != "add" and old is None:
            problems.unknown(edit, "id", "property", name, result)
        elif old is not None and old.progress:
            problems.add(edit, "id", f"{name} guards every verdict about time and is always checked as it is")
        elif edit.action == "drop":
            del result[name]
        elif (made := _stated(edit, old, model, assumptions, problems)) is not None:
            result[name] = made
        else:
            problems.unclear.add(name)
    _refuse_idle(change, problems)
    dropped = {n for n, word in change.expect.statements.items() if word == "removed"}
    for name in dict.fromkeys((*change.expect.verdicts, *change.expect.statements)):
        # The timelock goes with the last deadline.
        gone = name in dropped and (name == TIMELOCK or any(p.id == name for p in properties))
        if name not in result and not gone and name not in problems.unclear:
            message = f"[expect] names {name!r}, which is no property; {problems.hint(name, result)}"
            problems.found.append(change.error_at("expect", 0, name, message))
    problems.end()
    return tuple(result.values())


def tell_expressions(change: Change, scope: Scope, problems: Problems) -> None:
    """What is wrong with the expressions of new properties, where the model itself is wrong and they are not put together."""
    for edit in change.of("property"):
        for key in ("claim", "premise") if edit.action == "add" else ():
            if key in edit.keys:
                problems.expression(edit, key, edit.keys[key], scope, Boolean())


def _stated(
    edit: Edit, old: Property | None, model: Model, assumptions: Mapping[str, Assumption], problems: Problems
) -> Property | None:
    """A property that an edit states; None where it is wrong, which is told."""
    keys = edit.keys
    kind = _KIND[keys.get("kind", "invariant")] if old is None else old.kind
    name, faults = keys["id"], len(problems.found)
    scope = model.scope
    if old is not None:
        scope = replace(scope, variables={**scope.variables, **{o.var.name: o.var for o in old.observers}})
    parts: dict[str, Any] = {k: keys[k] for k in ("title", "why") if k in keys}
    for key in ("claim", "premise"):
        if key in keys:
            parts[key] = problems.expression(edit, key, keys[key], scope, Boolean())
    if kind is PropertyKind.REACHABLE and "premise" in parts:
        problems.add(edit, "premise", f"{name} demands that something can be reached, which has no premise")
    if old is None and (wrong := unfit_id(name, kind)) is not None:
        problems.add(edit, "id", wrong)
    if kind is PropertyKind.RESPONSE and old is None and "premise" not in parts:
        problems.add(edit, "id", f"{name} is a response and needs a premise: after what its claim comes about")
    if "assumptions" in keys:
        if kind is not PropertyKind.RESPONSE:
            problems.add(edit, "assumptions", f"only a response assumes anything, and {name} is none")
        for wanted in keys["assumptions"]:
            if wanted not in assumptions:
                problems.unknown(edit, "assumptions", "assumption", wanted, assumptions)
        parts["assumptions"] = tuple(assumptions[a] for a in keys["assumptions"] if a in assumptions)
    for key in {"claim", "premise"} - parts.keys():
        try:
            if old is not None:
                parts[key] = _kept(old, key, model)
        except ModelError as error:
            problems.add(edit, "id", f"{error}: state its {key} anew")
    if len(problems.found) > faults or any(parts.get(k, True) is None for k in ("claim", "premise")):
        return None
    if old is not None:
        return replace(old, generated=False, **parts)
    return Property(name, parts.pop("title", name), kind=kind, **parts)


def _kept(old: Property, key: str, model: Model) -> Expr[bool]:
    """What a replacement does not name; raises ``ModelError`` where it speaks of what the change has removed."""
    over = replace(model, variables=(*model.variables, *(o.var for o in old.observers)), commands=(), deadlines=())
    return over.rebind(old.id, getattr(old, key))


def _assumptions(
    change: Change, model: Model, problems: Problems, properties: Sequence[Property]
) -> dict[str, Assumption]:
    known = {a.name for p in properties for a in p.assumptions}
    faults = {c.fault for c in model.commands if c.fault}
    found: dict[str, Assumption] = {}
    for edit in change.of("assumption"):
        keys, name = edit.keys, edit.keys["name"]
        if name in known:
            problems.add(edit, "name", f"the model has an assumption {name!r} already")
        if not any(keys.get(k) for k in ("works", "weak", "strong", "finite", "recurring")):
            problems.add(edit, "name", "nothing is assumed: write works, weak, strong, finite or recurring")
        for key, wanted, there in (
            ("works", "role", set(model.roles)),
            ("weak", "command", set(model.command)),
            ("strong", "command", set(model.command)),
            ("finite", "command or kind of fault", {*model.command, *faults}),
        ):
            for item in keys.get(key, ()):
                if item not in there:
                    problems.add(edit, key, f"there is no {wanted} {item!r}; {problems.hint(item, there)}")
        recurring = [
            problems.expression(edit, "recurring", text, model.scope, Boolean()) for text in keys.get("recurring", ())
        ]
        if any(r is not None and reads_clock(r) for r in recurring):
            problems.add(edit, "recurring", "a recurring condition must not read a clock")
        found[name] = Assumption(
            name,
            keys["says"],
            (*map(Works, keys.get("works", ())), *keys.get("weak", ())),
            tuple(keys.get("strong", ())),
            tuple(keys.get("finite", ())),
            tuple(r for r in recurring if r is not None),
        )
    return found


def _refuse_idle(change: Change, problems: Problems) -> None:
    """An assumption that no property of the file names is a mistake that nobody would see."""
    named = {a for e in change.of("property") for a in e.keys.get("assumptions", ())}
    for edit in change.of("assumption"):
        if edit.keys["name"] not in named:
            problems.add(edit, "name", f"no property of this file assumes {edit.keys['name']!r}")
