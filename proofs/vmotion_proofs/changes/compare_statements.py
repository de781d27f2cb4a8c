"""Comparison of what is asked of two versions of a model: whether the newer statements say at least what the older ones said.

A property that passes because it was taken away, weakened or made empty is the one wrong answer that no check of a model can
find. A newer statement is as strong as the older one if it implies it in every valuation of the variables, reachable or not;
both solvers must say so. An inductive invariant is no help here: from one that proves the older statement everything implies it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.exit_codes import REFUTED, UNDECIDED
from vmotion_model.language import Expr, Model, ModelError, Param, Var, all_of, lift, negate, to_text
from vmotion_model.language.expressions import same, variables_of
from vmotion_model.language.substitute import transform
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.smtlib import SmtLibTerms, sort_of
from vmotion_proofs.solving.solvers import SOLVERS, SolverAnswers, SolverText, ask
from vmotion_proofs.solving.symbol_names import variable_symbol
from vmotion_specs.assumptions import fairness_of
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite import remade
from vmotion_specs.suite_json import ModelVersion

from .recorded import called_otherwise, counted_otherwise, recorded_otherwise


class StatementChange(StrEnum):
    """What became of a statement that does not say any more what it said."""

    REMOVED = "removed"
    WEAKENED = "weakened"
    """Also: turned into another kind of statement."""
    TRUE = "always true"
    """It holds whatever the model does, so it says nothing."""
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class StatementFinding:
    """A statement that says less than it did, or of which that is not known; ``says`` is a sentence without its full stop."""

    id: str
    change: StatementChange
    description: str

    @property
    def exit_code(self) -> int:
        """1 for a statement that says less, 3 where that is not decided."""
        return UNDECIDED if self.change is StatementChange.UNDECIDED else REFUTED


def compare_statements(
    before: ModelVersion, after: ModelVersion, budget: Budget | None = None, home: Model | None = None
) -> tuple[StatementFinding, ...]:
    """What was asked of ``before`` and is not, or not as strongly, asked of ``after``, in the order of ``before``.

    ``home`` is the older model, where ``before`` has its statements over the newer one.
    """
    budget = budget or Budget()
    new = {p.id: p for p in after.properties}
    known = {p.id for p in before.properties}
    findings: list[StatementFinding] = []
    for item in before.properties:
        if item.id not in new:
            findings.append(StatementFinding(item.id, StatementChange.REMOVED, _removed(item)))
        else:
            findings += _Pair(before, item, after, new[item.id], home or before.model).findings(budget)
    for item in after.properties:
        if item.id not in known:
            findings += _always_true(after.model, item, budget)
    return tuple(findings)


def _removed(item: Property) -> str:
    says = f"{item.id} was removed: nobody checks any more that {item.title}"
    if item.progress:
        says += ", for no deadline is left"
    return says


def _always_true(model: Model, item: Property, budget: Budget) -> Sequence[StatementFinding]:
    """Whether a statement holds in every valuation."""
    broken = negate(item.claim)
    if item.kind is not PropertyKind.REACHABLE:
        broken = all_of(item.premise, broken)
    answer = _possible(model, item, (broken,), budget)
    if answer is None:
        return (
            StatementFinding(item.id, StatementChange.UNDECIDED, f"whether {item.id} says anything is not decided"),
        )
    return (
        ()
        if answer
        else (StatementFinding(item.id, StatementChange.TRUE, f"{item.id} is always true: it says nothing"),)
    )


@dataclass(frozen=True)
class _Pair:
    """A statement of one version and the one of the same id in another."""

    before: ModelVersion
    old: Property
    after: ModelVersion
    new: Property
    home: Model

    def findings(self, budget: Budget) -> Sequence[StatementFinding]:
        old, new = self.old, self.new
        if self.old.id in self.before.otherwise | self.after.otherwise:
            says = f"{old.id} is made from the commands in another way than before; read what it says now"
            return (StatementFinding(old.id, StatementChange.UNDECIDED, says),)
        if old.generated and new.generated:
            return self._made_otherwise(budget)
        if old.kind is not new.kind:
            says = f"{old.id} was turned from {_kind(old)} into {_kind(new)}"
            return (StatementFinding(old.id, StatementChange.WEAKENED, says),)
        try:
            there = self._over_the_new_model()
        except ModelError as error:
            says = f"whether {old.id} says what it said is not decided: {error}"
            return (StatementFinding(old.id, StatementChange.UNDECIDED, says),)
        if why := self._read_otherwise() or self._granted_more():
            return (StatementFinding(old.id, StatementChange.WEAKENED, f"{old.id} was weakened: {why}"),)
        if _same(there, _fixed(new, self.after.model)):
            return ()
        if empty := [f for f in _always_true(self.after.model, new, budget) if f.change is StatementChange.TRUE]:
            says = f"{old.id} was replaced by a statement that is always true"
            return () if self._was_empty(budget) else (replace(empty[0], description=says),)
        answer = _possible(self.after.model, new, tuple(_weaker(there, new)), budget)
        if answer is None:
            return (
                StatementFinding(
                    old.id, StatementChange.UNDECIDED, f"whether {old.id} says what it said is not decided"
                ),
            )
        if not answer:
            return ()
        says = f"{old.id} was weakened: it does not imply any more that {old.title}"
        return (StatementFinding(old.id, StatementChange.WEAKENED, says),)

    def _made_otherwise(self, budget: Budget) -> Sequence[StatementFinding]:
        """Each is made from its own version's commands: what is compared is how, on the newer one."""
        old, new, model = self.old, self.new, self.after.model
        if why := counted_otherwise(new, self.home, model):
            return (StatementFinding(old.id, StatementChange.WEAKENED, f"{old.id} was weakened: {why}"),)
        if old.waiting is None or new.waiting is None:
            names = () if new.progress else called_otherwise(self.home, model)
            says = f"whether {old.id} says what it said is not decided: it is made from the commands, and {', '.join(names)}"
            return (StatementFinding(old.id, StatementChange.UNDECIDED, f"{says} is another event"),) if names else ()
        try:
            terminal = model.rebind(old.id, old.waiting.terminal)
            ways = [(w.roles and set(w.roles), set(w.also)) for w in (old.waiting, new.waiting)]
            if same(terminal, new.waiting.terminal) and ways[0] == ways[1]:
                return ()
            there = replace(remade(model, old, self.before.model), generated=False)
        except ModelError as error:
            says = f"whether {old.id} says what it said is not decided: {error}"
            return (StatementFinding(old.id, StatementChange.UNDECIDED, says),)
        return _Pair(replace(self.after, otherwise=frozenset()), there, self.after, new, self.home).findings(budget)

    def _was_empty(self, budget: Budget) -> bool:
        return any(f.change is StatementChange.TRUE for f in _always_true(self.before.model, self.old, budget))

    def _over_the_new_model(self) -> Property:
        """The old statement with the numbers that it had, over the variables of the new version."""
        old = _fixed(self.old, self.before.model)
        own = self.after.model
        shell = replace(
            own, variables=(*own.variables, *(o.var for o in self.new.observers)), commands=(), deadlines=()
        )
        where = f"in the older version {self.old.id}"
        return replace(old, claim=shell.rebind(where, old.claim), premise=shell.rebind(where, old.premise))

    def _read_otherwise(self) -> str:
        """Why what the new statement reads does not mean what it meant; empty where it does."""
        recorded = recorded_otherwise(self.new, self.home, self.after.model)
        return self._observed_otherwise() or self._timed_otherwise() or recorded

    def _observed_otherwise(self) -> str:
        """Why the histories that both read are not the same; empty where they are."""
        old, new = (
            {o.var.name: _history(o.var, o.effects, o.events, v.model) for o in p.observers}
            for p, v in ((self.old, self.before), (self.new, self.after))
        )
        names = sorted(n for n in old.keys() | new.keys() if old.get(n) != new.get(n))
        return f"{', '.join(names)} is observed in another way" if names else ""

    def _timed_otherwise(self) -> str:
        """Which clocks that the new statement reads run under another condition; empty where none does.

        A clock that stands still is zero, so that a limit on it says less; whether another condition is as good, nobody asks.
        """
        old, new = (
            {c.name: to_text(c.active) for c in m.clocks if c.active is not None} for m in (self.home, self.after.model)
        )
        read = variables_of(self.new.premise) | variables_of(self.new.claim)
        names = sorted(n for n in read if n in old and n in new and old[n] != new[n])
        return f"{', '.join(names)} runs under another condition than before" if names else ""

    def _granted_more(self) -> str:
        """What it assumes that it did not; empty where that is nothing."""
        if self.new.kind is not PropertyKind.RESPONSE:
            return ""
        common = self.before.model.command.keys() & self.after.model.command.keys()
        old = fairness_of("", self.before.model, self.old.assumptions)
        new = fairness_of("", self.after.model, self.new.assumptions)
        # What is not in both versions has no older fairness to be compared with.
        strong, was_strong = ({*f.strong, *f.timed_strong} for f in (new, old))
        fair, was_fair = ({*f.weak, *f.timed_weak, *s} for f, s in ((new, strong), (old, was_strong)))
        more = (fair - was_fair) | (strong - was_strong) | (new.finite - old.finite)
        names = sorted(more & common)
        said = {to_text(r) for r in old.recurring}
        names += [to_text(r) for r in new.recurring if to_text(r) not in said]
        return f"it also assumes what is stated of {', '.join(names)}" if names else ""


def _weaker(old: Property, new: Property) -> Iterable[Expr[bool]]:
    """What holds in some valuation where the new statement does not imply the old one."""
    if old.kind is PropertyKind.RESPONSE:
        # Whoever waits must still wait by the new one, and what ends the wait must end it by the old one.
        yield all_of(old.premise, negate(new.premise), negate(old.claim))
        yield all_of(new.claim, negate(old.claim))
    else:
        yield all_of(new.formula, negate(old.formula))


def _possible(model: Model, item: Property, questions: Sequence[Expr[bool]], budget: Budget) -> bool | None:
    """Whether one of the questions holds in some valuation; None where the solvers do not agree that it is so, or not."""
    variables = {v.name: v for v in (*model.variables, *(o.var for o in item.observers))}
    encoder: Encoder[str] = Encoder(SmtLibTerms(), model.values)
    read = sorted({n for q in questions for n in variables_of(q)})
    lines = ["(set-logic QF_LIRA)"]
    for name in read:
        lines.append(f"(declare-const {variable_symbol(name)} {sort_of(variables[name])})")
        if (domain := _domain(encoder, variables[name])) is not None:
            lines.append(f"(assert {domain})")
    queries = {str(number): encoder.encode(q) for number, q in enumerate(questions)}
    answers = ask(SolverText("\n".join(lines), queries), budget=budget)
    if _all_say(answers, lambda said: all(said.get(q) == "unsat" for q in queries)):
        return False
    if any(_all_say(answers, lambda said, q=q: said.get(q) == "sat") for q in queries):  # type: ignore[misc]
        return True
    return None


def _all_say(answers: Sequence[SolverAnswers], what: Callable[[Mapping[str, str]], bool]) -> bool:
    return len(answers) == len(SOLVERS) and all(what(a.answers) for a in answers)


def _domain(encoder: Encoder[str], var: Var[Any]) -> str | None:
    if sort_of(var) == "Real":
        return f"(<= 0.0 {encoder.terms.symbol(var)})"
    return encoder.domain(var)


def _same(old: Property, new: Property) -> bool:
    return (to_text(old.premise), to_text(old.claim)) == (to_text(new.premise), to_text(new.claim))


def _fixed(item: Property, model: Model) -> Property:
    """The statement with the model's numbers in it: a limit that was raised is a weaker statement, too."""

    def number(leaf: Expr[Any]) -> Expr[Any]:
        return lift(model.values[leaf.name]) if isinstance(leaf, Param) else leaf

    return replace(item, claim=transform(item.claim, number), premise=transform(item.premise, number))


def _history(var: Var[Any], effects: Mapping[str, Any], events: Mapping[str, Any], model: Model) -> Any:
    """All that makes an observer what it is, as plain data."""

    def texts(of: Mapping[str, Any]) -> dict[str, str]:
        return {str(n): to_text(lift(value, var.type)) for n, value in of.items()}

    active = None if var.active is None else to_text(var.active)
    named = {n: t for n, t in texts(effects).items() if n in model.command}
    return var.type, var.initial, active, named, texts(events)


def _kind(item: Property) -> str:
    return {
        PropertyKind.INVARIANT: "a statement about every state",
        PropertyKind.REACHABLE: "a demand that something can be reached",
        PropertyKind.RESPONSE: "a statement about what comes about in the end",
    }[item.kind]
