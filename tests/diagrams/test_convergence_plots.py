"""Plots reach a file whole, or say what is missing."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from vmotion_convergence.sweep import sweep
from vmotion_convergence.verdict import Outcome, judge
from vmotion_model.common.errors import InputError
from vmotion_model.precopy.question import Question, read_axis, read_question
from vmotion_traces.recordings.compare import compare_path

pytest.importorskip("matplotlib", reason="Matplotlib belongs to the extra 'pictures'")
from vmotion_diagrams.convergence.heat import SHADES, plot_grid, shades
from vmotion_diagrams.convergence.plots import plot_scenario, proved_bound, simulated
from vmotion_diagrams.convergence.recorded import plot_comparison, plot_comparisons

DATA = Path(__file__).resolve().parents[1] / "data"
QUESTIONS = [
    Question("64GiB", "10Gbps", "2GB/s", working_set="8GiB", stun="fault", fault_sleep="28us", vcpus=4),
    Question("64GiB", "10Gbps", "2GB/s", stun="none"),
    Question("64GiB", "10Gbps", "100MB/s", burst="200MB"),
    Question("64GiB", "10Gbps", "2GB/s", working_set="4GiB", random=True),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=["stunned", "diverges", "envelope", "random"])
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_every_kind_of_verdict_can_be_drawn(question: Question, ending: str, tmp_path: Path) -> None:
    scenario = read_question(question)
    plot_scenario(scenario, judge(scenario), tmp_path / f"plot{ending}")
    (written,) = tmp_path.iterdir()
    assert written.name == f"plot{ending}"
    assert written.read_bytes()[:5] in (b"\x89PNG\r", b"<?xml")


def test_a_heat_map_and_a_recording_can_be_drawn(tmp_path: Path) -> None:
    axes = dict(map(read_axis, ("dirty-rate=1GB/s:20GB/s:x2", "link=1Gbps:100Gbps:x2", "goal=100ms,1s")))
    plot_grid(sweep(read_question(QUESTIONS[1]), axes), tmp_path / "grid.png")
    plot_comparison(compare_path(DATA / "B-cpu-ws64-r50000-i30-n30.json")[0], tmp_path / "run.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grid.png", "run.png"]


def test_a_recording_has_plain_numbers_and_what_was_predicted_is_seen_beside_what_was_observed(tmp_path: Path) -> None:
    """Of a run whose rounds are of like length, and that was never throttled."""
    (found,) = compare_path(DATA / "A-ws64-bw100-r10000.json")
    assert found.predicted is not None
    calm = replace(found.recording, settings=replace(found.recording.settings, auto_converge=True))
    alike = replace(found.predicted, round_s=tuple(1.0 for _ in found.predicted.round_s), throttles=())
    seen = replace(calm, observed=replace(calm.observed, round_s=(1.0, 1.2, 1.1), throttles=(), throttle_at=()))
    plot_comparison(replace(found, recording=seen, predicted=alike), tmp_path / "calm.svg")
    text = (tmp_path / "calm.svg").read_text(encoding="utf-8")
    assert "none, neither predicted nor observed" in text
    assert "mathdefault" not in text
    assert "\N{MULTIPLICATION SIGN}" not in text
    assert "stroke-dasharray: 5.6,2.8" in text


def test_many_recordings_are_drawn_together_and_none_is_refused(tmp_path: Path) -> None:
    found = [compare_path(DATA / name)[0] for name in ("B-cpu-ws64-r50000-i30-n30.json", "A-ws64-bw100-r10000.json")]
    plot_comparisons(found, tmp_path / "many.png")
    plot_comparisons(found[:1], tmp_path / "one.svg")
    assert "Throttle" in (tmp_path / "one.svg").read_text(encoding="utf-8")
    nothing = [replace(found[0], predicted=None)]
    with pytest.raises(InputError, match="nothing to plot"):
        plot_comparisons(nothing, tmp_path / "none.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.png", "one.svg"]


def test_a_heat_map_of_one_axis_and_a_wrong_ending_are_refused(tmp_path: Path) -> None:
    grid = sweep(read_question(QUESTIONS[1]), dict([read_axis("link=1Gbps,2Gbps")]))
    with pytest.raises(InputError, match="two axes"):
        plot_grid(grid, tmp_path / "grid.png")
    scenario = read_question(QUESTIONS[1])
    with pytest.raises(InputError, match=r"\.png"):
        plot_scenario(scenario, judge(scenario), tmp_path / "plot.jpeg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("rate", ["3Gbps", "9Gbps", "12Gbps", "40Gbps"])
def test_the_worst_guest_that_is_drawn_stays_under_the_bound_that_is_drawn(rate: str) -> None:
    """Below the link without a stun, above it under SDPS, which acts only after the first round."""
    scenario = read_question(Question("64GiB", "10Gbps", rate))
    verdict = judge(scenario)
    assert verdict.outcome is Outcome.GUARANTEED
    share = Fraction(verdict.stun_share).limit_denominator(10**6) if verdict.stun_needed else Fraction(0)
    run = simulated(scenario, share)
    left = [scenario.memory.sent_b, *(r.left_b for r in run.rounds)]
    bound = proved_bound(scenario, verdict, len(left))
    assert len(bound) == len(left)
    assert all(seen <= proved for seen, proved in zip(left, bound, strict=True))


def test_a_heat_map_tells_not_guaranteed_from_diverges_and_names_its_slices(tmp_path: Path) -> None:
    axes = dict(map(read_axis, ("link=1Gbps,40Gbps", "dirty-rate=100MB/s,8GB/s", "goal=100ms,1s")))
    exact = sweep(read_question(Question("64GiB", "1Gbps", "1GB/s", stun="none")), axes)
    most = sweep(read_question(Question("64GiB", "1Gbps", "1GB/s", stun="none", at_most=True)), axes)
    words = list(SHADES)
    assert {words[k] for k in shades(exact).reshape(-1)} == {"guaranteed", "diverges"}
    assert {words[k] for k in shades(most).reshape(-1)} == {"guaranteed", "not guaranteed"}
    plot_grid(exact, tmp_path / "g.svg")
    drawn = (tmp_path / "g.svg").read_text(encoding="utf-8")
    for words_ in ("goal 100 ms", "goal 1 s", "not guaranteed", "diverges"):
        assert f"<!-- {words_} -->" in drawn


def test_a_heat_map_of_many_slices_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    axes = dict(map(read_axis, ("link=1Gbps,40Gbps", "dirty-rate=100MB/s,8GB/s", "goal=100ms:2s:#20")))
    plot_grid(sweep(read_question(Question("64GiB", "1Gbps", "1GB/s")), axes), tmp_path / "g.svg")
    drawn = (tmp_path / "g.svg").read_text(encoding="utf-8")
    assert "12 of 20 slices" in drawn
    assert "<!-- goal 100 ms -->" in drawn
    assert "<!-- goal 2 s -->" in drawn
