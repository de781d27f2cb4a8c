"""Which names are new ones of the same thing, where two versions alone must tell it."""

from dataclasses import replace

from hypothesis import given, settings

from effort import examples
from random_models import Case, cases
from vmotion_model.language import Command, Expr, Model, boolean
from vmotion_model.language.renaming import Renaming
from vmotion_specs.properties import Property
from vmotion_specs.recognised_names import Recognised, recognised
from vmotion_specs.suite_json import ModelVersion


def lock(role: str = "holder", **asked: str) -> ModelVersion:
    """A lock of a role, with properties by id: ``free`` or ``taken`` says which one."""
    held = boolean("lock.held", role, False, "It is held.")
    model = Model("lock", (held,), (), (Command("take", role, {"free": ~held}, {held: True}),))
    claims: dict[str, Expr[bool]] = {"free": ~held, "taken": held}
    return ModelVersion(model, tuple(Property(n, f"it is {what}", claims[what]) for n, what in asked.items()))


def test_a_role_and_a_property_that_are_the_same_to_the_letter_have_new_names() -> None:
    found = recognised(lock("holder", a="free", b="taken"), lock("owner", c="free", b="taken"))
    before = found.before
    assert found.names == Renaming(roles={"holder": "owner"}, properties={"a": "c"})
    assert before.model.roles == ("owner",)
    assert [p.id for p in before.properties] == ["c", "b"]


def test_what_says_something_else_is_gone_and_new() -> None:
    assert recognised(lock(a="free"), lock(b="taken")).names == Renaming()


def test_what_can_not_be_told_apart_is_gone_and_new() -> None:
    """Two statements that say the same: which one has which new id, nobody can know."""
    assert recognised(lock(a="free", b="free"), lock(c="free", d="free")).names == Renaming()
    assert recognised(lock(a="free", b="free"), lock(a="free", d="free")).names.properties == {"b": "d"}
    assert recognised(lock(a="free"), lock(c="free", d="free")).names == Renaming()


def test_a_role_that_has_all_that_another_one_had_is_that_one() -> None:
    before, after = lock("holder", a="free"), lock("owner", a="free")
    (take,) = after.model.commands
    more = replace(after, model=replace(after.model, commands=(take, replace(take, name="take_again"))))
    assert recognised(before, more).names.roles == {"holder": "owner"}
    assert recognised(more, before).names.roles == {"owner": "holder"}
    # What was of two is of one now, or what was of one is of two: then nobody has only another name.
    other = boolean("other", "guest", False, "")
    two = replace(after, model=replace(after.model, variables=(*after.model.variables, other)))
    one = replace(
        before, model=replace(before.model, variables=(*before.model.variables, replace(other, owner="holder")))
    )
    assert recognised(one, two).names == recognised(two, one).names == Renaming()
    # A role that still has something is no other one.
    left = replace(other, owner="holder")
    still = replace(after, model=replace(after.model, variables=(*after.model.variables, left)))
    assert recognised(one, still).names == Renaming()


@settings(max_examples=examples(20), deadline=None)
@given(cases(clocks=False))
def test_a_version_is_recognised_as_itself(case: Case) -> None:
    version = ModelVersion(case.model, case.properties)
    assert recognised(version, version) == Recognised(version)
