"""A theorem is applied only where every hypothesis of its certificate holds: none can be forgotten, each can fail."""

from dataclasses import replace
from fractions import Fraction

import pytest

from vmotion_convergence.theorem_applies import applies, decide
from vmotion_convergence.verdict import Outcome, judge
from vmotion_model.precopy.question import Question, read_question
from vmotion_model.precopy.terms import Prop, text, truth, var
from vmotion_specs.convergence import applied
from vmotion_specs.convergence.applied import APPLICATIONS, ASIDE, Application
from vmotion_specs.convergence.catalogue import theorem
from vmotion_specs.convergence.theorem import Hypothesis, HypothesisRole

F = Fraction
SMALL = Question("64GiB", "10Gbps", "1GB/s", stun="none")
FAST = Question("64GiB", "10Gbps", "2GB/s", vcpus=4)

EXAMPLES: tuple[tuple[str, Application, Question], ...] = (
    ("T1", applied.CONSTANT, SMALL),
    ("T1", applied.ENVELOPE, SMALL),
    ("T2", applied.ENVELOPE, replace(SMALL, burst="10MB")),
    ("T2", applied.WAITING, replace(SMALL, burst="10MB", window="10ms")),
    ("T2m", applied.WINDOWED, replace(SMALL, rest="100%", window="100ms")),
    ("T3a", applied.FITS, replace(SMALL, link="4104MB/s", dirty_rate="9GB/s", working_set="2048MB")),
    ("T3b", applied.TRAPPED, replace(SMALL, dirty_rate="2GB/s")),
    ("T4", applied.FAULT, replace(FAST, at_most=True, stun="fault", fault_sleep="28us")),
    ("T4", applied.QUOTA, replace(FAST, at_most=True, stun="quota", quota="500/10ms")),
    ("T5a", applied.PROPORTIONAL, replace(FAST, stun="sdps")),
    ("T5a", applied.LONGEST_STUN, replace(FAST, stun="sdps")),
    ("T5a", applied.ALWAYS_ENGAGED, replace(FAST, stun="sdps", error="12.5%")),
    ("T5b", applied.RATCHET, replace(FAST, stun="ratchet")),
    ("T1", applied.HONEST, SMALL),
)
"""A migration that only this theorem decides, for each application that a verdict rests on."""

EACH = [
    pytest.param(name, application, question, item, id=f"{name}-{place}-{item.name}-{text(item.prop)[:24]}")
    for place, (name, application, question) in enumerate(EXAMPLES)
    for item in application.hypotheses
]


@pytest.mark.parametrize(("name", "application", "question", "item"), EACH)
def test_a_verdict_falls_with_each_single_hypothesis(
    name: str, application: Application, question: Question, item: Hypothesis, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = read_question(question)
    assert judge(scenario).theorem == name
    broken = Hypothesis("nothing gives this", item.prop, item.description, role=item.role)
    if item.role is not HypothesisRole.OF_RUN:
        broken = replace(item, prop=~item.prop)
    kept = tuple(broken if other is item else other for other in application.hypotheses)
    monkeypatch.setitem(application.__dict__, "hypotheses", kept)
    if application is applied.HONEST:
        # Asserted of every guarantee, because nothing that can be read breaks it.
        with pytest.raises(AssertionError, match="without its hypotheses"):
            judge(scenario)
        return
    verdict = judge(scenario)
    assert verdict.outcome is Outcome.NOT_GUARANTEED, "a hypothesis of the certificate was not looked at"


@pytest.mark.parametrize(
    ("application", "hypothesis", "good", "bad"),
    [
        ("T1", "slower than the link", SMALL, {"dirty_rate": "1.25GB/s"}),
        ("T1", "slower than the link: devices", SMALL, {"device_rate": "300MB/s"}),
        ("T1", "slower than the link: at its slowest", SMALL, {"link_min": "7Gbps"}),
        ("T1", "threshold", SMALL, {"goal": "1us"}),
        ("T1", "threshold: unsent rest", SMALL, {"rest": "30%"}),
        ("T1", "window within the goal", replace(SMALL, goal="300ms"), {"window": "400ms"}),
        ("T2", "threshold: burst", replace(SMALL, burst="10MB"), {"burst": "200MB"}),
        ("T2m", "slower than the link", replace(SMALL, rest="100%", window="100ms"), {"dirty_rate": "1.3GB/s"}),
        (
            "T2m",
            "gain of a window",
            replace(SMALL, rest="100%", window="100ms", burst="10MB"),
            {"burst": "30MB"},
        ),
        ("T2m", "window within the goal", replace(SMALL, rest="100%", window="100ms"), {"goal": "50ms"}),
        ("T3a", "fits", replace(SMALL, dirty_rate="9GB/s", working_set="500MiB"), {"working_set": "600MiB"}),
        (
            "T3a",
            "working set: devices write elsewhere",
            replace(SMALL, dirty_rate="9GB/s", working_set="500MiB"),
            {"device_rate": "500MB/s"},
        ),
        ("T4", "slower than the link", replace(FAST, stun="fault", fault_sleep="28us"), {"fault_sleep": "13us"}),
        ("T4", "all writers covered", replace(FAST, stun="fault", fault_sleep="28us"), {"device_rate": "1GB/s"}),
        ("T4", "slower than the link: quota", replace(FAST, stun="quota", quota="500/10ms"), {"quota": "800/10ms"}),
        ("T5a", "growth: not known of a guest that may rest", replace(FAST, stun="sdps"), {"at_most": True}),
        ("T5a", "contraction: growth", replace(FAST, stun="sdps"), {"growth": "10%"}),
        ("T5a", "contraction: error", replace(FAST, stun="sdps", growth="0"), {"error": "15%"}),
        ("T5a", "clearly too fast", replace(FAST, stun="sdps", error="12%"), {"error": "15%"}),
        ("T5a", "bounded drop", replace(FAST, stun="sdps"), {"link_min": "9Gbps"}),
        ("T5a", "reach", replace(FAST, stun="sdps"), {"most_stun": "30%"}),
        ("T5a", "peak demand", replace(FAST, stun="sdps", growth="2%"), {"burst": "1MB"}),
        ("T5a", "all writers covered", replace(FAST, stun="sdps"), {"device_rate": "1GB/s"}),
        ("T5a", "sleep: the longest stun", replace(FAST, stun="sdps"), {"vcpus": 2000}),
        ("T5a", "window within the goal", replace(FAST, stun="sdps"), {"window": "3s"}),
        ("T5b", "fully raised", replace(FAST, stun="ratchet"), {"most_stun": "60%"}),
        ("T5b", "all writers covered", replace(FAST, stun="ratchet"), {"device_rate": "10GB/s"}),
        ("T5b", "contraction", replace(FAST, stun="ratchet"), {"link_min": "4Gbps"}),
        ("T5b", "gain of a read", replace(FAST, stun="ratchet"), {"rest": "100%"}),
        (
            "T5b",
            "window within the goal",
            replace(FAST, stun="ratchet", rest="100%", window="100ms"),
            {"goal": "50ms"},
        ),
        ("T5b", "peak", replace(FAST, stun="ratchet"), {"burst": "1MB"}),
    ],
)
def test_options_that_break_one_hypothesis_are_never_guaranteed(
    application: str, hypothesis: str, good: Question, bad: dict[str, object]
) -> None:
    verdict = judge(read_question(good))
    assert (verdict.outcome, verdict.theorem) == (Outcome.GUARANTEED, application)
    broken = judge(read_question(replace(good, **bad)))  # type: ignore[arg-type]
    assert broken.outcome is not Outcome.GUARANTEED, hypothesis
    assert broken.outcome is Outcome.DIVERGES or any(not step.holds for step in broken.argument)


@pytest.mark.parametrize(
    ("theorem_id", "good", "bad"),
    [
        ("T3b", replace(SMALL, dirty_rate="2GB/s"), {"at_most": True}),
        ("T3b", replace(SMALL, dirty_rate="2GB/s"), {"link": "20Gbps", "link_min": "10Gbps"}),
        ("T3b", replace(SMALL, dirty_rate="2GB/s"), {"working_set": "600MB"}),
        ("T3b", replace(SMALL, dirty_rate="2GB/s"), {"zero_memory": "63.9GiB"}),
        ("T5d", replace(FAST, stun="ratchet", most_stun="30%"), {"most_stun": "40%"}),
        ("T5d", replace(FAST, stun="ratchet", most_stun="30%"), {"at_most": True}),
        ("T3c", replace(SMALL, dirty_rate="2GB/s", rest="50%", working_set="4GiB"), {"dirty_rate": "1.2GB/s"}),
    ],
)
def test_options_that_break_one_hypothesis_never_diverge(
    theorem_id: str, good: Question, bad: dict[str, object]
) -> None:
    verdict = judge(read_question(good))
    assert (verdict.outcome, verdict.theorem) == (Outcome.DIVERGES, theorem_id)
    assert judge(read_question(replace(good, **bad))).outcome is not Outcome.DIVERGES  # type: ignore[arg-type]


def test_every_obligation_of_an_applied_theorem_is_applied_or_set_aside() -> None:
    used = {item.id for application in APPLICATIONS for item in application.obligations}
    asked = {
        item.id
        for name in ("T1", "T1p", "T2", "T2m", "T3", "T4", "T5a", "T5b", "T5d", "T8")
        for item in theorem(name).obligations
    }
    assert asked - used == ASIDE


def test_what_only_the_proof_counts_has_no_value_in_any_scenario() -> None:
    """A hypothesis marked as book-keeping must speak of something that a scenario could not decide anyway."""
    for name, application, question in EXAMPLES:
        verdict = judge(read_question(question))
        assert verdict.theorem == name
        for item in (h for o in application.obligations for h in o.hypotheses if h.role is HypothesisRole.INNER):
            assert truth(item.prop, {"sigma": F(1), "rho": F(1), "R": F(2), "S": F(3), "l": F(1, 2), "M": F(5)}) is None


def test_a_hypothesis_without_a_value_is_not_decided() -> None:
    fits = Application("T3a", applied.FITS.obligations)
    assert not applies(decide(fits, {"W": F(1)}, {"dirty", "working set"}))
    assert not applies(decide(fits, {"W": F(1), "S": F(2)}, {"dirty"}))
    assert applies(decide(fits, {"W": F(1), "S": F(2)}, {"dirty", "working set"}))
    gap: Prop = var("x") / (var("R") - var("R")) <= 1
    assert truth(gap, {"x": F(1), "R": F(2)}) is None, "a term without a value decides nothing"
