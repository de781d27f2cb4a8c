"""QEMU's loop on a simulated clock: windows, the throttle, the guest's writes, and what the hosts cost."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.compare import compare_pages
from vmotion_traces.recordings.copying_cost import AGAIN_BPS, NEW_BPS, USUAL
from vmotion_traces.recordings.dirty_log import CurveLog, PageLog
from vmotion_traces.recordings.guest_clock import AWAKE, Counter
from vmotion_traces.recordings.host import held_out, measured
from vmotion_traces.recordings.qemu import Throttle, simulate, window_b
from vmotion_traces.recordings.qemu_runs import read_run
from vmotion_traces.recordings.recording import GuestFacts, Settings
from vmotion_traces.recordings.wire_bytes import WIRE

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the recordings (../shared/data) are not beside the project"
)
PACED = DATA / "A-ws64-bw100-r10000.json"
THROTTLED = DATA / "B-cpu-ws64-r50000-i30-n30.json"
MIB = 2**20


def test_a_window_sends_whole_groups_of_pages() -> None:
    # Seen in recordings: 2560 pages per 100 ms at 100 MiB/s, 3296 at 128 MiB/s (135.27 MB/s).
    assert window_b(Settings(100 * MIB, 0.3), 0.1) == 2560 * 4104
    assert window_b(Settings(128 * MIB, 0.3), 0.1) / 0.1 == pytest.approx(135.27e6, rel=1e-4)


def test_an_idle_guest_ends_when_the_rest_fits_the_downtime() -> None:
    # 25600 pages at 2560 a window; the threshold is three windows less the wake-up: eight windows.
    run = simulate(Settings(100 * MIB, 0.3), CurveLog(25600, 0, lambda _a, _b: 0.0))
    assert run.ended
    assert run.total_s - run.downtime_s == pytest.approx(0.8, abs=0.06)


def test_the_final_copy_of_pages_new_to_the_destination_is_slow_and_of_others_fast() -> None:
    # An idle guest leaves 5120 pages of round 0: page faults at the destination. A guest that dirties the first
    # 2560 pages again in each window leaves only these, which are there.
    idle = simulate(Settings(100 * MIB, 0.3), PageLog(25600, 25600, lambda _a, _b: np.zeros(0, np.intp)))
    busy = simulate(Settings(100 * MIB, 0.06), PageLog(25600, 25600, lambda _a, _b: np.arange(1024)))
    assert idle.final_b == 5120 * 4096
    assert idle.downtime_s == pytest.approx(5120 * 4104 / NEW_BPS, rel=1e-6)
    assert busy.final_b == 1024 * 4096
    assert busy.downtime_s == pytest.approx(1024 * 4104 / AGAIN_BPS, rel=1e-6)


def test_without_a_rate_limit_the_destination_sets_the_pace() -> None:
    # Recorded: 1 GiB without a limit took 5.263 s, 1 GiB of zeros 0.150 s; at the final copy's rate it would be 1.8 s.
    run = simulate(Settings(1e11, 0.3), PageLog(2**18, 2**18, lambda _a, _b: np.zeros(0, np.intp)))
    assert run.total_s == pytest.approx(5.263, rel=0.15)
    zeros = simulate(Settings(200 * MIB, 0.3), PageLog(2**18, 0, lambda _a, _b: np.zeros(0, np.intp)))
    assert 0.1 < zeros.total_s < 0.2


def test_a_page_of_zeros_that_the_guest_writes_is_new_to_the_destination() -> None:
    log = PageLog(10, 0, lambda _a, _b: np.arange(5))
    log.send()
    log.sync(0.0, 1.0)
    assert log.send().seconds == pytest.approx(5 * 4104 / NEW_BPS)
    log.sync(1.0, 2.0)
    assert log.send().seconds == pytest.approx(5 * 4104 / AGAIN_BPS)


def test_an_emulated_guest_at_99_per_cent_holds_the_sync_up_for_its_sleep() -> None:
    # Both recorded runs at 99 % end 1.00 s after the raise: slices of 10 ms, one sleep of 0.99 s.
    guest = GuestFacts(16384, 50_000.0, paced=False, random=False, counter=(), emulated=True)
    counter = Counter(guest, recorded=False)
    counter.throttle(4.5, 0.99)
    assert counter.awake_from(4.7) == pytest.approx(5.49)
    assert counter.awake_from(5.495) == pytest.approx(5.495)
    assert counter.at(5.48) == counter.at(4.5)
    native = Counter(replace(guest, emulated=False), recorded=False)
    native.throttle(4.5, 0.99)
    assert native.awake_from(4.7) == 4.7


def test_the_second_working_set_of_a_guest_of_two_phases_is_read_and_written(tmp_path: Path) -> None:
    document = json.loads(PACED.read_text(encoding="utf-8"))
    start = document["params"]["migrate_t"]
    document["guest"] |= {"pages": 100, "pages2": 300, "delay": 10, "delay2": 20, "phase_s": 2}
    document["guest_counter_src"] = [[start + t / 10, 1000.0 * t, int(t >= 20)] for t in range(40)]
    path = tmp_path / "phases.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    guest = read_run(path).guest
    assert guest is not None
    assert (guest.pages, guest.second_pages) == (100, 300)
    assert guest.second_rate == pytest.approx(guest.rate / 2)
    assert [(round(t, 2), phase) for t, phase in guest.phase_at] == [(1.95, 1)]
    counter = Counter(guest, recorded=True)
    assert len(counter.touched(0.5, 1.5, 1)) == 100
    assert len(counter.touched(2.5, 3.5, 1)) == 300
    assert len(counter.touched(1.0, 3.0, 1)) == 300, "both phases"
    # The judged guest may write both sets, which may lie apart.
    judged = compare_pages(read_run(path)).judged
    assert judged is not None


@given(st.floats(0, 20), st.floats(0.001, 5), st.floats(0.1, 3))
def test_a_guest_of_two_phases_never_writes_back_in_time(start: float, length: float, phase_s: float) -> None:
    guest = GuestFacts(
        100, 1000.0, paced=False, random=False, counter=(), second_pages=50, second_rate=10.0, phase_s=phase_s
    )
    counter = Counter(guest, recorded=False)
    writes = counter.at(start + length) - counter.at(start)
    assert 10.0 * length - 1e-6 <= writes <= 1000.0 * length + 1e-6
    assert len(counter.touched(start, start + length, 1)) <= 100


def test_a_guest_at_twice_the_rate_stands_still() -> None:
    rate = 2 * 2560 * 4096 / 0.1
    log = CurveLog(25600, 0, lambda a, b: min(rate * (b - a), 60 * MIB))
    run = simulate(Settings(100 * MIB, 0.3), log, stop_after=(20.0, 1000))
    assert not run.ended
    assert run.synced_b[-1] > 0.3 * 100 * MIB


def test_the_throttle_rises_at_the_second_judgement_over_the_trigger_and_never_falls() -> None:
    throttle = Throttle(Settings(100.0, 0.3, auto_converge=True, initial=0.2, increment=0.1))
    for second in range(1, 8):
        throttle.synced(second * 1.1, 60.0, second * 100.0)
    assert [level for _, level in throttle.steps] == pytest.approx([0.2, 0.3, 0.4])
    assert [now for now, _ in throttle.steps] == pytest.approx([2.2, 4.4, 6.6])
    throttle.synced(99.0, 0.0, 10_000.0)
    assert throttle.level == pytest.approx(0.4)


def test_syncs_within_a_second_are_not_judged() -> None:
    throttle = Throttle(Settings(100.0, 0.3, auto_converge=True))
    for tenth in range(1, 10):
        throttle.synced(tenth / 10, 90.0, tenth * 10.0)
    assert throttle.high == 0


def test_the_hosts_constants_are_measured_and_a_configuration_can_be_left_out() -> None:
    runs = [read_run(PACED), read_run(THROTTLED)]
    # 28.9 MB in 54 ms and 27.9 MB in 26 ms.
    assert WIRE / measured(runs[:1]).copying.again_s == pytest.approx(28.9e6 / 0.054, rel=0.01)
    assert measured(runs[:1]).awake == AWAKE, "no throttle, nothing measured"
    assert measured(runs) != measured(runs[:1])
    assert held_out(runs[0], [*runs, replace(runs[0], name="E-v72-ws64-bw100-r10000")]) == measured(runs[1:])


@needs_shared
def test_the_hosts_constants_are_what_all_recordings_show() -> None:
    found = []
    for path in sorted((SHARED / "qemu_runs" / "runs").glob("*.json")):
        with suppress(InputError):
            found.append(read_run(path))
    host = measured(found)
    assert host.copying.new_s == pytest.approx(USUAL.new_s, rel=0.25)
    assert host.copying.again_s == pytest.approx(USUAL.again_s, rel=0.1)
    assert host.copying.zero_s == pytest.approx(USUAL.zero_s, rel=0.25)
    assert host.awake == pytest.approx(AWAKE, rel=0.15)
