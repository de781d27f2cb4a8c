"""No adversary leaves the bounds of a verdict: migrations played apart from the formulas, over random option sets."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from precopy_adversary import Pages, covered, paged
from precopy_options import disagreement, options
from vmotion_convergence.verdict import Outcome, judge
from vmotion_model.precopy.guests import TokenBucket
from vmotion_model.precopy.question import Question, read_question
from vmotion_model.precopy.scenario import Link, Memory, Scenario, StopRule

F = Fraction
SETS = 600
"""Option sets here; ``python bench/adversary.py`` plays as many as wanted."""


def test_no_adversary_leaves_the_bounds_of_a_random_option_set() -> None:
    said: Counter[str] = Counter()
    for seed in range(SETS):
        word, wrong = disagreement(options(random.Random(seed)), seed)
        assert not wrong, f"seed {seed}, {word}: {wrong}"
        said[word] += 1
    decided = {word.split()[-1] for word in said if word.startswith(("guaranteed", "diverges"))}
    assert decided >= {"T1", "T2", "T2m", "T3a", "T3b", "T3c", "T4", "T5a", "T5b", "T5d"}, "some theorem was not tried"


@pytest.mark.random
def test_no_adversary_leaves_the_bounds_of_many_more_option_sets() -> None:
    for seed in range(10_000, 14_000):
        word, wrong = disagreement(options(random.Random(seed)), seed)
        assert not wrong, f"seed {seed}, {word}: {wrong}"


def test_the_adversary_keeps_to_what_was_measured() -> None:
    """By hand: two windows of 18.5 s and one of 1.85 s cover 37.6 s, so that much and no more was dirtied."""
    curve = ((1.85, 145.92), (6.67, 265.48), (7.2, 275.13), (18.5, 427.37))
    assert covered(curve, 37.6) == pytest.approx(2 * 427.37 + 145.92)
    assert covered(curve, 18.5) == 427.37
    # Five short windows would allow more than one of 7.2 s.
    assert covered(curve, 7.0) == 275.13


def test_no_page_level_guest_leaves_the_bounds() -> None:
    tick, judged = F(1, 100), 0
    for seed in range(400):
        rng = random.Random(seed)
        slow, pages = rng.randint(2, 30), rng.randint(20, 400)
        setup = Pages(
            pages=pages,
            zero=rng.choice([0, rng.randint(0, pages)]),
            slow=slow,
            fast=rng.choice([slow, slow + rng.randint(0, 20)]),
            goal=rng.randint(2, 60),
            stream=rng.randint(0, slow),
            hot=rng.randint(0, 12),
            device=rng.choice([0, 0, rng.randint(0, slow)]),
        )
        # What is written at the start of a tick falls into windows shorter than it: so much is a burst.
        guest = TokenBucket(F(setup.hot + setup.stream + setup.device) * 4096 + 1, F(setup.stream) * 4096 / tick)
        link = Link(setup.slow * 4104 / tick, setup.fast * 4104 / tick, setup.slow * 4104 / tick)
        scenario = Scenario(
            Memory(F(pages) * 4096, F(setup.zero) * 4096),
            guest,
            link,
            StopRule(setup.goal * tick / setup.slow),
            unthrottled_rate=F(setup.device) * 4096 / tick,
        )
        verdict = judge(scenario)
        if verdict.outcome is not Outcome.GUARANTEED:
            continue
        limits = verdict.limits
        assert limits.rounds is not None
        assert limits.total_time_s is not None
        assert limits.sent_b is not None
        assert limits.downtime_s is not None
        ended, rounds, ticks, sent = paged(setup, seed)
        judged += 1
        assert ended, f"seed {seed}: {setup}"
        assert rounds <= limits.rounds, f"seed {seed}: {setup}"
        # A page goes out whole: a tick may send a page less than its share.
        assert F(ticks) * tick <= limits.total_time_s - limits.downtime_s + tick / setup.slow, f"seed {seed}: {setup}"
        assert sent <= limits.sent_b, f"seed {seed}: {setup}"
    assert judged > 100


@pytest.mark.parametrize(
    "question",
    [
        Question("64GiB", "10Gbps", "2GB/s", stun="ratchet", device_rate="10GB/s"),
        Question("64GiB", "10Gbps", "1GB/s", goal="50ms", rest="100%", window="100ms"),
        Question("64GiB", "10Gbps", "1GB/s", goal="50ms", rest="100%", window="100ms", stun="ratchet"),
        Question("64GiB", "10Gbps", "3GB/s", at_most=True),
        Question("64GiB", "10Gbps", "3GB/s", link_min="1Gbps"),
        Question(
            "3.3GB",
            "135.27MB/s",
            curve="24.4s,1123MB",
            goal="300ms",
            stun="none",
            rest="100%",
            window="100ms",
        ),
        Question("64GiB", "10Gbps", "1.5GB/s", working_set="700MB", random=True, stun="none"),
        Question("64GiB", "10Gbps", "1GB/s", window="1s", stun="none"),
        Question("64GiB", "10Gbps", "2GB/s", working_set="300MB", device_rate="2GB/s", stun="none"),
        Question("64GiB", "10Gbps", "1GB/s", rest="15%", link_min="9.5Gbps", stun="none"),
    ],
)
def test_migrations_that_may_never_end_are_not_guaranteed(question: Question) -> None:
    assert judge(read_question(question)).outcome is Outcome.NOT_GUARANTEED


def test_zero_pages_written_before_they_are_sent_count_in_every_bound() -> None:
    # 4 GiB go first; while they do, the guest fills zero pages ahead of the sender: by hand 88.6 s and 17 rounds.
    question = Question("64GiB", "10Gbps", "1GB/s", zero_memory="60GiB")
    limits = judge(read_question(question)).limits
    assert limits.rounds is not None
    assert limits.rounds >= 17
    assert limits.total_time_s is not None
    assert F("88.6") < limits.total_time_s < 100


def test_a_sweep_inherits_nothing_that_a_single_verdict_refuses() -> None:
    from vmotion_convergence.sweep import sweep
    from vmotion_convergence.whatif import what_if
    from vmotion_model.precopy.question import read_axis

    base = read_question(Question("64GiB", "10Gbps", "2GB/s", stun="ratchet", device_rate="10GB/s"))
    grid = sweep(base, dict([read_axis("memory=1GiB,64GiB")]))
    assert all(grid.verdict == 1)
    assert "ratchet" not in {change.lever for change in what_if(base)}
