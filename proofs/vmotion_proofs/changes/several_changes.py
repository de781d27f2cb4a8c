"""Several change files as one proposal: judged beside each of them, and what only all of them together do is said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vmotion_proofs.check.check import Checked
from vmotion_proofs.results.options import Options
from vmotion_specs.apply import changed_suite
from vmotion_specs.change import Change, ChangeError
from vmotion_specs.combine import Combined, combined, together
from vmotion_specs.suite import Suite

from .check_change import check_change
from .proposal import Proposal


def combination(changes: Sequence[Change], suite: Suite) -> tuple[Combined, ChangeError | None]:
    """All changes in one, and why the language refuses it: only for what a file declares to be refused.

    Raises ``ChangeError`` for a file that makes no sense alone, and for two that contradict each other.
    """
    refused: ChangeError | None = None
    for change in changes:
        try:
            changed_suite(change, suite)
        except ChangeError as error:
            if change.expect.refused is None:
                raise
            refused = refused or error
    if refused is not None:
        return combined(changes), refused
    return together(changes, lambda change: changed_suite(change, suite)), None


def propose_together(
    whole: tuple[Combined, ChangeError | None],
    alone: Sequence[Proposal],
    suite: Suite,
    options: Options,
    before: Checked,
    ids: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Proposal:
    """Check a combination, beside the proposals of its parts; ``notes`` say what differs from every one of these."""
    change, refused = whole
    if refused is not None:
        return Proposal(change, before.result, None, None, refused)
    proposal = check_change(change, suite, options, before, ids, without)
    return replace(proposal, notes=(*proposal.notes, *_differences(proposal, alone)))


def _differences(proposal: Proposal, alone: Sequence[Proposal]) -> Iterable[str]:
    """Verdicts that no part has alone. Of a part that was not judged nothing is known."""
    if proposal.after is None or any(p.after is None for p in alone):
        return
    for item in proposal.after.properties:
        apart = [p.after.by_id[item.id].verdict for p in alone if p.after is not None and item.id in p.after.by_id]
        if item.verdict.passes:
            fall = [p.change.name for p in alone if p.after is not None and _falls(p, item.id)]
            if fall:
                yield f"{item.id} passes with all changes together, and not with {', '.join(fall)} alone"
        elif apart and all(v.passes for v in apart):
            yield f"{item.id} is {item.verdict} with all changes together, and passes with each alone"


def _falls(proposal: Proposal, name: str) -> bool:
    found = proposal.after.by_id.get(name) if proposal.after is not None else None
    return found is not None and not found.verdict.passes
