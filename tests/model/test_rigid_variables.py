"""Rigid variables: facts of a run that nobody writes and every role may read."""

from typing import Any

import pytest

from vmotion_model.language import (
    Boolean,
    Command,
    Integer,
    Model,
    ModelError,
    Var,
    boolean,
    digest,
    integer,
)
from vmotion_model.language.expressions import is_literal
from vmotion_model.language.json_form import from_json, to_json
from vmotion_model.language.types import Clock

FITS: Var[Any] = Var("network.mtu", Integer(1, 9000), "surroundings", 1500, rigid=True)
sent = boolean("sender.sent", "sender", False, "It was sent.")


def model(**more: Any) -> Model:
    send = Command("send", "sender", {"it fits": FITS <= 4000, **more}, {sent: True})
    return Model("m", (sent, FITS), (), (send,))


def test_nobody_writes_it() -> None:
    with pytest.raises(ModelError, match="rigid variable keeps its value"):
        Command("grow", "surroundings", {}, {FITS: 9000})


def test_every_role_may_read_it_and_no_other_memory() -> None:
    assert model().command["send"].enabled is not None
    theirs = integer("other.count", "other", 0, 0, 3, "Not the sender's.")
    with pytest.raises(ModelError, match=r"can.t read other\.count"):
        Command("send", "sender", {"theirs": theirs <= 2}, {sent: True})


def test_a_clock_is_not_rigid() -> None:
    with pytest.raises(ModelError, match="a clock is not rigid"):
        Var("c", Clock(), "sender", 0, active=sent, rigid=True)


def test_it_survives_the_json_form_and_is_part_of_what_a_model_means() -> None:
    again = from_json(to_json(model()))
    assert [v.rigid for v in again.variables] == [False, True]
    assert digest(again) == digest(model())
    plain: Var[Any] = Var("network.mtu", Integer(1, 9000), "shared", 1500)
    send = Command("send", "sender", {"it fits": plain <= 4000}, {sent: True})
    shared: Var[Any] = Var("network.mtu", Integer(1, 9000), "shared", 1500, rigid=True)
    rigid = Command("send", "sender", {"it fits": shared <= 4000}, {sent: True})
    assert digest(Model("m", (sent, plain), (), (send,))) != digest(Model("m", (sent, shared), (), (rigid,)))


def test_its_value_is_open_at_the_start() -> None:
    assert "network.mtu" not in str(model().initially)
    assert model().initial["network.mtu"] == 1500


@pytest.mark.parametrize(("mtu", "possible"), [(1500, True), (4000, True), (4001, False), (9000, False)])
def test_a_value_decides_the_guard(mtu: int, possible: bool) -> None:
    ground = model().given({"network.mtu": mtu})
    assert [v.name for v in ground.variables] == ["sender.sent"]
    guard = ground.command["send"].enabled
    assert is_literal(guard, possible)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"network.mtv": 1}, "did you mean 'network.mtu'"),
        ({"network.mtu": 0}, "0 is no"),
        ({"network.mtu": True}, "is no"),
    ],
)
def test_what_is_no_value_of_it_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        model().given(values)


def test_engines_that_begin_in_one_state_refuse_open_variables() -> None:
    with pytest.raises(ModelError, match=r"the search begins in one state: give the rigid network\.mtu a value"):
        model().refuse_open("the search")
    model().given({"network.mtu": 1}).refuse_open("the search")


def test_its_type_says_which_values_it_may_have() -> None:
    open_: Var[Any] = Var("flag", Boolean(), "surroundings", True, rigid=True)
    assert open_.initial is True
