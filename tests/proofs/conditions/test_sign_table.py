"""The signs on file are those that a search finds now, and a file of another model is not believed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from vmotion_model.protocol.conditioned import conditioned, healthy
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.examples import example
from vmotion_proofs.conditions.sign_table import FILE, Signs, made_of, recorded
from vmotion_proofs.results.options import Options

MADE_ANEW = "run python -m vmotion_proofs.conditions.sign_table"


def test_the_file_is_of_this_model_and_holds_every_cause() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8"))["made_of"] == made_of(), MADE_ANEW
    assert set(recorded()) == {frozenset(example(c, healthy(), CAUSES).items()) for c in CAUSES}


def compare(names: set[str]) -> None:
    searched = Signs(Options(), file=None)
    for cause in (c for c in CAUSES if c.name in names):
        changed = example(cause, healthy(), CAUSES)
        assert searched.of(changed) == recorded()[frozenset(changed.items())], f"{cause.name}: {MADE_ANEW}"


def test_some_signs_on_file_are_found_by_a_search() -> None:
    compare({"mtu_differs", "vt_disabled", "cpu_features_differ", "file_missing"})


@pytest.mark.long
def test_all_signs_on_file_are_found_by_a_search() -> None:
    compare({c.name for c in CAUSES})


def test_another_model_has_another_digest() -> None:
    """A guard that is dropped, and a failure that is a fault no more, change the signs."""
    model = conditioned()
    number, fault = next((n, c) for n, c in enumerate(model.commands) if c.fault is not None)
    rest = (*model.commands[:number], replace(fault, fault=None), *model.commands[number + 1 :])
    bare = (*model.commands[:number], replace(fault, guard={}), *model.commands[number + 1 :])
    assert len({made_of(model), made_of(replace(model, commands=rest)), made_of(replace(model, commands=bare))}) == 3


@pytest.mark.parametrize("text", ['{"made_of": "x", "causes": []}', "[]", "{", "\ufffd", '{"made_of": 1}'])
def test_a_file_that_is_stale_or_damaged_says_nothing(text: str, tmp_path: Path) -> None:
    file = tmp_path / "signs.json"
    file.write_text(text, encoding="utf-8")
    assert recorded(file) == {}
    assert recorded(tmp_path / "absent.json") == {}


def test_a_damaged_entry_spoils_the_file(tmp_path: Path) -> None:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    data["causes"][5]["signs"] = [["disallow_vmotion", 2]]
    file = tmp_path / "signs.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert recorded(file) == {}
