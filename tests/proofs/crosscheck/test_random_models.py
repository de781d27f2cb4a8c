"""No engine contradicts another on random models, nor on kept ones: where one once did, or a coarse reading of time would.

``unknown`` contradicts nothing, so what share of the statements each engine decides has a floor.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings

from proofs.agreement import Witnesses
from random_models import Case, case_from_json, case_to_json, cases
from vmotion_proofs.crosscheck.spin import MISSING, available

KEPT = sorted((Path(__file__).parents[2] / "data" / "random_models").glob("*.json"))
AT_NIGHT = settings.get_current_profile_name() == "nightly"
FEW, MANY = 8, settings.get_profile("nightly").max_examples if AT_NIGHT else 60
OUTSIDE = 1 if AT_NIGHT else 3
"""Every which model goes to SPIN, and to the two solvers that read certificates: their start-up is most of the time."""
SMALLEST = 5
"""States of a model that is worth the time."""
FLOORS = {
    # Of all statements: whole ticks do not decide the strict comparisons among those about time, and what is vacuous is unknown.
    "search": {False: 1.0, True: 0.8},
    "check": {False: 1.0, True: 0.9},
    # Of the true ones; Houdini has no lemmas but the statements themselves.
    "mined": {False: 1.0, True: 0.9},
    "spacer": {False: 0.9, True: 0.8},
    "houdini": {False: 0.3, True: 0.3},
}
"""The share that each engine must decide of many models, without clocks and with them. A few may all be hard."""
DECIDED = ("proved", "exhausted", "violated")


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.random)])
@pytest.mark.parametrize("clocks", [False, True], ids=["untimed", "timed"])
def test_no_engine_contradicts_another(clocks: bool, number: int) -> None:
    tally: Counter[str] = Counter()

    # A failure is shown as it was found: to make it smaller would take minutes, and the kept file can be made smaller by hand.
    @settings(
        max_examples=number // 2,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.reuse, Phase.generate],
    )
    @given(cases(clocks))
    def agree(case: Case) -> None:
        # What stands here after a failure is what a file in tests/data/random_models holds.
        note(json.dumps(case_to_json(case)))
        witnesses = Witnesses(case, tally)
        assume(witnesses.size >= SMALLEST)
        witnesses.hold(outside=tally["models"] % OUTSIDE == 0)
        tally["models"] += 1

    agree()
    assert tally["models"] >= number // 2
    for engine, floor in FLOORS.items():
        decided = sum(tally[f"{engine} {word}"] for word in DECIDED)
        share = floor[clocks] if number == MANY else 0.0
        assert tally[f"{engine} asked"]
        assert decided >= share * tally[f"{engine} asked"], f"{engine} decides too little: {tally}"
    if not available():
        pytest.skip(f"all engines but SPIN agree. {MISSING}")
    assert tally["spin models"] >= tally["models"] // OUTSIDE


@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.stem)
def test_a_model_that_told_engines_apart_once_or_could(path: Path) -> None:
    Witnesses(case_from_json(json.loads(path.read_text(encoding="utf-8"))), Counter()).hold(outside=True)
