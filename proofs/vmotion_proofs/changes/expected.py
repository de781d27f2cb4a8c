"""What a change file declares of its change, held against what was found.

What a file declares is declared of the file alone. Of several files together it is enough that one of them declares it: what
falls with all of them, and no file says so, is a surprise; what a file says and another one mends is none.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vmotion_proofs.results.verdicts import Behaviour, PropertyResult, Verdict
from vmotion_specs.change import Change
from vmotion_specs.combine import Combined, parts_of

if TYPE_CHECKING:
    from .proposal import Proposal


def declared(change: Change, item: PropertyResult) -> bool:
    """Whether a verdict is one that a file declares: for a property that it does not name, a pass."""
    if isinstance(change, Combined) and item.verdict.passes:
        return True
    return any(_agrees(_wanted(p.expect.verdicts, item.id), item.verdict) for p in parts_of(change))


def surprises(proposal: "Proposal") -> Sequence[str]:
    """What is not as declared, in sentences without full stops; empty when all agree."""
    if isinstance(proposal.change, Combined):
        return _surprises_together(proposal, proposal.change)
    expect = proposal.change.expect
    if proposal.refusal is not None:
        if expect.refused is not None and expect.refused in str(proposal.refusal):
            return ()
        return (f"the change is refused: {proposal.refusal}",)
    if expect.refused is not None:
        return ("the change was expected to be refused, and is not",)
    if proposal.after is None:
        return (f"nothing is judged: {proposal.stopped}",)
    found = [
        f"{p.id}: {_wanted(expect.verdicts, p.id)} was expected, the verdict is {p.verdict}"
        for p in proposal.after.properties
        if not proposal.declared(p)
    ]
    found += [f.description for f in proposal.findings if expect.statements.get(f.id) != f.change.value]
    said = {(f.id, f.change.value) for f in proposal.findings}
    found += [
        f"{name}: {word} was expected, and it is not"
        for name, word in expect.statements.items()
        if name in proposal.asked and (name, word) not in said
    ]
    if expect.behaviour is not None and (word := behaviour_word(proposal.behaviour)) != expect.behaviour:
        found.append(f"behaviour: {expect.behaviour!r} was expected, it is {word!r}")
    return tuple(found)


def _surprises_together(proposal: "Proposal", change: Combined) -> Sequence[str]:
    if proposal.refusal is not None:
        # It cannot be applied with a file that cannot; whether that is as declared is said there.
        refused = any(p.expect.refused is not None for p in change.parts)
        return () if refused else (f"the changes together are refused: {proposal.refusal}",)
    if proposal.after is None:
        return (f"nothing is judged: {proposal.stopped}",)
    found = [
        f"{p.id}: the verdict on the changes together is {p.verdict}, which no file declares"
        for p in proposal.after.properties
        if not proposal.declared(p)
    ]
    said = {(name, word) for p in change.parts for name, word in p.expect.statements.items()}
    found += [f.description for f in proposal.findings if (f.id, f.change.value) not in said]
    return tuple(found)


def behaviour_word(behaviour: Behaviour | None) -> str:
    """The word that change files use: ``unknown`` unless it is decided both what is added and what is removed."""
    return "unknown" if behaviour is None or not behaviour.complete else behaviour.word


def _wanted(verdicts: Mapping[str, str], name: str) -> str:
    return verdicts.get(name, "pass")


def _agrees(wanted: str, verdict: Verdict) -> bool:
    return verdict.passes if wanted == "pass" else wanted == verdict.value
