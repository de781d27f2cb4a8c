"""The edits of commands, guards, effects and deadlines."""

from vmotion_model.language import Boolean, Deadline, Expr, Integer, nearest
from vmotion_model.language.types import is_name

from .change_file import Change, Edit
from .model_draft import CommandDraft, Draft


def edit_steps(change: Change, draft: Draft) -> None:
    """Apply the edits; all commands are there before something is said of one."""
    commands = change.of("command")
    for edit in commands:
        if edit.action == "remove":
            _remove(edit, draft)
    for edit in commands:
        if edit.action == "add":
            _add(edit, draft)
        elif edit.action == "change":
            _change(edit, draft)
    for edit in change.of("guard"):
        _guard(edit, draft)
    for edit in change.of("effect"):
        _effect(edit, draft)
    for edit in change.of("deadline"):
        _deadline(edit, draft)
    gone = {n for n, e in draft.removed.items() if e.table == "command"}
    for clock, deadline in draft.deadlines.items():
        kept = tuple(h for h in deadline.handlers if h not in gone)
        draft.deadlines[clock] = Deadline(clock, deadline.limit, kept)


def _remove(edit: Edit, draft: Draft) -> None:
    name = edit.keys["name"]
    if name not in draft.commands:
        draft.problems.unknown(edit, "name", "command", name, draft.commands)
        return
    del draft.commands[name]
    draft.removed[name] = edit


def _add(edit: Edit, draft: Draft) -> None:
    name, problems = edit.keys["name"], draft.problems
    if name in draft.commands:
        problems.add(edit, "name", f'there is a command {name!r} already; use action = "change"')
        return
    if not is_name(name):
        problems.add(edit, "name", f"{name!r} is no name; write it like 'fall_back'")
        problems.unclear.add(name)
    made = CommandDraft(name, edit.keys["role"])
    made.touch(edit, "")
    _attributes(edit, draft, made)
    for label, text in edit.keys.get("guard", {}).items():
        found = problems.expression(edit, f"guard.{label}", text, draft.scope, Boolean())
        if found is not None:
            made.guard[label] = found
    for variable, text in edit.keys.get("effect", {}).items():
        value = _value(edit, f"effect.{variable}", f"effect.{variable}", variable, text, draft)
        if value is not None:
            made.effect[variable] = value
    draft.commands[name] = made


def _change(edit: Edit, draft: Draft) -> None:
    made = _command(edit, draft, edit.keys["name"], "name")
    if made is None:
        return
    if not edit.keys.keys() - {"name", "action"}:
        draft.problems.add(edit, "name", "nothing is said to change: write role, says, fact, fault, fair or events")
    _attributes(edit, draft, made)
    made.touch(edit, "role" if "role" in edit.keys else "name")


def _attributes(edit: Edit, draft: Draft, made: CommandDraft) -> None:
    """What an edit says of a command beside its guard and effect."""
    keys, problems = edit.keys, draft.problems
    if "role" in keys:
        if keys["role"] not in draft.roles and keys["role"] not in problems.unclear:
            message = f"there is no role {keys['role']!r}; {problems.hint(keys['role'], draft.roles)}"
            problems.add(edit, "role", f"{message}; [[role]] makes a new one")
            problems.unclear.add(made.name)
        made.role = keys["role"]
    made.description = keys.get("says", made.description)
    made.citation = keys.get("fact", made.citation)
    if "fault" in keys:
        made.fault = keys["fault"] or None
    made.fair = keys.get("fair", made.fair)
    if "events" in keys:
        known = {str(e) for c in draft.old.commands for e in c.events}
        for event in keys["events"]:
            if event not in known:
                # Properties and assumptions know no other: it would mean nothing.
                problems.add(edit, "events", f"there is no event {event!r}; {nearest(event, known)}")
        made.events = tuple(keys["events"])


def _guard(edit: Edit, draft: Draft) -> None:
    label, problems = edit.keys["conjunct"], draft.problems
    made = _command(edit, draft, edit.keys["command"], "command")
    if made is None:
        return
    if edit.action == "add" and label in made.guard:
        problems.add(edit, "conjunct", f'command {made.name} has a guard {label!r} already; use action = "replace"')
        return
    if edit.action != "add" and label not in made.guard:
        problems.add(edit, "conjunct", f"command {made.name} has no guard {label!r}; {nearest(label, made.guard)}")
        return
    if edit.action == "drop":
        del made.guard[label]
        made.touch(edit, "conjunct")
        return
    found = problems.expression(edit, "expression", edit.keys["expression"], draft.scope, Boolean())
    if found is not None:
        made.guard[label] = found
        made.touch(edit, "expression")


def _effect(edit: Edit, draft: Draft) -> None:
    name = edit.keys["variable"]
    made = _command(edit, draft, edit.keys["command"], "command")
    if made is None:
        return
    if edit.action == "remove":
        if name in made.effect:
            del made.effect[name]
            made.touch(edit, "variable")
        elif name not in draft.variables:
            draft.problems.unknown(edit, "variable", "variable", name, draft.variables)
        else:
            message = f"command {made.name} does not change {name}; {nearest(name, made.effect)}"
            draft.problems.add(edit, "variable", message)
        return
    value = _value(edit, "variable", "value", name, edit.keys["value"], draft)
    if value is not None:
        made.effect[name] = value
        made.touch(edit, "value")


def _value(edit: Edit, named: str, key: str, variable: str, text: str, draft: Draft) -> Expr[object] | None:
    """The next value of a variable; ``named`` is the key that names it, ``key`` that of the value."""
    if variable not in draft.variables:
        draft.problems.unknown(edit, named, "variable", variable, draft.variables)
        return None
    return draft.problems.expression(edit, key, text, draft.scope, draft.variables[variable].type)


def _deadline(edit: Edit, draft: Draft) -> None:
    clock, problems = edit.keys["clock"], draft.problems
    old = draft.deadlines.get(clock)
    if edit.action == "add" and old is not None:
        problems.add(edit, "clock", f'{clock} has a deadline already; use action = "replace"')
        return
    if edit.action != "add" and old is None:
        problems.unknown(edit, "clock", "deadline of", clock, draft.deadlines)
        return
    if edit.action == "remove":
        del draft.deadlines[clock]
        return
    if clock not in draft.variables:
        problems.unknown(edit, "clock", "variable", clock, draft.variables)
        return
    limit = None if old is None else old.limit
    if "limit" in edit.keys:
        limit = problems.expression(edit, "limit", edit.keys["limit"], draft.scope, Integer(0, 0))
    handlers = tuple(edit.keys.get("handlers", () if old is None else old.handlers))
    for handler in edit.keys.get("handlers", ()):
        if handler not in draft.commands and handler not in problems.unclear:
            problems.add(edit, "handlers", f"unknown {handler!r}; {nearest(handler, draft.commands)}")
    if limit is not None:
        # What is replaced goes to the end.
        draft.deadlines.pop(clock, None)
        draft.deadlines[clock] = Deadline(clock, limit, handlers)


def _command(edit: Edit, draft: Draft, name: str, key: str) -> CommandDraft | None:
    """The command that an edit is about; None where there is none, which is told."""
    if name not in draft.commands and name not in draft.problems.unclear:
        if name in draft.removed:
            where = draft.problems.change.error(draft.removed[name], "", "")
            message = f"there is no command {name!r}: this change removes it in line {where.line}"
            draft.problems.add(edit, key, message)
        else:
            draft.problems.unknown(edit, key, "command", name, draft.commands)
    return draft.commands.get(name)
