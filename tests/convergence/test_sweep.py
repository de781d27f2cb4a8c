"""Sweeps say of every scenario what the exact verdict says, and what-if names changes that really help."""

import csv
import random
import re
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_convergence.planning import answer
from vmotion_convergence.sweep import CLASSES, CODES, Grid, at, exact_class, sweep
from vmotion_convergence.sweep_file import write_grid
from vmotion_convergence.verdict import Outcome, judge
from vmotion_convergence.whatif import PLATFORMS, WhatIfChange, what_if
from vmotion_model.common.errors import InputError
from vmotion_model.precopy.question import Question, read_axis, read_question

F = Fraction
BASE = Question("64GiB", "10Gbps", "1GB/s", vcpus=4)
NEEDS = {"fault": {"fault_sleep": "20us"}, "quota": {"quota": "500/10ms"}}


def agree(grid: Grid, question: Question, picks: int = 200) -> None:
    base, rng = read_question(question), random.Random(7)
    size = grid.verdict.size
    for place in [0, size - 1, *(rng.randrange(size) for _ in range(picks))]:
        values, left = {}, place
        for name, axis in reversed(list(grid.axes.items())):
            left, index = divmod(left, len(axis))
            values[name] = axis[index]
        assert exact_class(at(base, values)) == (CODES[grid.verdict[place]], CLASSES[grid.kind[place]]), values


@pytest.mark.parametrize("stun", ["none", "sdps", "fault", "quota", "ratchet"])
@pytest.mark.parametrize("working", [None, "700MiB", "4GiB"])
def test_a_sweep_agrees_with_the_exact_verdicts(stun: str, working: str | None) -> None:
    question = Question(**{**BASE.__dict__, "stun": stun, "working_set": working, **NEEDS.get(stun, {})})
    texts = ("memory=1GiB:256GiB:x4", "link=1Gbps:100Gbps:#12", "dirty-rate=50MB/s:20GB/s:x2", "goal=100ms,500ms,2s")
    agree(sweep(read_question(question), dict(map(read_axis, texts))), question)


@settings(deadline=None, max_examples=examples(60))
@given(st.data())
def test_any_sweep_agrees_with_the_exact_verdicts(data: st.DataObject) -> None:
    draw = data.draw
    stun = draw(st.sampled_from(["none", "sdps", "fault", "quota", "ratchet"]))
    more: dict[str, Any] = dict(NEEDS.get(stun, {}))
    more["at_most"] = draw(st.booleans())
    more["device_rate"] = draw(st.sampled_from([None, "1MB/s", "300MB/s"]))
    more["zero_memory"] = draw(st.sampled_from([None, "100MiB"]))
    more["working_set"] = draw(st.sampled_from([None, "625MB", "2GiB"]))
    if stun in ("sdps", "ratchet"):
        more["peak_rate"] = draw(st.sampled_from([None, "5GB/s", "40GB/s"]))
        more["most_stun"] = draw(st.sampled_from([None, "50%"]))
        more["cpu_share"] = draw(st.sampled_from(["1", "30%"]))
    if stun == "sdps":
        more["growth"] = draw(st.sampled_from([None, "0", "5%", "40%"]))
        more["error"] = draw(st.sampled_from([None, "0"]))
    question = Question(**{**BASE.__dict__, "stun": stun, "vcpus": draw(st.integers(1, 64)), **more})
    # Ties on purpose: 4104/4096 x 4096 MB/s is 4104 MB/s, and 625 MB are half a second of 10 Gbps.
    links = draw(
        st.lists(st.sampled_from(["1Gbps", "10Gbps", "4104MB/s", "100Gbps"]), min_size=1, max_size=3, unique=True)
    )
    rates = draw(st.lists(st.sampled_from(["10MB/s", "1GB/s", "2GB/s", "4096MB/s", "30GB/s"]), min_size=1, unique=True))
    axes = dict(map(read_axis, (f"link={','.join(links)}", f"dirty-rate={','.join(rates)}", "memory=200MiB,1GiB,1TiB")))
    agree(sweep(read_question(question), axes), question, picks=12)


def test_exact_ties_are_decided_exactly() -> None:
    # D f = R exactly: 4104/4096 x 4096 MB/s = 4104 MB/s. Floats cannot tell; one byte more or less can.
    question = Question("64GiB", "10Gbps", "1GB/s", stun="none", working_set="60GiB")
    rate = F(4096 * 10**6)
    axes = {"link": (F(4104 * 10**6),), "dirty-rate": (rate - F(1, 10**6), rate, rate + F(1, 10**6))}
    grid = sweep(read_question(question), axes)
    assert [CODES[code] for code in grid.verdict] == [Outcome.NOT_GUARANTEED, Outcome.DIVERGES, Outcome.DIVERGES]
    assert grid.exactly_decided >= 3
    agree(grid, question)


def test_parts_on_several_processes_make_the_same_grid() -> None:
    axes = dict(map(read_axis, ("link=1Gbps:100Gbps:#9", "dirty-rate=50MB/s:20GB/s:x2")))
    base = read_question(BASE)
    one, two = sweep(base, axes), sweep(base, axes, jobs=2, backend="threading")
    assert (one.verdict == two.verdict).all()
    assert (one.kind == two.kind).all()


def test_dask_makes_the_same_grid() -> None:
    pytest.importorskip("distributed", reason="Dask is an optional extra: pip install 'vmotion-model[distributed]'")
    axes = dict(map(read_axis, ("link=1Gbps:100Gbps:#9", "dirty-rate=50MB/s:20GB/s:x2")))
    base = read_question(BASE)
    one, two = sweep(base, axes), sweep(base, axes, jobs=2, backend="dask")
    assert (one.verdict == two.verdict).all()
    assert (one.kind == two.kind).all()


def test_without_dask_its_backend_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    axes = dict(map(read_axis, ("link=1Gbps,2Gbps", "dirty-rate=1GB/s,2GB/s")))
    with pytest.raises(InputError, match=r"vmotion-model\[distributed\]"):
        sweep(read_question(BASE), axes, jobs=2, backend="dask")


def test_zero_memory_and_working_set_bounds_in_a_sweep() -> None:
    question = Question("64GiB", "10Gbps", "1GB/s", stun="none", zero_memory="60GiB", working_set="30GiB")
    agree(
        sweep(read_question(question), dict(map(read_axis, ("dirty-rate=1GB/s:9GB/s:#9", "goal=1s:9s:#9")))), question
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [("memory=16GiB:1TiB:x2", 7), ("link=10Gbps,25Gbps", 2), ("goal=100ms:1s:+100ms", 10), ("memory=1GiB:2GiB:#5", 5)],
)
def test_axes_by_hand(text: str, count: int) -> None:
    name, values = read_axis(text)
    assert (name, len(values)) == (text.split("=", maxsplit=1)[0], count)


@pytest.mark.parametrize(
    "text",
    ["foo=1GiB", "memory", "memory=1:2:x2", "memory=2GiB:1GiB:x2", "memory=1GiB:2GiB:x1", "link=1GiB", "goal=1s:2s:3"],
)
def test_bad_axes_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_axis(text)


def test_a_grid_file_holds_each_scenario_with_its_units(tmp_path: Path) -> None:
    grid = sweep(read_question(BASE), dict(map(read_axis, ("memory=16GiB,32GiB", "link=1Gbps,10Gbps"))))
    write_grid(grid, tmp_path / "grid.csv")
    lines = (tmp_path / "grid.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "memory_B,link_Bps,verdict,class"
    assert len(lines) == 5
    assert lines[1].startswith(f"{16 * 2**30},125000000,")
    with pytest.raises(InputError, match=r"csv or \.parquet"):
        write_grid(grid, tmp_path / "grid.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["grid.csv"]


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an optional extra")
    grid = sweep(read_question(BASE), dict(map(read_axis, ("memory=16GiB,32GiB", "link=1Gbps,10Gbps"))))
    write_grid(grid, tmp_path / "grid.parquet")
    table = parquet.read_table(tmp_path / "grid.parquet")
    assert table.column("memory_B").to_pylist() == [16 * 2**30] * 2 + [32 * 2**30] * 2


def asked_again(question: Question, change: WhatIfChange, amount: str) -> Outcome:
    """The verdict on the question with one change made as its text says it, read like any input."""
    fields = {
        "link": {"link": amount},
        "goal": {"goal": amount},
        "working set": {"working_set": amount},
        "stun": {"stun": "fault", "fault_sleep": amount},
        "ratchet": {"stun": "ratchet", "most_stun": amount},
    }
    return judge(read_question(replace(question, **fields[change.lever]))).outcome  # type: ignore[arg-type]


def a_little_less(change: WhatIfChange) -> str:
    """Two per cent less help, as an input; of a throttle one step."""
    value = float(change.value)
    if change.lever == "ratchet":
        return f"{value - 0.1:.6f}"
    if change.lever == "working set":
        return f"{value * 1.02:.6f}B"
    unit = {"link": "B/s", "goal": "s", "stun": "s"}[change.lever]
    return f"{value * 0.98:.12f}{unit}"


AMOUNT = re.compile(r"(?:at least|goal of|at most|stun of|raised to) ([\d.e+]+ ?[A-Za-z%/]+)")


@settings(deadline=None, max_examples=examples(25), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.integers(1, 4000),
    st.integers(1, 64),
    st.integers(1, 100),
    st.sampled_from(["none", "sdps", "ratchet"]),
    st.booleans(),
)
def test_every_change_it_names_is_enough_and_a_little_less_is_not(
    dirty: int, working_gib: int, link_gbps: int, stun: str, random_writes: bool
) -> None:
    question = Question(
        "64GiB",
        f"{link_gbps}Gbps",
        f"{dirty}MB/s",
        working_set=f"{working_gib}GiB",
        stun=stun,
        vcpus=2,
        random=random_writes,
    )
    scenario = read_question(question)
    changes = what_if(scenario)
    if judge(scenario).outcome is Outcome.GUARANTEED:
        assert changes == ()
        return
    assert "stun" in {change.lever for change in changes}, "a per-fault stun always helps"
    assert [change.cost for change in changes] == sorted(change.cost for change in changes)
    for change in changes:
        printed = AMOUNT.search(change.description)
        assert printed, change.description
        assert asked_again(question, change, printed[1].replace(" ", "")) is Outcome.GUARANTEED, change.description
        if change.lever == "ratchet" and change.value <= F(2, 10):
            continue  # the first step is the least throttle there is
        assert asked_again(question, change, a_little_less(change)) is not Outcome.GUARANTEED, change.description


def test_a_rate_above_the_given_peak_is_the_peak_in_a_sweep() -> None:
    # One question refuses 80 GB/s under a peak of 2 GB/s; a sweep may reach it, and no throttle of 99 % holds it.
    question = replace(BASE, stun="ratchet", peak_rate="2GB/s")
    grid = sweep(read_question(question), dict([read_axis("dirty-rate=1GB/s,2GB/s,80GB/s")]))
    assert [CODES[code] for code in grid.verdict] == [Outcome.GUARANTEED, Outcome.GUARANTEED, Outcome.NOT_GUARANTEED]


def test_jobs_and_backends_that_cannot_be_are_refused() -> None:
    axes = dict(map(read_axis, ("link=1Gbps,2Gbps", "dirty-rate=1GB/s,2GB/s")))
    with pytest.raises(InputError, match="--jobs 0"):
        sweep(read_question(BASE), axes, jobs=0)
    with pytest.raises(InputError, match="--backend nowhere"):
        sweep(read_question(BASE), axes, jobs=2, backend="nowhere")


@pytest.mark.parametrize(
    ("stun", "texts"),
    [
        ("sdps", ("growth=0,5%,30%", "link=1Gbps:100Gbps:x3", "vcpus=1,8,64", "dirty-rate=50MB/s:20GB/s:x3")),
        ("fault", ("page-size=4KiB,64KiB,2MiB", "fault-sleep=1us:1ms:x4", "vcpus=1,8")),
        ("none", ("page-size=4KiB,2MiB", "vcpus=1,4")),
        ("ratchet", ("link=1Gbps,10Gbps", "page-size=4KiB:1GiB:x8")),
    ],
)
def test_vcpus_page_size_and_growth_are_axes_like_any_other(stun: str, texts: tuple[str, ...]) -> None:
    question = Question(**{**BASE.__dict__, "stun": stun, **NEEDS.get(stun, {})})
    grid = sweep(read_question(question), dict(map(read_axis, texts)))
    assert grid.verdict.shape == (grid.kind.size,)
    agree(grid, question, 60)


def test_a_large_page_needs_a_longer_sleep() -> None:
    # T4: s = nP/(eta R). At 10 GbE a sleep of 28 us holds 4 vCPUs in pages of 4 KiB; of 2 MiB it is 512 times too short.
    base = read_question(Question("64GiB", "10Gbps", "20GB/s", vcpus=4, stun="fault", fault_sleep="28us"))
    grid = sweep(base, dict([read_axis("page-size=4KiB,2MiB")]))
    assert [CODES[code] for code in grid.verdict] == [Outcome.GUARANTEED, Outcome.NOT_GUARANTEED]


@pytest.mark.parametrize(
    "text", ["vcpus=0", "vcpus=1.5", "vcpus=1:8:#3", "page-size=3KiB", "page-size=2KiB", "page-size=4KiB:2MiB:#3"]
)
def test_axes_that_are_no_numbers_of_vcpus_or_pages_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_axis(text)
    base = read_question(BASE)
    for name, value in (("vcpus", F(3, 2)), ("page-size", F(3 * 4096)), ("page-size", F(2048))):
        with pytest.raises(InputError):
            at(base, {name: value})
    with pytest.raises(InputError, match="sdps"):
        at(read_question(replace(BASE, stun="none")), {"growth": F(1)})


def test_a_sweeps_file_has_the_figures_of_each_scenario(tmp_path: Path) -> None:
    base = read_question(replace(BASE, stun="none", working_set="4GiB"))
    grid = sweep(base, dict(map(read_axis, ("link=1Gbps,10Gbps,40Gbps", "vcpus=1,4"))))
    write_grid(grid, tmp_path / "g.csv", base)
    with (tmp_path / "g.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows] == [CODES[code].value for code in grid.verdict]
    for row in rows:
        scenario = at(base, {"link": F(row["link_Bps"]), "vcpus": F(row["vcpus"])})
        judged, limits = judge(scenario), judge(scenario).limits
        assert row["theorem"] == judged.theorem
        if judged.outcome is Outcome.GUARANTEED:
            assert limits.total_time_s is not None
            assert float(row["worst_total_s"]) == pytest.approx(float(limits.total_time_s), rel=1e-9)
            assert float(row["expected_total_s"]) <= float(row["worst_total_s"])
            assert int(row["expected_rounds"]) <= int(row["worst_rounds"])
        else:
            assert row["worst_total_s"] == row["worst_rounds"] == row["worst_downtime_s"] == ""


@given(
    st.integers(1, 512),
    st.sampled_from(["1Gbps", "10Gbps", "2x25GbE", "100Gbps"]),
    st.integers(1, 20_000),
    st.sampled_from([None, "100MiB", "4GiB"]),
    st.sampled_from(["none", "sdps", "ratchet"]),
    st.sampled_from(["4KiB", "2MiB"]),
)
@settings(deadline=None, max_examples=examples(60))
def test_what_is_expected_is_never_beyond_what_is_proved(
    memory: int, link: str, dirty: int, working: str | None, stun: str, page: str
) -> None:
    question = Question(
        f"{memory}GiB", link, f"{dirty}MB/s", working_set=working, stun=stun, page_size=page, growth=None
    )
    line = answer(read_question(question))
    if line.verdict == "diverges":
        assert line.expected_s is None
    if line.verdict != "guaranteed":
        assert line.worst_s is None
        return
    pairs = (
        (line.expected_s, line.worst_s),
        (line.expected_rounds, line.worst_rounds),
        (line.expected_downtime_s, line.worst_downtime_s),
        (line.expected_lost_s, line.worst_lost_s),
    )
    for expected, worst in pairs:
        assert expected is None or worst is None or expected <= worst * (1 + 1e-9)


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_what_if_offers_only_what_can_be_changed_there(platform: str) -> None:
    scenario = read_question(Question("64GiB", "10Gbps", "2GB/s", working_set="4GiB", vcpus=4))
    everywhere, here = what_if(scenario), what_if(scenario, platform)
    assert {change.lever for change in here} <= set(PLATFORMS[platform])
    assert here == tuple(change for change in everywhere if change.lever in PLATFORMS[platform])
    assert "stun" in {change.lever for change in everywhere}, "a sleep per first write, which neither can set"
    assert ("ratchet" in {change.lever for change in here}) == (platform == "qemu")
