"""The JSON form round-trips and refuses damage."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import models
from vmotion_model.language import (
    HISTORY,
    Boolean,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Integer,
    Model,
    ModelError,
    Param,
    Var,
    clock,
    digest,
    from_json,
    to_json,
)
from vmotion_model.protocol import vmotion
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite

light: Var[Any] = Var("r.light", Enumeration("Light", ("RED", "GREEN", "BLUE")), "r", "RED", "The light.")
on: Var[Any] = Var("r.on", Boolean(), "r", False)
count: Var[Any] = Var("r.count", Integer(0, 3), "r", 0)
past: Var[Any] = Var("past", Boolean(), HISTORY, False)
watch = clock("r.watch", "r", on, "")
EXAMPLE = Model(
    "example",
    (light, on, count, past, watch),
    (Constant("N", 5, "s"), Constant("M", 7, "s")),
    (
        Command("run", "r", {"off": ~on, "red": light == "RED"}, {on: True, count: 1}, "Runs."),
        Command("stop", "r", {"late": watch >= Param("N")}, {on: False, past: True, watch: 0}, fault="break"),
    ),
    (Deadline("r.watch", Param("N"), ("stop", "run")),),
)


class TestJson:
    @settings(max_examples=examples(150), deadline=None)
    @given(models())
    def test_round_trip(self, model: Model) -> None:
        data = json.loads(json.dumps(to_json(model)))
        again = from_json(data)
        assert digest(again) == digest(model)
        assert to_json(again) == data
        assert [v.name for v in again.variables] == [v.name for v in model.variables]

    def test_a_fault_without_a_name_stays_a_fault(self) -> None:
        model = Model("m", (), (), (Command("step", "r", {}, {}, fault=""),))
        assert digest(from_json(to_json(model))) == digest(model)

    def test_the_shipped_model_round_trips(self) -> None:
        data = json.loads(json.dumps(to_json(vmotion())))
        again = from_json(data)
        assert digest(again) == digest(vmotion())
        assert to_json(again) == data

    @pytest.mark.parametrize("name", ["vmotion", "admission"])
    def test_the_committed_file_is_current(self, name: str) -> None:
        text = (files("vmotion_model") / "models" / f"{name}.json").read_text(encoding="utf-8")
        chosen = suite(name)
        made = form_of(chosen)
        assert json.loads(text) == json.loads(json.dumps(made)), "write the file again"

    def test_the_words_come_back_too(self) -> None:
        again = from_json(to_json(vmotion()))
        for name, command in vmotion().command.items():
            other = again.command[name]
            assert (other.description, other.citation, other.failures, other.fault) == (
                command.description,
                command.citation,
                command.failures,
                command.fault,
            )
            assert list(other.guard) == list(command.guard)
        assert [v.description for v in again.variables] == [v.description for v in vmotion().variables]


DAMAGE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another schema": lambda d: d.update(schema=3),
    "no schema": lambda d: d.pop("schema"),
    "no name": lambda d: d.pop("name"),
    "no constants": lambda d: d.pop("constants"),
    "no variables": lambda d: d.pop("variables"),
    "no commands": lambda d: d.pop("commands"),
    "no deadlines": lambda d: d.pop("deadlines"),
    "variables as an object": lambda d: d.update(variables={"x": 1}),
    "a variable that is a number": lambda d: d["variables"].append(3),
    "a variable twice": lambda d: d["variables"].append(d["variables"][0]),
    "a variable without a name": lambda d: d["variables"][0].pop("name"),
    "a variable whose name is a number": lambda d: d["variables"][0].update(name=3),
    "a variable without an owner": lambda d: d["variables"][0].pop("owner"),
    "a variable without a type": lambda d: d["variables"][0].pop("type"),
    "a variable without an initial value": lambda d: d["variables"][1].pop("initial"),
    "an integer without an initial value": lambda d: d["variables"][2].pop("initial"),
    "an initial value of another type": lambda d: d["variables"][2].update(initial="RED"),
    "an initial value out of range": lambda d: d["variables"][2].update(initial=4),
    "an initial float": lambda d: d["variables"][2].update(initial=0.0),
    "a misspelt type": lambda d: d["variables"][1].update(type={"bolean": True}),
    "a type with too much": lambda d: d["variables"][1].update(type={"boolean": True, "clock": True}),
    "a range of three": lambda d: d["variables"][2].update(type={"integer": [0, 1, 2]}),
    "a range of words": lambda d: d["variables"][2].update(type={"integer": ["a", "b"]}),
    "a range of floats": lambda d: d["variables"][2].update(type={"integer": [0, 2.5]}),
    "a range without end": lambda d: d["variables"][2].update(type={"integer": [0, 2**40]}),
    "an empty range": lambda d: d["variables"][2].update(type={"integer": [3, 0]}),
    "no members": lambda d: d["variables"][0].update(type={"enumeration": "Light", "members": []}),
    "a member twice": lambda d: d["variables"][0]["type"]["members"].append("RED"),
    "a member that is code": lambda d: d["variables"][0]["type"]["members"].append("__import__('os')"),
    "a member that is a number": lambda d: d["variables"][0]["type"]["members"].append(5),
    "a clock that is never active": lambda d: d["variables"][4].pop("active"),
    "a clock whose condition is code": lambda d: d["variables"][4].update(active="open('x')"),
    "a clock whose condition is a number": lambda d: d["variables"][4].update(active=3),
    "an active truth value": lambda d: d["variables"][1].update(active="r.on"),
    "a constant that is a word": lambda d: d["constants"][0].update(value="5"),
    "a constant that is a float": lambda d: d["constants"][0].update(value=5.0),
    "a negative constant": lambda d: d["constants"][0].update(value=-5),
    "a constant without a unit": lambda d: d["constants"][0].pop("unit"),
    "a constant twice": lambda d: d["constants"].append(d["constants"][0]),
    "a guard that is code": lambda d: d["commands"][0]["guard"].update(off="exec('1')"),
    "a guard that is no text": lambda d: d["commands"][0]["guard"].update(off=True),
    "a guard that is null": lambda d: d["commands"][0]["guard"].update(off=None),
    "a guard of another type": lambda d: d["commands"][0]["guard"].update(off="r.count"),
    "a guard with an unknown name": lambda d: d["commands"][0]["guard"].update(off="r.off"),
    "a guard that is strict": lambda d: d["commands"][0]["guard"].update(off="r.watch < 5"),
    "a guard that reads history": lambda d: d["commands"][0]["guard"].update(off="past"),
    "guards as a list": lambda d: d["commands"][0].update(guard=["r.on"]),
    "no guard": lambda d: d["commands"][0].pop("guard"),
    "an effect on nothing": lambda d: d["commands"][0]["effect"].update({"r.nothing": "1"}),
    "an effect of another type": lambda d: d["commands"][0]["effect"].update({"r.on": "RED"}),
    "an effect out of range": lambda d: d["commands"][0]["effect"].update({"r.count": "4"}),
    "an effect that is a number": lambda d: d["commands"][0]["effect"].update({"r.count": 1}),
    "an effect that reads a clock": lambda d: d["commands"][0]["effect"].update({"r.on": "r.watch <= 5"}),
    "no effect": lambda d: d["commands"][0].pop("effect"),
    "a role that may not": lambda d: d["commands"][0].update(role="q"),
    "a command twice": lambda d: d["commands"].append(d["commands"][0]),
    "a command that is null": lambda d: d["commands"].append(None),
    "a deadline on nothing": lambda d: d["deadlines"][0].update(clock="r.nothing"),
    "a deadline on a truth value": lambda d: d["deadlines"][0].update(clock="r.on"),
    "a deadline with a moving limit": lambda d: d["deadlines"][0].update(limit="r.count"),
    "a deadline at a truth value": lambda d: d["deadlines"][0].update(limit="True"),
    "a handler that is nobody": lambda d: d["deadlines"][0].update(handlers=["nobody"]),
    "handlers that are a number": lambda d: d["deadlines"][0].update(handlers=1),
    "a deeply nested guard": lambda d: d["commands"][0]["guard"].update(off="(" * 1000 + "r.on" + ")" * 1000),
    "an owner that is a list": lambda d: d["variables"][0].update(owner=["r"]),
    "an enumeration whose name is a list": lambda d: d["variables"][0]["type"].update(enumeration=[]),
    "members that are one text": lambda d: d["variables"][0]["type"].update(members="RGB"),
    "words that are a number": lambda d: d["variables"][0].update(says=3),
    "failures that are one text": lambda d: d["commands"][0].update(failures="F22"),
    "a fault that is a number": lambda d: d["commands"][0].update(fault=1),
    "a unit that is a list": lambda d: d["constants"][0].update(unit=[]),
    "a long sum": lambda d: d["commands"][0]["guard"].update(off="r.count" + " + 1" * 900 + " == 1"),
}


class TestDamagedJson:
    @pytest.mark.parametrize("what", DAMAGE)
    def test_it_is_refused(self, what: str) -> None:
        data = json.loads(json.dumps(to_json(EXAMPLE)))
        DAMAGE[what](data)
        with pytest.raises(ModelError):
            from_json(data)

    @pytest.mark.parametrize("data", [None, [], 1, "model", [1, 2], True, {}])
    def test_what_is_no_model_at_all(self, data: Any) -> None:
        with pytest.raises(ModelError):
            from_json(data)

    @settings(max_examples=examples(400), deadline=None)
    @given(st.data())
    def test_any_single_damage_is_an_error_or_another_model(self, data: st.DataObject) -> None:
        """Replace one value anywhere in the file by something else: never another exception."""
        tree = json.loads(json.dumps(to_json(EXAMPLE)))
        places: list[tuple[Any, Any]] = []

        def walk(node: Any) -> None:
            for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
                places.append((node, key))
                walk(node[key])

        walk(tree)
        node, key = data.draw(st.sampled_from(places))
        scalars = st.none() | st.booleans() | st.integers(-3, 2**70) | st.floats() | st.text(max_size=6)
        nested = st.lists(scalars, max_size=2) | st.dictionaries(st.text(max_size=4), scalars, max_size=2)
        node[key] = data.draw(scalars | nested)
        try:
            model = from_json(tree)
        except ModelError:
            return
        assert digest(from_json(json.loads(json.dumps(to_json(model))))) == digest(model)
