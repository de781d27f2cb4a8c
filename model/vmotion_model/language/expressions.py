"""The expression tree: eleven kinds of node, operators that build them, and their text.

An expression is a frozen value. ``==``, ``<=``, ``&``, ``|`` and ``~`` build expressions instead of comparing, so a
guard reads like the condition it states; ``same`` compares two trees. The text stands here because errors quote it;
``parser.parse`` reads it back to the same tree. Every other meaning of a tree (evaluation, NumPy, SMT-LIB, Promela) is a
walker in a file of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NoReturn, TypeVar, cast

from .errors import ModelError, nearest
from .types import (
    Boolean,
    Clock,
    Enumeration,
    Integer,
    Time,
    Type,
    Value,
    check_declared,
    comparable,
    contains,
    describe,
    is_dotted_name,
)

T = TypeVar("T")
HUGE = 2**31
"""The largest number a literal, a constant or the bound of a variable may be: sums of thousands fit 64 bits."""


class Key:
    """A hashable value that two expressions share exactly when they are the same tree; its hash is computed once."""

    __slots__ = ("_hash", "parts")

    def __init__(self, *parts: object) -> None:
        """Take the kind of node, and what tells it from others of its kind: names, values, keys of its parts."""
        self.parts = parts
        self._hash = hash(parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Key) and self._hash == other._hash and self.parts == other.parts

    def __reduce__(self) -> tuple[type["Key"], tuple[object, ...]]:
        # Another process hashes strings differently.
        return Key, self.parts


@dataclass(frozen=True, eq=False)
class Expr(Generic[T]):
    """An expression whose values have the Python type ``T`` (clocks: ``Time``)."""

    @property
    def type(self) -> Type:
        """The type of the expression's value."""
        raise NotImplementedError

    @property
    def children(self) -> "tuple[Expr[Any], ...]":
        """The direct parts of the node, in order."""
        return ()

    @cached_property
    def key(self) -> Key:
        """What it shares with the same trees, and with no other."""
        return Key(type(self).__name__, *(p.key for p in self.children))

    def __bool__(self) -> NoReturn:
        """Refuse ``if expression:`` and ``and``/``or``, which would silently decide something."""
        raise ModelError(f"an expression has no truth value: combine with &, | and ~ (in {type(self).__name__})")

    __hash__ = object.__hash__

    def __eq__(self, other: "Expr[T] | T") -> "Expr[bool]":  # type: ignore[override]
        return Equal.of(self, other)

    def __ne__(self, other: "Expr[T] | T") -> "Expr[bool]":  # type: ignore[override]
        return negate(Equal.of(self, other))

    def __le__(self: "Expr[int] | Expr[Time]", other: "Expr[int] | Expr[Time] | int") -> "Expr[bool]":
        return AtMost.of(self, lift(other))

    def __ge__(self: "Expr[int] | Expr[Time]", other: "Expr[int] | Expr[Time] | int") -> "Expr[bool]":
        return AtMost.of(lift(other), self)

    def __lt__(self: "Expr[int] | Expr[Time]", other: "Expr[int] | Expr[Time] | int") -> "Expr[bool]":
        return negate(AtMost.of(lift(other), self))

    def __gt__(self: "Expr[int] | Expr[Time]", other: "Expr[int] | Expr[Time] | int") -> "Expr[bool]":
        return negate(AtMost.of(self, lift(other)))

    def __add__(self: "Expr[int]", other: "Expr[int] | int") -> "Expr[int]":
        return Add.of(self, lift(other))

    def __sub__(self: "Expr[int]", other: "Expr[int] | int") -> "Expr[int]":
        return Sub.of(self, lift(other))

    def __and__(self: "Expr[bool]", other: "Expr[bool]") -> "Expr[bool]":
        return all_of(self, other)

    def __or__(self: "Expr[bool]", other: "Expr[bool]") -> "Expr[bool]":
        return any_of(self, other)

    def __invert__(self: "Expr[bool]") -> "Expr[bool]":
        return negate(self)

    def implies(self: "Expr[bool]", other: "Expr[bool]") -> "Expr[bool]":
        """``~self | other``."""
        return any_of(negate(self), other)

    def one_of(self, *values: T) -> "Expr[bool]":
        """Whether the value is one of ``values``."""
        return any_of(*(Equal.of(self, v) for v in values))


@dataclass(frozen=True, eq=False)
class Const(Expr[T]):
    """A literal value."""

    value: Value
    of_type: Type

    @property
    def type(self) -> Type:
        """The literal's type."""
        return self.of_type

    @cached_property
    def key(self) -> Key:
        """The value and the kind of type: 1 and True differ, and members of two enumerations."""
        kind = self.of_type.identity if isinstance(self.of_type, Enumeration) else type(self.value).__name__
        return Key("const", kind, self.value)


MADE_UP = "!"
"""What begins the names of variables that a proof makes up beside those of a model, which never do."""


@dataclass(frozen=True, eq=False)
class Var(Expr[T]):
    """A state variable: who owns it, what it may hold and where it starts.

    A clock is ``active`` while its condition holds; an inactive clock is zero. ``says`` is one sentence for readers. ``follows``
    is the constant that is the highest value of an integer: who changes it changes the range. It is no part of what the model
    means, which the range says.

    A ``rigid`` variable is a fact of a run: any value of its type at the start, never written, and no role's memory, so every
    role's guards may read it. ``initial`` is then the value that is meant where nothing is said.
    """

    name: str
    of_type: Type
    owner: str
    initial: Value
    description: str = ""
    active: Expr[bool] | None = None
    follows: str = ""
    rigid: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not (self.name.startswith(MADE_UP) or is_dotted_name(self.name)):
            raise ModelError(f"variable {self.name!r}: a name is made of identifiers and dots")
        try:
            check_declared(self.of_type, HUGE)
            if isinstance(self.of_type, Enumeration) or isinstance(self.initial, float):
                lift(self.initial, self.of_type)
        except ModelError as error:
            raise ModelError(f"variable {self.name}: {error}") from None
        if not contains(self.of_type, self.initial):
            raise ModelError(f"variable {self.name}: {self.initial!r} is no {describe(self.of_type)}")
        if isinstance(self.of_type, Clock) != (self.active is not None):
            raise ModelError(f"variable {self.name}: a clock, and only a clock, says when it is active")
        if self.active is not None and self.initial != 0:
            raise ModelError(f"variable {self.name}: a clock starts at 0")
        if self.rigid and self.active is not None:
            raise ModelError(f"variable {self.name}: a clock is not rigid")

    @property
    def type(self) -> Type:
        """The variable's type."""
        return self.of_type

    @cached_property
    def key(self) -> Key:
        """The name, which is one variable's in a model."""
        return Key("Var", self.name)


@dataclass(frozen=True, eq=False)
class Param(Expr[int]):
    """A named constant of the model; its value stands in the model, so that a change can replace it."""

    name: str

    @property
    def type(self) -> Type:
        """An integer whose bounds the model decides."""
        return Integer(0, HUGE)

    @cached_property
    def key(self) -> Key:
        """The name, which is one constant's in a model."""
        return Key("Param", self.name)


@dataclass(frozen=True, eq=False)
class Not(Expr[bool]):
    """Negation."""

    body: Expr[bool]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """What is negated."""
        return (self.body,)

    @property
    def type(self) -> Type:
        """Boolean."""
        return Boolean()


@dataclass(frozen=True, eq=False)
class And(Expr[bool]):
    """Conjunction of two or more."""

    parts: tuple[Expr[bool], ...]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """What is combined."""
        return self.parts

    @property
    def type(self) -> Type:
        """Boolean."""
        return Boolean()


@dataclass(frozen=True, eq=False)
class Or(Expr[bool]):
    """Disjunction of two or more."""

    parts: tuple[Expr[bool], ...]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """What is combined."""
        return self.parts

    @property
    def type(self) -> Type:
        """Boolean."""
        return Boolean()


@dataclass(frozen=True, eq=False)
class Equal(Expr[bool]):
    """Equality of two expressions of one type."""

    left: Expr[Any]
    right: Expr[Any]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """Left, right."""
        return (self.left, self.right)

    @property
    def type(self) -> Type:
        """Boolean."""
        return Boolean()

    @classmethod
    def of(cls, left: Expr[Any], right: object) -> "Expr[bool]":
        """Build it; the right side may be a plain value."""
        right = lift(right, left.type)
        if not comparable(left.type, right.type):
            raise ModelError(
                f"{brief(left)} is {describe(left.type)} and {brief(right)} is {describe(right.type)}: they can't be compared"
            )
        if isinstance(left.type, Enumeration) and _only_members(left) and _only_members(right):
            raise ModelError(f"{brief(left)} and {brief(right)} hold members only: a variable is wanted on one side")
        return cls(left, right)


@dataclass(frozen=True, eq=False)
class AtMost(Expr[bool]):
    """``left <= right`` over integers or clocks."""

    left: Expr[Any]
    right: Expr[Any]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """Left, right."""
        return (self.left, self.right)

    @property
    def type(self) -> Type:
        """Boolean."""
        return Boolean()

    @classmethod
    def of(cls, left: Expr[Any], right: Expr[Any]) -> "Expr[bool]":
        """Build it from two numbers."""
        for side in (left, right):
            if not isinstance(side.type, Integer | Clock):
                raise ModelError(f"{brief(side)} is {describe(side.type)}: only integers and clocks have an order")
        return cls(left, right)


@dataclass(frozen=True, eq=False)
class Add(Expr[int]):
    """Sum of two numbers; a clock plus a duration is a clock."""

    left: Expr[Any]
    right: Expr[Any]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """Left, right."""
        return (self.left, self.right)

    @property
    def type(self) -> Type:
        """The integers that the sum can reach."""
        left, right = self.left.type, self.right.type
        if isinstance(left, Integer) and isinstance(right, Integer):
            return Integer(left.low + right.low, left.high + right.high)
        return Clock()

    @classmethod
    def of(cls, left: Expr[Any], right: Expr[Any]) -> "Expr[int]":
        """Build it from two numbers."""
        _numbers(left, right, "added")
        return cls(left, right)


@dataclass(frozen=True, eq=False)
class Sub(Expr[int]):
    """Difference of two integers."""

    left: Expr[Any]
    right: Expr[Any]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """Left, right."""
        return (self.left, self.right)

    @property
    def type(self) -> Type:
        """The integers that the difference can reach."""
        left, right = cast("Integer", self.left.type), cast("Integer", self.right.type)
        return Integer(left.low - right.high, left.high - right.low)

    @classmethod
    def of(cls, left: Expr[Any], right: Expr[Any]) -> "Expr[int]":
        """Build it from two integers."""
        _numbers(left, right, "subtracted")
        if isinstance(left.type, Clock) or isinstance(right.type, Clock):
            raise ModelError("clocks are only compared, reset and advanced: no subtraction")
        return cls(left, right)


@dataclass(frozen=True, eq=False)
class IfThen(Expr[T]):
    """``then`` where ``condition`` holds, else ``otherwise``."""

    condition: Expr[bool]
    then: Expr[T]
    otherwise: Expr[T]

    @property
    def children(self) -> tuple[Expr[Any], ...]:
        """Condition and branches."""
        return (self.condition, self.then, self.otherwise)

    @property
    def type(self) -> Type:
        """The common type of both branches."""
        left, right = self.then.type, self.otherwise.type
        if isinstance(left, Integer) and isinstance(right, Integer):
            return Integer(min(left.low, right.low), max(left.high, right.high))
        return left if not isinstance(left, Integer) else right


TRUE: Const[bool] = Const(True, Boolean())
FALSE: Const[bool] = Const(False, Boolean())


def lift(value: object, expected: Type | None = None) -> Expr[Any]:
    """An expression as it is, a plain value as a literal of the ``expected`` type."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool):
        result: Expr[Any] = Const(value, Boolean())
    elif isinstance(value, int):
        if abs(value) > HUGE:
            raise ModelError(f"the number is too large: at most {HUGE}")
        result = Const(value, Integer(value, value))
    elif isinstance(value, StrEnum) and expected is None:
        result = Const(str(value), Enumeration.of(type(value)))
    elif isinstance(value, str) and isinstance(expected, Enumeration):
        owner = type(value).__name__
        if owner != "str" and owner != expected.name:
            raise ModelError(f"{owner}.{value} is {owner}, but {expected.name} is wanted here")
        if value not in expected.members:
            raise ModelError(f"{expected.name} has no member {value!r}; {nearest(value, expected.members)}")
        result = Const(str(value), expected)
    elif isinstance(value, str):
        wanted = f", but {describe(expected)} is wanted here" if expected is not None else ""
        raise ModelError(f"{value!r} is an enumeration member{wanted}")
    elif isinstance(value, float):
        raise ModelError(f"floats are refused ({value!r}): use integers of a smaller unit")
    else:
        raise ModelError(f"{value!r} is no value of the language")
    if expected is not None and not comparable(result.type, expected):
        raise ModelError(f"{value!r} is {describe(result.type)}, but {describe(expected)} is wanted here")
    return result


def all_of(*parts: Expr[bool]) -> Expr[bool]:
    """The conjunction of ``parts``: flat, without literal truths; ``TRUE`` for none."""
    flat = _flatten(And, parts, TRUE)
    return FALSE if any(is_literal(p, False) for p in flat) else _join(And, flat, TRUE)


def any_of(*parts: Expr[bool]) -> Expr[bool]:
    """The disjunction of ``parts``: flat, without literal falsehoods; ``FALSE`` for none."""
    flat = _flatten(Or, parts, FALSE)
    return TRUE if any(is_literal(p, True) for p in flat) else _join(Or, flat, FALSE)


def negate(body: Expr[bool]) -> Expr[bool]:
    """``not body``; a double negation disappears."""
    if not isinstance(body.type, Boolean):
        raise ModelError(f"{brief(body)} is {describe(body.type)}: only truth values can be negated")
    if isinstance(body, Const):
        return FALSE if body.value else TRUE
    return body.body if isinstance(body, Not) else Not(body)


def if_then(condition: Expr[bool], then: object, otherwise: object) -> Expr[Any]:
    """``then`` where ``condition`` holds, else ``otherwise``; plain values take the other branch's type."""
    condition = lift(condition)
    if not isinstance(condition.type, Boolean):
        raise ModelError(f"{brief(condition)} is {describe(condition.type)}: only a truth value can choose")
    if isinstance(then, Expr):
        otherwise = lift(otherwise, then.type)
    elif isinstance(otherwise, Expr):
        then = lift(then, otherwise.type)
    left, right = lift(then), lift(otherwise)
    if not comparable(left.type, right.type):
        raise ModelError(f"the branches of a choice differ: {describe(left.type)} and {describe(right.type)}")
    return choice(condition, left, right)


def choice(condition: Expr[bool], then: Expr[T], otherwise: Expr[T]) -> Expr[T]:
    """``if_then`` of well-typed parts, simplified where a literal decides it."""
    if isinstance(condition, Const):
        return then if condition.value else otherwise
    return then if same(then, otherwise) else IfThen(condition, then, otherwise)


def is_literal(expr: Expr[Any], value: Value) -> bool:
    """Whether ``expr`` is exactly this literal (1 and True are different literals)."""
    return isinstance(expr, Const) and type(expr.value) is type(value) and expr.value == value


def leaves(expr: Expr[Any]) -> Iterator[Expr[Any]]:
    """Every literal, variable and constant of the tree, left to right, with repetitions."""
    parts = expr.children
    if not parts:
        yield expr
    for part in parts:
        yield from leaves(part)


def variables_of(expr: Expr[Any]) -> dict[str, "Var[Any]"]:
    """The variables that occur in the expression, by name, in order of appearance."""
    return {e.name: e for e in leaves(expr) if isinstance(e, Var)}


def same(left: Expr[Any], right: Expr[Any]) -> bool:
    """Whether two expressions are the same tree."""
    return left is right or left.key == right.key


def brief(expr: Expr[Any]) -> str:
    """A short form for error messages."""
    text = to_text(expr)
    return text if len(text) <= 60 else text[:57] + "..."


def _flatten(kind: type[And] | type[Or], parts: Iterable[Expr[bool]], unit: Const[bool]) -> list[Expr[bool]]:
    flat: list[Expr[bool]] = []
    for part in parts:
        if not isinstance(part, Expr) or not isinstance(part.type, Boolean):
            what = f"{brief(part)} is {describe(part.type)}" if isinstance(part, Expr) else f"{part!r} is no expression"
            raise ModelError(f"{what}: only truth values can be combined")
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif not is_literal(part, unit.value):
            flat.append(part)
    return flat


def _join(kind: type[And] | type[Or], flat: list[Expr[bool]], unit: Const[bool]) -> Expr[bool]:
    unique = list({p.key: p for p in flat}.values())
    if not unique:
        return unit
    return unique[0] if len(unique) == 1 else kind(tuple(unique))


def _only_members(expr: Expr[Any]) -> bool:
    """Whether the value is one of some literals, which do not tell their enumeration in the text form."""
    if isinstance(expr, IfThen):
        return _only_members(expr.then) and _only_members(expr.otherwise)
    return isinstance(expr, Const)


def _numbers(left: Expr[Any], right: Expr[Any], verb: str) -> None:
    for side in (left, right):
        if not isinstance(side.type, Integer | Clock):
            raise ModelError(f"{brief(side)} is {describe(side.type)}: only numbers can be {verb}")


# Binding strength, loosest first: a part is put in parentheses where it binds no tighter than its surroundings.
_CHOICE, _OR, _AND, _NOT, _COMPARISON, _SUM, _ATOM = range(7)


def to_text(expr: Expr[Any]) -> str:
    """The expression in the language's text form, for example ``source.state == FINISHED and not config.read_only``."""
    return _text(expr)[0]


def _text(expr: Expr[Any]) -> tuple[str, int]:
    match expr:
        case Const(value=value):
            return str(value), _ATOM if not (isinstance(value, int) and value < 0) else _SUM
        case Var(name=name) | Param(name=name):
            return name, _ATOM
        case Not(body=Equal(left=left, right=right)):
            return f"{_in(left, _SUM)} != {_in(right, _SUM)}", _COMPARISON
        case Not(body=body):
            if (members := _membership(body)) is not None:
                return f"{members[0]} not in {members[1]}", _COMPARISON
            return f"not {_in(body, _NOT)}", _NOT
        case And(parts=parts):
            return " and ".join(_in(p, _NOT) for p in parts), _AND
        case Or(parts=parts):
            if (members := _membership(expr)) is not None:
                return f"{members[0]} in {members[1]}", _COMPARISON
            return " or ".join(_in(p, _AND) for p in parts), _OR
        case Equal(left=left, right=right):
            return f"{_in(left, _SUM)} == {_in(right, _SUM)}", _COMPARISON
        case AtMost(left=Const() | Param() as left, right=right) if not isinstance(right, Const | Param):
            return f"{_in(right, _SUM)} >= {_in(left, _SUM)}", _COMPARISON
        case AtMost(left=left, right=right):
            return f"{_in(left, _SUM)} <= {_in(right, _SUM)}", _COMPARISON
        case Add(left=left, right=right):
            return f"{_in(left, _SUM)} + {_in(right, _ATOM)}", _SUM
        case Sub(left=left, right=right):
            return f"{_in(left, _SUM)} - {_in(right, _ATOM)}", _SUM
        case IfThen(condition=condition, then=then, otherwise=otherwise):
            return f"{_in(then, _OR)} if {_in(condition, _OR)} else {_in(otherwise, _OR)}", _CHOICE
    raise AssertionError(f"no text for {type(expr).__name__}")


def _in(expr: Expr[Any], strength: int) -> str:
    text, own = _text(expr)
    return text if own >= strength else f"({text})"


def _membership(expr: Expr[Any]) -> tuple[str, str] | None:
    """``(x, {A, B})`` where the expression is ``x == A or x == B`` over one variable and literals."""
    if not isinstance(expr, Or):
        return None
    names, values = set(), []
    for part in expr.parts:
        if not (isinstance(part, Equal) and isinstance(part.left, Var) and isinstance(part.right, Const)):
            return None
        names.add(part.left.key)
        values.append(str(part.right.value))
    return (expr.parts[0].left.name, "{" + ", ".join(values) + "}") if len(names) == 1 else None  # type: ignore[attr-defined]
