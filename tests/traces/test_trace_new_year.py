"""A migration over the turn of the year, in logs whose times have no year."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from vmotion_traces import trace

OLD = (
    "Dec 31 23:59:58.040: vmx| Received migrate 'to' request for mid id 7100000000000001, "
    "src ip <192.0.2.11>, dst ip <192.0.2.12>\n"
    "Dec 31 23:59:59.041: vmx| MigrateSetState: Transitioning from state 0 to 1.\n"
)
NEW = (
    "Jan  1 00:00:01.041: vmx| MigrateSetState: Transitioning from state 1 to 2.\n"
    "Jan  1 00:00:05.041: vmx| MigrateSetState: Transitioning from state 2 to 3.\n"
)
STATES = ["MIGRATE_TO_VMX_READY", "MIGRATE_TO_VMX_PRECOPY", "MIGRATE_TO_VMX_CHECKPT"]


def test_january_is_later_than_december(tmp_path: Path) -> None:
    for names in permutations(("vmware.log", "vmware-1.log")):
        for name, text in zip(names, (OLD, NEW), strict=True):
            (tmp_path / name).write_text(text)
        (migration,) = trace([tmp_path]).migrations
        assert [state.state for state in migration.states] == STATES
        assert [phase.seconds for phase in migration.summary.phases] == [2.0, 4.0, None]
        assert migration.summary.seconds == 7.001


def test_times_within_a_year_keep_their_order(tmp_path: Path) -> None:
    (tmp_path / "vmware.log").write_text((OLD + NEW).replace("Dec 31", "Feb 28").replace("Jan  1", "Sep  1"))
    (migration,) = trace([tmp_path]).migrations
    assert migration.summary.seconds is not None
    assert 0 < migration.summary.seconds < 200 * 86_400
