"""Descriptions as Mermaid, which GitHub and many editors draw: a flowchart for a graph, a sequence diagram for a run.

The flowchart and not Mermaid's state diagram, because only a flowchart can give single arrows a colour and a line style.
"""

from collections.abc import Iterable, Mapping

from vmotion_diagrams.box_text import again_text, marked, message_text, wrapped
from vmotion_diagrams.description import (
    Action,
    Again,
    Delay,
    Description,
    Edge,
    EdgeKind,
    Graph,
    Message,
    MessageFate,
    Node,
    Sequence,
    Status,
)
from vmotion_diagrams.message_rows import woven
from vmotion_diagrams.style import INK, MAIN_WIDTH, MESSAGE, PAPER, STROKE, paint
from vmotion_model.common.safe_text import one_line

from .format import Format

_ARROW = {
    Status.NORMAL: "-->",
    Status.FAILURE: "-.->",
    Status.ADDED: "==>",
    Status.REMOVED: "-.->",
    Status.CHANGED: "==>",
}
WIDEST = 460
"""Pixels at which Mermaid breaks a line by itself: the lines of a legend stay whole."""
TITLE, NOTE = 28, 40
"""Characters in a line of a state."""
_DASHES = {"dashed": "6 4", "dotted": "2 3"}


def to_mermaid(description: Description) -> str:
    """The Mermaid text of a description."""
    if isinstance(description, Sequence):
        # Mermaid cuts a long title of a sequence diagram off: there it is a note, which is not.
        return "\n".join(_sequence(description)) + "\n"
    head = f"---\ntitle: {_title(description.title)}\nconfig:\n  flowchart:\n    wrappingWidth: {WIDEST}\n---"
    return "\n".join((head, *_flowchart(description))) + "\n"


def _flowchart(graph: Graph) -> Iterable[str]:
    names: dict[str, str] = {}
    roles = {g.id: g.role for g in graph.groups}
    direction = "LR" if graph.across else "TB"
    yield f"flowchart {direction}"
    for group in graph.groups:
        names[group.id] = f"group_{_plain(group.id)}"
        yield f'    subgraph {names[group.id]}["{_escaped(group.title)}"]'
        yield f"        direction {direction}"
        for node in graph.nodes:
            if node.group == group.id:
                yield f"        {_node(node, names)}"
        yield "    end"
    for node in graph.nodes:
        if node.group not in roles:
            yield f"    {_node(node, names)}"
    for edge in graph.edges:
        yield f"    {_edge(edge, names)}"
    if graph.legend or graph.numbers:
        lines = (*(marked(x) for x in graph.legend), *(f"{n} {title}" for n, title in graph.numbers))
        yield f'    legend["{_joined(lines)}"]'
        yield f"    style legend fill:{PAPER},stroke:{PAPER},color:{INK}"
        if not graph.across:
            # Otherwise it stands in the first row, and all that is below it is pushed down.
            last = graph.groups[-1].id if graph.groups else _last(graph)
            yield f"    {names[last]} ~~~ legend"
    yield from _styles(graph, names)


def _last(graph: Graph) -> str:
    """The state below which the legend stands: one that nothing leaves, or else the last one."""
    leaves, reached = {e.source for e in graph.edges}, {e.target for e in graph.edges}
    states = [n.id for n in graph.nodes if not n.stands_for]
    ends = [name for name in states if name in reached - leaves]
    return (ends or states)[-1]


def _node(node: Node, names: dict[str, str]) -> str:
    names[node.id] = _plain(node.id)
    title = [f"<b>{'<br/>'.join(map(_escaped, wrapped(node.title, TITLE)))}</b>"] if node.title else []
    notes = (piece for note in node.notes for piece in wrapped(marked(note), NOTE))
    rest = [_escaped(t) for t in (*node.details, *notes)]
    return f'{names[node.id]}["{"<br/>".join((*title, *rest))}"]'


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    arrow = "-.->" if edge.kind is EdgeKind.MESSAGE else "==>" if edge.main else _ARROW[edge.status]
    label = f'|"{_joined(marked(x) for x in edge.labels)}"|' if edge.labels else ""
    return f"{names[edge.source]} {arrow}{label} {names[edge.target]}"


def _styles(graph: Graph, names: Mapping[str, str]) -> Iterable[str]:
    for group in graph.groups:
        colours = paint(group.role)
        yield f"    style {names[group.id]} fill:{colours.citation},stroke:{colours.frame},color:{INK}"
    roles = {g.id: g.role for g in graph.groups}
    by_role: dict[str, list[str]] = {}
    for node in graph.nodes:
        by_role.setdefault(roles.get(node.group, node.group), []).append(names[node.id])
    for role, ids in by_role.items():
        colours, name = paint(role), f"role_{_plain(role)}"
        yield f"    classDef {name} fill:{colours.fill},stroke:{colours.frame},color:{INK}"
        yield f"    class {','.join(ids)} {name}"
    boxes = [names[n.id] for n in graph.nodes if n.stands_for]
    if boxes:
        yield f"    classDef several fill:{PAPER},stroke-dasharray:6 4"
        yield f"    class {','.join(boxes)} several"
    by_look: dict[str, list[str]] = {}
    for number, edge in enumerate(graph.edges):
        line = MESSAGE if edge.kind is EdgeKind.MESSAGE else STROKE[edge.status]
        width = MAIN_WIDTH if edge.main else line.width
        dashes = f",stroke-dasharray:{_DASHES[line.style]}" if line.style in _DASHES else ""
        look = f"stroke:{line.color},stroke-width:{width}px{dashes},color:{line.color}"
        by_look.setdefault(look, []).append(str(number))
    for look, numbers in by_look.items():
        yield f"    linkStyle {','.join(numbers)} {look}"


def _sequence(sequence: Sequence) -> Iterable[str]:
    yield "sequenceDiagram"
    for line in sequence.lifelines:
        yield f"    participant {_plain(line.id)} as {_said(line.title)}"
    everyone = ",".join(dict.fromkeys(_plain(x.id) for x in (sequence.lifelines[0], sequence.lifelines[-1])))
    yield f"    Note over {everyone}: {_said(sequence.title)}"
    for item in woven(sequence):
        row = item.row
        if row.first == sequence.loop_at:
            yield f"    loop from step {row.first} on again and again, for ever"
        if isinstance(row, Delay):
            yield f"    Note over {everyone}: {row.last}: {row.seconds} s pass ({row.time_s} s since the start)"
        elif isinstance(row, Again):
            yield f"    Note over {everyone}: {again_text(row)} ({row.time_s} s since the start)"
        else:
            for message in item.direct:
                yield _message(message, message_text(message))
            for message in item.arriving:
                if message.fate is not MessageFate.DROPPED:
                    yield _message(message, f"{message.text} (sent in step {message.sent})")
            yield from _action(row, sequence.store)
        for message in item.leaving:
            yield _message(message, f"{message_text(message)}, sent", sent=True)
    if sequence.loop_at is not None:
        yield "    end"
    if sequence.moment:
        yield f"    Note over {everyone}: ✗ {'<br/>'.join(_said(x) for x in sequence.moment)}"


def _action(row: Action, store: str) -> Iterable[str]:
    for text in row.reads:
        yield f"    {_plain(store)}-->>{_plain(row.actor)}: {_said(text)}"
    yield f"    Note over {_plain(row.actor)}: {'<br/>'.join(_said(marked(x)) for x in row.lines)}"
    for text in row.writes:
        yield f"    {_plain(row.actor)}-->>{_plain(store)}: {_said(text)}"


def _message(message: Message, text: str, *, sent: bool = False) -> str:
    """An arrow with a full head where it arrives, an open one where it sets out, and a cross where it is lost."""
    tip = "-x" if message.fate in (MessageFate.LOST, MessageFate.DROPPED) else "-)" if sent else "->>"
    return f"    {_plain(message.sender)}{tip}{_plain(message.receiver)}: {_said(text)}"


def _plain(identifier: str) -> str:
    return identifier.replace(".", "_").replace("-", "_")


def _joined(lines: Iterable[str]) -> str:
    return "<br/>".join(_escaped(x) for x in lines)


def _escaped(text: str) -> str:
    """Text for a quoted label: Mermaid's own entities for what would end it, start markup or be a directive."""
    text = one_line(text)
    for character, entity in (
        ("#", "#35;"),
        ('"', "#quot;"),
        ("<", "#lt;"),
        (">", "#gt;"),
        ("`", "#96;"),
        ("%%", "#37;#37;"),
    ):
        text = text.replace(character, entity)
    return text


def _said(text: str) -> str:
    """Text after the colon of a message: there a semicolon would end the line."""
    text = text.replace(";", ",")
    return _escaped(text)


def _title(text: str) -> str:
    """A YAML string."""
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMAT = Format("mermaid", (".mmd", ".mermaid"), to_mermaid)
