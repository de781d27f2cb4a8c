"""Descriptions as DOT, the language of Graphviz.

A graph is left to the layout engine ``dot``; a sequence comes with every position fixed (``sequence_layout``), so that the plain
command ``dot -Tsvg FILE`` draws both.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise, product
from typing import TYPE_CHECKING

from vmotion_diagrams.box_text import balanced, wrapped, wrapped_lines
from vmotion_diagrams.description import Description, Edge, EdgeKind, Graph, Group, Line, Node
from vmotion_diagrams.description import Sequence as SequenceDiagram
from vmotion_diagrams.main_path_layout import lanes_dot
from vmotion_diagrams.sequence_layout import sequence_dot
from vmotion_diagrams.style import FONT_FAMILIES, INK, MESSAGE, PAPER, QUIET, STROKE, paint, stroke
from vmotion_model.common.safe_text import shown

from .format import Format

if TYPE_CHECKING:
    from graphviz import Digraph

TITLE_SIZE, NODE_SIZE, SMALL_SIZE, LABEL_SIZE = 15, 12, 10, 10
SPACE = "\N{NO-BREAK SPACE}"
"""A browser drops plain spaces at the start of a text."""
INDENT = SPACE * 3
NOTE_WIDTH, LABEL_WIDTH, LEGEND_WIDTH, NUMBER_WIDTH = 30, 24, 76, 48


def to_dot(description: Description) -> str:
    """The DOT text of a description."""
    if isinstance(description, SequenceDiagram):
        return shown(sequence_dot(description))
    if description.spine:
        return shown(lanes_dot(description, _legend(description)))
    return shown(_graph(description))


def _graph(graph: Graph) -> str:
    from graphviz import Digraph

    dot = Digraph(
        "diagram",
        graph_attr={
            "bgcolor": PAPER,
            "fontname": FONT_FAMILIES,
            "fontcolor": INK,
            "rankdir": "LR" if graph.across else "TB",
            # A label stands in a row of its own, so what has labels is far enough apart.
            "ranksep": "0.2" if all(e.labels for e in graph.edges) else "0.3",
            "nodesep": "0.22",
            "pad": "0.12",
            "compound": "true",
            "newrank": "true",
            "labelloc": "b",
            "label": _legend(graph),
        },
        node_attr={
            "fontname": FONT_FAMILIES,
            "fontsize": str(NODE_SIZE),
            "fontcolor": INK,
            "shape": "box",
            "style": "rounded,filled",
            "margin": "0.09,0.05",
            "height": "0.3",
            "width": "0.4",
        },
        edge_attr={"fontname": FONT_FAMILIES, "fontsize": str(LABEL_SIZE), "arrowsize": "0.7"},
    )
    with dot.subgraph(name="cluster_all") as frame:
        frame.attr(label=_title(graph.title), labelloc="t", style="solid", color=PAPER, margin="4")
        _contents(frame, graph)
        for group in graph.groups:
            with frame.subgraph(name=f"cluster_{group.id}") as inner:
                _frame(inner, group)
                _contents(inner, graph, group)
        for number, edge in _messages(graph):
            _message(frame, graph, edge, number)
        for (upper, _), (lower, _) in pairwise((n, e) for n, e in _messages(graph) if _beside(graph, e)):
            # One round the other: side by side their lines would cross.
            frame.edge(_box(upper), _box(lower), style="invis")
        for above, below in pairwise(graph.rows):
            for start, end in product(above, below):
                frame.edge(_bottom(start), _top(end), style="invis", weight="2")
    return str(dot.source)


def _contents(dot: "Digraph", graph: Graph, group: Group | None = None) -> None:
    """The nodes of one group, or those of none, and the edges between them: only then does Graphviz keep these in the frame."""
    framed = {g.id for g in graph.groups}
    nodes = [n for n in graph.nodes if (n.group == group.id if group else n.group not in framed)]
    ids = {n.id for n in nodes}
    for node in nodes:
        _node(dot, node, group.role if group else node.group)
    edges = [(n, e) for n, e in enumerate(graph.edges) if e.source in ids and e.target in ids]
    turned = _turned(nodes, [e for _, e in edges])
    for place, (number, edge) in enumerate(edges):
        _edge(dot, edge, f"label.{number}", place in turned)
    if group and graph.rows:
        _ends(dot, graph, group)


def _frame(dot: "Digraph", group: Group) -> None:
    colours = paint(group.role)
    dot.attr(
        label=_html([f'<FONT POINT-SIZE="{NODE_SIZE}"><B>{escape(group.title)}</B></FONT>']),
        labelloc="t",
        labeljust="l",
        style="rounded,filled",
        fillcolor=colours.citation,
        color=colours.frame,
        fontcolor=colours.frame,
        margin="10",
    )


def _node(dot: "Digraph", node: Node, role: str) -> None:
    colours = paint(role)
    attributes = {
        "label": _node_label(node),
        "fillcolor": PAPER if node.stands_for else colours.fill,
        "color": colours.frame,
        "penwidth": "1.1",
    }
    if node.stands_for:
        attributes["style"] = "rounded,filled,dashed"
    dot.node(node.id, **attributes)


def _node_label(node: Node) -> str:
    rows = [f"<B>{escape(line)}</B>" for line in wrapped(node.title, NOTE_WIDTH)] if node.title else []
    rows += [_small(detail, QUIET) for detail in node.details]
    notes = wrapped_lines(node.notes, NOTE_WIDTH)
    if not notes and not node.details:
        return _html(rows)
    heads = "".join(f'<TR><TD ALIGN="CENTER">{row}</TD></TR>' for row in rows)
    texts = "".join(
        f'<TR><TD ALIGN="LEFT">{_small((INDENT if n else "") + text, STROKE[line.status].color)}</TD></TR>'
        for line, pieces in notes
        for n, text in enumerate(pieces)
    )
    rule = "<HR/>" if heads and texts else ""
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{heads}{rule}{texts}</TABLE>>'


def _edge(dot: "Digraph", edge: Edge, box: str, turned: bool) -> None:
    """An arrow through its label: a box of its own, round which Graphviz leads all other arrows.

    It leads them through what is only a label of an edge, or so close that nobody sees whose label it is.
    """
    look = _look(edge)
    first, second = (edge.target, edge.source) if turned else (edge.source, edge.target)
    start, end = ({"dir": "back"}, {"arrowhead": "none"}) if turned else ({"arrowhead": "none"}, {})
    if not edge.labels:
        dot.edge(first, second, **look, **(start if turned else end))
        return
    dot.node(
        box,
        label=_edge_label(edge.labels),
        fontcolor=look["fontcolor"],
        fontsize=str(LABEL_SIZE),
        style="",
        penwidth="0",
        margin="0.03,0.015",
        height="0.1",
        width="0.1",
    )
    dot.edge(first, box, **look, **start)
    dot.edge(box, second, **look, **end)


def _look(edge: Edge) -> dict[str, str]:
    line = stroke(edge.status, edge.kind)
    return {"color": line.color, "fontcolor": line.color, "style": line.style, "penwidth": str(line.width)}


def _message(dot: "Digraph", graph: Graph, edge: Edge, number: int) -> None:
    """Messages between two groups: a box that names them, and an arrow through it, from frame to frame.

    It stands between two rows, or below two groups of one row, which need no more room beside each other then.
    """
    box = _box(number)
    dot.node(
        box,
        label=_edge_label(edge.labels),
        fillcolor=PAPER,
        color=MESSAGE.color,
        fontcolor=MESSAGE.color,
        fontsize=str(LABEL_SIZE),
        style="filled,dotted",
        margin="0.08,0.05",
    )
    order = [g for row in graph.rows for g in row]
    first, second = sorted((edge.source, edge.target), key=order.index)
    arrow = {"arrowhead": "vee"}, {"dir": "back", "arrowtail": "vee"}
    plain = {"arrowhead": "none"}
    look = _look(edge)
    if _beside(graph, edge):
        for group in (first, second):
            end = arrow[1] if edge.target == group else plain
            dot.edge(_below(group, number), box, ltail=f"cluster_{group}", weight="3", **look, **end)
        return
    dot.edge(_bottom(first), box, ltail=f"cluster_{first}", **look, **(plain if edge.source == first else arrow[1]))
    end = arrow[0] if edge.target == second else plain
    dot.edge(box, _top(second), lhead=f"cluster_{second}", **look, **end)


def _messages(graph: Graph) -> list[tuple[int, Edge]]:
    return list(enumerate(e for e in graph.edges if e.kind is EdgeKind.MESSAGE))


def _beside(graph: Graph, edge: Edge) -> bool:
    """Whether messages go from a group to one that stands in the same row."""
    return any(edge.source in row and edge.target in row for row in graph.rows)


def _ends(dot: "Digraph", graph: Graph, group: Group) -> None:
    """Two invisible points, above and below everything in the group, to hang other groups on."""
    inside = [n.id for n in graph.nodes if n.group == group.id]
    below = [_below(group.id, n) for n, e in _messages(graph) if _beside(graph, e) and group.id in (e.source, e.target)]
    for point in (_top(group.id), _bottom(group.id), *below):
        dot.node(point, label="", shape="point", width="0.01", height="0.01", style="invis")
    for name in inside:
        dot.edge(_top(group.id), name, style="invis", weight="0")
        dot.edge(name, _bottom(group.id), style="invis", weight="0")
    for point in below:
        dot.edge(_bottom(group.id), point, style="invis", weight="9")


def _top(group: str) -> str:
    return f"{group}.top"


def _bottom(group: str) -> str:
    return f"{group}.bottom"


def _below(group: str, number: int) -> str:
    """Where the line of a message leaves a group downwards: each has a place of its own."""
    return f"{group}.below.{number}"


def _box(number: int) -> str:
    return f"messages.{number}"


def _turned(nodes: Sequence[Node], edges: Sequence[Edge]) -> set[int]:
    """The numbers of the edges that close a cycle: Graphviz keeps them in the frame only where they point downwards."""
    onward: dict[str, list[tuple[int, str]]] = {}
    for number, edge in enumerate(edges):
        onward.setdefault(edge.source, []).append((number, edge.target))
    turned: set[int] = set()
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        for number, target in onward.get(name, ()):
            if target in above:
                turned.add(number)
            elif target not in done:
                visit(target, (*above, target))
        done.add(name)

    for node in nodes:
        if node.id not in done:
            visit(node.id, (node.id,))
    return turned


def _edge_label(lines: Iterable[Line]) -> str:
    """Left-aligned lines, those that go on further in."""
    texts = [
        escape((INDENT if n else "") + piece)
        for _, pieces in wrapped_lines(lines, LABEL_WIDTH)
        for n, piece in enumerate(pieces)
    ]
    return "<" + "".join(f'{text}<BR ALIGN="LEFT"/>' for text in texts) + ">"


def _legend(graph: Graph) -> str:
    """What the lines mean, and below it the titles of the failure numbers, in two columns read downwards."""
    rows = [
        f'<FONT COLOR="{STROKE[line.status].color}">{escape(piece)}</FONT>'
        for line, pieces in wrapped_lines(graph.legend, LEGEND_WIDTH)
        for piece in pieces
    ]
    if not rows and not graph.numbers:
        return ""
    inner = "".join(f'{row}<BR ALIGN="LEFT"/>' for row in rows)
    half = (len(graph.numbers) + 1) // 2
    columns = [graph.numbers[:half], graph.numbers[half:]]
    # Between the columns there is room for a font that is wider than the one that Graphviz has measured.
    cells = '<TD WIDTH="24"></TD>'.join(
        f'<TD ALIGN="LEFT" BALIGN="LEFT" VALIGN="TOP">{"".join(map(_number, column))}</TD>'
        for column in columns
        if column
    )
    table = "".join(
        f"<TR>{row}</TR>"
        for row in (f'<TD COLSPAN="3" ALIGN="LEFT" BALIGN="LEFT">{inner}</TD>' * bool(rows), cells)
        if row
    )
    return f'<<FONT POINT-SIZE="{SMALL_SIZE}"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3">{table}</TABLE></FONT>>'


def _number(number: tuple[str, str]) -> str:
    pieces = wrapped(f"{number[0]} {number[1]}", NUMBER_WIDTH)
    return "".join(f'{escape((INDENT if n else "") + piece)}<BR ALIGN="LEFT"/>' for n, piece in enumerate(pieces))


def _title(text: str) -> str:
    if not text.strip():
        return ""
    return _html([f'<FONT POINT-SIZE="{TITLE_SIZE}"><B>{escape(t)}</B></FONT>' for t in balanced(text, 48)])


def _small(text: str, colour: str) -> str:
    return f'<FONT POINT-SIZE="{SMALL_SIZE}" COLOR="{colour}">{escape(text)}</FONT>'


def _html(rows: Iterable[str]) -> str:
    return f"<{'<BR/>'.join(rows)}>"


FORMAT = Format("dot", (".dot", ".gv"), to_dot)
