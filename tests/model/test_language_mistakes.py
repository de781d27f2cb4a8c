"""Mistakes that somebody makes who writes a first model: each is one sentence that says what is wrong and where."""

from collections.abc import Callable
from typing import Any

import pytest

from vmotion_model import Migration
from vmotion_model.language import Command, Constant, Deadline, Model, ModelError, Param, boolean, clock, integer
from vmotion_specs.properties import Property

# As somebody writes who has no type checker.
loose: Any = boolean
waiting = boolean("sender.waiting", "sender", False, "")
arrived = boolean("receiver.arrived", "receiver", False, "")
tries = integer("sender.tries", "sender", 0, 0, 3, "")
patience = clock("sender.patience", "sender", waiting, "")
timeout = Param("timeout")

VARIABLES = (waiting, arrived, tries, patience)
CONSTANTS = (Constant("timeout", 5, "s"),)
SEND = Command("send", "sender", {"nothing sent": ~waiting}, {waiting: True})
GIVE_UP = Command("give_up", "sender", {"too long": patience >= timeout}, {waiting: False})
COMMANDS = (SEND, GIVE_UP)
DEADLINES = (Deadline("sender.patience", timeout, ("give_up",)),)


def model(
    variables: Any = VARIABLES, constants: Any = CONSTANTS, commands: Any = COMMANDS, deadlines: Any = DEADLINES
) -> Model:
    return Model("first", variables, constants, commands, deadlines)


def step(guard: Any, effect: Any, name: Any = "go", **more: Any) -> Model:
    return model(commands=(*COMMANDS, Command(name, "sender", guard, effect, **more)))


def deadline(of: Any = "sender.patience", handlers: Any = ("give_up",)) -> Model:
    return model(deadlines=(Deadline(of, timeout, handlers),))


def stands(**locations: str) -> Migration:
    return Migration(model(), locations)


def asked(claim: Any = waiting, **more: Any) -> Property:
    return Property("right", "it is right", claim, **more)


READY = {"ready": waiting}
MISTAKES: dict[str, tuple[Callable[[], object], str]] = {
    "variable twice": (lambda: model((*VARIABLES, waiting)), "variable 'sender.waiting' is defined twice"),
    "variable unknown": (
        lambda: step({"ready": boolean("sender.waits", "sender", False, "")}, {waiting: True}),
        "command go, guard 'ready': unknown variable 'sender.waits'; did you mean 'sender.waiting'",
    ),
    "variable is a text": (lambda: model((*VARIABLES, "sender.x")), "'sender.x' is no variable"),
    "variable without a name": (lambda: loose(3, "sender", False, ""), "variable 3: a name is made of identifiers"),
    "command is a text": (lambda: model(commands=(*COMMANDS, "go")), "'go' is no command"),
    "one command": (
        lambda: model(commands=SEND),
        "a model has several commands, (first, second, ...), and not one Command",
    ),
    "guard alone": (
        lambda: step(waiting, {}),
        'command go: the guard is a mapping, {"a name": condition}, not sender.waiting',
    ),
    "guard is a list": (
        lambda: step([waiting], {}),
        'command go: the guard is a mapping, {"a name": condition}, not [Var(',
    ),
    "guard is a number": (
        lambda: step({"ready": tries}, {}),
        "command go, guard 'ready': sender.tries is integer 0..3, but a truth value is wanted",
    ),
    "guard is plain": (lambda: step({"ready": True}, {}), "command go, guard 'ready': True is no expression"),
    "guard without a name": (
        lambda: step({" ": waiting}, {}),
        "command go, guard ' ': each part of a guard has a name",
    ),
    "guard of another role": (
        lambda: step({"ready": arrived}, {}),
        "command go, guard 'ready': sender can't read receiver.arrived, which is the memory of receiver",
    ),
    "effect on another role": (
        lambda: step(READY, {arrived: True}),
        "command go, effect on receiver.arrived: sender can't write the memory of receiver",
    ),
    "effect is none": (lambda: step(READY, None), "command go: the effect is a mapping, {variable: value}, not None"),
    "effect on a text": (
        lambda: step(READY, {"sender.waiting": True}),
        "command go, effect: 'sender.waiting' is no variable",
    ),
    "effect of a wrong type": (
        lambda: step(READY, {waiting: 3}),
        "command go, effect on sender.waiting: 3 is integer 3..3, but boolean is wanted here",
    ),
    "name of a command": (lambda: step(READY, {}, 5), "command 5: the name must be a plain identifier"),
    "name of time": (lambda: step(READY, {}, "elapse"), "command elapse: that is what time does"),
    "name of a place": (lambda: step(READY, {}, "state"), "command state: that is what machines call where they stand"),
    "one event": (lambda: step(READY, {}, events="went"), "command go: events are several, ('went',), not one text"),
    "clock by a number": (
        lambda: model((*VARIABLES, clock("sender.other", "sender", loose_expr(tries), ""))),
        "clock sender.other, its condition: sender.tries is integer 0..3, but a truth value is wanted",
    ),
    "clock always": (
        lambda: model((*VARIABLES, clock("sender.other", "sender", loose_expr(True), ""))),
        "clock sender.other, its condition: True is no expression",
    ),
    "deadline of a variable": (
        lambda: deadline(patience),
        "a deadline is given the name of its clock, and not 'sender.patience'",
    ),
    "one handler": (
        lambda: deadline(handlers="give_up"),
        "deadline of sender.patience: handlers are several, ('give_up',)",
    ),
    "place unknown": (
        lambda: stands(sender="sender.wait"),
        "locations: there is no variable 'sender.wait'; did you mean",
    ),
    "place of another": (
        lambda: stands(sender="receiver.arrived"),
        "locations: receiver.arrived is of receiver, not of sender",
    ),
    "place is a clock": (lambda: stands(sender="sender.patience"), "locations: sender.patience is a clock"),
    "claim is a number": (
        lambda: asked(tries),
        "property right, claim: sender.tries is integer 0..3, but a truth value is wanted",
    ),
    "claim is plain": (lambda: asked(True), "property right, claim: True is no expression"),
    "premise is plain": (lambda: asked(premise=False), "property right, premise: False is no expression"),
    "kind": (lambda: asked(kind="reach"), "property right: 'reach' is no kind; valid kinds: PropertyKind.INVARIANT"),
}


def loose_expr(given: Any) -> Any:
    return given


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence(mistake: str) -> None:
    make, says = MISTAKES[mistake]
    with pytest.raises(ModelError) as refused:
        make()
    text = str(refused.value)
    assert text.startswith(says), text
    assert "\n" not in text


def test_without_them_it_is_a_model() -> None:
    made = Migration(model(), {"sender": "sender.waiting"})
    made.fire("send")
    assert made.enabled() == ()
    made.elapse(5)
    assert made.enabled() == ("give_up",)
