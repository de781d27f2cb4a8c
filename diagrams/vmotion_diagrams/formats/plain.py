"""Descriptions as text that fits 80 columns: a run with its lifelines at the left, a graph as a list of its states and steps."""

import textwrap
from collections.abc import Iterable

from vmotion_diagrams.box_text import again_text, balanced, marked, message_text, wrapped
from vmotion_diagrams.description import (
    Action,
    Again,
    Delay,
    Description,
    Edge,
    EdgeKind,
    Graph,
    Line,
    Message,
    MessageFate,
    Sequence,
)
from vmotion_diagrams.message_rows import Woven, woven
from vmotion_model.common.safe_text import one_line

from .format import Format

WIDTH = 80
LANE, TIME = 8, 9
LEAST = 24
"""The least room for what is said beside the lifelines; with many of them they stand closer."""


def to_text(description: Description) -> str:
    """The text of a description, no line longer than 80 characters."""
    lines = _Run(description).lines() if isinstance(description, Sequence) else _graph(description)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    room = WIDTH - max(len(first), len(rest))
    return [(rest if n else first) + piece for n, piece in enumerate(wrapped(one_line(text), room))]


def _graph(graph: Graph) -> Iterable[str]:
    yield from _wrap(graph.title)
    groups = {g.id: g.title for g in graph.groups}
    names = {n.id: n.title or "steps" for n in graph.nodes} | groups
    last = ""
    for node in graph.nodes:
        if node.group in groups and node.group != last:
            last = node.group
            yield ""
            yield from _wrap(groups[last])
            yield "-" * min(WIDTH, len(groups[last]))
        yield ""
        yield from _wrap(names[node.id] + (f" ({', '.join(node.details)})" if node.details else ""), "", "  ")
        for note in node.notes:
            yield from _wrap(marked(note), "  ", "    ")
        for edge in graph.edges:
            if edge.source == node.id and edge.kind is EdgeKind.STEP:
                yield from _edge(edge, names)
    messages = [e for e in graph.edges if e.kind is EdgeKind.MESSAGE]
    for edge in messages:
        yield ""
        yield from _wrap(f"{names[edge.source]} tells {names[edge.target]}")
        for line in edge.labels:
            yield from _wrap(marked(line), "  ", "    ")
    lines = (*(marked(line) for line in graph.legend), *(f"{n} {title}" for n, title in graph.numbers))
    if lines:
        yield ""
        yield from (piece for line in lines for piece in _wrap(line, "", "  "))


def _edge(edge: Edge, names: dict[str, str]) -> Iterable[str]:
    labels = edge.labels or (Line("", edge.status),)
    for line in labels:
        yield from _wrap(f"{marked(line)} -> {names[edge.target]}".strip(), "  ", "    ")


class _Run:
    """A run from the top down: times, a lane for each lifeline, and what is said, in words."""

    def __init__(self, sequence: Sequence) -> None:
        self.sequence = sequence
        self.ids = [line.id for line in sequence.lifelines]
        self.lane = max(2, min(LANE, (WIDTH - TIME - LEAST) // max(1, len(self.ids))))
        self.left = TIME + self.lane * len(self.ids) + 1

    def lines(self) -> Iterable[str]:
        """Every line."""
        sequence = self.sequence
        yield from balanced(one_line(sequence.title), WIDTH)
        yield ""
        heads = [one_line(line.title).split()[0] for line in sequence.lifelines]
        yield " " * TIME + "".join(self._head(head).ljust(self.lane) for head in heads)
        time = "0 s"
        for item in woven(sequence):
            row = item.row
            if row.first == sequence.loop_at:
                yield from self._across(f"the loop begins here: step {row.first}")
            for message in item.direct:
                yield from self._said(message_text(message), "", self._flight(message, True))
            for message in item.arriving:
                if message.fate is not MessageFate.DROPPED:
                    yield from self._said(
                        f"{message.text} (sent in step {message.sent})", "", self._flight(message, True)
                    )
            if isinstance(row, Action):
                yield from self._action(row, row.stamp or time)
                time = ""
            elif isinstance(row, Delay):
                yield from self._across(f"{row.last}: {row.seconds} s pass", f"{row.time_s} s")
            else:
                assert isinstance(row, Again)
                yield from self._across(again_text(row), f"{row.time_s} s")
            yield from self._leaving(item)
        if sequence.loop_at is not None:
            yield from self._across(f"from here on again from step {sequence.loop_at}, for ever")
        if sequence.moment:
            yield "=" * WIDTH
            yield from _wrap("✗ " + sequence.moment[0], "", "  ")
            for text in sequence.moment[1:]:
                yield from _wrap(text, "  ", "  ")
            yield "=" * WIDTH

    def _head(self, word: str) -> str:
        return word if len(word) < self.lane else word[: self.lane - 2] + "."

    def _action(self, row: Action, time: str) -> Iterable[str]:
        for text in row.reads:
            yield from self._said(text, "", self._between(self.sequence.store, row.actor, ">"))
        at = self.ids.index(row.actor)
        for line in row.lines:
            mark = "O" if line.strong else "|"
            yield from self._said(marked(line) if line.strong else f"  {marked(line)}", time, {at: mark})
            time = ""
        for text in row.writes:
            yield from self._said(text, "", self._between(row.actor, self.sequence.store, ">"))

    def _leaving(self, item: Woven) -> Iterable[str]:
        for message in item.leaving:
            yield from self._said(f"{message_text(message)}, sent", "", self._flight(message, False))

    def _flight(self, message: Message, arrives: bool) -> dict[int, str]:
        tip = "x" if message.fate in (MessageFate.LOST, MessageFate.DROPPED) else ">" if arrives else "."
        return self._between(message.sender, message.receiver, tip)

    def _between(self, sender: str, receiver: str, tip: str) -> dict[int, str]:
        """The characters of an arrow: its two ends' numbers, and its tip."""
        return {self.ids.index(sender): "+", self.ids.index(receiver): "<" if tip == ">" else tip} | (
            {-1: tip} if self.ids.index(receiver) > self.ids.index(sender) else {-1: "<" if tip == ">" else tip}
        )

    def _said(self, text: str, time: str, marks: dict[int, str]) -> Iterable[str]:
        for n, piece in enumerate(wrapped(one_line(text), WIDTH - self.left - 2)):
            head = time if n == 0 else ""
            yield self._lanes(head, marks if n == 0 else {}) + ("  " if n else "") + piece

    def _lanes(self, time: str, marks: dict[int, str]) -> str:
        row = [" "] * (self.lane * len(self.ids))
        for n in range(len(self.ids)):
            row[n * self.lane] = "|"
        ends = sorted(n for n in marks if n >= 0)
        if -1 in marks:
            first, last = (n * self.lane for n in ends)
            row[first + 1 : last] = "-" * (last - first - 1)
            sender = next(n for n in ends if marks[n] == "+")
            tip = marks[-1]
            if sender == ends[0]:
                row[last - 1] = tip
            else:
                row[first + 1] = tip
        else:
            for n in ends:
                row[n * self.lane] = marks[n]
        return one_line(time)[: TIME - 1].ljust(TIME) + "".join(row) + " "

    def _across(self, text: str, time: str = "") -> Iterable[str]:
        for n, piece in enumerate(textwrap.wrap(text, WIDTH - TIME - 8) or [""]):
            yield (time if n == 0 else "").ljust(TIME) + f"--- {piece} ".ljust(self.left - TIME, "-")


FORMAT = Format("text", (".txt",), to_text)
