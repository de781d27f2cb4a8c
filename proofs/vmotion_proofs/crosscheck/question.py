"""What an outside checker is asked: a finite model, and what must hold in each of its states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import WHOLE, Const, Expr, Instance, Integer, Model, ModelError, Param, discretise, negate
from vmotion_model.language.expressions import Add, IfThen, Sub
from vmotion_proofs.search.explore import decided_in_ticks
from vmotion_specs.properties import Property, PropertyKind, observe
from vmotion_specs.timing import of_instance

NOT_DECIDED = "(Whole ticks do not decide it: that it holds in all of them is no proof, it may be false between two.)"

LARGEST = 2**31 - 1
"""The largest number that Promela and TLC count with."""


@dataclass(frozen=True)
class CheckerQuestion:
    """The same finite model that the explicit search visits, and its invariants by property.

    ``tick`` is the length of one tick in the model's time unit. ``instance`` says in words which part of the model it is.
    ``undecided`` are the properties that may be false between two ticks even where they hold in every state of this model.
    """

    model: Model
    tick: int
    instance: str
    invariants: Mapping[str, Expr[bool]]
    titles: Mapping[str, str]
    undecided: frozenset[str] = frozenset()

    def description(self, name: str) -> str:
        """What a comment says of a property: its id and title, and what whole ticks leave open."""
        words = f"{name}: {self.titles[name]}"
        return f"{words} {NOT_DECIDED}" if name in self.undecided else words


def question_of(model: Model, properties: Sequence[Property], instance: Instance = WHOLE) -> CheckerQuestion:
    """The question whether the properties hold in every state of the instance, in ticks that fit all of them.

    A reachability demand becomes the invariant that nothing fulfils it, over the model with its observers: whoever finds
    that violated has fulfilled the demand. Raises ``ModelError`` for a property that does not fit the model.
    """
    model.refuse_open("an export")
    limited = instance.apply(model)
    demands = [p for p in properties if p.kind is PropertyKind.REACHABLE]
    for item in demands:
        limited = observe(limited, item.observers)
    wanted: dict[str, Expr[bool]] = {}
    asked = [of_instance(p, limited, instance) for p in properties]
    undecided = frozenset(p.id for p in asked if not decided_in_ticks(limited, p))
    for item in asked:
        if item.id in wanted:
            raise ModelError(f"property {item.id!r} is stated twice: each needs an id of its own")
        wanted[item.id] = negate(item.claim) if item.kind is PropertyKind.REACHABLE else item.formula
        limited.check_names(f"property {item.id}", wanted[item.id])
    finite = discretise(limited, None, *wanted.values())
    invariants = {name: finite.translate(formula) for name, formula in wanted.items()}
    titles = {p.id: p.title for p in properties}
    return CheckerQuestion(finite.model, finite.tick, instance.describe(), invariants, titles, undecided)


def bounds(expr: Expr[int], constants: Mapping[str, int]) -> tuple[int, int]:
    """The least and the greatest value that a number can take as far as its parts tell.

    Raises ``ModelError`` where it, or a part of it, may be larger than the outside checkers count.
    """
    match expr:
        case Const(value=value):
            low = high = int(value)
        case Param(name=name):
            low = high = constants[name]
        case Add(left=left, right=right):
            (a, b), (c, d) = bounds(left, constants), bounds(right, constants)
            low, high = a + c, b + d
        case Sub(left=left, right=right):
            (a, b), (c, d) = bounds(left, constants), bounds(right, constants)
            low, high = a - d, b - c
        case IfThen(then=then, otherwise=otherwise):
            (a, b), (c, d) = bounds(then, constants), bounds(otherwise, constants)
            low, high = min(a, c), max(b, d)
        case _:
            assert isinstance(expr.type, Integer)
            low, high = expr.type.low, expr.type.high
    if low < -LARGEST or high > LARGEST:
        raise ModelError(f"a number from {low} to {high} does not fit the 32 bits that Promela and TLC count with")
    return low, high


def stored_bounds(question: CheckerQuestion) -> dict[str, tuple[int, int]]:
    """For every integer variable, the least and the greatest value that a command could write into it.

    A model whose commands keep to the declared ranges never stores more; a storage type that holds all of them cannot hide
    a value out of range by wrapping around. Raises ``ModelError`` where a number is too large for the outside checkers.
    """
    model = question.model
    stored = {v.name: (v.type.low, v.type.high) for v in model.variables if isinstance(v.type, Integer)}
    for name, (low, high) in stored.items():
        if low < -LARGEST or high > LARGEST:
            raise ModelError(f"{name} does not fit the 32 bits that Promela and TLC count with")
    for command in model.commands:
        for name, update in command.updates.items():
            if name in stored:
                low, high = bounds(update, model.values)
                stored[name] = (min(low, stored[name][0]), max(high, stored[name][1]))
    for expr in (*question.invariants.values(), *(c.enabled for c in model.commands)):
        _refuse_huge(expr, model.values)
    return stored


def _refuse_huge(expr: Expr[Any], constants: Mapping[str, int]) -> None:
    if isinstance(expr.type, Integer):
        bounds(expr, constants)
        if not isinstance(expr, IfThen):
            return
    for part in expr.children:
        _refuse_huge(part, constants)
