"""The machines of the roles as nodes and edges: one for each role, one for the article's phases, one for the failures."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vmotion_model.catalogue import all_failures
from vmotion_model.language import Command, Model, ModelError, Var, values_of
from vmotion_model.language.expressions import is_literal
from vmotion_model.machines import MachineEdge as Step
from vmotion_model.machines import edges as steps_of
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.vocabulary import Destination, Task
from vmotion_model.vmx_states import Dialect, Side, named

from .description import Edge, Graph, Group, Line, Node, Status
from .messages import heard_failures
from .style import role_title

ANYWHERE = 3
"""From how many states on a command is drawn once, from a box that stands for them all (the initial state has its own arrow)."""
PHASES = (
    Task.REQUESTED,
    Task.VALIDATING_DESTINATION,
    Task.COMPUTING_SPECIFICATION,
    Task.PREPARING_SOURCE,
    Task.INITIATING_DESTINATION,
    Task.INITIATING_SOURCE,
    Task.SWITCHING_HOST,
    Task.COMPLETED,
)
"""The eight steps of KB 1003734, in order."""
HOLD = "\N{NO-BREAK SPACE}"
"""Between numbers: a label is broken before the first of them."""
UNDONE = (Task.REJECTED, Task.ROLLING_BACK, Task.ROLLED_BACK)
"""The states of a migration that failed: what leads there is a refusal or a roll-back."""
SOURCE_FAILED = "history.source_failed"
"""What a step of the source records that ends the migration without success."""
FAILS = Line("dashed, with ✗: a failure, a refusal or a roll-back", Status.FAILURE)
BOX = Line("a dashed frame stands for all the states that it names")
STAYS = Line("listed inside a state: steps that do not leave it")


def is_failure(command: Command) -> bool:
    """Whether a step is a fault or stands for an entry of the failure catalogue."""
    return bool(command.failures) or command.fault is not None


@dataclass(frozen=True)
class Parts:
    """Nodes and edges of one role."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def location(model: Model, role: str, locations: Mapping[str, str] = LOCATIONS) -> Var[Any]:
    """The variable that says where a role stands; raises ``ModelError`` where the model has none."""
    name = locations.get(role, "")
    if name not in model.variable:
        raise ModelError(f"the model {model.name!r} has no machine for the role {role!r}")
    return model.variable[name]


def role_parts(
    model: Model,
    role: str,
    keep: Callable[[Command], bool] = lambda _: True,
    text: Callable[[Command], Line] | None = None,
    anywhere: int = ANYWHERE,
    locations: Mapping[str, str] = LOCATIONS,
) -> Parts:
    """The machine of a role, with the steps of the commands that ``keep`` accepts.

    Steps between the same two states are one edge with a line each; a step that stays in its state is a note there; a command
    that does the same from many states is drawn once, from a box that names them.
    """
    where = location(model, role, locations)
    say = text or command_line
    alike: dict[tuple[str, str], list[Step]] = {}
    for step in steps_of(model, where):
        if keep(model.command[step.command]):
            alike.setdefault((step.command, "" if step.source == step.target else step.target), []).append(step)
    entries = []
    for (name, target), steps in alike.items():
        command = model.command[name]
        undone = text is None and is_undone(command, where.name, target)
        entries.append((undone_line(model, command) if undone else say(command), steps))
    return draw(where, entries, anywhere)


def is_undone(command: Command, where: str, target: str) -> bool:
    """Whether a step to ``target``, a value of the variable ``where``, refuses a migration of the protocol or rolls it back."""
    if where == LOCATIONS["vcenter"]:
        return target in UNDONE
    if where == LOCATIONS["source"]:
        update = command.updates.get(SOURCE_FAILED)
        return update is not None and is_literal(update, True)
    return where == LOCATIONS["destination"] and target == Destination.NONE


def undone_line(model: Model, command: Command) -> Line:
    """A refusal or roll-back: its own failures, or else those of which it is told."""
    line = command_line(command)
    numbers = () if command.failures else heard_failures(model, command)
    return Line(line.text + (f" ({_ranges(numbers)})" if numbers else ""), Status.FAILURE)


def _ranges(numbers: Sequence[str]) -> str:
    """Failure numbers, three and more in a row as ``F01-F04``."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and int(number[1:]) == int(runs[-1][-1][1:]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return HOLD.join(f"{r[0]}-{r[-1]}" if len(r) > 2 else HOLD.join(r) for r in runs)


def numbered(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """The failures whose numbers stand in lines, each with its title."""
    found: set[str] = set()
    for line in lines:
        for first, last in re.findall(r"\b(F\d\d)(?:-(F\d\d))?\b", line.text):
            found |= {f"F{n:02d}" for n in range(int(first[1:]), int((last or first)[1:]) + 1)}
    return tuple((f.id, f.title) for f in all_failures() if f.id in found)


def _said(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterable[Line]:
    return [*(n for node in nodes for n in node.notes), *(x for e in edges for x in e.labels)]


def draw(where: Var[Any], entries: Iterable[tuple[Line, Sequence[Step]]], anywhere: int = ANYWHERE) -> Parts:
    """Nodes and edges for lines, each with the steps that it stands for: all stay in their state, or all lead to one state.

    ``where`` is the variable whose values are the states.
    """
    drawn = _Drawn(where, anywhere)
    for line, steps in entries:
        drawn.add(line, steps)
    nodes = [*(_state_node(where.owner, state) for state in states_of(where)), *drawn.boxes]
    return Parts(tuple(drawn.with_notes(n) for n in nodes), tuple(drawn.edges()))


def states_of(where: Var[Any]) -> Sequence[str]:
    """The states of the machine that a location variable belongs to."""
    return [str(v) for v in values_of(where.type)]


def command_line(command: Command) -> Line:
    """A command as a line of a label: its name, and the failures that it stands for."""
    failures = f" ({_ranges(command.failures)})" if command.failures else ""
    return Line(command.name + failures, Status.FAILURE if is_failure(command) else Status.NORMAL)


def state_id(role: str, state: str) -> str:
    """The id of the node for a state."""
    return f"{role}.{state}"


class _Drawn:
    """Lines as they are collected: by the two ends of an edge, or by the node in which they are noted."""

    def __init__(self, where: Var[Any], anywhere: int) -> None:
        self.role = where.owner
        self.initial = str(where.initial)
        self.states = states_of(where)
        self.anywhere = anywhere
        self.boxes: list[Node] = []
        self._edges: dict[tuple[str, str, Status], list[tuple[Line, Sequence[Step]]]] = {}
        self._notes: dict[str, list[tuple[Line, Sequence[Step]]]] = {}

    def add(self, line: Line, steps: Sequence[Step]) -> None:
        """Draw what one command does: ``steps`` all stay, or all lead to one state."""
        stays = steps[0].source == steps[0].target
        alone = [s for s in steps if len(steps) < self.anywhere or (s.source == self.initial and not stays)]
        places = [(state_id(self.role, s.source), [s]) for s in alone]
        if together := [s for s in steps if s not in alone]:
            places.append((self._box(together), together))
        for start, part in places:
            step = part[0]
            if step.source == step.target:
                self._notes.setdefault(start, []).append((line, part))
            else:
                key = (start, state_id(self.role, step.target), line.status)
                self._edges.setdefault(key, []).append((line, part))

    def _box(self, steps: Sequence[Step]) -> str:
        sources = [s.source for s in steps]
        ids = tuple(state_id(self.role, s) for s in sources)
        for box in self.boxes:
            if box.stands_for == ids:
                return box.id
        others = [s for s in self.states if s not in sources]
        if len(others) < len(sources):
            title = "any state" + (f" but {_list(others, 'and')}" if others else "")
        else:
            title = _list(sources, "or")
        box = Node(f"{self.role}.any{len(self.boxes) + 1}", title, self.role, stands_for=ids)
        self.boxes.append(box)
        return box.id

    def with_notes(self, node: Node) -> Node:
        """The node with the steps that stay in it."""
        noted = self._notes.get(node.id, [])
        steps = tuple(s for _, part in noted for s in part)
        return replace(node, notes=tuple(line for line, _ in noted), steps=steps)

    def edges(self) -> Iterable[Edge]:
        """One edge for each pair of ends and status."""
        for (source, target, status), drawn in self._edges.items():
            steps = tuple(s for _, part in drawn for s in part)
            yield Edge(source, target, tuple(line for line, _ in drawn), status, steps=steps)


def _list(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _state_node(role: str, state: str) -> Node:
    return Node(state_id(role, state), state, role, details=_vmware_names(role, state))


def _vmware_names(role: str, state: str) -> tuple[str, ...]:
    """VMware's own name and numbers; a number that no source gives is left out."""
    if role not in set(Side):
        return ()
    known = named(Side(role), state)
    if known is None:
        return ()
    numbers = [
        f"{known.number(dialect)} in {dialect}"
        for dialect in (Dialect.OLD, Dialect.NEW)
        if known.number(dialect) is not None
    ]
    return (known.name, *numbers)


def explained(nodes: Iterable[Node], edges: Iterable[Edge], *first: Line) -> tuple[Line, ...]:
    """A legend: what stands ``first``, and of what several pictures have only what there is."""
    boxes, arrows = list(nodes), list(edges)
    failure = any(line.status is Status.FAILURE for line in _said(boxes, arrows))
    fails = [FAILS] if failure or any(e.status is Status.FAILURE for e in arrows) else []
    stays = [STAYS] if any(n.notes for n in boxes) else []
    return (*first, *fails, *stays, *([BOX] if any(n.stands_for for n in boxes) else []))


def role_graph(model: Model, role: str, locations: Mapping[str, str] = LOCATIONS) -> Graph:
    """The machine of one role."""
    parts = role_parts(model, role, locations=locations)
    legend = explained(parts.nodes, parts.edges)
    numbers = numbered(_said(parts.nodes, parts.edges))
    return Graph(f"The {role_title(role)}", parts.nodes, parts.edges, legend=legend, numbers=numbers)


def phases(model: Model) -> Graph:
    """The eight steps of the article, numbered, and what lies off that path; only the steps that lead from state to state."""
    # Three states that go back to one are drawn one by one: here their names are what matters, not those of the commands.
    parts = role_parts(model, "vcenter", anywhere=len(states_of(location(model, "vcenter"))) // 2)
    number = {state_id("vcenter", phase): n for n, phase in enumerate(PHASES, 1)}
    order = {state_id("vcenter", Task.IDLE): 0, **number}
    nodes = []
    for node in parts.nodes:
        title = f"{number[node.id]}  {node.title}" if node.id in number else node.title
        nodes.append(replace(node, title=title, notes=(), steps=(), main=node.id in order))
    edges = []
    for edge in parts.edges:
        forward = edge.source in order and edge.target in order and order[edge.target] == order[edge.source] + 1
        edges.append(replace(edge, main=forward and edge.status is Status.NORMAL))
    legend = explained(nodes, edges, Line("thick: the eight steps of KB 1003734"))
    return Graph(
        "The eight steps of a vMotion, and what lies off them",
        tuple(nodes),
        tuple(edges),
        legend=legend,
        spine=tuple(order),
        right=tuple(state_id("vcenter", state) for state in UNDONE),
        numbers=numbered(_said((), edges)),
    )


def failures(model: Model) -> Graph:
    """Every step that stands for an entry of the failure catalogue, of all roles; states without one are left out."""

    def text(command: Command) -> Line:
        return Line(f"{_ranges(command.failures)}  {command.name}", Status.FAILURE)

    nodes: list[Node] = []
    edges: list[Edge] = []
    groups = []
    for role in LOCATIONS:
        parts = role_parts(model, role, lambda c: bool(c.failures), text)
        used = {end for e in parts.edges for end in (e.source, e.target)}
        nodes.extend(replace(n, details=()) for n in parts.nodes if n.id in used or n.notes)
        edges.extend(parts.edges)
        groups.append(Group(role, role_title(role), role))
    catalogue = Line("F numbers: the failure catalogue", Status.FAILURE)
    legend = (catalogue, *(line for line in explained(nodes, edges) if line is not FAILS))
    numbers = numbered(_said(nodes, edges))
    title = "Where a vMotion fails"
    return Graph(title, tuple(nodes), tuple(edges), tuple(groups), legend=legend, across=True, numbers=numbers)
