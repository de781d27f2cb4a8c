"""The edits of what a model speaks of: roles, enumerations, constants and variables."""

import re
from dataclasses import replace
from typing import Any, cast

from vmotion_model.language import Boolean, Clock, Constant, Enumeration, Expr, Integer, ModelError, Var, nearest
from vmotion_model.language.commands import reads_clock
from vmotion_model.language.expressions import HUGE
from vmotion_model.language.substitute import transform
from vmotion_model.language.types import Type, is_dotted_name, is_name

from .change_file import Change, Edit
from .model_draft import Draft

MAX_VALUES = 256
"""So many values an integer variable may have: more make a model that no engine finishes."""
_RANGE = re.compile(r"^integer\s+(-?\d{1,9})\s*\.\.\s*(-?\d{1,9}|[A-Za-z_]\w*)$", re.ASCII)


def edit_vocabulary(change: Change, draft: Draft) -> None:
    """Apply the edits, so that everything is there before it is spoken of; then write the model anew over the result."""
    for edit in change.of("role"):
        _role(edit, draft)
    for edit in change.of("enumeration"):
        _enumeration(edit, draft)
    for edit in change.of("constant"):
        _constant(edit, draft)
    before = dict(draft.variables)
    edits = {str(e.keys["name"]): e for e in change.of("variable")}
    for edit in edits.values():
        if edit.action == "remove":
            _remove(edit, draft)
    _grow(draft)
    # What a clock's condition reads is no clock, so that comes first; before it, what brings an enumeration of its own.
    for edit in sorted(edits.values(), key=lambda e: (_is_clock(e, draft), not isinstance(e.keys.get("kind"), list))):
        if edit.action == "add":
            _add(edit, draft)
        elif edit.action == "change":
            _change(edit, draft)
    _wind(draft, {n for n, e in edits.items() if "active" in e.keys})
    if any(draft.variables.get(n) is not v for n, v in before.items() if n in draft.variables):
        first = [e for t in ("enumeration", "constant", "variable") for e in change.of(t)]
        draft.vocabulary = first[0]
        draft.rewrite()


def _role(edit: Edit, draft: Draft) -> None:
    name = edit.keys["name"]
    if name in draft.roles:
        draft.problems.add(edit, "name", f"there is a role {name!r} already")
    elif not is_name(name):
        draft.problems.add(edit, "name", f"{name!r} is no name; write it like 'witness'")
        draft.problems.unclear.add(name)
    draft.roles.add(name)


def _enumeration(edit: Edit, draft: Draft) -> None:
    name, members = edit.keys["name"], edit.keys["members"]
    removes = edit.action == "remove"
    if not removes:
        draft.problems.unclear.update(members)
    there = {v.type.identity for v in draft.old.variables if isinstance(v.type, Enumeration) and v.type.name == name}
    if not there:
        draft.problems.unknown(edit, "name", "enumeration", name, draft.enumerations)
    elif len(there) > 1:
        draft.problems.add(edit, "name", f"two enumerations are called {name!r}: it is not clear which one is meant")
    elif any(v.rigid and isinstance(v.type, Enumeration) and v.type.name == name for v in draft.old.variables):
        draft.problems.add(edit, "name", f"{name} lists what a condition of a run may be, which is not for a change")
    elif not members or len(set(members)) < len(members) or not all(map(is_name, members)):
        draft.problems.add(edit, "members", "a list of members is wanted, each a plain name and different")
    elif removes:
        _remove_members(edit, draft)
    elif old := sorted(set(members) & set(draft.enumerations[name].members)):
        draft.problems.add(edit, "members", f"{name} has a member {old[0]!r} already")
    elif taken := sorted(set(members) & {*draft.constants, *draft.variables}):
        draft.problems.add(edit, "members", f"{taken[0]!r} is the name of a constant or a variable already")
    else:
        draft.enumerations[name] = Enumeration(name, (*draft.enumerations[name].members, *members))
        draft.grown[name] = draft.enumerations[name]
        draft.problems.unclear.difference_update(members)


def _remove_members(edit: Edit, draft: Draft) -> None:
    """Members that are gone; those that are still used are told when everything is there."""
    name, members = edit.keys["name"], edit.keys["members"]
    there = draft.enumerations[name].members
    left = tuple(m for m in there if m not in members)
    if unknown := [m for m in members if m not in there]:
        for member in unknown:
            draft.problems.unknown(edit, "members", f"member of {name}", member, there)
    elif not left:
        draft.problems.add(edit, "members", f"{name} would have no member left: remove its variables instead")
    else:
        draft.enumerations[name] = draft.grown[name] = Enumeration(name, left)
        draft.idle += [(edit, member, name) for member in members]


def _constant(edit: Edit, draft: Draft) -> None:
    name, problems = edit.keys["name"], draft.problems
    if edit.action == "remove":
        if name not in draft.constants:
            problems.unknown(edit, "name", "constant", name, draft.constants)
        else:
            del draft.constants[name]
            draft.idle.append((edit, name, ""))
        return
    value = edit.keys["value"]
    if isinstance(value, list):
        problems.add(edit, "value", f"{name} is swept over {len(value)} values; only vmotion check judges a sweep")
        value = value[0]
    if value > HUGE:
        problems.add(edit, "value", f"the number is too large: at most {HUGE}")
        value = HUGE
    if edit.action == "set":
        if name not in draft.constants:
            problems.unknown(edit, "name", "constant", name, draft.constants)
            problems.unclear.add(name)
            return
        draft.constants[name] = replace(draft.constants[name], value=value)
        return
    members = {m for e in draft.enumerations.values() for m in e.members}
    if name in draft.constants:
        problems.add(edit, "name", f'there is a constant {name!r} already; use action = "set"')
    elif not is_name(name):
        problems.add(edit, "name", f"{name!r} is no name; write it like 'protection_timer'")
    elif name in draft.variables or name in members:
        problems.add(edit, "name", f"{name!r} is the name of a variable or a member already")
    words = (edit.keys.get(k, "") for k in ("unit", "says", "fact"))
    draft.constants.setdefault(name, Constant(name, value, *words))


def _remove(edit: Edit, draft: Draft) -> None:
    name = edit.keys["name"]
    if name not in draft.variables:
        draft.problems.unknown(edit, "name", "variable", name, draft.variables)
        return
    del draft.variables[name]
    draft.removed[name] = edit


def _grow(draft: Draft) -> None:
    """Variables of an enumeration with other members have those, and ranges that end at a constant end at its new value."""
    starts = {e.keys["name"]: e.keys["initial"] for e in draft.problems.change.of("variable") if "initial" in e.keys}
    for name, var in draft.variables.items():
        type_: Type = var.type
        if isinstance(type_, Enumeration):
            type_ = draft.grown.get(type_.name, type_)
            if var.initial not in type_.members:
                start = starts.get(name)
                if start not in type_.members:
                    # That is told when everything is there; until then it starts somewhere.
                    draft.stranded[name], start = str(var.initial), type_.members[0]
                draft.variables[name] = replace(var, of_type=type_, initial=start)
                continue
        elif isinstance(type_, Integer) and var.follows in draft.constants:
            type_ = Integer(type_.low, draft.constants[var.follows].value)
        if type_ != var.type:
            try:
                draft.variables[name] = replace(var, of_type=type_)
            except ModelError as error:
                edit = next(e for e in draft.problems.change.of("constant") if e.keys["name"] == var.follows)
                draft.problems.add(edit, "value", str(error))


def _wind(draft: Draft, edited: set[str]) -> None:
    """The conditions of clocks that no edit replaced speak of the draft's own variables."""
    own = draft.own()
    fresh: dict[str, Var[Any]] = {}
    for name, clock in draft.variables.items():
        if clock.active is not None and name not in edited:
            active = transform(clock.active, own)
            if active is not clock.active:
                fresh[name] = replace(clock, active=active)
    draft.variables = {n: cast("Var[Any]", fresh.get(n, v)) for n, v in draft.variables.items()}


def _is_clock(edit: Edit, draft: Draft) -> bool:
    there = draft.variables.get(edit.keys["name"])
    return edit.keys.get("kind") == "clock" or (there is not None and isinstance(there.type, Clock))


def _add(edit: Edit, draft: Draft) -> None:
    name, owner, problems = edit.keys["name"], edit.keys["owner"], draft.problems
    faults = len(problems.found)
    if name in draft.variables:
        problems.add(edit, "name", f'there is a variable {name!r} already; use action = "change"')
        return
    if not is_dotted_name(name):
        problems.add(edit, "name", f"{name!r} is no name; write it like 'network.batch'")
    elif name in draft.constants:
        problems.add(edit, "name", f"{name!r} is the name of a constant already")
    if owner not in draft.roles and owner not in problems.unclear:
        problems.add(edit, "owner", f"nobody is called {owner!r}; {problems.hint(owner, draft.roles)}")
    type_, follows = _type(edit, draft)
    active = None
    if isinstance(type_, Clock):
        if "active" not in edit.keys:
            problems.add(edit, "name", "a clock needs active: the condition under which it runs")
        else:
            active = _active(edit, draft)
    elif type_ is not None and "active" in edit.keys:
        problems.add(edit, "active", "only a clock says when it is active")
    elif type_ is not None and "initial" not in edit.keys:
        problems.add(edit, "name", f"variable {name} needs an initial value")
    if len(problems.found) > faults or type_ is None:
        problems.unclear.add(name)
        return
    try:
        says, initial = edit.keys.get("says", ""), edit.keys.get("initial", 0)
        draft.variables[name] = Var(name, type_, owner, initial, says, active, follows)
    except ModelError as error:
        problems.add(edit, "initial", f"{error}{_unquoted(type_, edit.keys.get('initial'))}")
        problems.unclear.add(name)


def _change(edit: Edit, draft: Draft) -> None:
    name, problems = edit.keys["name"], draft.problems
    var = draft.variables.get(name)
    if var is None:
        problems.unknown(edit, "name", "variable", name, draft.variables)
        problems.unclear.add(name)
        return
    parts: dict[str, Any] = {}
    if not edit.keys.keys() - {"name", "action"}:
        problems.add(edit, "name", "nothing is said to change: write kind, initial, active or says")
    if "kind" in edit.keys:
        type_, follows = _type(edit, draft)
        if type_ is not None and not (isinstance(type_, Integer) and isinstance(var.type, Integer)):
            problems.add(
                edit,
                "kind",
                f"{name} keeps its kind; integers get another range, and an enumeration gets members by [[enumeration]]",
            )
        elif type_ is not None:
            parts |= {"of_type": type_, "follows": follows}
    if "active" in edit.keys:
        if not isinstance(var.type, Clock):
            problems.add(edit, "active", "only a clock says when it is active")
        elif (active := _active(edit, draft)) is not None:
            parts["active"] = active
    if "initial" in edit.keys:
        parts["initial"] = edit.keys["initial"]
    if "says" in edit.keys:
        parts["description"] = edit.keys["says"]
    try:
        draft.variables[name] = replace(var, **parts)
    except ModelError as error:
        key = "initial" if "initial" in edit.keys else "kind"
        problems.add(edit, key, f"{error}{_unquoted(var.type, edit.keys.get('initial'))}")


def _active(edit: Edit, draft: Draft) -> Expr[bool] | None:
    found = draft.problems.expression(edit, "active", edit.keys["active"], draft.scope, Boolean())
    if found is not None and reads_clock(found):
        draft.problems.add(edit, "active", "the condition of a clock reads no clock")
        return None
    return found


def _type(edit: Edit, draft: Draft) -> tuple[Type | None, str]:
    """The type that a kind means, and the constant at which it ends; no type where it means none, which is told."""
    kind, problems = edit.keys["kind"], draft.problems
    if isinstance(kind, list):
        return _listed(edit, kind, draft), ""
    if kind == "boolean":
        return Boolean(), ""
    if kind == "clock":
        return Clock(), ""
    if match := _RANGE.match(kind):
        end = match.group(2)
        if end[0].isalpha() or end[0] == "_":
            if end not in draft.constants:
                problems.unknown(edit, "kind", "constant", end, draft.constants)
                return None, ""
            low, high, follows = int(match.group(1)), draft.constants[end].value, end
        else:
            low, high, follows = int(match.group(1)), int(end), ""
        if not low <= high < low + MAX_VALUES:
            problems.add(edit, "kind", f"an integer goes from low to high and has at most {MAX_VALUES} values")
            return None, ""
        return Integer(low, high), follows
    if kind in draft.enumerations:
        return draft.enumerations[kind], ""
    if kind not in problems.unclear:
        known = ["boolean", "clock", "integer 0..3", *draft.enumerations]
        problems.add(edit, "kind", f"unknown kind {kind!r}; {nearest(kind, known)}")
    return None, ""


def _listed(edit: Edit, kind: list[str], draft: Draft) -> Type | None:
    for type_ in draft.enumerations.values():
        if set(type_.members) == set(kind):
            return type_
    if not kind or len(set(kind)) < len(kind) or not all(map(is_name, kind)):
        draft.problems.add(edit, "kind", "a list of members is wanted, each a plain name and different")
        return None
    made = Enumeration(str(edit.keys["name"]).replace(".", "_"), tuple(kind))
    draft.enumerations.setdefault(made.name, made)
    return made


def _unquoted(type_: Type, initial: Any) -> str:
    """How an initial value would be written that stands in quotes and should not."""
    if isinstance(type_, Boolean) and isinstance(initial, str) and initial.lower() in ("true", "false"):
        return f"; write initial = {initial.lower()}, without quotes"
    if isinstance(type_, Integer) and isinstance(initial, str) and initial.lstrip("-").isdigit():
        return f"; write initial = {initial}, without quotes"
    return ""
