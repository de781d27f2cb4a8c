"""What a diagram says, apart from how it is drawn: every builder makes one of these, every renderer reads it.

Start here, then read a builder (``roles``, ``sequences``) and a renderer (``dot``, ``mermaid``).
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeAlias

from vmotion_model.machines import MachineEdge as Step


class Status(StrEnum):
    """What a line, an edge or a node stands for; a renderer shows it by colour *and* by line style and mark."""

    NORMAL = "normal"
    FAILURE = "failure"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class EdgeKind(StrEnum):
    """What an edge is: a step of a role, or messages from one role to another."""

    STEP = "step"
    MESSAGE = "message"


@dataclass(frozen=True)
class Line:
    """One line of a label: its text without any mark, its status, and whether it stands out as a heading of what follows."""

    text: str
    status: Status = Status.NORMAL
    strong: bool = False


@dataclass(frozen=True)
class Node:
    """A state, or a box that stands for several (``stands_for``: their ids).

    ``details`` stands under the title (VMware's name and numbers); ``notes`` are the steps that do not leave the state, and
    ``steps`` says which these are. ``group`` is the id of the group around it, empty for none. ``main`` marks the
    expected path.
    """

    id: str
    title: str
    group: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    status: Status = Status.NORMAL
    stands_for: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    main: bool = False


@dataclass(frozen=True)
class Edge:
    """An arrow between two nodes, or between two groups for messages.

    ``labels`` has a line per command or message; ``steps`` says which steps of the machines the arrow stands for.
    """

    source: str
    target: str
    labels: tuple[Line, ...] = ()
    status: Status = Status.NORMAL
    kind: EdgeKind = EdgeKind.STEP
    steps: tuple[Step, ...] = ()
    main: bool = False


@dataclass(frozen=True)
class Group:
    """A frame with a title around the nodes of one role; ``role`` chooses its colour."""

    id: str
    title: str
    role: str


@dataclass(frozen=True)
class Graph:
    """States and steps.

    ``legend`` explains what is drawn in words, one line each, with the status that a line explains. ``rows`` says which
    groups (their ids) stand beside each other, from the top down, and ``across`` that arrows run from left to right: hints, which
    a renderer that cannot place things leaves aside. So is ``spine``, the nodes of a main path from the top down, with ``right``,
    those that belong at the right of it. ``numbers`` are the failure numbers in the picture, each with its title.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    legend: tuple[Line, ...] = ()
    across: bool = False
    spine: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Lifeline:
    """Who takes part in a sequence."""

    id: str
    title: str


class MessageFate(StrEnum):
    """What became of a message: taken, lost by a fault, gone unread (replaced or thrown away), or still under way at the end."""

    TAKEN = "taken"
    LOST = "lost"
    DROPPED = "unread, gone"
    UNDER_WAY = "still under way"


@dataclass(frozen=True)
class Message:
    """A message between two lifelines: in which step it was sent, and in which it ended (None: at the end of the run it has not).

    ``receiver`` took it, or would have; of a lost one it is the lifeline of the network, where the loss is a step.
    """

    sender: str
    receiver: str
    text: str
    sent: int
    ended: int | None
    fate: MessageFate


@dataclass(frozen=True)
class Action:
    """Consecutive steps of one role. ``first`` is the first step's number.

    ``reads`` are facts on the lifeline of what is shared that the steps needed and another role had written; ``writes`` are
    such facts that they leave there. ``stamp`` is the time as a log gives it, where there is no ``time_s``.
    """

    actor: str
    lines: tuple[Line, ...]
    first: int
    time_s: int
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    stamp: str = ""

    @property
    def last(self) -> int:
        """The number of the last step."""
        return self.first + sum(line.strong for line in self.lines) - 1


@dataclass(frozen=True)
class Delay:
    """Time passes: so many seconds, up to ``time_s`` since the start, in the steps ``first`` to ``last``."""

    seconds: int
    time_s: int
    first: int
    last: int


@dataclass(frozen=True)
class Again:
    """The steps ``first`` to ``last`` come ``times`` more times, up to the step ``until`` at ``time_s`` since the start."""

    first: int
    last: int
    times: int
    until: int
    time_s: int


Row: TypeAlias = Action | Delay | Again


@dataclass(frozen=True)
class Sequence:
    """A run: who did what when, and which messages went between them.

    ``moment`` is what is violated at its end; ``loop_at`` the step to which a lasso returns. ``store`` is the lifeline of what
    is shared, empty where nobody reads any of it.
    """

    title: str
    lifelines: tuple[Lifeline, ...]
    rows: tuple[Row, ...]
    moment: tuple[str, ...] = ()
    loop_at: int | None = None
    messages: tuple[Message, ...] = ()
    store: str = ""


Description: TypeAlias = Graph | Sequence


def digest(description: Description) -> str:
    """SHA-256 over everything that the description says (not over how it is drawn)."""
    data = {"kind": type(description).__name__, **asdict(description)}
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
