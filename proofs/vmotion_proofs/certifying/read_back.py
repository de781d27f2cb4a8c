"""The text of a certificate read back by a solver's own parser and compared with the model's steps, state by state.

The certificate stands on our printer: a guard that it prints wrongly would be proved about, wrongly, by every solver. So the
text alone, without our encoder, is asked what it says: in each of many states (reachable ones, and any values within range with
clocks at fractions of a second) every step must lead to what the interpreter of the language computes and to nothing else, a
step that is not enabled must lead nowhere, and lemmas, invariant and properties must have the values that the interpreter gives
them. In whole ticks the compiled successor function of the explicit search must agree as well.

That a clock is zero while inactive, and what time does to clocks and deadlines, is stated here a second time on purpose:
``Model.updates`` and ``Model.may_elapse`` are what all other readings use.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Any, cast

import z3

from vmotion_model.language import (
    ELAPSE,
    Boolean,
    Clock,
    Enumeration,
    Expr,
    Finite,
    Model,
    ModelError,
    Var,
    discretise,
    evaluate,
)
from vmotion_model.language.types import contains
from vmotion_proofs.evidence.certificate import INITIAL, MOVES, START, STEP, lemmas_in, safe
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.search.compiled_model import Program, compile_model
from vmotion_proofs.solving.symbol_names import after_symbol, part, variable_symbol

from .sample_states import State, arbitrary, discrete, in_ticks, walks

_OPAQUE = ("initial", "command", "step", "invariant", "invariant.next")
_QUERY = re.compile(r'^\(echo "((?:[^"]|"")*)"\)\n(?:\(set-info [^\n]*\)\n)?(\(assert .*\))$', re.MULTILINE)
_CODES = re.compile(r"^;   ([^ ]+) ([^=]+ = \d+(?:, [^=]+ = \d+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class ReadBack:
    """How many states and steps were compared, and every difference (none: the text says what the model says there)."""

    states: int
    steps: int
    differences: tuple[str, ...]


def compare(
    text: str, model: Model, properties: Mapping[str, Expr[bool]], *, states: int = 100, seed: int = 0, most: int = 5
) -> ReadBack:
    """Compare in so many states, half of them on random runs, half with arbitrary values; stop after ``most`` differences.

    Raises ``CertificateError`` where the solver can't read the text or a definition is missing.
    """
    reading = Reading(text, model, properties)
    random = Random(seed)
    differences = list(reading.whole())
    runs, anything = walks(model, properties, random), arbitrary(model, random)
    for number in range(states):
        if len(differences) >= most:
            break
        reachable = number % 2 == 0
        state = next(runs if reachable else anything)
        differences += reading.differences(state, reading.delay(state, random), reachable=reachable)
    return ReadBack(states, reading.steps, tuple(differences[:most]))


class Reading:
    """The definitions of a certificate as terms that Z3 parsed from its text, beside the model that it should say."""

    def __init__(self, text: str, model: Model, properties: Mapping[str, Expr[bool]]) -> None:
        """Parse the text; raises ``CertificateError``."""
        self.model = model
        self.properties = properties
        self.steps = 0
        self.lemmas = lemmas_in(text, model, properties, "the certificate")
        self.finite: Finite = discretise(model, None, *properties.values())
        self.program: Program = compile_model(self.finite.model)
        self._codes = _codes(text)
        self._context = z3.Context()
        self._values_made: dict[tuple[Any, Any], Any] = {}
        self._read(text)
        self._now = [self._symbol(v, variable_symbol(v.name)) for v in model.variables]
        self._next = [self._symbol(v, after_symbol(v.name)) for v in model.variables]
        self._now_with_delay = [*self._now, z3.Real("delay", self._context)]

    def whole(self) -> Iterator[str]:
        """Differences that need no state: the start, the unions of the steps, the invariant, and what the queries ask."""
        term, lemmas = self._terms, range(len(self.lemmas))
        commands = [c.name for c in self.model.commands]
        opaque = {name: z3.Bool(name, self._context) for name in _OPAQUE}
        wanted = {
            "command": _any(self._context, [term[f"step.{part(n)}"] for n in commands]),
            "step": _any(self._context, [term[f"step.{part(n)}"] for n in self._step_names]),
            "initial": z3.And(
                *(
                    n == self._value(v, v.initial)
                    for n, v in zip(self._now, self.model.variables, strict=True)
                    if not v.rigid
                )
            ),
            f"query {START}": opaque["initial"],
            f"query {MOVES}": z3.And(opaque["invariant"], opaque["command"]),
            f"query {INITIAL}": z3.And(opaque["initial"], z3.Not(opaque["invariant"])),
            f"query {STEP}": z3.And(opaque["invariant"], opaque["step"], z3.Not(opaque["invariant.next"])),
        }
        for name in ("invariant", *(f"lemma.{i}" for i in lemmas)):
            wanted[f"{name}.next"] = self._put(term[name], self._now, self._next)
        for name, right in wanted.items():
            if self._possible(z3.Xor(term[name], right)):
                yield f"{name}: the text defines something else than its parts make"
        for name in self.properties:
            outside = z3.And(term[f"query {safe(name)}"], z3.Not(opaque["invariant"]))
            if self._possible(outside):
                yield f"query {safe(name)}: the text asks it of states outside the invariant"
        yield from self._second_outcomes()

    def differences(self, state: State, delay: Fraction, *, reachable: bool = False) -> Iterator[str]:
        """What the text says otherwise than the model in one state; ``delay`` is how long an ``elapse`` lasts."""
        here = [self._value(v, state[v.name]) for v in self.model.variables]
        steps = self._put(self._steps, self._now_with_delay, [*here, _rational(delay, self._context)]).children()
        successors = dict(self.successors(state, delay))
        for name, term in zip(self._step_names, steps, strict=True):
            self.steps += name in successors
            yield from self._step(name, term, successors.get(name), state)
        yield from self._in_ticks(state, successors, delay)
        yield from self._values(self._truths(here), state, reachable)

    def successors(self, state: State, delay: Fraction) -> Iterator[tuple[str, State]]:
        """The steps that the model allows, by the interpreter of the language."""
        values, clocks = self.model.values, self.model.clocks
        for command in self.model.commands:
            if all(evaluate(g, state, values) for g in command.guard.values()):
                after = dict(state) | {n: evaluate(u, state, values) for n, u in command.updates.items()}
                zero = {c.name: 0 for c in clocks if c.active is not None and not evaluate(c.active, after, values)}
                yield command.name, after | zero
        running = {c.name for c in clocks if c.active is not None and evaluate(c.active, state, values)}
        after = dict(state) | {name: state[name] + delay for name in running}
        limits = [(d.clock, evaluate(d.limit, {}, values)) for d in self.model.deadlines if d.clock in running]
        if clocks and delay >= 0 and all(after[clock] <= limit for clock, limit in limits):
            yield ELAPSE, after

    def delay(self, state: State, random: Random) -> Fraction:
        """How long an ``elapse`` may be tried: a tick, nothing, a fraction, up to the next deadline, just beyond it."""
        rest = [
            Fraction(cast("int", evaluate(d.limit, {}, self.model.values))) - state[d.clock]
            for d in self.model.deadlines
            if (active := self.model.variable[d.clock].active) is not None
            and evaluate(active, state, self.model.values)
        ]
        tick = Fraction(self.finite.tick)
        near = min(rest, default=tick)
        return random.choice([tick, tick, Fraction(0), Fraction(1, 3), near, near + Fraction(1, 7)])

    def _step(self, name: str, term: Any, after: State | None, state: State) -> Iterator[str]:
        """One step from one state; that no step has two outcomes is shown for all states at once, in ``whole``."""
        if after is None:
            if not z3.is_false(term) and self._possible(term):
                yield f"{name}: the text allows it, the model does not, in {_shown(state)}"
            return
        target = [self._value(v, after[v.name]) for v in self.model.variables]
        if not z3.is_true(self._put(term, self._next, target)):
            yield f"{name}: the text refuses the step of the model in {_shown(state)}"

    def _second_outcomes(self) -> Iterator[str]:
        """Steps that lead from one state to two (for a given delay)."""
        other = [self._symbol(v, f"{v.name}.other") for v in self.model.variables]
        solver = z3.Solver(ctx=self._context)
        solver.add(z3.Or(*(a != b for a, b in zip(self._next, other, strict=True))))
        for name in self._step_names:
            term = self._terms[f"step.{part(name)}"]
            solver.push()
            solver.add(term, self._put(term, self._next, other))
            if solver.check() != z3.unsat:
                yield f"{name}: the text allows two outcomes from one state"
            solver.pop()

    def _possible(self, *terms: Any) -> bool:
        solver = z3.Solver(ctx=self._context)
        solver.add(*terms)
        return bool(solver.check() != z3.unsat)

    def _in_ticks(self, state: State, successors: Mapping[str, State], delay: Fraction) -> Iterator[str]:
        """The compiled successor function, where the state is one of whole ticks."""
        counted = in_ticks(self.finite, state)
        if counted is None or delay != self.finite.tick:
            return
        block = self.program.block(self.program.layout.pack(counted))
        for step in self.program.steps:
            name, at = step.command.name, step.enabled(block)
            after = successors.get(name)
            if name == ELAPSE and after is not None and after == state:
                # No clock runs: the search takes no step where nothing changes.
                after = None
            if bool(len(at)) != (after is not None):
                yield f"{name}: the compiled search and the interpreter differ on whether it is enabled in {_shown(state)}"
            elif after is not None and all(contains(v.type, after[v.name]) for v in discrete(self.model)):
                try:
                    compiled = self.program.state(step.successors(block, at), 0)
                except ModelError as error:
                    yield f"{name}: {error} in {_shown(state)}"
                    continue
                if compiled != in_ticks(self.finite, after):
                    yield f"{name}: the compiled search leads elsewhere in {_shown(state)}"

    def _values(self, said: Mapping[str, str], state: State, reachable: bool) -> Iterator[str]:
        holds = [bool(evaluate(lemma, state, self.model.values)) for lemma in self.lemmas]
        inside = all(holds)
        wanted = {
            "initial": all(state[v.name] == v.initial for v in self.model.variables if not v.rigid),
            "invariant": inside,
        }
        wanted |= {f"lemma.{i}": value for i, value in enumerate(holds)}
        for name, formula in self.properties.items():
            # Within the invariant, the query asks whether the property fails.
            wanted[f"query {safe(name)}"] = not evaluate(formula, state, self.model.values)
        for name, value in wanted.items():
            if said[name] != str(value).lower():
                yield f"{name}: the text says {said[name]}, the model {str(value).lower()} of {_shown(state)}"
        if reachable and not inside:
            yield f"invariant: a run leads out of it, to {_shown(state)}"

    def _read(self, text: str) -> None:
        """All definitions and queries, expanded by Z3's parser down to the state variables."""
        declarations = text[: text.find("\n(push 1)")]
        defined = re.findall(r"^\(define-fun ([^ ]+) ", declarations, re.MULTILINE)
        queries = {name.replace('""', '"'): assertion for name, assertion in _QUERY.findall(text)}
        constants = "\n".join(re.findall(r"^\(declare-const .*\)$", declarations, re.MULTILINE))
        opaque = "\n".join(f"(declare-const {name} Bool)" for name in _OPAQUE)
        try:
            parsed = self._parsed([declarations, *(f"(assert {n})" for n in defined)])
            # What the queries ask must not depend on what the definitions make true, or ``false`` would pass for a proved query.
            asked = self._parsed([constants, opaque, *queries.values()])
        except z3.Z3Exception as error:
            raise CertificateError(f"the certificate can't be read back: {error}") from None
        self._terms: dict[str, Any] = dict(zip(defined, parsed, strict=True))
        self._terms |= dict(zip((f"query {q}" for q in queries), asked, strict=True))
        commands = [c.name for c in self.model.commands]
        self._step_names = [*commands, ELAPSE] if self.model.clocks else commands
        needed = [
            *(f"step.{part(n)}" for n in self._step_names),
            *(f"lemma.{i}{s}" for i in range(len(self.lemmas)) for s in ("", ".next")),
            *("initial", "command", "step", "invariant", "invariant.next"),
            *(f"query {q}" for q in (START, MOVES, INITIAL, STEP, *map(safe, self.properties))),
        ]
        if missing := [n for n in needed if n not in self._terms]:
            raise CertificateError(f"the certificate does not define {missing[0]}")

    def _parsed(self, lines: Sequence[str]) -> Any:
        return z3.parse_smt2_string("\n".join(lines), ctx=self._context)

    @cached_property
    def _steps(self) -> Any:
        return self._bundle([self._terms[f"step.{part(n)}"] for n in self._step_names])

    @cached_property
    def _said(self) -> tuple[Sequence[str], Any]:
        """What is true or false of a state: the names, and the terms as one."""
        names = ("initial", "invariant", *(f"lemma.{i}" for i in range(len(self.lemmas))))
        queries = [f"query {safe(n)}" for n in self.properties]
        within = [z3.Bool("invariant", self._context)], [z3.BoolVal(True, self._context)]
        terms = [*(self._terms[n] for n in names), *(self._put(self._terms[q], *within) for q in queries)]
        return (*names, *queries), self._bundle(terms)

    def _truths(self, values: Sequence[Any]) -> dict[str, str]:
        """What the text says in a state: ``true`` or ``false`` by name (as printed: one call in place of hundreds)."""
        names, bundle = self._said
        put = self._put(bundle, self._now, values)
        return dict(zip(names, put.sexpr().strip("()").split()[1:], strict=True))

    def _put(self, term: Any, symbols: Sequence[Any], values: Sequence[Any]) -> Any:
        """The term with values for symbols, simplified. Like ``z3.substitute``, whose checks take ten times as long."""
        count = len(symbols)
        arrays = [(z3.Ast * count)(*(e.as_ast() for e in exprs)) for exprs in (symbols, values)]
        put = z3.Z3_substitute(self._context.ref(), term.as_ast(), count, *arrays)
        return z3.simplify(z3.BoolRef(put, self._context))

    def _bundle(self, terms: Sequence[Any]) -> Any:
        """Many terms as the arguments of one, so that values are put into all of them at once."""
        sort = z3.BoolSort(self._context)
        return z3.Function("bundle", *([sort] * len(terms)), sort)(*terms)

    def _symbol(self, var: Var[Any], name: str) -> Any:
        make = {Boolean: z3.Bool, Clock: z3.Real}.get(type(var.type), z3.Int)
        return make(name, self._context)

    def _value(self, var: Var[Any], value: Any) -> Any:
        name = (var.type, value)
        if name not in self._values_made:
            self._values_made[name] = self._new_value(var, value)
        return self._values_made[name]

    def _new_value(self, var: Var[Any], value: Any) -> Any:
        match var.type:
            case Boolean():
                return z3.BoolVal(value, self._context)
            case Clock():
                return _rational(Fraction(value), self._context)
            case Enumeration(name=name, members=members):
                return z3.IntVal(self._codes[name, frozenset(members)][value], self._context)
            case _:
                return z3.IntVal(value, self._context)


def _codes(text: str) -> dict[tuple[str, frozenset[str]], Mapping[str, int]]:
    """The numbers that stand for enumeration members, as the file's own comments say."""
    found: dict[tuple[str, frozenset[str]], Mapping[str, int]] = {}
    for name, listed in _CODES.findall(text):
        codes = {member: int(code) for member, code in (entry.split(" = ") for entry in listed.split(", "))}
        found[name, frozenset(codes)] = codes
    return found


def _any(context: z3.Context, parts: Sequence[Any]) -> Any:
    return z3.Or(*parts) if parts else z3.BoolVal(False, context)


def _rational(value: Fraction, context: z3.Context) -> Any:
    return z3.RatVal(value.numerator, value.denominator, context)


def _shown(state: State) -> str:
    return ", ".join(f"{n} = {v}" for n, v in state.items())
