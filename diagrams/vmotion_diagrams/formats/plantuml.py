"""Descriptions as PlantUML: a state diagram for a graph, a sequence diagram for a run.

Texts are data: every character that PlantUML could read as its own is written by its code point.
"""

import re
from collections.abc import Iterable, Mapping

from vmotion_diagrams.box_text import again_text, marked, message_text
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
)
from vmotion_diagrams.message_rows import woven
from vmotion_diagrams.style import PAPER, paint, stroke
from vmotion_model.common.safe_text import one_line

from .format import Format

PLAIN = re.compile(r"[^A-Za-z0-9 .,:=()→✗≤≥-]")
BREAK = "\\n"
BULLET = "<U+2022>"


def to_plantuml(description: Description) -> str:
    """The PlantUML text of a description."""
    body = _sequence(description) if isinstance(description, Sequence) else _graph(description)
    return "\n".join(("@startuml", f"title {_text(description.title)}", *body, "@enduml")) + "\n"


def _graph(graph: Graph) -> Iterable[str]:
    names = {n.id: _plain(n.id) for n in graph.nodes} | {g.id: f"group_{_plain(g.id)}" for g in graph.groups}
    yield "hide empty description"
    if graph.across:
        yield "left to right direction"
    roles = {g.id: g.role for g in graph.groups}
    for group in graph.groups:
        yield f'state "{_text(group.title)}" as {names[group.id]} {paint(group.role).citation} {{'
        for node in graph.nodes:
            if node.group == group.id:
                yield from _node(node, names, group.role)
        yield "}"
    for node in graph.nodes:
        if node.group not in roles:
            yield from _node(node, names, node.group)
    for edge in graph.edges:
        yield _edge(edge, names)
    if graph.legend or graph.numbers:
        yield "legend"
        # Behind a bullet no text can be the line that ends the legend.
        yield from (f"{BULLET} {_text(marked(line))}" for line in graph.legend)
        yield from (f"{BULLET} {_text(f'{number} {title}')}" for number, title in graph.numbers)
        yield "end legend"


def _node(node: Node, names: Mapping[str, str], role: str) -> Iterable[str]:
    colour = PAPER if node.stands_for else paint(role).fill
    yield f'state "{_text(node.title) or " "}" as {names[node.id]} {colour}'
    for text in (*node.details, *(marked(n) for n in node.notes)):
        yield f"{names[node.id]} : {_text(text)}"


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    line = stroke(edge.status, edge.kind)
    style = "dotted" if edge.kind is EdgeKind.MESSAGE else "bold" if edge.main else line.style
    look = line.color if style == "solid" else f"{line.color},{style}"
    label = f" : {BREAK.join(_text(marked(x)) for x in edge.labels)}" if edge.labels else ""
    return f"{names[edge.source]} -[{look}]-> {names[edge.target]}{label}"


def _sequence(sequence: Sequence) -> Iterable[str]:
    for line in sequence.lifelines:
        yield f'participant "{_text(line.title)}" as {_plain(line.id)} {paint(line.id).fill}'
    ends = ",".join(dict.fromkeys(_plain(x.id) for x in (sequence.lifelines[0], sequence.lifelines[-1])))
    for item in woven(sequence):
        row = item.row
        if row.first == sequence.loop_at:
            yield f"loop from step {row.first} on again and again, for ever"
        if isinstance(row, Delay):
            yield f"... {row.last}: {row.seconds} s pass ({row.time_s} s since the start) ..."
        elif isinstance(row, Again):
            yield f"... {_text(again_text(row))} ({row.time_s} s since the start) ..."
        else:
            yield from (_message(m, message_text(m)) for m in item.direct)
            yield from (
                _message(m, f"{m.text} (sent in step {m.sent})")
                for m in item.arriving
                if m.fate is not MessageFate.DROPPED
            )
            yield from _action(row, sequence.store)
        yield from (_message(m, f"{message_text(m)}, sent", sent=True) for m in item.leaving)
    if sequence.loop_at is not None:
        yield "end"
    if sequence.moment:
        yield f"note over {ends} : {BREAK.join(_text(x) for x in ('✗ ' + sequence.moment[0], *sequence.moment[1:]))}"


def _action(row: Action, store: str) -> Iterable[str]:
    yield from (f"{_plain(store)} --> {_plain(row.actor)} : {_text(text)}" for text in row.reads)
    yield f"note over {_plain(row.actor)} : {BREAK.join(_text(marked(x)) for x in row.lines)}"
    yield from (f"{_plain(row.actor)} --> {_plain(store)} : {_text(text)}" for text in row.writes)


def _message(message: Message, text: str, *, sent: bool = False) -> str:
    """A full head where it arrives, a circle where it sets out, a cross where it is lost."""
    tip = "->x" if message.fate in (MessageFate.LOST, MessageFate.DROPPED) else "->o" if sent else "->"
    return f"{_plain(message.sender)} {tip} {_plain(message.receiver)} : {_text(text)}"


def _plain(identifier: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]", "_", identifier)


def _text(text: str) -> str:
    return PLAIN.sub(lambda found: f"<U+{ord(found[0]):04X}>", one_line(text))


FORMAT = Format("plantuml", (".puml", ".plantuml"), to_plantuml)
