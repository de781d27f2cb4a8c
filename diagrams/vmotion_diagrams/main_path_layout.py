"""The layout of a main path: its states in a column, what lies off it in bars at both sides, every arrow straight and alone.

A bar spans the rows of all states that lead to it, so that each arrow runs level, in a slot of its own, with its label on it.
Like ``sequence_layout`` this writes DOT with fixed positions; all measures are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .box_text import balanced, wrapped, wrapped_lines
from .description import Edge, Graph, Node
from .fixed_positions import Placed, inches, markup
from .style import INK, MAIN_WIDTH, PAPER, paint, stroke

BAR, LEFT_GAP, SPINE, RIGHT_GAP = 78.0, 124.0, 208.0, 152.0
OUTER = 14.0
"""How far outside the bars what comes back to an earlier state runs."""
SIZE, SMALL, TITLE = 11, 10, 15
LINE, GAP = 12.0, 34.0
LEFT_X = BAR / 2
SPINE_X = BAR + LEFT_GAP + SPINE / 2
RIGHT_X = BAR + LEFT_GAP + SPINE + RIGHT_GAP + BAR / 2
LEFT_TEXT, RIGHT_TEXT, BAR_TEXT, BOX_TEXT = 20, 25, 9, 24


@dataclass
class _Box:
    """A node as it is placed: its middle, its width, and from where to where it reaches."""

    x: float
    width: float
    ys: list[float] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True)
class _Level:
    """An arrow that runs level, with its labels as they are wrapped, at the height ``y``."""

    edge: Edge
    texts: tuple[str, ...]
    y: float


def lanes_dot(graph: Graph, legend: str) -> str:
    """The DOT text of a graph with a main path (``spine``); ``legend`` is the label below."""
    return _Lanes(graph, legend).text()


class _Lanes:
    """Places rows from the top down, then the bars beside them."""

    def __init__(self, graph: Graph, legend: str) -> None:
        self.graph = graph
        self.node = {n.id: n for n in graph.nodes}
        self.row = {name: n for n, name in enumerate(graph.spine)}
        self.boxes = {
            n.id: _Box(
                SPINE_X if n.id in self.row else RIGHT_X if n.id in graph.right else LEFT_X,
                SPINE if n.id in self.row else BAR,
            )
            for n in graph.nodes
        }
        self.levels: list[_Level] = []
        self.outer = {LEFT_X: -OUTER, RIGHT_X: RIGHT_X + BAR / 2 + OUTER}
        self.drawn = Placed(SIZE, fontcolor=INK, labelloc="b", label=legend)

    def text(self) -> str:
        self._rows()
        self._bars()
        for node in self.graph.nodes:
            self._node(node)
        for level in self.levels:
            self._level(level)
        done = {level.edge for level in self.levels}
        for edge in self.graph.edges:
            if edge not in done:
                self._other(edge)
        return self.drawn.source()

    def _side(self, name: str) -> float:
        return self.boxes[name].x

    def _anchored(self, name: str) -> bool:
        """Whether a bar stands beside the main path: something there leads to it, or it leads there and nothing leads to it."""
        into = [e.source for e in self.graph.edges if e.target == name]
        return name not in self.row and not self.node[name].stands_for and any(s in self.row for s in into)

    def _crossing(self, edge: Edge) -> bool:
        return {self._side(edge.source), self._side(edge.target)} == {LEFT_X, RIGHT_X}

    def _beside(self, index: int, side: float) -> list[Edge]:
        """The arrows between a state of the main path and one side, those of the same bar together."""
        name, order = self.graph.spine[index], list(self.node)
        found = []
        for edge in self.graph.edges:
            other = edge.target if edge.source == name else edge.source
            if name in (edge.source, edge.target) and other not in self.row and self._side(other) == side:
                found.append((order.index(other) if self._anchored(other) or side == LEFT_X else -1, edge))
        return [edge for _, edge in sorted(found, key=lambda pair: pair[0])]

    def _rows(self) -> None:
        title = balanced(self.graph.title, 62)
        y = TITLE * 1.3 * len(title)
        ends = [box.x + side * box.width / 2 for box in self.boxes.values() for side in (-1, 1)]
        self.drawn.text((min(ends) + max(ends)) / 2, y / 2, title, TITLE, INK, bold=True)
        y += 16
        for index, name in enumerate(self.graph.spine):
            box = self.boxes[name]
            box.top = y
            ends = [self._slots(self._beside(index, side), y, side) for side in (LEFT_X, RIGHT_X)]
            box.bottom = max(y + 26, *ends)
            y = box.bottom + GAP
            between = [e for e in self.graph.edges if self._crossing(e) and self._gap(e) == index]
            y = self._slots(between, y - 8, LEFT_X) + 12 if between else y
        self.bottom = y

    def _gap(self, edge: Edge) -> int:
        """Below which state an arrow from side to side crosses the main path: in the middle of those that share its target."""
        rows = [
            self.row[e.source]
            for e in self.graph.edges
            if e.target in (edge.target, edge.source) and e.source in self.row
        ]
        return (min(rows) + max(rows)) // 2 if rows else len(self.row) - 1

    def _slots(self, edges: Sequence[Edge], y: float, side: float) -> float:
        """A slot for each arrow, from ``y`` on; returns where the last one ends."""
        for edge in edges:
            width = LEFT_TEXT if side == LEFT_X else RIGHT_TEXT
            texts = tuple(p for _, pieces in wrapped_lines(edge.labels, width) for p in pieces)
            y += LINE * len(texts) + 4
            self.levels.append(_Level(edge, texts, y))
            for end in (edge.source, edge.target):
                if end not in self.row and (self._anchored(end) or self._side(end) == LEFT_X or self._crossing(edge)):
                    self.boxes[end].ys.append(y)
            y += 6
        return y

    def _bars(self) -> None:
        waiting = [n for n in self.graph.nodes if n.id not in self.row]
        for node in list(waiting):
            box = self.boxes[node.id]
            if box.ys:
                half = max(0.0, (LINE * len(wrapped(node.title, BAR_TEXT)) + 10 - (max(box.ys) - min(box.ys) + 16)) / 2)
                box.top, box.bottom = min(box.ys) - 8 - half, max(box.ys) + 8 + half
                waiting.remove(node)
        for node in waiting:
            self._loose(node)

    def _loose(self, node: Node) -> None:
        """What nothing on the main path leads to: above the bar to which it leads, or below the one that leads to it."""
        box = self.boxes[node.id]
        into = [e for e in self.graph.edges if e.target == node.id and e.source not in self.row]
        onward = [e for e in self.graph.edges if e.source == node.id and e.target not in self.row]
        wide = wrapped(node.title, BOX_TEXT) if node.stands_for else wrapped(node.title, BAR_TEXT)
        height = LINE * 1.2 * len(wide) + 10
        if node.stands_for:
            box.width = BAR + LEFT_GAP - 18
        if onward and not into:
            box.x = self.boxes[onward[0].target].x
            box.bottom = self.boxes[onward[0].target].top - self._room(onward[0])
            box.top = box.bottom - height
            if node.stands_for:
                box.x += (box.width - BAR) / 2 * (1 if box.x == LEFT_X else -1)
        else:
            above = self.boxes[into[0].source].bottom + self._room(into[0]) if into else self.bottom
            box.top, box.bottom = above, above + height

    def _room(self, edge: Edge) -> float:
        return LINE * len([p for _, ps in wrapped_lines(edge.labels, LEFT_TEXT) for p in ps]) + 22

    def _node(self, node: Node) -> None:
        box, main = self.boxes[node.id], node.id in self.row
        paints = paint(node.group)
        width = 40 if main else BOX_TEXT if node.stands_for else BAR_TEXT
        self.drawn.box(
            box.x,
            (box.top + box.bottom) / 2,
            markup(wrapped(node.title, width), SIZE, INK, bold=True),
            node.id,
            style="rounded,filled,dashed" if node.stands_for else "rounded,filled",
            fillcolor=PAPER if node.stands_for else paints.fill,
            color=paints.frame,
            penwidth=str(MAIN_WIDTH if node.main else 1.1),
            width=inches(box.width),
            height=inches(box.bottom - box.top),
            fixedsize="true",
        )

    def _level(self, level: _Level) -> None:
        """A level arrow from edge to edge, its label above; one from a box that stands lower comes round the outside."""
        edge, y = level.edge, level.y
        start, end = self.boxes[edge.source], self.boxes[edge.target]
        look = _look(edge)
        sign = 1 if end.x > start.x else -1
        x1, x2 = start.x + sign * start.width / 2, end.x - sign * end.width / 2
        if start.top <= y <= start.bottom:
            self._line(x1, y, x2, y, edge, arrowhead="normal", **look)
        else:
            out, middle = self.outer[start.x], (start.top + start.bottom) / 2
            far = start.x - sign * start.width / 2
            self._line(far, middle, out, middle, edge, arrowhead="none", **look)
            self._line(out, middle, out, y, edge, arrowhead="none", **look)
            self._line(out, y, x2, y, edge, arrowhead="normal", **look)
        # Background the main path, so that labels stand below each other.
        left = start.x == LEFT_X or end.x == LEFT_X
        x = BAR + LEFT_GAP / 2 if left else SPINE_X + SPINE / 2 + RIGHT_GAP / 2
        self._label(x, y, level.texts, edge)

    def _label(self, x: float, y: float, texts: Sequence[str], edge: Edge) -> None:
        """Text that stands on a line at the height ``y``."""
        if texts:
            self.drawn.text(x, y - LINE * len(texts) / 2 - 1, list(texts), SMALL, stroke(edge.status, edge.kind).color)

    def _other(self, edge: Edge) -> None:
        """Down or up the main path, or from bar to bar."""
        start, end = self.boxes[edge.source], self.boxes[edge.target]
        look = _look(edge)
        down = end.top > start.top
        y1, y2 = (start.bottom, end.top) if down else (start.top, end.bottom)
        texts = tuple(p for _, pieces in wrapped_lines(edge.labels, RIGHT_TEXT) for p in pieces)
        color = stroke(edge.status, edge.kind).color
        near = edge.source not in self.row or abs(self.row[edge.source] - self.row.get(edge.target, -9)) == 1
        if not near:
            x = SPINE_X - SPINE / 2 - 10
            m1, m2 = (start.top + start.bottom) / 2, (end.top + end.bottom) / 2
            self._line(SPINE_X - SPINE / 2, m1, x, m1, edge, arrowhead="none", **look)
            self._line(x, m1, x, m2, edge, arrowhead="none", **look)
            self._line(x, m2, SPINE_X - SPINE / 2, m2, edge, arrowhead="normal", **look)
            self.drawn.text(x - 44, (m1 + m2) / 2, list(texts), SMALL, color)
            return
        x = min(start.x, end.x) if start.x != end.x else start.x
        if edge.source in self.row and not edge.main:
            x -= 84
        if edge.source not in self.row and self.boxes[edge.source].width > BAR:
            x = end.x
        self._line(x, y1, x, y2, edge, arrowhead="normal", **look)
        # Level arrows start below this label: it stands close to where this arrow sets out.
        top = (
            min(y1, y2)
            + LINE * len(texts) / 2
            + (2 if edge.source in self.row else (abs(y2 - y1) - LINE * len(texts)) / 2)
        )
        room = max(len(t) for t in texts) * 6.2 if texts else 0
        side = -1 if x == RIGHT_X or (edge.source in self.row and not edge.main) else 1
        self.drawn.text(x + side * (room / 2 + 5), top + 4 * (edge.source in self.row), list(texts), SMALL, color)

    def _line(self, x1: float, y1: float, x2: float, y2: float, edge: Edge, **attributes: str) -> None:
        said = ", ".join(line.text for line in edge.labels)
        names = (self.node[edge.source].title, self.node[edge.target].title)
        self.drawn.line(x1, y1, x2, y2, tooltip=f"{names[0]} → {names[1]}: {said}".replace("\\", "\\\\"), **attributes)


def _look(edge: Edge) -> dict[str, str]:
    line = stroke(edge.status, edge.kind)
    return {"color": line.color, "style": line.style, "penwidth": str(MAIN_WIDTH if edge.main else line.width)}
