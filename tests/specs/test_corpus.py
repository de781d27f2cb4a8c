"""The corpus: everything that ships is in it, once, and a manifest that makes no sense is refused."""

import pytest

from vmotion_model.language import ModelError
from vmotion_specs.corpus import corpus, parse_manifest
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import SUITES, suite
from vmotion_specs.teaching import TEACHING

MODELS = (*TEACHING, *SUITES)
ROW = "states = 1\ntransitions = 1\ndepth = 1\n"


def test_every_model_and_every_change_is_in_the_corpus() -> None:
    shipped: set[tuple[str, str | None]] = {(m, None) for m in MODELS}
    for model in MODELS:
        for name in change_names(model):
            change = shipped_change(name)
            assert change.model == model, "a change of one model lies in the folder of another"
            if change.expect.refused is None:
                shipped.add((model, name))
    assert {(r.model, r.change) for r in corpus().rows} == shipped


def test_no_two_models_have_a_change_of_one_name() -> None:
    """``--change NAME`` means one file."""
    names = [n for m in MODELS for n in change_names(m)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", MODELS)
def test_every_property_of_a_model_has_a_verdict(name: str) -> None:
    row = next(r for r in corpus().rows if (r.model, r.change) == (name, None))
    assert row.verdicts.keys() == {p.id for p in suite(name).properties}


def test_an_engine_is_held_back_from_models_that_there_are_and_with_a_reason() -> None:
    for (engine, model), reason in corpus().without.items():
        assert engine == "spacer"
        assert model in MODELS
        assert len(reason.split()) > 5


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('model = "counter"\nproven = ["below"]\n' + ROW, "unknown key 'proven'"),
        ('model = "counter"\nproved = ["top"]\nviolated = ["top"]\n' + ROW, "two verdicts"),
        ('model = "fischer"\nchange = "short-pause"\nproved = ["exclusion"]\n' + ROW, "stand in its change file"),
        ('model = "counter"\nstates = 8\ntransitions = "8"\ndepth = 7\n', "a number of transitions"),
        ('model = "counter"\n' + ROW + '[[entry]]\nmodel = "counter"\n' + ROW, "twice"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(table: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        parse_manifest(f"schema = 1\n[[entry]]\n{table}")


def test_another_schema_is_refused() -> None:
    with pytest.raises(ModelError, match="schema"):
        parse_manifest("schema = 2\nentry = []\n")


def test_an_unknown_model_is_met_with_the_nearest_name() -> None:
    with pytest.raises(ModelError, match="peterson"):
        corpus().of(["petersen"])
