"""The judgements that ship: they belong to the shipped models, every survivor is answered, and judging anew agrees."""

import pytest

from vmotion_model.language import digest
from vmotion_proofs.mutation.cache import Cache
from vmotion_proofs.mutation.judge import Fate, Judgement
from vmotion_proofs.mutation.mutants import mutants_of
from vmotion_proofs.mutation.run import Plan, judge_of, question_of, record_path
from vmotion_proofs.mutation.select_mutants import sample
from vmotion_specs.mutation import explained_survivors, group_of
from vmotion_specs.suites import SUITES, Suite, suite


def on_file(chosen: Suite) -> dict[str, Judgement]:
    """The judgements on file that hold today, by mutant."""
    cache = Cache(question_of(chosen, Plan())).read(record_path(chosen.name))
    mutants = [m for m in mutants_of(chosen.model) if m.model is not None]
    found = {m.name: cache.find(m.digest, m.name) for m in mutants}
    return {name: judgement for name, judgement in found.items() if judgement is not None}


ALL = [pytest.param(n, marks=pytest.mark.long if n == "vmotion" else ()) for n in SUITES]
"""The protocol has some 2,000 mutants, which take half a minute to make; that its record is of today's model is always asked."""


@pytest.mark.parametrize("name", SUITES)
def test_the_record_is_of_this_model(name: str) -> None:
    chosen = suite(name)
    lines = Cache(question_of(chosen, Plan())).read(record_path(name)).lines
    assert lines, f"make it anew: vmotion mutation --model {name} --record {record_path(name)}"
    assert {entry["model"] for entries in lines.values() for entry in entries} == {digest(chosen.model)}


@pytest.mark.parametrize("name", ALL)
def test_every_survivor_on_file_is_answered_and_nothing_is_undecided(name: str) -> None:
    judged = on_file(suite(name))
    groups = explained_survivors()
    survivors = [j for j in judged.values() if j.fate is Fate.SURVIVES]

    assert not [j.mutant for j in survivors if group_of(groups, name, j.mutant, j.does) is None]
    assert not [j.mutant for j in judged.values() if j.fate is Fate.UNDECIDED]


@pytest.mark.parametrize("name", ALL)
def test_judging_anew_agrees_with_the_record(name: str) -> None:
    chosen = suite(name)
    judged = on_file(chosen)
    judge = judge_of(chosen, None, Plan().states)
    for mutant in sample([m for m in mutants_of(chosen.model) if m.name in judged], 8):
        again, kept = judge.judge(mutant), judged[mutant.name]
        assert (again.fate, again.does) == (kept.fate, kept.does), mutant.name
        if kept.fate is Fate.KILLED and again.by == kept.by:
            assert again.steps == kept.steps, mutant.name
