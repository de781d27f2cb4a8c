"""The layout of sequence diagrams: lifelines side by side, steps from top to bottom, written as DOT with fixed positions.

All measures are points.

A message that arrives at once is one arrow. One that is longer under way leaves below the step that sent it, runs down beside
the lifeline of its receiver, in a lane of its own between the boxes, and arrives above the step that took it.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from .box_text import again_text, balanced, message_text, wrapped, wrapped_lines
from .description import Action, Delay, Message, MessageFate, Sequence, Status
from .fixed_positions import Placed, inches, markup
from .message_rows import Woven, woven
from .style import FAULT, INK, MESSAGE, PAPER, QUIET, STROKE, paint

GUTTER, SPACING, CLOSE = 50.0, 200.0, 155.0
"""The column of times, the distance of two lifelines (less where there are four or more)."""
NARROWEST = 400.0
"""A picture of one lifeline is as broad as its title needs."""
SIZE, SMALL = 11, 10
LINE, PADDING, GAP = 12.2, 9.0, 9.0
MARGIN = 22.0
"""Between the boxes of two lifelines: the room for the messages that are longer under way."""
LANES = (0.0, 8.0, -8.0, 4.0, -4.0)
"""Where messages wait between two boxes, from the middle; an arrowhead is 7 wide, so that the first three lie apart."""
INDENT = "\N{NO-BREAK SPACE}" * 3
BOLD_CHARACTER, CAPITAL, SMALL_LETTER, LABEL_CHARACTERS = 7.2, 7.2, 6.1, 26
CLEAR = 3.0
"""How far a label keeps from a lane."""


def sequence_dot(sequence: Sequence) -> str:
    """The DOT text of a sequence diagram."""
    return _Layout(sequence).text()


class _Layout:
    """Places things from the top down; ``y`` is how far it came."""

    def __init__(self, sequence: Sequence) -> None:
        self.sequence = sequence
        spacing = SPACING if len(sequence.lifelines) < 4 else CLOSE
        taken = spacing * len(sequence.lifelines)
        self.width = max(GUTTER + taken, NARROWEST)
        left = (self.width - GUTTER - taken) / 2 + GUTTER
        self.x = {line.id: left + spacing * (n + 0.5) for n, line in enumerate(sequence.lifelines)}
        self.spacing = spacing
        self.inside = spacing - MARGIN - 12
        self.y = 0.0
        self.under_way: dict[Message, tuple[float, float]] = {}
        self.drawn = Placed(SIZE)

    def text(self) -> str:
        title = balanced(self.sequence.title, int(self.width / 9.5))
        self._plain(self.width / 2, title, 15, bold=True)
        heads = self.y
        self._heads()
        cycle = None
        for item in woven(self.sequence):
            row = item.row
            if row.first == self.sequence.loop_at:
                cycle = self.y
            self._before(item)
            if isinstance(row, Action):
                self._action(row)
            elif isinstance(row, Delay):
                self._passage(f"<B>{row.last}</B>  <I>{row.seconds} s pass</I>", row.time_s)
            else:
                self._passage(f"<B>{escape(again_text(row))}</B>", row.time_s)
            for message in item.leaving:
                self._leave(message)
        if cycle is not None:
            self._back_to(cycle)
        self.y += GAP
        for message in list(self.under_way):
            self._stop(message, self.y)
        for x in self.x.values():
            self.drawn.line(x, heads + 12, x, self.y, color=QUIET, style="dashed", arrowhead="none", penwidth="0.8")
        self._end()
        self._legend()
        return self.drawn.source()

    def _heads(self) -> None:
        for line in self.sequence.lifelines:
            colours = paint(line.id)
            self.drawn.box(
                self.x[line.id],
                self.y + 12,
                f"<<B>{escape(line.title)}</B>>",
                fillcolor=colours.fill,
                color=colours.frame,
                style="filled",
                penwidth="1.6",
                width=inches(self.spacing - MARGIN),
            )
        self.y += 24 + GAP

    def _passage(self, text: str, time_s: int) -> None:
        """A line across everything, and the time at which it ends."""
        middle = self.y + LINE / 2
        self.drawn.line(
            GUTTER, middle, self.width, middle, color=QUIET, style="dotted", arrowhead="none", penwidth="1.2"
        )
        self.drawn.box(
            self.x[self.sequence.lifelines[0].id] if len(text) < 40 else GUTTER + (self.width - GUTTER) / 2,
            middle,
            f'<<FONT POINT-SIZE="{SMALL}">{text}</FONT>>',
            style="filled",
            fillcolor=PAPER,
            color=PAPER,
        )
        self._time(time_s, middle)
        self.y += LINE + GAP

    def _action(self, row: Action) -> None:
        for text in row.reads:
            self._arrow(self.sequence.store, row.actor, text, QUIET, "dashed", "empty")
        colours = paint(row.actor)
        lines = wrapped_lines(row.lines, int(self.inside / BOLD_CHARACTER))
        texts = []
        for line, pieces in lines:
            for n, piece in enumerate(pieces):
                text = escape((INDENT if n or not line.strong else "") + piece)
                if line.strong:
                    text = f"<B>{text}</B>"
                texts.append(f'<FONT COLOR="{STROKE[line.status].color}">{text}</FONT>')
        height = LINE * len(texts) + PADDING
        middle = self.y + height / 2
        failure = any(line.status is Status.FAILURE for line in row.lines)
        self.drawn.box(
            self.x[row.actor],
            middle,
            self._left_aligned(texts),
            style="filled,dashed" if failure else "filled",
            fillcolor=colours.citation,
            color=STROKE[Status.FAILURE].color if failure else colours.frame,
            width=inches(self.spacing - MARGIN),
            height=inches(height),
        )
        if row.stamp:
            self.drawn.text(GUTTER / 2, middle, wrapped(row.stamp, 9), SMALL, INK)
        self.y += height + GAP
        for text in row.writes:
            self._arrow(row.actor, self.sequence.store, text, QUIET, "dashed", "vee")

    def _left_aligned(self, texts: list[str]) -> str:
        """Lines that start at the left side of a box of the usual width."""
        rows = "".join(f'{text}<BR ALIGN="LEFT"/>' for text in texts)
        return (
            f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" WIDTH="{self.inside:.0f}">'
            f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{rows}</TD></TR></TABLE>>'
        )

    def _before(self, item: Woven) -> None:
        """What arrives for a row: at once, or from a lane, which ends here."""
        for message in item.direct:
            lost = message.fate is not MessageFate.TAKEN
            colour = STROKE[Status.FAILURE].color if lost else MESSAGE.color
            self._arrow(message.sender, message.receiver, message_text(message), colour, "dashed" if lost else "solid")
        # What ends here without being taken stays above what arrives.
        for message in sorted(item.arriving, key=lambda m: m.fate is not MessageFate.DROPPED):
            if message.fate is MessageFate.DROPPED or not isinstance(item.row, Action):
                self._stop(message, self.y)
                self.y += GAP
                continue
            x, top = self.under_way.pop(message)
            lost = message.fate is MessageFate.LOST
            style = self._style(message)
            self._label(message.text, x, self.x[message.receiver], style["color"])
            self.drawn.line(x, top, x, self.y, **style, arrowhead="none")
            self.drawn.line(x, self.y, self.x[message.receiver], self.y, **style, arrowhead="vee")
            if lost:
                self._cross(self.x[message.receiver], self.y)
            self.y += GAP - 2

    def _style(self, message: Message) -> dict[str, str]:
        colour = {MessageFate.LOST: STROKE[Status.FAILURE].color, MessageFate.DROPPED: QUIET}.get(
            message.fate, MESSAGE.color
        )
        return {"color": colour, "penwidth": "1.5", "style": "solid" if message.fate is MessageFate.TAKEN else "dashed"}

    def _leave(self, message: Message) -> None:
        """A message sets out: to the lane beside the lifeline of who takes it."""
        start, end = self.x[message.sender], self.x[message.receiver]
        side = 1 if end > start else -1
        middle = end - side * self.spacing / 2
        used = {x for x, _ in self.under_way.values()}
        lane = next((middle + offset for offset in LANES if middle + offset not in used), middle)
        self._label(message_text(message), start, end, self._style(message)["color"])
        self.drawn.line(start, self.y, lane, self.y, **self._style(message), arrowhead="none")
        self.under_way[message] = (lane, self.y)
        self.y += GAP - 2

    def _stop(self, message: Message, y: float) -> None:
        """A message ends in its lane: it was dropped there, or the run ends and it is still under way."""
        x, top = self.under_way.pop(message)
        self.drawn.line(
            x, top, x, y, **self._style(message), arrowhead="tee" if message.fate is MessageFate.DROPPED else "vee"
        )

    def _cross(self, x: float, y: float) -> None:
        self.drawn.text(x, y, ["✗"], SIZE + 2, STROKE[Status.FAILURE].color, bold=True)

    def _label(self, text: str, start: float, end: float, colour: str) -> None:
        """Text between two lifelines, above the line that comes next, and beside the lanes that run down there."""
        room = max(LABEL_CHARACTERS, int(abs(end - start) / 7))
        pieces, x = balanced(text, room), (start + end) / 2
        lanes = sorted(lane for lane, _ in self.under_way.values() if min(start, end) < lane < max(start, end))
        if lanes:
            gaps = list(pairwise((min(start, end), *lanes, max(start, end))))
            fits = [g for g in gaps if g[1] - g[0] > _breadth(pieces) + 2 * CLEAR]
            left, right = min(fits, key=lambda g: abs(sum(g) / 2 - x)) if fits else max(gaps, key=lambda g: g[1] - g[0])
            if not fits:
                longest = max(len(word) for word in text.split())
                pieces = balanced(text, max(longest, int((right - left - 2 * CLEAR) / CAPITAL)))
            # As near to the middle as the lanes let it; a lifeline may run behind it.
            half = _breadth(pieces) / 2 + CLEAR
            x = max(x, left + half) if left in lanes else x
            x = min(x, right - half) if right in lanes else x
        self.drawn.box(
            x,
            self.y + (LINE - 1) * len(pieces) / 2,
            markup(pieces, SMALL, colour),
            style="filled",
            fillcolor=PAPER,
            color=PAPER,
            margin="0.03,0",
        )
        self.y += (LINE - 1) * len(pieces) + 3

    def _arrow(
        self, sender: str, receiver: str, text: str, colour: str, style: str = "solid", head: str = "vee"
    ) -> None:
        start, end = self.x[sender], self.x[receiver]
        self._label(text, start, end, colour)
        self.drawn.line(start, self.y, end, self.y, color=colour, penwidth="1.5", arrowhead=head, style=style)
        self.y += GAP - 2

    def _back_to(self, top: float) -> None:
        """The way from here back to where the cycle begins, at the right of everything."""
        right, edge, bottom = self.width + GAP, self.width - MARGIN / 2, self.y
        style = {"color": STROKE[Status.FAILURE].color, "penwidth": "1.6"}
        self.drawn.line(edge, bottom, right, bottom, **style, arrowhead="none")
        self.drawn.line(right, bottom, right, top, **style, arrowhead="none")
        self.drawn.line(right, top, edge, top, **style, arrowhead="vee")

    def _end(self) -> None:
        if self.sequence.loop_at is not None:
            self._plain(self.width / 2, [f"from here on again from step {self.sequence.loop_at}, for ever"], SIZE)
        if not self.sequence.moment:
            return
        red = STROKE[Status.FAILURE].color
        room = int(self.width / 7.4)
        rows = [f"<B>{escape(p)}</B>" for p in balanced("✗ " + self.sequence.moment[0], room)]
        rows += [escape(p) for line in self.sequence.moment[1:] for p in balanced(line, room)]
        height = LINE * len(rows) + 2 * PADDING
        self.drawn.box(
            self.width / 2,
            self.y + height / 2,
            f'<<FONT COLOR="{red}">{"<BR/>".join(rows)}</FONT>>',
            style="filled",
            fillcolor=FAULT,
            color=red,
            penwidth="2",
            peripheries="2",
            width=inches(self.width - 8),
            height=inches(height),
        )
        self.y += height + GAP

    def _legend(self) -> None:
        lines = ["numbers: the steps of the run, in their order"]
        if self.sequence.messages:
            lines.append("solid arrow: a message, from the step that sent it to the step that took it")
        if any(m.fate is not MessageFate.TAKEN for m in self.sequence.messages):
            lines.append("dashed: still under way at the end, lost (✗), or gone unread (a bar)")
        if self.sequence.store:
            lines.append("grey, dashed: what a step leaves for all to see, and what a step sees there")
        if any(x.status is Status.FAILURE for r in self.sequence.rows if isinstance(r, Action) for x in r.lines):
            lines.append("dashed box, ✗: a fault, or the step by which it fails")
        room = int(self.width / 6.4)
        pieces = [p for line in lines for p in balanced(line, room)]
        self._plain(self.width / 2, pieces, SMALL, colour=QUIET)

    def _plain(self, x: float, rows: list[str], size: int, *, bold: bool = False, colour: str = INK) -> None:
        height = size * 1.35 * len(rows)
        self.drawn.text(x, self.y + height / 2, rows, size, colour, bold=bold)
        self.y += height + GAP

    def _time(self, seconds: int, y: float) -> None:
        self.drawn.box(GUTTER / 2, y, f"<<B>{seconds} s</B>>", shape="plain", fontsize=str(SMALL))


def _breadth(pieces: Iterable[str]) -> float:
    return max(sum(CAPITAL if c.isupper() else SMALL_LETTER for c in piece) for piece in pieces)
