"""The check of a model against its properties: a certificate on file first, then search, induction and a new certificate.

The order is that of trust and of cost. A certificate that belongs to the model is re-checked by two solvers and settles every
invariant at once. Otherwise all reachable states of the instance are visited, which finds the shortest counterexamples;
what no state breaks is then proved by induction, and that proof is certified and checked by both solvers like any other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.language import Expr, Model, ModelError, digest
from vmotion_specs.properties import Kind, Property
from vmotion_specs.timing import of_instance, timelock

from .budget import memory_budget
from .certified import Certified, begin_check, check_certificate, check_or_remember, from_file
from .errors import CertificateError, DisagreementError, SolverGaveUpError
from .found import Found
from .induction.certificate import Certificate, lemmas_in
from .liveness.claim import claim_of
from .options import Options
from .progress import Stage
from .reach import reach, read_hints
from .settle import SEARCH, settle_time, settle_vacuity
from .vacuity import Look
from .verdicts import CheckResult, Verdict

if TYPE_CHECKING:
    from .explore import Explored

INDUCTION = "induction"
SPACER = "spacer"
RANKING = "ranking"
FAIR_CYCLES = "fair cycles"


@dataclass(frozen=True)
class Checked:
    """The result of a check, the certificate behind its ``proved`` verdicts, and the search that was made, if there is one."""

    result: CheckResult
    certificate: Certificate | None
    explored: "Explored | None" = None


def check(model: Model, properties: Sequence[Property], options: Options | None = None) -> CheckResult:
    """Judge every property; the stable call of this package.

    A Ctrl-C ends it early: what was decided stands, the rest is ``unknown``, and the result is ``interrupted``.

    Raises ``ModelError`` for a property that does not fit the model, and for two with one id. What a solver or an engine
    fails to do is never raised: it is ``unknown``, with the reason.
    """
    return check_with_certificate(model, properties, options).result


def check_with_certificate(model: Model, properties: Sequence[Property], options: Options | None = None) -> Checked:
    """``check``, with the certificate, so that it can be kept."""
    return _Check(model, properties, options or Options()).run()


def _refuse_ids(properties: Sequence[Property]) -> None:
    """An id names one verdict and one query of the certificate, and stands in a comment there.

    In comments about rankings a response's id ends at a blank, and ``.at`` with a number names a ranking within its ranking.
    """
    seen: set[str] = set()
    for item in properties:
        if item.id in seen:
            raise ModelError(f"property {item.id!r} is stated twice: each needs an id of its own")
        if not item.id.isprintable():
            raise ModelError(f"property {item.id!r}: the id holds a line break or another control character")
        if item.kind is Kind.RESPONSE and (" " in item.id or re.search(r"\.at\d+$", item.id)):
            raise ModelError(
                f"property {item.id!r}: a response's id holds no blank and does not end in .at and a number"
            )
        seen.add(item.id)


def _with_timelock(model: Model, properties: Sequence[Property]) -> Sequence[Property]:
    """Whether time can stop decides what any statement about time is worth, so it is always judged."""
    lock = timelock(model)
    judged = [p.id for p in properties if p.kind is not Kind.REACHABLE]
    if lock is None or not judged or lock.id in judged:
        return properties
    return (*properties, lock)


class _Check:
    """One check under way; ``found`` fills up."""

    def __init__(self, model: Model, properties: Sequence[Property], options: Options) -> None:
        self.begun = monotonic()
        self.options = options
        self.model = options.instance.apply(model)
        _refuse_ids(properties)
        self.properties = properties = [
            of_instance(p, self.model, options.instance) for p in _with_timelock(self.model, properties)
        ]
        self.invariants = [p for p in properties if p.kind is Kind.INVARIANT]
        self.responses = [p for p in properties if p.kind is Kind.RESPONSE]
        self.claims = {p.id: claim_of(self.model, p) for p in self.responses}
        self.formulas: dict[str, Expr[bool]] = {p.id: p.formula for p in self.invariants}
        for name, formula in self.formulas.items():
            self.model.check_names(f"property {name}", formula)
        self.found = Found(properties, options.instance.describe())
        self.look = Look(self.model, {p.id: p.premise for p in [*self.invariants, *self.responses]}, self.claims)
        self.certificate: Certificate | None = None
        self.explored: Explored | None = None
        self.interrupted = False

    def run(self) -> Checked:
        try:
            self._judge()
        except KeyboardInterrupt:
            self.interrupted = True
        for item in self.found.open(self.properties):
            self.found.put(item, Verdict.UNKNOWN, "none", monotonic(), reason="interrupted")
        try:
            self._settle_vacuity()
        except KeyboardInterrupt:
            self.interrupted = True
            self._settle_vacuity()
        settle_time(self.found, self.model)
        search = self.explored.search if self.explored else None
        result = CheckResult(
            self.model.name,
            digest(self.model),
            self.found.results(),
            states=search.states if search else None,
            transitions=search.transitions if search else None,
            depth=self.explored.depth if self.explored else None,
            seconds=monotonic() - self.begun,
            interrupted=self.interrupted,
        )
        return Checked(result, self.certificate, self.explored)

    def _judge(self) -> None:
        if self.invariants and self.options.engine in ("auto", INDUCTION):
            self._use_certificate()
        if not self.interrupted and self.found.open(self.invariants):
            self._decide()
        if not self.interrupted:
            self._respond()
        if not self.interrupted:
            self._reach()
        if not self.interrupted:
            self._look()
        if self.options.witnesses and not self.interrupted:
            self._add_witnesses()

    def _settle_vacuity(self) -> None:
        judged = [*self.invariants, *self.responses]
        self.interrupted = settle_vacuity(
            self.found, judged, self.look, self.explored, self.options, self._left(), self.interrupted
        )

    def _left(self) -> float | None:
        if self.options.seconds is None:
            return None
        return max(self.options.seconds - (monotonic() - self.begun), 0.1)

    def _use_certificate(self) -> None:
        """Settle all invariants by the certificate on file, if it is one of this model."""
        path = self.options.certificate
        if path is None or not path.exists():
            return
        begun = monotonic()
        try:
            certificate = from_file(path, self.model, self.formulas)
        except CertificateError:
            # Stale, foreign or damaged: its lemmas are candidates below, nothing more.
            return
        self.options.report(Stage("re-checking the certificate with both solvers", 0))
        self.certificate = certificate
        with begin_check(certificate, self._left(), self.options.memory_mb) as asked:
            # While the solvers work: what rests on other files, and runs.
            try:
                self._use_rankings()
                self._reach()
                self._look()
            except KeyboardInterrupt:
                self.interrupted = True
            checked = Certified(certificate, asked.answers(at_once=self.interrupted))
        self.interrupted = self.interrupted or checked.interrupted
        self._accept(checked, self.invariants, begun, path.name)

    def _accept(self, checked: Certified, items: Sequence[Property], begun: float, name: str) -> None:
        """Take over what all solvers agree on, and the reason for what they do not."""
        for item in items:
            if checked.proves(item.id):
                self.found.put(item, Verdict.PROVED, INDUCTION, begun, certificate=name)
            elif item.id in self.found:
                self.found.explain(item, checked.reason(item.id))
            else:
                self.found.put(item, Verdict.UNKNOWN, INDUCTION, begun, reason=checked.reason(item.id))

    def _decide(self) -> None:
        """Without a certificate: search, then prove what no state breaks."""
        from .explore import explore

        begun = monotonic()
        open_ = self.found.open(self.invariants)
        self.explored = explore(self.model, self.formulas, self.options, self._left(), stop_early=True)
        for item in open_:
            verdict = self.explored.verdict(item)
            bound = self.explored.depth if verdict is Verdict.BOUNDED else None
            try:
                run = self.explored.run(item.id)
            except DisagreementError as error:
                self.found.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=f"engines disagree: {error}")
                continue
            self.found.put(item, verdict, SEARCH, begun, run=run, bound=bound, reason=self.explored.reason(item))
        self.interrupted = self.explored.search.interrupted
        if self.options.engine != "explicit" and not self.interrupted:
            self._prove([p for p in open_ if self.explored.verdict(p) is not Verdict.VIOLATED])

    def _prove(self, items: Sequence[Property]) -> None:
        if not items:
            return
        begun = monotonic()
        try:
            with memory_budget(self.options.memory_mb):
                certificate = self._find_invariant({p.id: p.formula for p in items})
        except (SolverGaveUpError, KeyboardInterrupt) as error:
            # Z3 catches a Ctrl-C, and says so; without a limit of time nothing else stops it.
            self.interrupted = isinstance(error, KeyboardInterrupt) or (
                str(error) == SolverGaveUpError.STOPPED and self.options.seconds is None
            )
            self._no_proof(items, "interrupted" if self.interrupted else str(error))
            return
        if certificate is None:
            return
        self.options.report(Stage("checking the new certificate with both solvers", 0))
        checked = check_certificate(certificate, self._left(), self.options.memory_mb)
        self.interrupted = self.interrupted or checked.interrupted
        self.certificate = certificate
        proved = [p for p in items if p.id in certificate.properties]
        self._accept(checked, proved, begun, f"{self.model.name}.smt2")

    def _no_proof(self, items: Sequence[Property], why: str) -> None:
        for item in items:
            self.found.explain(item, f"{self.found[item.id].reason} no proof: {why}".strip())

    def _find_invariant(self, goals: Mapping[str, Expr[bool]]) -> Certificate | None:
        """Discovery along the reachable states; where they are not all known, old lemmas; then Spacer."""
        from .induction.discovery import Stuck
        from .induction.prove import prove_from_lemmas, prove_from_search
        from .induction.spacer import prove_by_spacer

        assert self.explored is not None
        report, seconds = self.options.report, self._left()
        if self.options.engine == SPACER:
            return prove_by_spacer(self.model, goals, seconds, report)
        candidates = self._old_lemmas()
        if self.explored.complete:
            search = self.explored.search
            found = prove_from_search(self.model, goals, search, self.explored.reachable, candidates, seconds, report)
            if not isinstance(found, Stuck):
                return found
        certificate = prove_from_lemmas(self.model, goals, candidates, seconds, report)
        left = {n: g for n, g in goals.items() if certificate is None or n not in certificate.properties}
        last_resort = certificate is None and self.explored.complete
        if not left or (self.options.seconds is None and not last_resort):
            return certificate
        rest = self._left()
        try:
            # Half of the time: what was proved, or will be, is still to be certified.
            more = prove_by_spacer(self.model, left, None if rest is None else rest / 2, report)
        except KeyboardInterrupt:
            if certificate is None:
                raise
            self.interrupted, more = True, None
        if certificate is None or more is None:
            return certificate or more
        return certificate.joined(more)

    def _old_lemmas(self) -> Sequence[Expr[bool]]:
        path = self.options.certificate
        if path is None or not path.exists():
            return ()
        try:
            return lemmas_in(path.read_text(encoding="utf-8"), self.model, self.formulas)
        except (OSError, UnicodeDecodeError):
            return ()

    def _respond(self) -> None:
        """Responses: the rankings on file, else a complete search for fair cycles."""
        if self.options.engine in ("auto", INDUCTION):
            self._use_rankings()
        left = self.found.open(self.responses)
        if not left or self.interrupted:
            return
        begun = monotonic()
        if self.explored is None or not self.explored.complete:
            from .explore import explore

            # Also what the premises of invariants say of clocks is asked of its states later.
            self.explored = explore(self.model, {}, self.options, self._left(), fit=self.formulas.values())
        if not self.explored.complete:
            self.interrupted = self.explored.search.interrupted
            for item in left:
                reason = f"{self.explored.stopped}; a fair cycle is looked for among all states or not at all"
                self.found.put(item, Verdict.UNKNOWN, FAIR_CYCLES, begun, reason=reason)
            return
        from .liveness.respond import answers

        claims = {p.id: self.claims[p.id] for p in left}
        self.options.report(Stage("looking for fair cycles", 0, len(claims)))
        found = answers(self.explored.graph, claims, self.options.locations, self.options.report)
        for item in left:
            answer = found[item.id]
            self.found.put(item, answer.verdict, FAIR_CYCLES, begun, run=answer.run, reason=answer.reason)

    def _use_rankings(self) -> None:
        path = self.options.rankings
        if not self.found.open(self.responses) or path is None or not path.exists():
            return
        begun = monotonic()
        try:
            certificate = from_file(path, self.model, {}, self.claims, self.formulas)
        except CertificateError:
            return
        self.options.report(Stage("re-checking the rankings with both solvers", 0))
        checked = check_or_remember(certificate, self._left(), self.options.memory_mb)
        self.interrupted = checked.interrupted
        for item in self.responses:
            if checked.proves(item.id):
                self.found.put(
                    item, Verdict.PROVED, RANKING, begun, certificate=path.name, remembered=checked.remembered
                )

    def _reach(self) -> None:
        hints = read_hints(self.options.demands)
        for item in (p for p in self.found.open(self.properties) if p.kind is Kind.REACHABLE):
            begun = monotonic()
            if self.interrupted:
                return
            self.options.report(Stage(f"looking for a run that fulfils {item.id}", 0))
            try:
                answer = reach(self.model, item, self.options, self._left(), hints.get(item.id, ()))
            except DisagreementError as error:
                self.found.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=f"engines disagree: {error}")
                continue
            self.interrupted = answer.interrupted
            self.found.put(
                item, answer.verdict, answer.engine, begun, run=answer.run, bound=answer.bound, reason=answer.reason
            )

    def _look(self) -> None:
        """Follow what is known of runs to the premises."""
        self.look.along(*self.found.runs())
        self.look.follow(read_hints(self.options.demands, "premises"), self.options.locations)
        self.look.follow_round(read_hints(self.options.demands, "fair"), self.options.locations)

    def _add_witnesses(self) -> None:
        """Runs that reach the premise of each invariant and response: without one it says nothing."""
        from .vacuity import premise_runs

        for name, run in premise_runs(self.model, [*self.invariants, *self.responses], self.options).items():
            self.found.witness(name, run)
