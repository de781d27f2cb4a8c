"""Migrations that are under way: what is said after two rounds is what then happens, while the rates stay as they were."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vmotion_cli.converge import command
from vmotion_convergence.outcome import Outcome
from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.live import Progress, forecast, live_forecasts

MIB = 2**20


def kubevirt(round_: int, left: int, sent: int, dirtied: int, name: str = "8a1b-22", total: int = 4096) -> str:
    fields = (
        f"TimeElapsed:{round_ * 1000}ms DataProcessed:9MiB DataRemaining:{left}MiB DataTotal:{total}MiB MemoryProcessed:9MiB "
        f"MemoryRemaining:{left}MiB MemoryTotal:{total}MiB MemoryBandwidth:{sent}Mbps DirtyRate:{dirtied}Mbps Iteration:{round_} "
        "PostcopyRequests:0 ConstantPages:1 NormalPages:2 NormalData:3MiB ExpectedDowntime:300ms DiskMbps:0"
    )
    return (
        json.dumps({"component": "virt-launcher", "level": "info", "msg": f"Migration info for {name}: {fields}"})
        + "\n"
    )


def looks(sent: int, dirtied: int, left_b: int, total_b: int = 64 * MIB) -> list[Progress]:
    rates = (Fraction(sent), Fraction(sent)), (Fraction(dirtied), Fraction(dirtied))
    return [Progress("a", Fraction(n), n, left_b, total_b, *rates) for n in (1, 2, 3)]


def test_migration_that_shrinks_ends_within_the_time_that_is_said(tmp_path: Path) -> None:
    log = tmp_path / "launcher.log"
    log.write_text(
        "".join(kubevirt(n, left, 1000, 400) for n, left in ((1, 3900), (2, 700), (3, 300))), encoding="utf-8"
    )
    (one,) = live_forecasts(log)
    assert one.outcome is Outcome.GUARANTEED
    assert one.judged is not None
    assert one.judged.limits.total_time_s is not None
    # By hand: 300 MiB at 125 MB/s are 2.52 s, and 0.401 of that each round later: 4.2 s in all, and 0.3 s of downtime.
    assert 4.2 <= float(one.judged.limits.total_time_s) <= 4.7


@settings(max_examples=60, deadline=None)
@given(st.integers(10**6, 10**9), st.fractions(0, 2, max_denominator=50), st.integers(1, 64 * MIB))
def test_what_is_said_is_what_a_guest_of_these_rates_does(sent: int, ratio: Fraction, left_b: int) -> None:
    """A copy that sends each set and leaves what was dirtied meanwhile, until the rest fits 300 ms."""
    dirtied, goal = int(sent * ratio), 0.3
    one = forecast(looks(sent, dirtied, left_b))
    left, took, rounds = float(left_b), 0.0, 0
    while left > sent * goal and rounds < 300:
        seconds = left / sent
        took, rounds = took + seconds, rounds + 1
        left = min(dirtied * seconds, 64 * MIB)
    ended = left <= sent * goal
    if one.outcome is Outcome.GUARANTEED:
        assert ended
        assert one.judged is not None
        assert one.judged.limits.total_time_s is not None
        assert took <= float(one.judged.limits.total_time_s)
    if one.outcome is Outcome.DIVERGES:
        assert dirtied >= sent
        assert not (ended and rounds)


def test_guest_faster_than_the_link_never_ends_and_a_throttled_one_stays_open() -> None:
    assert forecast(looks(10**8, 2 * 10**8, 2000 * MIB, 4096 * MIB)).outcome is Outcome.DIVERGES
    from dataclasses import replace

    throttled = [replace(look, is_throttled=True) for look in looks(10**8, 2 * 10**8, 2000 * MIB, 4096 * MIB)]
    assert forecast(throttled).outcome is Outcome.NOT_GUARANTEED
    assert "throttled" in forecast(throttled).why


@pytest.mark.parametrize("rounds", [1, 2])
def test_before_two_rounds_are_done_nothing_is_said(rounds: int) -> None:
    assert forecast(looks(10**8, 10, 10)[:rounds]).judged is None


def test_whole_numbers_are_read_as_what_they_may_stand_for(tmp_path: Path) -> None:
    """1000 Mbps may be 1000.9, and 998 dirtied 998.9: with eight bytes for each page nobody knows which is larger."""
    log = tmp_path / "launcher.log"
    log.write_text("".join(kubevirt(n, 3000, 1000, 998) for n in (1, 2, 3)), encoding="utf-8")
    (one,) = live_forecasts(log)
    assert one.outcome is Outcome.NOT_GUARANTEED


def test_migrations_of_several_machines_are_kept_apart(tmp_path: Path) -> None:
    log = tmp_path / "launcher.log"
    both = [kubevirt(n, 300, 1000, rate, name) for n in (1, 2, 3) for name, rate in (("a", 100), ("b", 3000))]
    log.write_text("noise\n" + "".join(both), encoding="utf-8")
    assert [(f.last.name, f.outcome) for f in live_forecasts(log)] == [
        ("a", Outcome.GUARANTEED),
        ("b", Outcome.DIVERGES),
    ]


def test_line_that_is_cut_off_is_named(tmp_path: Path) -> None:
    log = tmp_path / "launcher.log"
    log.write_text(kubevirt(1, 9, 9, 9) + kubevirt(2, 9, 9, 9)[:200] + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"launcher\.log:2: this progress line has no"):
        live_forecasts(log)


def reply(status: str, sync: int, remaining: int, pages: int) -> dict[str, object]:
    ram = {
        "mbps": 1000.0,
        "dirty-pages-rate": pages,
        "dirty-sync-count": sync,
        "remaining": remaining,
        "total": 4 * 2**30,
    }
    return {"return": {"status": status, "total-time": 1000 * sync, "ram": ram}}


def test_replies_of_qemu_are_judged_while_they_end_active_only(tmp_path: Path) -> None:
    path = tmp_path / "replies.json"
    path.write_text(json.dumps([reply("active", n, 300 * MIB, 1000) for n in (1, 2, 3)]), encoding="utf-8")
    assert [f.outcome for f in live_forecasts(path)] == [Outcome.GUARANTEED]
    path.write_text(json.dumps([reply("completed", n, 0, 0) for n in (1, 2, 3)]), encoding="utf-8")
    assert live_forecasts(path) == ()


def test_command_says_whether_when_or_never(tmp_path: Path) -> None:
    log = tmp_path / "launcher.log"
    for dirtied, code, words in (
        (400, 0, "it ends: at most"),
        (3000, 1, "it never ends"),
        (998, 3, "neither is proved"),
    ):
        log.write_text("".join(kubevirt(n, 300, 1000, dirtied) for n in (1, 2, 3)), encoding="utf-8")
        result = CliRunner().invoke(command, ["--from-recording", str(log)])
        assert (result.exit_code, words in result.output) == (code, True)
    data = json.loads(CliRunner().invoke(command, ["--from-recording", str(log), "--format", "json"]).output)
    assert data["live"][0]["verdict"] == "not guaranteed"
