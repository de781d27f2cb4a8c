"""Sequence diagrams tell a run: every step once and in order, each message from who sent it, and the violated moment."""

from enum import StrEnum

import pytest

from drawn import EVERY_CHANGE, described
from plain_run import through
from vmotion_diagrams import KindError, NothingToDrawError, describe, runs, to_mermaid
from vmotion_diagrams.description import Action, Again, Delay, Message, MessageFate, Sequence
from vmotion_diagrams.folding import folded
from vmotion_diagrams.message_rows import woven
from vmotion_diagrams.sequences import Happening, sequence
from vmotion_model.language import ELAPSE, Command, Model, boolean, enumeration
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.script import play, read_script
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Verdict
from vmotion_specs.apply import apply_change
from vmotion_specs.scenarios import scenarios
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import vmotion_suite


class _Mail(StrEnum):
    NONE = "NONE"
    WORD = "WORD"


def drawn(kind: str, change: str | None = None, property_id: str | None = None) -> Sequence:
    description = described(kind, change, property_id)
    assert isinstance(description, Sequence)
    return description


def acts(diagram: Sequence) -> list[Action]:
    return [row for row in diagram.rows if isinstance(row, Action)]


def commands(diagram: Sequence) -> list[str]:
    return [line.text.split()[1] for row in acts(diagram) for line in row.lines if line.strong]


@pytest.mark.parametrize("name", [n for n in scenarios() if not n.startswith("i-")])
def test_every_step_of_the_scenario_is_told_in_order(name: str) -> None:
    run = play(read_script(scenarios()[name], vmotion(), name))
    diagram = drawn(f"sequence:{name}")

    assert not any(isinstance(row, Again) for row in diagram.rows)
    assert commands(diagram) == [s.command for s in run.steps if s.command != ELAPSE]
    roles = [line.id for line in diagram.lifelines]
    assert set(roles) - {"storage"} == {s.role for s in run.steps if s.command != ELAPSE}
    # Without the times on the way the total is right only if none is lost or counted twice.
    assert sum(row.seconds for row in diagram.rows if isinstance(row, Delay)) == run.steps[-1].time


def test_the_lost_acknowledgement_goes_to_the_network_and_not_to_the_source() -> None:
    diagram = drawn("sequence:a-acknowledgement-lost")
    rows = acts(diagram)
    loss = next(row for row in rows if row.actor == "surroundings")

    assert [m for m in diagram.messages if m.text == "resumed"] == [
        Message("destination", "surroundings", "resumed", loss.first - 1, loss.first, MessageFate.LOST)
    ]
    found = next(row for row in rows if row.actor == "source" and row.first > loss.first)
    # The source learns from the lock.
    assert found.reads == ("disk.holder = DESTINATION",)
    writer = next(row for row in rows if "disk.holder = DESTINATION" in row.writes)
    assert writer.actor == "destination"
    assert [(x.id, x.title) for x in diagram.lifelines[-2:]] == [("storage", "storage"), ("surroundings", "network")]


def test_a_message_is_sent_where_it_is_written_and_ends_where_it_is_taken() -> None:
    diagram = drawn("sequence:a-acknowledgement-lost")
    step = dict(enumerate(_all_commands("a-acknowledgement-lost"), 1))
    told = {(m.text, step[m.sent], step[m.ended or 0]) for m in diagram.messages}

    assert {
        ("CREATE", "source_prepared", "create"),
        # The call says where to send, and the source keeps that.
        ("START, world", "start_source", "start_precopy"),
        ("pages", "send_last", "receive_pages"),
        ("checkpoint", "send_last", "receive_checkpoint"),
        ("verdict READY", "send_ready", "release_disk"),
        # 100 s lie between: the call waits until the source has found the lock taken.
        ("CLEAN", "switch_pool", "power_down"),
    } <= told


def _all_commands(name: str) -> list[str]:
    return [s.command for s in play(read_script(scenarios()[name], vmotion(), name)).steps]


BOTH_RUN = "\n".join((*through("resume"), "elapse 100", "fall_back"))
"""Where the source falls back without asking for the lock, while the acknowledgement is under way."""


def test_what_was_sent_and_not_taken_is_still_under_way_at_the_end() -> None:
    changed = apply_change(shipped_change("fall-back-without-lock"), vmotion())
    run = play(read_script(BOTH_RUN, changed, "both run"))
    diagram = sequence(changed, [Happening(s.command, s.time, s.changed) for s in run.steps], "both run")
    open_at_the_end = [(m.sender, m.receiver, m.text) for m in diagram.messages if m.ended is None]

    # The destination has acknowledged, and the source has not heard of it; it has told vCenter that it failed.
    assert open_at_the_end == [("destination", "source", "resumed"), ("source", "vcenter", "FAILED")]
    assert {m.fate for m in diagram.messages if m.ended is None} == {MessageFate.UNDER_WAY}


@pytest.mark.parametrize("name", [n for n in scenarios() if not n.startswith("i-")])
def test_what_is_sent_earlier_stands_higher_in_every_picture(name: str) -> None:
    """Every message begins after the row that sent it and ends before the row that took it, in the order of the text."""
    diagram = drawn(f"sequence:{name}")
    seen: list[Message] = []
    for item in woven(diagram):
        for message in (*item.direct, *item.arriving):
            assert message.sent < item.row.first <= (message.ended or 0) <= item.row.last
            assert (message in seen) is (message in item.arriving)
        for message in item.leaving:
            assert item.row.first <= message.sent <= item.row.last
            seen.append(message)
        seen.extend(item.direct)
    assert sorted(seen, key=diagram.messages.index) == list(diagram.messages)


def test_the_messages_of_a_plain_migration_are_those_of_the_article() -> None:
    diagram = drawn("sequence:k-pages-first")
    messages = [(m.sender, m.receiver, m.text) for m in diagram.messages]
    rounds = ("batch SENT", "batch ACKNOWLEDGED")

    assert [m for m in messages if m[2] not in rounds] == [
        ("vcenter", "destination", "VALIDATE"),
        ("destination", "vcenter", "ALLOWED"),
        ("vcenter", "source", "PREPARE"),
        ("source", "vcenter", "PREPARED"),
        ("vcenter", "destination", "CREATE"),
        ("destination", "vcenter", "CREATED"),
        ("vcenter", "source", "START, world"),
        ("source", "destination", "pages"),
        ("source", "destination", "checkpoint"),
        ("destination", "source", "verdict READY"),
        ("destination", "source", "resumed"),
        # It says so, but vCenter decides on the disk lock and does not wait for it.
        ("source", "vcenter", "SUCCEEDED"),
        ("vcenter", "source", "CLEAN"),
        ("source", "vcenter", "CLEANED"),
    ]


def test_a_long_run_is_folded_and_still_adds_up() -> None:
    diagram = drawn("sequence:i-hour-of-precopy")
    run = play(read_script(scenarios()["i-hour-of-precopy"], vmotion(), "i"))
    again = next(row for row in diagram.rows if isinstance(row, Again))
    shown = len(commands(diagram)) + sum(isinstance(row, Delay) for row in diagram.rows)

    assert shown + again.times * (again.last - again.first + 1) == len(run.steps)
    assert again.until == again.last + again.times * (again.last - again.first + 1)
    assert diagram.rows[-1].last == len(run.steps)


def test_two_rounds_are_shown_and_not_folded() -> None:
    rows = [Delay(1, 1, 1, 1), Delay(2, 3, 2, 2)] * 2

    assert folded(rows) == tuple(rows)


@pytest.mark.long
def test_the_counterexample_ends_where_both_run() -> None:
    diagram = drawn("counterexample", "fall-back-without-lock", "S1")
    migration = Migration()
    told = commands(diagram)

    assert told[-1] == "fall_back"
    assert diagram.moment[0].startswith("S1 is violated")
    assert diagram.loop_at is None
    # The unchanged machines follow it up to the step that the change allows.
    for row in diagram.rows[:-1]:
        if isinstance(row, Delay):
            migration.elapse(row.seconds)
        elif isinstance(row, Action):
            for line in row.lines:
                if line.strong:
                    migration.fire(line.text.split()[1])
    assert migration.failing("fall_back") == ("nobody holds the disk",)
    running = {row.actor for row in acts(diagram) for line in row.lines if line.text == "vm = RUNNING"}
    assert running == {"source", "destination"}


def test_the_cycle_of_a_lasso_can_be_gone_round_as_it_is_drawn() -> None:
    """Played twice on the machines of the changed model: a delay that were shown too long would be refused."""
    change = shipped_change("keepalives-rearm-timer")
    migration = Migration(apply_change(change, vmotion()))
    diagram = drawn("counterexample", "keepalives-rearm-timer", "L3b")

    def play_rows(rows: list[object]) -> None:
        for row in rows:
            if isinstance(row, Delay):
                migration.elapse(row.seconds)
            else:
                assert isinstance(row, Action)
                for line in row.lines:
                    if line.strong:
                        migration.fire(line.text.split()[1])

    assert diagram.loop_at is not None
    before = [row for row in diagram.rows if row.first < diagram.loop_at]
    cycle = list(diagram.rows[len(before) :])
    assert cycle[0].first == diagram.loop_at
    assert "hear_keepalive" in {line.text.split()[1] for row in cycle if isinstance(row, Action) for line in row.lines}
    play_rows([*before, *cycle])
    # How long it has stalled goes on growing; no command reads that.
    state = {n: v for n, v in migration.state.items() if n != "history.stalled"}
    play_rows(list(cycle))
    assert {n: v for n, v in migration.state.items() if n != "history.stalled"} == state
    assert f"    loop from step {diagram.loop_at} on again and again, for ever" in to_mermaid(diagram).splitlines()


@pytest.mark.long
def test_a_property_that_holds_has_no_counterexample_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KindError, match="S14 holds in"):
        describe("counterexample", EVERY_CHANGE, "S14")
    with pytest.raises(KindError, match="demands that something can be reached"):
        describe("counterexample", None, "R7")

    def stopped(*_: object) -> CheckResult:
        item = PropertyResult("S14", "", Verdict.BOUNDED, "explicit search", "", 0.0, bound=3)
        return CheckResult("vmotion", "", (item,))

    monkeypatch.setattr("vmotion_proofs.check.check.check", stopped)
    with pytest.raises(NothingToDrawError, match="was stopped"):
        runs.counterexample(vmotion_suite(), None, "S14", lambda _: None)


def test_an_arrow_is_drawn_only_where_the_step_needed_what_was_written() -> None:
    flag = boolean("shared.flag", "shared", False, "")
    mail = enumeration("shared.mail", "shared", _Mail.NONE, "")
    model = Model(
        "toy",
        (flag, mail),
        (),
        (
            Command("write", "a", {}, {flag: True, mail: _Mail.WORD}),
            Command("ignore", "b", {"either": flag | ~flag}, {}),
            Command("look", "b", {"the flag is up": flag}, {}),
            Command("open", "b", {"there is mail": mail == _Mail.WORD}, {mail: _Mail.NONE}),
        ),
    )
    events = [
        Happening("write", 0, {"shared.flag": (False, True), "shared.mail": ("NONE", "WORD")}),
        Happening("ignore", 0, {}),
        Happening("look", 0, {}),
        Happening("write", 0, {}),
        Happening("open", 0, {"shared.mail": ("WORD", "NONE")}),
    ]

    diagram = sequence(model, events, "toy")

    assert [row.reads for row in acts(diagram)] == [(), ("shared.flag = true",), (), ()]
    assert [row.writes for row in acts(diagram)] == [("shared.flag = true",), (), (), ()]
    assert diagram.messages == (Message("a", "b", "mail WORD", 1, 5, MessageFate.TAKEN),)
    # A flag of a toy lies on no disk.
    assert [(x.id, x.title) for x in diagram.lifelines] == [("a", "a"), ("b", "b"), ("storage", "shared")]
