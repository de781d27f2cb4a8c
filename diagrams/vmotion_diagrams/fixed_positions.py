"""DOT in which every position is fixed: Graphviz draws it and decides nothing (engine ``neato``, pinned nodes, straight lines).

All measures are points, from the top left.
"""

from collections.abc import Sequence
from html import escape

from .style import FONT_FAMILIES, INK, PAPER

POINTS_PER_INCH = 72


class Placed:
    """A picture to which boxes, texts and lines are added where they belong; ``graph`` are further attributes of it."""

    def __init__(self, size: int, **graph: str) -> None:
        """Text is ``size`` points high where nothing else is said."""
        from graphviz import Digraph

        self._added = 0
        self._dot: Digraph = Digraph(
            "diagram",
            graph_attr={
                "layout": "neato",
                "splines": "line",
                "bgcolor": PAPER,
                "pad": "0.12",
                "outputorder": "edgesfirst",
                "fontname": FONT_FAMILIES,
                **graph,
            },
            node_attr={
                "fontname": FONT_FAMILIES,
                "fontsize": str(size),
                "fontcolor": INK,
                "shape": "box",
                "margin": "0.06,0.03",
                "height": "0.1",
                "width": "0.1",
            },
            edge_attr={"arrowsize": "0.7"},
        )

    def box(self, x: float, y: float, label: str, name: str = "", **attributes: str) -> None:
        """A box whose middle is at a place; ``label`` is text or, in angle brackets, markup of Graphviz."""
        self._dot.node(name or self._next(), label=label, pos=_position(x, y), **attributes)

    def text(self, x: float, y: float, rows: Sequence[str], size: int, colour: str, *, bold: bool = False) -> None:
        """Lines of text, one below the other, with their middle at a place."""
        self.box(x, y, markup(rows, size, colour, bold=bold), shape="plain")

    def line(self, x1: float, y1: float, x2: float, y2: float, **attributes: str) -> None:
        """A straight line from one place to another."""
        ends = []
        for x, y in ((x1, y1), (x2, y2)):
            ends.append(self._next())
            point = {"shape": "point", "width": "0.01", "height": "0.01", "style": "invis", "label": ""}
            self._dot.node(ends[-1], pos=_position(x, y), **point)
        self._dot.edge(*ends, **attributes)

    def source(self) -> str:
        """The DOT text."""
        return str(self._dot.source)

    def _next(self) -> str:
        self._added += 1
        return f"n{self._added}"


def inches(points: float) -> str:
    """A width or a height as Graphviz wants it."""
    return f"{points / POINTS_PER_INCH:.3f}"


def markup(rows: Sequence[str], size: int, colour: str, *, bold: bool = False) -> str:
    """Lines of text as a label of Graphviz."""
    texts = [f"<B>{escape(r)}</B>" if bold else escape(r) for r in rows]
    return f'<<FONT POINT-SIZE="{size}" COLOR="{colour}">{"<BR/>".join(texts)}</FONT>>'


def _position(x: float, y: float) -> str:
    """Inches from the bottom left, pinned."""
    return f"{x / POINTS_PER_INCH:.4f},{-y / POINTS_PER_INCH:.4f}!"
