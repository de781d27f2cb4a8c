"""How everything that is drawn looks: all colours of diagrams and plots, line styles, and the marks that stand beside colours."""

from dataclasses import dataclass

from .description import EdgeKind, Status

FONT = "DejaVu Sans"
FONT_FAMILIES = "DejaVu Sans,Verdana,Geneva,sans-serif"
"""Verdana is as wide as DejaVu Sans, so text that was measured with the one fits in its box with the other."""
INK = "#24292f"
PAPER = "#ffffff"
QUIET = "#57606a"
MARK = {
    Status.NORMAL: "",
    Status.FAILURE: "✗ ",
    Status.ADDED: "+ ",
    Status.REMOVED: "\N{MINUS SIGN} ",
    Status.CHANGED: "~ ",
}
"""What stands before the text of a line, so that its status can be read without colour."""


@dataclass(frozen=True)
class Stroke:
    """A line: its colour, its width in points, and its style as Graphviz names it."""

    color: str
    width: float
    style: str = "solid"


STROKE = {
    Status.NORMAL: Stroke(INK, 1.1),
    Status.FAILURE: Stroke("#b42318", 1.1, "dashed"),
    Status.ADDED: Stroke("#116329", 2.4),
    Status.REMOVED: Stroke("#b42318", 1.8, "dashed"),
    Status.CHANGED: Stroke("#8a5a00", 2.4, "dotted"),
}
MESSAGE = Stroke("#5a32a3", 1.3, "dotted")
MAIN_WIDTH = 2.6


def stroke(status: Status, kind: EdgeKind = EdgeKind.STEP) -> Stroke:
    """The line of an edge."""
    return MESSAGE if kind is EdgeKind.MESSAGE else STROKE[status]


@dataclass(frozen=True)
class Paint:
    """The colours of a role: of its states and of their frame."""

    fill: str
    frame: str
    citation: str


ROLE = {
    "vcenter": Paint("#dbe9ff", "#1f4e9c", "#f5f9ff"),
    "source": Paint("#dcf3dd", "#22662a", "#f5fbf5"),
    "destination": Paint("#ffe8cc", "#8f4a00", "#fffaf3"),
    "surroundings": Paint("#eaeef2", "#424a53", "#f8f9fa"),
}
FAULT = "#fff1f0"
"""Behind the text on what is violated at the end of a run."""
STORE = "storage"
"""The lifeline of what is shared and is no message."""
OTHER = Paint("#f0f0f0", "#424a53", "#fafafa")
ROLE_TITLE = {
    "vcenter": "vCenter task",
    "source": "source VMX",
    "destination": "destination VMX",
    "surroundings": "networks, users, HA",
    STORE: "storage",
}

PLOT_INK = "#22303c"
PLOT_QUIET = "#9aa5ad"
PLOT_GRID = "#e6eaed"
PROVED, SEEN, WARN = "#0b6e99", "#2a8f5a", "#b3402a"
"""Curves of a plot: a proved bound, what was simulated or observed, and what ends badly."""
MORE = ("#8a5fb0", "#c98a1b", "#3aa6a0")
"""Further colours of a plot, for groups."""
SHADE_GUARANTEED, SHADE_WITH_STUN, SHADE_NOT_GUARANTEED, SHADE_DIVERGES = "#cfe8d8", "#f3dfa6", "#c9d1d8", "#d9826d"
"""The squares of a heat map, by their verdict."""


def paint(role: str) -> Paint:
    """The colours of a role, grey for one that has none of its own."""
    return ROLE.get(role, OTHER)


def role_title(role: str) -> str:
    """What a role is called in pictures."""
    return ROLE_TITLE.get(role, role)
