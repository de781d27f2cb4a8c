"""T4: arguments for a guest whose stun is enforced as pages are written, without measuring it."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import Envelope
from vmotion_model.precopy.policies import FaultStun, Quota
from vmotion_model.precopy.units import show_time
from vmotion_specs.convergence.applied import (
    FAULT,
    QUOTA,
    Application,
)

from .outcome import ArgumentStep, ConvergenceVerdict
from .scenario_symbols import (
    OF_LINK,
    ONE,
    ZERO,
    Case,
    envelope_steps,
    first_round,
    given,
    in_words,
    limits_of,
    slowed,
    under,
)
from .symbol_values import Quantity, Symbols, of_enforcement
from .theorem_applies import applies, decide

Part = tuple[Application, Symbols, frozenset[str]]
"""One theorem, its symbols, and the hypotheses about the run that are given."""


def enforcement(case: Case, policy: FaultStun | Quota, sleep: Quantity) -> tuple[Part, Quantity, Quantity]:
    """T4 with its symbols, and the envelope (sigma, rho) on the wire; ``sleep`` is a fault stun's."""
    vcpus = Fraction(case.scenario.vcpus)
    if isinstance(policy, FaultStun):
        sigma, rho = vcpus * case.page, vcpus * case.page / sleep
        more = {"s": sleep, "I": sleep}
        said = OF_LINK | {"stun", "next page", "all writers covered"}
    else:
        sigma, rho = formulas.quota_envelope(vcpus, case.page, Fraction(policy.pages), policy.interval_s)
        more = {"q": Fraction(policy.pages), "I": policy.interval_s}
        said = OF_LINK | {"tick", "quota", "all writers covered"}
    values = of_enforcement(sigma, rho, case.rate, vcpus, case.page, case.device, **more)
    application = FAULT if isinstance(policy, FaultStun) else QUOTA
    return (application, values, said), sigma + case.burst, rho + case.device


def enforced(case: Case, policy: FaultStun | Quota, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    if isinstance(policy, FaultStun):
        said = f"every first write to a traced page stuns its vCPU for {show_time(policy.sleep_s)} or longer"
    else:
        said = f"each vCPU dirties at most {policy.pages} pages per {show_time(policy.interval_s)}"
    part, sigma, rho = enforcement(case, policy, policy.sleep_s if isinstance(policy, FaultStun) else ONE)
    wire = Envelope(sigma, rho)
    decisions = (*decide(*part), *under(case, wire, first_round(case, [wire])))
    steps.append(ArgumentStep(f"{said}: any guest dirties {in_words(wire)}", "T4", holds=True))
    steps.extend(envelope_steps(case, wire, free=False))
    limits = limits_of(case, wire, first_round(case, [wire]), ZERO, ZERO, 0) if applies(decisions) else None
    if limits is None:
        return None
    share, worst = shares(case, policy)
    return given(
        case,
        "T4",
        slowed(limits, worst),
        steps,
        decisions,
        f"enforcement: {said}",
        "one trace covers one page",
        "device and hypervisor writes are within what was given for them",
        envelope=wire,
        needed=True,
        share=share,
    )


def shares(case: Case, policy: FaultStun | Quota) -> tuple[Fraction, Fraction]:
    """Progress that a guest at its peak rate loses: spread evenly over its vCPUs, and at worst (all on one of them)."""
    peak = case.scenario.guest.peak_rate
    if not peak:
        return ONE, ONE
    pages = peak / case.scenario.memory.page_b / case.scenario.cpu_share
    if isinstance(policy, FaultStun):
        even = formulas.fault_loss(pages / case.scenario.vcpus, policy.sleep_s)
        return even, formulas.fault_loss(pages, policy.sleep_s)
    allowed = Fraction(policy.pages) / policy.interval_s
    return max(ZERO, 1 - allowed * case.scenario.vcpus / pages), max(ZERO, 1 - allowed / pages)
