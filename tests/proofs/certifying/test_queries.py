"""What a property rests on: the queries that everything rests on, and its own; never those of another one, never none."""

import pytest

from proofs.small import counter
from vmotion_model.language import TRUE
from vmotion_proofs.evidence.certificate import ALWAYS, Certificate, QueryKind, safe


@pytest.mark.parametrize("odd", ["", "S1", "start", "safe S1", "S1: ranking"])
def test_a_property_of_which_nothing_was_asked_rests_on_a_query_that_nobody_answers(odd: str) -> None:
    case = counter()
    certificate = Certificate(case, (), {})

    rests_on = certificate.rests_on(odd)

    assert rests_on[: len(ALWAYS)] == ALWAYS
    assert rests_on[len(ALWAYS) :] == (safe(odd),)
    assert safe(odd) not in {q.name for q in certificate.queries}


def test_each_property_has_its_own_query() -> None:
    names = ["", "S1", "S10", "start"]
    certificate = Certificate(counter(), (), dict.fromkeys(names, TRUE))

    own = {name: certificate.queries_of(name) for name in names}

    assert {name: [(q.kind, q.name) for q in queries] for name, queries in own.items()} == {
        name: [(QueryKind.SAFE, f"safe {name}")] for name in names
    }
