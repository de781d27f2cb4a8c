"""A change that renames is compared under its new names: alone a renaming does nothing, and beside an edit it hides nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import examples
from random_models import LOCATIONS, UNIT, Case, cases
from reference import time_goes_on
from vmotion_model.language import Enumeration, ModelError, digest, evaluate, natural_tick, to_text
from vmotion_model.machines import Migration
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import commands_of
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.apply import base_of, changed_suite
from vmotion_specs.change import Change, parse_change
from vmotion_specs.differences import How
from vmotion_specs.suite import Suite
from vmotion_specs.suites import suite

HEAD = 'schema = 1\ntitle = "Other names"\nmodel = "{}"\n'


def renaming(model: str, kinds: dict[str, str], edit: str = "") -> Change:
    """A change file that renames: by ``KIND OLD`` or ``KIND OF.OLD`` the new name; and makes an edit."""
    text = HEAD.format(model)
    for key, new in kinds.items():
        kind, _, old = key.partition(" ")
        of, old = old.split("|") if "|" in old else ("", old)
        text += f'[[rename]]\nkind = "{kind}"\nfrom = "{old}"\nto = "{new}"\n' + (f'of = "{of}"\n' if of else "")
    return parse_change((text + edit).encode(), "x.toml")


def everything(case: Case) -> dict[str, str]:
    """A new name for everything that a random model has, and for all that is asked of it."""
    model = case.model
    types = {v.type.name: v.type for v in model.variables if isinstance(v.type, Enumeration)}
    found = {f"command {c.name}": f"new_{c.name}" for c in model.commands}
    found |= {f"variable {v.name}": f"new.{v.name}" for v in model.variables}
    found |= {f"constant {c.name}": f"new_{c.name}" for c in model.constants}
    found |= {f"role {r}": f"new_{r}" for r in model.roles}
    found |= {f"property {p.id}": f"new_{p.id}" for p in case.properties if not p.progress}
    found |= {f"enumeration {t}": f"New{t}" for t in types}
    found |= {f"member New{t.name}|{m}": f"new_{m}" for t in types.values() for m in t.members}
    return found | {f"guard new_{c.name}|{label}": f"new {label}" for c in model.commands for label in c.guard}


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.booleans().flatmap(lambda clocks: cases(clocks=clocks)))
def test_a_renaming_alone_is_equivalent_and_keeps_every_verdict(case: Case) -> None:
    chosen = Suite.of(case.model, case.properties, LOCATIONS, name="random")
    proposal = check_change(renaming("random", everything(case)), chosen, Options(engine="explicit"))
    assert proposal.before is not None
    assert proposal.after is not None
    assert proposal.behaviour is not None
    assert proposal.behaviour.word == "equivalent"
    assert not proposal.findings
    assert [(p.id, p.verdict) for p in proposal.after.properties] == [
        (p.id, p.verdict) for p in proposal.before.properties
    ]
    assert {p.id for p in proposal.after.properties} >= {f"new_{p.id}" for p in case.properties if not p.progress}
    # The verdicts are those of the renamed model, judged under its own names.
    after = changed_suite(proposal.change, chosen)
    assert digest(after.model) == proposal.after.digest != proposal.before.digest
    own = check(after.model, after.properties, Options(engine="explicit", locations=after.locations))
    assert [(p.id, p.verdict) for p in own.properties] == [(p.id, p.verdict) for p in proposal.after.properties]
    for item in proposal.after.properties:
        if item.run is not None and item.verdict is Verdict.VIOLATED:
            migration = Migration(after.model, after.locations)
            for step in commands_of(item.run):
                name, _, seconds = step.partition(" ")
                _ = migration.elapse(int(seconds)) if seconds else migration.fire(name)
            (asked,) = (p for p in after.properties if p.id == item.id)
            if asked.progress:
                # The run ends where time can't go on any more, which is mostly before the deadline that stops it is due: the
                # formula, which is broken there, is what is proved, and one state that breaks it refutes nothing.
                assert not time_goes_on(after.model, migration.state, natural_tick(after.model), 2 * UNIT)
            else:
                assert not evaluate(asked.formula, migration.state, after.model.values)


LOCK = '[[guard]]\ncommand = "{}"\naction = "drop"\nconjunct = "{}"\n'
NAMES = {
    "role p": "first",
    "property exclusion": "one-at-a-time",
    "command enter_p": "go_in_p",
    "guard go_in_p|the lock is free": "nobody is inside",
    "variable p.state": "p.stands",
    "enumeration Where": "Stand",
    "member Stand|INSIDE": "WITHIN",
}


def test_beside_an_edit_only_the_edit_counts_and_the_run_has_the_new_names() -> None:
    chosen, options = suite("mutual-exclusion"), Options(engine="explicit")
    text = HEAD.format("mutual-exclusion") + LOCK.format("enter_p", "the lock is free")
    plain = check_change(parse_change(text.encode(), "x"), chosen, options)
    edit = LOCK.format("go_in_p", "nobody is inside")
    renamed = check_change(renaming("mutual-exclusion", NAMES, edit), chosen, options)
    assert plain.after is not None
    assert renamed.after is not None
    new = {"exclusion": "one-at-a-time"}
    assert [(p.id, p.verdict) for p in renamed.after.properties] == [
        (new.get(p.id, p.id), p.verdict) for p in plain.after.properties
    ]
    assert {d.sentence for d in renamed.differences if d.how is How.RENAMED} >= {
        "role p is now called first",
        "property exclusion is now called one-at-a-time",
    }
    # What is the same under another name is neither removed nor new.
    assert not renamed.findings
    assert {s.role for s in plain.after.by_id["exclusion"].run.steps} == {"p", "q"}  # type: ignore[union-attr]
    assert {s.role for s in renamed.after.by_id["one-at-a-time"].run.steps} == {"first", "q"}  # type: ignore[union-attr]
    one, two = (next(p.run for p in x.properties if p.run is not None) for x in (plain.after, renamed.after))
    assert one is not None
    assert two is not None
    assert two.commands == tuple("go_in_p" if c == "enter_p" else c for c in one.commands)
    assert ("p.stands", "WITHIN") in {(n, new) for s in two.steps for n, (_, new) in s.changed.items()}
    assert plain.behaviour is not None
    assert renamed.behaviour is not None
    assert renamed.behaviour.word == plain.behaviour.word == "adds"
    assert "go_in_p" in str(renamed.behaviour.adds)
    assert not re.search(r"\benter_p\b|\bINSIDE\b", str(renamed.behaviour.adds) + str(two))
    # What is said of the run was read off it again, under the new names.
    assert all(p.analysis is not None for p in renamed.after.properties if p.verdict is Verdict.VIOLATED)


def test_a_statement_that_gets_weaker_beside_a_renaming_is_found() -> None:
    edit = '[[property]]\naction = "replace"\nid = "exclusion"\nclaim = "True"\n'
    change = renaming("mutual-exclusion", {"command enter_p": "go_in_p"}, edit)
    proposal = check_change(change, suite("mutual-exclusion"), Options(engine="explicit"))
    assert [(f.id, f.change.value) for f in proposal.findings] == [("exclusion", "always true")]


@pytest.mark.parametrize("name", ["vmotion", "admission"])
def test_what_is_asked_of_a_renamed_model_is_what_was_asked(name: str) -> None:
    """Named by hand: the text of every property, with the old names put back into it, is the old text."""
    chosen = suite(name)
    kinds = {f"variable {v.name}": f"{v.name}_x" for v in chosen.model.variables}
    base = base_of(renaming(name, kinds), chosen)
    for old, new in zip(chosen.properties, base.properties, strict=True):
        for one, two in ((old.premise, new.premise), (old.claim, new.claim)):
            assert re.sub(r"_x\b", "", to_text(two)) == to_text(one), old.id
        assert len(new.assumptions) == len(old.assumptions)


def test_a_renamed_property_that_also_gets_weaker_is_found_under_its_new_id() -> None:
    edit = '[[property]]\naction = "replace"\nid = "alone"\nclaim = "p.state == INSIDE or q.state != INSIDE or True"\n'
    change = renaming("mutual-exclusion", {"property exclusion": "alone"}, edit)
    proposal = check_change(change, suite("mutual-exclusion"), Options(engine="explicit"))
    assert [(f.id, f.change.value) for f in proposal.findings] == [("alone", "always true")]


def test_only_what_is_named_by_its_new_id_is_judged() -> None:
    change = renaming("mutual-exclusion", {"property exclusion": "alone"})
    proposal = check_change(change, suite("mutual-exclusion"), Options(engine="explicit"), ids=("alone",))
    assert proposal.after is not None
    assert [p.id for p in proposal.after.properties] == ["alone"]
    with pytest.raises(ModelError, match="there is no property 'exclusion'"):
        check_change(change, suite("mutual-exclusion"), Options(engine="explicit"), ids=("exclusion",))


def test_what_is_made_for_roles_is_made_for_them_under_their_new_names() -> None:
    """By hand: the deadlock of the protocol counts the steps of three roles, and no step of the surroundings."""
    chosen = suite("vmotion")
    base = base_of(renaming("vmotion", {"role source": "origin", "property deadlock": "stuck"}), chosen)
    assert base.model.roles == ("vcenter", "origin", "destination", "surroundings")
    assert base.locations["origin"] == "source.state"
    assert "source" not in base.locations
    (old,) = (p for p in chosen.properties if p.id == "deadlock")
    (new,) = (p for p in base.properties if p.id == "stuck")
    assert new.waiting is not None
    assert new.waiting.roles == ("vcenter", "origin", "destination")
    assert to_text(new.formula) == to_text(old.formula)
    assert base.meanings["origin.WAIT_HANDSHAKE"] == chosen.meanings["source.WAIT_HANDSHAKE"]
