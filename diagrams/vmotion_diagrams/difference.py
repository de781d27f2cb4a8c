"""What a change does to the machines: steps that it adds, removes or changes, beside those that stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from vmotion_model.language import Command, Enumeration, Model, Param, Var
from vmotion_model.language.expressions import leaves
from vmotion_model.machines import MachineEdge as Step
from vmotion_model.machines import edges as steps_of
from vmotion_model.protocol import LOCATIONS
from vmotion_specs.differences import Alteration, How, Subject, of_commands, of_models

from .description import Edge, Graph, Group, Line, Node, Status
from .roles import BOX, draw
from .style import role_title

LEGEND = (
    Line("green, thick: added", Status.ADDED),
    Line("red, dashed: removed", Status.REMOVED),
    Line("amber, dotted: changed, and how", Status.CHANGED),
    Line("thin: as before (steps that stay in their state are left out)"),
)
T = TypeVar("T")


def difference(before: Model, after: Model, title: str, locations: Mapping[str, str] = LOCATIONS) -> Graph:
    """The machines of the roles that a change touches, and a box for what it does outside of them.

    ``locations`` names the variable in which each role keeps where it stands; a role without one has no machine.
    """
    places = {r: name for r, name in locations.items() if name in before.variable and name in after.variable}
    said = {n: x for n in _names(before.command, after.command) if (x := _changes(n, before, after)) is not None}
    for name, words in _forced(before, after):
        # What a deadline forces is done otherwise although the step itself is the same.
        said[name] = [*said.get(name, ()), words]
    touched = {n: _status(n, before, after) for n in said}
    role = {n: (after.command.get(n) or before.command[n]).role for n in touched}
    nodes: list[Node] = []
    edges: list[Edge] = []
    groups: list[Group] = []
    for name, place in places.items():
        if name in role.values():
            parts = draw(_of_both(before, after, place), _entries(before, after, place, said))
            # Only the changes are to be read inside a state; where there are none, the name is enough.
            nodes.extend(replace(n, details=()) for n in parts.nodes)
            edges.extend(parts.edges)
            groups.append(Group(name, role_title(name), name))
    others = [n for n in touched if role[n] not in places]
    for name in dict.fromkeys(role[n] for n in others):
        lines = tuple(_line(n, said, touched[n]) for n in others if role[n] == name)
        nodes.append(Node(f"{name}.steps", "", name, notes=lines))
        groups.append(Group(name, role_title(name), name))
    values = tuple(_values(before, after))
    if values or not nodes:
        nodes.append(Node("values.all", "", "values", notes=values or (Line("nothing is changed"),)))
        groups.append(Group("values", "constants, variables, deadlines", "values"))
    beside = tuple(g.id for g in groups if g.id not in places)
    rows = (*((g.id,) for g in groups if g.id in places), *((beside,) if beside else ()))
    return Graph(title, tuple(nodes), tuple(edges), tuple(groups), rows, tuple(_legend(nodes, edges)))


def _legend(nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterable[Line]:
    """Only what there is."""
    shown = {line.status for node in nodes for line in node.notes} | {edge.status for edge in edges}
    yield from (line for line in LEGEND if line.status in shown)
    if any(node.stands_for for node in nodes):
        yield BOX


def _of_both(before: Model, after: Model, place: str) -> Var[Any]:
    """The variable of a place with the states of both versions: one that is gone is where removed steps lead."""
    old, new = before.variable[place], after.variable[place]
    if not isinstance(old.type, Enumeration) or not isinstance(new.type, Enumeration):
        return new
    gone = tuple(m for m in old.type.members if m not in new.type.members)
    return replace(new, of_type=Enumeration(new.type.name, (*new.type.members, *gone))) if gone else new


def _entries(
    before: Model, after: Model, place: str, said: Mapping[str, Sequence[str]]
) -> Iterable[tuple[Line, Sequence[Step]]]:
    old, new = (steps_of(model, model.variable[place]) for model in (before, after))
    ordered = dict.fromkeys((*new, *old))
    alike: dict[tuple[str, str, Status], list[Step]] = {}
    for step in ordered:
        stays = step.source == step.target
        if step.command not in said:
            status = Status.NORMAL
            if stays:
                continue
        elif step in old and step in new:
            status = Status.CHANGED
        else:
            status = Status.ADDED if step in new else Status.REMOVED
        alike.setdefault((step.command, "" if stays else step.target, status), []).append(step)
    for (name, _, status), steps in alike.items():
        yield _line(name, said, status), steps


def _line(name: str, said: Mapping[str, Sequence[str]], status: Status) -> Line:
    """The command, and how it is changed where both versions have it."""
    if status is Status.CHANGED:
        return Line(f"{name}: {'; '.join(said[name])}", status)
    return Line(name, status)


def _status(name: str, before: Model, after: Model) -> Status:
    if name not in after.command:
        return Status.REMOVED
    return Status.CHANGED if name in before.command else Status.ADDED


def _changes(name: str, before: Model, after: Model) -> Sequence[str] | None:
    """What is changed in a command, the constants that it uses included; None where it is as it was."""
    if name not in before.command or name not in after.command:
        return ()
    now = after.command[name]
    found = [_change(a) for a in of_commands(before.command[name], now) if a.part not in _WORDS]
    values = after.values
    changed = [c for c in _constants(now) if before.values.get(c, values[c]) != values[c]]
    return [*found, *(f"{constant} is {values[constant]}" for constant in changed)] or None


def _forced(before: Model, after: Model) -> Iterable[tuple[str, str]]:
    """The steps that both versions have and that a deadline forces otherwise than before, and how."""
    old, new = ({d.clock: d.handlers for d in model.deadlines} for model in (before, after))
    limits = {a.name for a in of_models(before, after) if a.subject is Subject.DEADLINE and a.part == "limit"}
    for clock in _names(old, new):
        for name in dict.fromkeys((*old.get(clock, ()), *new.get(clock, ()))):
            was, remains = name in old.get(clock, ()), name in new.get(clock, ())
            how = "dropped" if was and not remains else "added" if remains and not was else "changed"
            if (how != "changed" or clock in limits) and name in before.command and name in after.command:
                yield name, f"deadline of {clock} {how}"


_WORDS = ("fair", "events", "sentence", "source")
"""What is said of a command beside what it does."""


def _change(found: Alteration) -> str:
    """A change of a command in a few words: there is little room in a diagram."""
    how = "dropped" if found.how is How.REMOVED else found.how.value
    match found.subject:
        case Subject.GUARD:
            return f"guard “{found.part}” {how}"
        case Subject.EFFECT:
            return f"effect on {found.part} {how}"
        case _:
            return f"{found.part} {found.after or 'none'}"


def _constants(command: Command) -> Sequence[str]:
    """The constants in the guards and effects of a command."""
    exprs = (*command.guard.values(), *command.updates.values())
    return list(dict.fromkeys(leaf.name for e in exprs for leaf in leaves(e) if isinstance(leaf, Param)))


_STATUS = {How.ADDED: Status.ADDED, How.REMOVED: Status.REMOVED, How.CHANGED: Status.CHANGED}


def _values(before: Model, after: Model) -> Iterable[Line]:
    """What changes beside the commands."""
    for found in of_models(before, after):
        name, status = found.name, _STATUS[found.how]
        match found.subject, found.how, found.part:
            case Subject.CONSTANT, How.CHANGED, _:
                yield Line(f"constant {name}: {found.before} → {found.after}", status)
            case ((Subject.CONSTANT | Subject.VARIABLE), (How.ADDED | How.REMOVED), _):
                yield Line(f"{found.subject} {name}", status)
            case Subject.VARIABLE, _, part if part != "sentence":
                yield Line(f"variable {name}: {found.before} → {found.after}", status)
            case Subject.MEMBER, _, _:
                yield Line(f"{found.part} of {name}", status)
            case Subject.DEADLINE, (How.ADDED | How.REMOVED), _:
                yield Line(f"deadline of {name}", status)
            case Subject.DEADLINE, _, "limit":
                yield Line(f"deadline of {name}: {found.before} → {found.after}", status)
            case Subject.DEADLINE, _, _:
                yield Line(f"deadline of {name}: handlers {found.after}", status)


def _names(old: Mapping[str, T], new: Mapping[str, T]) -> Sequence[str]:
    return list(dict.fromkeys((*old, *new)))
