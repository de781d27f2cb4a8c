"""The whole protocol: the machines of all roles, and the messages between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vmotion_model.language import Model
from vmotion_model.protocol import LOCATIONS

from .description import Edge, EdgeKind, Graph, Group, Line, Node
from .messages import channels
from .roles import explained, numbered, role_parts
from .style import role_title

MESSAGES = Line("dotted, with an open head: messages; each can be lost, late or overtaken")
BARE = Line("an arrow without a name: the picture of its role names the steps")
MANY = 40
"""So many steps are named in a picture of all roles; with more, an arrow inside a role only says that there is a step."""


def whole(model: Model, locations: Mapping[str, str] = LOCATIONS) -> Graph:
    """All roles, each in its frame, and which messages go from which to which.

    In a large model an arrow inside a role only says that there is such a step; the picture of the role names it. What can happen
    in many states alike (crashes, removal) keeps its name, for its box says nothing without it.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    named = len(model.commands) <= MANY
    for role in locations:
        parts = role_parts(model, role, locations=locations)
        boxes = {n.id for n in parts.nodes if n.stands_for}
        leaves = {e.source for e in parts.edges}
        kept = [n for n in parts.nodes if named or n.id not in boxes or n.id in leaves]
        nodes.extend(replace(n, details=()) if named else replace(n, details=(), notes=(), steps=()) for n in kept)
        edges.extend(e if named or e.source in boxes else replace(e, labels=()) for e in parts.edges)
    groups = tuple(Group(role, role_title(role), role) for role in locations)
    messages = _messages(model, locations)
    shipped = locations is LOCATIONS
    return Graph(
        "The whole protocol" if shipped else f"The whole model {model.name}",
        tuple(nodes),
        (*edges, *messages),
        groups,
        (("vcenter",), ("source", "destination")) if shipped else (),
        tuple(_legend(nodes, edges, messages)),
        numbers=numbered(line for e in edges for line in e.labels),
    )


def _legend(nodes: Sequence[Node], edges: Sequence[Edge], messages: Sequence[Edge]) -> Iterator[Line]:
    """Only what there is."""
    yield from explained(nodes, edges)
    if any(not e.labels for e in edges):
        yield BARE
    if messages:
        yield MESSAGES


def _messages(model: Model, locations: Mapping[str, str]) -> tuple[Edge, ...]:
    """One edge for each pair of roles, with a line for each variable that carries messages from the one to the other."""
    between: dict[tuple[str, str], list[Line]] = {}
    for channel in channels(model):
        if channel.sender in locations and channel.receiver in locations:
            line = Line(", ".join(channel.values))
            between.setdefault((channel.sender, channel.receiver), []).append(line)
    return tuple(Edge(s, r, tuple(lines), kind=EdgeKind.MESSAGE) for (s, r), lines in between.items())
