"""What is known of a change after its check."""

from collections.abc import Sequence
from dataclasses import dataclass

from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED, worst_code
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.certifying.keep_evidence import Kept
from vmotion_proofs.results.verdicts import Behaviour, CheckResult, PropertyResult
from vmotion_specs.change import Change, ChangeError
from vmotion_specs.differences import Alteration, How

from .compare_statements import StatementFinding
from .expected import declared, surprises
from .forbid import Breach, Forbidden, breaches


@dataclass(frozen=True)
class Proposal:
    """A change after its check.

    ``refusal`` holds the error where the language refuses the change; then there is no result. ``stopped`` says in words what
    ended its check early, or before it began; then some verdicts are open, or there is no result at all. ``findings`` are the
    statements that say less than before, of those that were ``asked``; of the ``accepted`` ones that is as wanted. ``notes`` are
    for the reader. ``forbidden`` is what the change must not do, whatever was declared or accepted. ``differences`` are what is
    written differently in both versions. ``seconds`` is how long the check took, without that of the unchanged model.
    ``certificates`` are what is left of the ``evidence`` where another process judged, or another day.
    """

    change: Change
    before: CheckResult | None
    after: CheckResult | None
    behaviour: Behaviour | None
    refusal: ChangeError | None = None
    stopped: str = ""
    findings: tuple[StatementFinding, ...] = ()
    asked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    accepted: frozenset[str] = frozenset()
    evidence: Evidence | None = None
    certificates: Kept | None = None
    forbidden: tuple[Forbidden, ...] = ()
    seconds: float = 0.0
    differences: tuple[Alteration, ...] = ()

    @property
    def exit_code(self) -> int:
        """The worst of the verdicts and of what became of the statements.

        Where nothing was judged, 2 for a change that is refused and 3 for any other.
        """
        if self.after is None:
            return UNDECIDED if self.refusal is None else BAD_INPUT
        codes = [HOPED if f.id in self.accepted else f.exit_code for f in self.findings]
        if self.after.properties or not codes:
            codes.append(self.after.verdict.exit_code)
        return worst_code(codes)

    def command_code(self, expect: bool = False) -> int:
        """How a command ends: by the verdicts, or by what was declared of them; and by what is forbidden in any case."""
        if expect:
            code = UNDECIDED if self.stopped else REFUTED if self.surprises() else HOPED
        else:
            code = UNDECIDED if self.stopped and self.exit_code == HOPED else self.exit_code
        return worst_code([code, *(b.exit_code for b in self.breaches)])

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """What it does although that is ``forbidden``, or may do for all that is known."""
        return breaches(self)

    @property
    def told(self) -> tuple[Alteration, ...]:
        """The differences that are told one by one: of two versions what only has another name is among the notes."""
        return tuple(d for d in self.differences if self.change.edits or d.how is not How.RENAMED)

    def declared(self, item: PropertyResult) -> bool:
        """Whether a verdict is one that is declared of it: see ``expected``."""
        return declared(self.change, item)

    def surprises(self) -> Sequence[str]:
        """What differs from the expectations that the change file declares; empty when all agree."""
        return surprises(self)
