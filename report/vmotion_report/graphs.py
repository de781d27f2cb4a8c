"""Pictures of states and steps as data: the descriptions that every renderer reads, for a renderer in a browser."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vmotion_diagrams.description import (
    Action,
    Again,
    Delay,
    Edge,
    Graph,
    Line,
    MessageFate,
    Node,
    Row,
    Sequence,
    Status,
)
from vmotion_diagrams.roles import BOX, FAILS, command_line, failures, phases, role_graph, role_parts
from vmotion_diagrams.style import role_title
from vmotion_diagrams.whole_protocol import whole
from vmotion_model.language import Command
from vmotion_model.machines import MachineEdge as Step
from vmotion_model.machines import edges
from vmotion_specs.suites import Suite


def graphs_of(suite: Suite) -> Iterator[Mapping[str, Any]]:
    """The diagrams of a suite's model: the machine of each role that has places, and what is drawn of the protocol alone."""
    protocol = suite.article
    if protocol:
        yield graph_to_json("phases", phases(suite.model))
    for role, name in suite.locations.items():
        if name in suite.model.variable:
            yield graph_to_json(role, role_graph(suite.model, role, suite.locations), location=name)
    if protocol:
        yield graph_to_json("failures", failures(suite.model))
        # Messages run between roles, not between states: the page lists them.
        yield graph_to_json("whole", replace(whole(suite.model), legend=(FAILS, BOX)))


def machines_of(suite: Suite) -> Iterator[Mapping[str, Any]]:
    """The machine of each role that has places, each state and each step for itself: the page lights up one at a time."""
    for role, name in suite.locations.items():
        if name in suite.model.variable:
            steps = len(edges(suite.model, suite.model.variable[name]))
            parts = role_parts(suite.model, role, anywhere=steps + 1, locations=suite.locations)
            yield graph_to_json(role, Graph(f"The {role_title(role)}", parts.nodes, parts.edges), location=name)


def graph_to_json(name: str, graph: Graph, location: str = "") -> Mapping[str, Any]:
    """A graph; ``location`` is the variable whose values are its nodes, "" where nodes are not one role's states."""
    return {
        "id": name,
        "title": graph.title,
        "location": location,
        "across": graph.across,
        "nodes": [_node(n) for n in graph.nodes],
        "edges": [_edge(e) for e in graph.edges],
        "groups": [{"id": g.id, "title": g.title, "role": g.role} for g in graph.groups],
        "legend": [_line(line) for line in graph.legend],
    }


def _node(node: Node) -> Mapping[str, Any]:
    return {
        "id": node.id,
        "title": node.title,
        "group": node.group,
        "details": list(node.details),
        "notes": [_line(line) for line in node.notes],
        "status": node.status.value,
        "stands_for": list(node.stands_for),
        "steps": [_step(s) for s in node.steps],
        "main": node.main,
    }


def _edge(edge: Edge) -> Mapping[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "labels": [_line(line) for line in edge.labels],
        "status": edge.status.value,
        "kind": edge.kind.value,
        "steps": [_step(s) for s in edge.steps],
        "main": edge.main,
    }


def _step(step: Step) -> list[str]:
    return [step.command, step.source, step.target]


def _line(line: Line) -> Mapping[str, Any]:
    return {"text": line.text, "status": line.status.value, "strong": line.strong}


def sequence_to_json(sequence: Sequence) -> Mapping[str, Any]:
    """A run as lifelines and rows; every row says which steps it shows. ``under_way`` is what had not arrived at the end."""
    return {
        "lifelines": [{"id": life.id, "title": life.title} for life in sequence.lifelines],
        "rows": [_row(row, sequence) for row in sequence.rows],
        "moment": list(sequence.moment),
        "under_way": [
            {"sender": m.sender, "receiver": m.receiver, "text": m.text, "sent": m.sent}
            for m in sequence.messages
            if m.fate is MessageFate.UNDER_WAY
        ],
    }


def _row(row: Row, sequence: Sequence) -> Mapping[str, Any]:
    match row:
        case Action():
            return {
                "kind": "action",
                "first": row.first,
                "last": row.last,
                "time_s": row.time_s,
                "actor": row.actor,
                "lines": [_line(line) for line in row.lines],
                "arrows": list(_received(row, sequence)),
            }
        case Delay():
            return {
                "kind": "delay",
                "first": row.first,
                "last": row.last,
                "time_s": row.time_s,
                "seconds": row.seconds,
            }
        case Again():
            # The rounds that are not shown come after the one that is.
            return {
                "kind": "again",
                "first": row.last + 1,
                "last": row.until,
                "time_s": row.time_s,
                "times": row.times,
                "from": row.first,
                "to": row.last,
            }


def _received(row: Action, sequence: Sequence) -> Iterator[Mapping[str, Any]]:
    """The messages that end in these steps, and what the steps read of what is shared."""
    for message in sequence.messages:
        if message.ended is not None and row.first <= message.ended <= row.last:
            fate = "" if message.fate is MessageFate.TAKEN else f" ({message.fate})"
            yield {"sender": message.sender, "text": f"{message.text}{fate}", "seen": False}
    yield from ({"sender": sequence.store, "text": fact, "seen": True} for fact in row.reads)


def failing(command: Command) -> bool:
    """Whether a step is drawn as a failure."""
    return command_line(command).status is Status.FAILURE
