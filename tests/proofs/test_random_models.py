"""No engine contradicts another on random models, nor on those on which one once did."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings

from proofs.agreement import Witnesses
from random_models import Case, case_from_json, case_to_json, cases

KEPT = sorted((Path(__file__).parent.parent / "data" / "random_models").glob("*.json"))
IN_CI, AT_NIGHT = 150, 5_000
"""Models without clocks, and as many with them."""
FLOOR = {"search": 1.0}


def hold(case: Case, tally: Counter[str]) -> None:
    note(json.dumps(case_to_json(case)))
    Witnesses(case, tally).hold()
    tally["models"] += 1


@pytest.mark.parametrize("clocks", [False, True], ids=["untimed", "timed"])
def test_no_engine_contradicts_another(clocks: bool) -> None:
    tally: Counter[str] = Counter()

    @settings(max_examples=IN_CI, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases(clocks))
    def agree(case: Case) -> None:
        hold(case, tally)

    agree()
    print(tally)


@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.stem)
def test_a_model_that_once_told_engines_apart(path: Path) -> None:
    hold(case_from_json(json.loads(path.read_text(encoding="utf-8"))), Counter())
