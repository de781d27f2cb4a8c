"""A result with repair hints, where something in it is violated: of a model, and of a change of one."""

from dataclasses import replace

from vmotion_model.language import Model
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_specs.apply import apply_to_properties, asked, base_of, changed, level
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite

from .proposal import Proposal
from .repair_hints import PropertiesOf, repair_hints


def with_repairs(
    result: CheckResult,
    model: Model,
    stated: PropertiesOf,
    options: Options,
    before: Model | None = None,
    evidence: Evidence | None = None,
) -> CheckResult:
    """The result with hints; as it is, where nothing is violated. ``before`` is the model that ``model`` is a change of."""
    if all(r.verdict is not Verdict.VIOLATED for r in result.properties):
        return result
    with options.budget.listening():
        return replace(result, hints=repair_hints(model, stated, result, options, before, evidence))


def repaired(proposal: Proposal, suite: Suite, options: Options) -> Proposal:
    """A change, and how what it breaks could be repaired."""
    change = proposal.change
    if proposal.after is None:
        return proposal
    base = base_of(change, suite)

    def stated(version: Model) -> tuple[Property, ...]:
        return apply_to_properties(change, version, asked(change, suite, version))

    model, _ = changed(change, suite)
    before = level(change, base.model)
    return replace(proposal, after=with_repairs(proposal.after, model, stated, options, before, proposal.evidence))
