"""The line that long work shows: what, how far, how long, how much longer; it keeps to its line, and text stays text."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from vmotion_cli.console import PlainConsole
from vmotion_cli.progress_line import Meter, duration
from vmotion_model.common.progress import Stage, within

WIDTH = 60


class Clock:
    """A clock that is put forward by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


class Shown:
    """A meter on a terminal of 60 columns, and the line that stands there."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self.clock = Clock()
        self.file = StringIO()
        self.meter = Meter(
            PlainConsole(file=self.file, width=WIDTH, force_terminal=True, color_system=None), self.clock
        )

    def line(self, stage: object, at: float) -> str:
        """The line after a stage was reported at this time."""
        self.clock.now = at
        self.meter.report(stage)
        begin = self.file.tell()
        self.meter._progress.refresh()
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", self.file.getvalue()[begin:])
        return text.strip("\n")


@pytest.fixture
def shown() -> Iterator[Shown]:
    """One that begins at 0 s, and leaves nothing when it ends."""
    found = Shown()
    with found.meter:
        yield found
    # The line is erased, and the cursor shown again.
    assert found.file.getvalue().endswith("\x1b[1A\x1b[2K")


def test_it_says_how_much_longer_once_it_knows_the_pace(shown: Shown) -> None:
    assert "left" not in shown.line(Stage("judging mutants", 0, 60), 0)
    shown.line(Stage("judging mutants", 5, 60), 10)
    line = shown.line(Stage("judging mutants", 10, 60), 20)
    assert " judging mutants " in line
    # Ten in 20 s: 50 more take 100 s.
    assert line.endswith("10 of 60 20 s, 1 min 40 s left")
    assert shown.line(Stage("judging mutants, 1 survives", 40, 60), 80).endswith("40 of 60 1 min 20 s, 40 s left")


def test_what_is_counted_anew_has_its_own_pace_and_its_own_end(shown: Shown) -> None:
    shown.line(Stage("lemmas", 0, 6), 0)
    shown.line(Stage("lemmas", 3, 6), 30)
    line = shown.line(Stage("searching, level 2, 7 wait", 1234, unit="states"), 31)
    assert line.endswith("1,234 states 31 s")
    assert " of " not in line
    assert shown.line(Stage("pairs", 1, 6), 40).endswith("1 of 6 40 s")
    assert shown.line("reading vmware.log", 50).endswith(" 50 s")


@settings(max_examples=25)
@given(what=st.text(), done=st.integers(0, 10**12), of=st.none() | st.integers(0, 10**12))
def test_whatever_is_done_it_is_one_line_and_no_markup(what: str, done: int, of: int | None) -> None:
    shown = Shown()
    with shown.meter:
        line = shown.line(Stage(f"[red]{what}[/red] \x1b[31m", done, of), 3)
    assert cell_len(line) <= WIDTH
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    assert "[red]" in line


def test_a_part_is_said_behind_the_whole_which_counts() -> None:
    told: list[Stage] = []
    say = within(told.append, Stage("what nfs does", 22, 60))
    say(Stage("searching, level 3", 500, unit="states"))
    say(Stage("lemmas", 1, 9))
    assert told == [
        Stage("what nfs does: searching, level 3 500 states", 22, 60),
        Stage("what nfs does: lemmas", 22, 60),
    ]


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s"), (3600, "1 h 0 min"), (7384, "2 h 3 min")],
)
def test_durations_are_said_as_people_say_them(seconds: float, says: str) -> None:
    assert duration(seconds) == says
