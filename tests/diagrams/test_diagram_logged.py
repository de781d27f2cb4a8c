"""A log as a sequence diagram: what the trace offers, nothing made up."""

from vmotion_diagrams.description import Action, Status
from vmotion_diagrams.formats.plain import to_text
from vmotion_diagrams.logged_migration import logged
from vmotion_model.vmx_states import Side
from vmotion_traces.events import LoggedOutcome
from vmotion_traces.lines import LogLine
from vmotion_traces.result import Impossible, MigrationTrace, StateSeen, Summary, TraceVerdict, WorldsSeen

NOTHING = Summary(None, (), (), (), None, None, None, None, (), None, (), (), 0, None)


def trace(*states: StateSeen, refused: Impossible | None = None) -> MigrationTrace:
    verdict = TraceVerdict.INCOMPLETE if refused is None else TraceVerdict.IMPOSSIBLE
    return MigrationTrace(
        "17", ("a.log",), verdict, LoggedOutcome.UNKNOWN, states, refused, (), (), WorldsSeen(None, None), (), NOTHING
    )


def test_the_impossible_line_is_marked_and_named() -> None:
    lines = [LogLine(file="dir/<b>.log", number=n, text="x") for n in (3, 8)]
    seen = (
        StateSeen(Side.SOURCE, "NONE", "READY", ("prepare",), "2031-03-01T10:00:00.5Z", lines[0]),
        StateSeen(Side.DESTINATION, "NONE", "PRECOPY", (), None, lines[1]),
    )

    drawn = logged(trace(*seen, refused=Impossible(lines[1], "no command leads there", ())))

    rows = [row for row in drawn.rows if isinstance(row, Action)]
    assert [(r.actor, r.stamp, r.lines[0].text, r.lines[0].status) for r in rows] == [
        ("source", "10:00:00", "1 READY", Status.NORMAL),
        ("destination", "", "2 PRECOPY", Status.FAILURE),
    ]
    assert drawn.moment == ("<b>.log:8 is impossible: no command leads there",)
    assert drawn.messages == ()
    assert "✗ 2 PRECOPY" in to_text(drawn)


def test_a_state_of_an_unknown_side_has_a_lifeline_of_its_own() -> None:
    drawn = logged(trace(StateSeen(None, "", "4", (), None, LogLine(file="a.log", number=1, text="x"))))

    assert [line.id for line in drawn.lifelines] == ["unknown"]
