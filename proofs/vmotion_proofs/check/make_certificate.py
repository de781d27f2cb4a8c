"""Certificates made from nothing: everything is proved, and what both solvers accept is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.common.exit_codes import UNDECIDED
from vmotion_model.common.files import WriteError, check_writable, written_whole
from vmotion_model.common.progress import Report, Stage
from vmotion_proofs.certifying.checked_certificate import check_certificate
from vmotion_proofs.check.check import check_with_evidence
from vmotion_proofs.check.vacuity import needed_rounds, needed_runs, round_of
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.results.errors import NotProvedError
from vmotion_proofs.results.options import Options, rankings_beside
from vmotion_proofs.results.verdicts import Run
from vmotion_proofs.search.demands import hints_of
from vmotion_proofs.solving.solver_options import memory_budget
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite

if TYPE_CHECKING:
    from vmotion_proofs.search.explore import Explored


from vmotion_proofs.certifying.recheck_stored import claims_of


def make_certificate(suite: Suite, folder: Path, budget: Budget, report: Report) -> tuple[Path, ...]:
    """Prove everything from nothing and write certificate and runs; raises ``NotProvedError`` and ``WriteError``."""
    try:
        with budget.listening():
            return _make(suite, folder, budget, report)
    except GaveUpError as error:
        raise NotProvedError(f"no certificate was made: {error}", UNDECIDED) from None


def _make(suite: Suite, folder: Path, budget: Budget, report: Report) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WriteError(f"{folder} can't be made: {problem.strerror}") from None
    check_writable(folder / f"{suite.name}.smt2")
    options = Options(budget=budget, locations=suite.locations, report=report)
    checked = check_with_evidence(suite.model, suite.properties, options)
    budget.check()
    failed = [f"{p.id} is {p.verdict}" for p in checked.result.properties if not p.verdict.passes]
    if failed or checked.certificate is None:
        code = checked.result.verdict.exit_code or UNDECIDED
        raise NotProvedError(f"no certificate was made: {', '.join(failed) or 'nothing was proved'}", code)
    certificate = _in_order(suite, _small(checked.certificate, [p for p in suite.properties if p.generated], options))
    demanded = {p.id: p.run for p in checked.result.properties if p.run is not None}
    with_premises = [p for p in suite.properties if p.kind is not PropertyKind.REACHABLE]
    premises = needed_runs(suite.model, with_premises, demanded.values(), options)
    fair: Mapping[str, Run] = {}
    if claims := claims_of(suite):
        assert checked.explored is not None
        fair = needed_rounds(suite.model, claims, checked.explored, options)
    runs = hints_of(demanded, premises, {name: round_of(run) for name, run in fair.items()})
    texts = {f"{suite.name}.smt2": certificate.text, f"{suite.name}.runs.json": runs}
    if claims:
        assert checked.explored is not None
        rankings = _rankings(checked.explored, certificate, claims, options)
        texts[rankings_beside(Path(f"{suite.name}.smt2")).name] = rankings
    written = []
    for name, text in texts.items():
        with written_whole(folder / name) as part:
            part.write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)


def _small(certificate: Certificate, generated: Sequence[Property], options: Options) -> Certificate:
    """The certificate without the lemmas that nothing needs, accepted by both solvers; raises ``GaveUpError``.

    Statements that are made from the commands follow from the lemmas where they can, instead of being some: then the lemmas of a
    version with other commands are the same.
    """
    from vmotion_proofs.induction.prove_invariants import minimal

    with memory_budget(options.budget.memory_mb):
        small = minimal(certificate, options.budget, options.report)
    options.report(Stage("checking the certificate with both solvers", 0))
    made = {p.formula.key for p in generated}
    lean = replace(small, lemmas=tuple(lemma for lemma in small.lemmas if lemma.key not in made))
    checked = check_certificate(lean, options.budget)
    if all(map(checked.proves, lean.properties)):
        return lean
    checked = check_certificate(small, options.budget)
    if left := {n: checked.reason(n) for n in certificate.properties if not checked.proves(n)}:
        raise NotProvedError(_missing(left), UNDECIDED)
    return small


def _missing(reasons: Mapping[str, str]) -> str:
    return f"no certificate was made: {'; '.join(f'{n}: {why}' for n, why in reasons.items())}"


def _in_order(suite: Suite, certificate: Certificate) -> Certificate:
    """The same with the properties in the suite's order, in which it is read back: several provers may have shown them."""
    shown = certificate.properties
    return replace(certificate, properties={p.id: shown[p.id] for p in suite.properties if p.id in shown})


def _rankings(explored: "Explored", invariant: Certificate, claims: Mapping[str, Claim], options: Options) -> str:
    """The certificate of all responses, accepted by both solvers; raises ``NotProvedError``."""
    from vmotion_proofs.liveness.judge_response import prove

    certificate, failed = prove(explored.finite, explored.search, claims, invariant, options.budget, options.report)
    options.report(Stage("checking the rankings with both solvers", 0))
    checked = check_certificate(certificate, options.budget)
    left = {n: failed.get(n) or checked.reason(n) for n in claims if n in failed or not checked.proves(n)}
    if left:
        raise NotProvedError(_missing(left), UNDECIDED)
    return certificate.text
