"""The log excerpts of the shared folder; what they show is stated in their sidecars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vmotion_traces import Certainty, LoggedOutcome, TraceVerdict, to_json, trace

LOGS = Path(__file__).parents[2].parent / "shared" / "logs"
pytestmark = pytest.mark.skipif(
    not LOGS.is_dir(), reason="the log excerpts (../shared/logs) are not beside the project"
)


def log(number: str) -> Path:
    (path,) = LOGS.glob(f"{number}-*.log")
    return path


EXPECTED = {
    # number: id, verdict, outcome, failures; by hand from the lines and sidecars
    "001": ("8319895567865615104", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "002": ("1960050668198101", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "003": ("5250669613803122589", TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, ["F26"]),
    "005": ("1504772914901739", TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, ["F25"]),
    "006": (None, TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, ["F25", "F26"]),
    "008": (None, TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, []),
    "009": (None, TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, ["F22", "F23"]),
    "011": ("1311080044576324", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "012": ("1311080044576324", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "014": ("1311080044576324", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "018": ("7558760931952931917", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "019": ("7558760931952931917", TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, []),
    "022": (None, TraceVerdict.INCOMPLETE, LoggedOutcome.SUCCESS, []),
}


@pytest.mark.parametrize("number", EXPECTED)
def test_excerpt(number: str) -> None:
    (migration,) = trace([log(number)]).migrations
    identity, verdict, outcome, failures = EXPECTED[number]
    assert (migration.id, migration.verdict, migration.outcome) == (identity, verdict, outcome)
    assert [finding.failure for finding in migration.diagnosis] == failures


def test_every_excerpt_is_expected() -> None:
    assert {path.name[:3] for path in LOGS.glob("*.log")} == set(EXPECTED)


@pytest.mark.parametrize(("number", "lines"), [("008", (4, 5)), ("009", (6, 7))])
def test_switchover_timeout_is_a_failing_step_that_clears_the_flag(number: str, lines: tuple[int, int]) -> None:
    (migration,) = trace([log(number)]).migrations
    (state,) = migration.states
    assert (state.before, state.state) == ("MIGRATE_TO_VMX_WAIT_HANDSHAKE", "MIGRATE_TO_VMX_FINISHED")
    # The commands of the source that clear the flag on this way (KB 320352: cleared as part of FINISHED).
    assert set(state.commands) == {
        *("told_to_stop", "take_back", "cancelled", "switchover_times_out", "fall_back"),
        *("connection_lost", "lost_but_disk_free"),
    }
    assert [config.read_only for config in migration.config] == [False]
    assert (state.line.number, migration.config[0].line.number) == lines


def test_worlds_of_both_hosts_agree() -> None:
    (migration,) = trace([log("018"), log("019")]).migrations
    assert (migration.worlds.sent_to, migration.worlds.destination) == (2964727, 2964727)
    assert migration.first_impossible is None


def test_lines_of_one_migration_in_three_logs_come_together() -> None:
    (migration,) = trace([log("011"), log("012"), log("014")]).migrations
    assert len(migration.files) == 3


def test_all_excerpts_together_are_one_migration_per_id() -> None:
    result = trace([log(number) for number in EXPECTED])
    ids = [migration.id for migration in result.migrations if migration.id]
    assert len(ids) == len(set(ids)) == 6
    assert result.verdict is TraceVerdict.INCOMPLETE


def test_message_of_several_entries_names_none_as_likely() -> None:
    (migration,) = trace([log("009")]).migrations
    assert {finding.certainty for finding in migration.diagnosis} == {Certainty.ONE_OF_SEVERAL}
    assert {finding.line.number for finding in migration.diagnosis} == {11}


def test_json_has_the_promised_keys_and_is_json() -> None:
    answer = json.loads(json.dumps(to_json(trace([log("009")]))))
    assert answer["schema"] == 1
    (migration,) = answer["migrations"]
    assert {"id", "verdict", "outcome", "states", "first_impossible", "diagnosis"} <= set(migration)
    assert {"role", "state", "at", "file", "line"} <= set(migration["states"][0])
    assert {"failure", "evidence", "remedy"} <= set(migration["diagnosis"][0])
    assert migration["id"] is migration["first_impossible"] is None
    assert migration["diagnosis"][0]["evidence"]["line"] == 11
