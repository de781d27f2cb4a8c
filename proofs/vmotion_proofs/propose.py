"""The check of a proposed change: verdicts before and after, what behaviour it adds or removes, and what was expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vmotion_model.language import Model, ModelError
from vmotion_specs.apply import apply_change, apply_to_properties
from vmotion_specs.change import Change, ChangeError, Expectation
from vmotion_specs.locate import Places
from vmotion_specs.properties import Property
from vmotion_specs.suites import Suite

from .certified import Evidence
from .check import Checked, check_with_evidence
from .options import Options
from .select import matching, selected
from .verdicts import BAD_INPUT, UNDECIDED, Behaviour, CheckResult, Verdict


@dataclass(frozen=True)
class Proposal:
    """A change after its check.

    ``refusal`` holds the error where the language refuses the change; then there is no result. ``stopped`` says in words what
    ended its check early, or before it began; then some verdicts are open, or there is no result at all.
    """

    change: Change
    before: CheckResult | None
    after: CheckResult | None
    behaviour: Behaviour | None
    refusal: ChangeError | None = None
    stopped: str = ""
    evidence: Evidence | None = None

    @property
    def exit_code(self) -> int:
        """That of the verdicts; where there are none, 2 for a change that is refused and 3 for one that was not judged."""
        if self.after is not None:
            return self.after.verdict.exit_code
        return UNDECIDED if self.refusal is None else BAD_INPUT

    def surprises(self) -> Sequence[str]:
        """What differs from the expectations that the change file declares; empty when all agree."""
        expect = self.change.expect
        if self.refusal is not None:
            if expect.refused is not None and expect.refused in str(self.refusal):
                return ()
            return (f"the change is refused: {self.refusal}",)
        if expect.refused is not None:
            return ("the change was expected to be refused, and is not",)
        if self.after is None:
            return (f"nothing is judged: {self.stopped}",)
        found = [
            f"{p.id}: {_wanted(expect.verdicts, p.id)} was expected, the verdict is {p.verdict}"
            for p in self.after.properties
            if not _agrees(_wanted(expect.verdicts, p.id), p.verdict)
        ]
        if expect.behaviour is not None and (word := behaviour_word(self.behaviour)) != expect.behaviour:
            found.append(f"behaviour: {expect.behaviour!r} was expected, it is {word!r}")
        return tuple(found)


def propose(
    change: Change,
    suite: Suite,
    options: Options,
    before: Checked | None = None,
    ids: Sequence[str] = (),
) -> Proposal:
    """Check a change of a suite's model. ``before`` is the check of the unchanged model, made here where missing.

    Where the budget is spent, the proposal says what was not judged.

    ``ids`` names the properties to judge, all where it is empty.

    A change that the language refuses is a ``refusal`` where the change file expects one; otherwise ``ChangeError`` is raised,
    as for every change file that makes no sense.
    """
    try:
        model, properties = changed(change, suite)
    except ChangeError as error:
        if change.expect.refused is None:
            raise
        return Proposal(change, None if before is None else before.result, None, None, error)
    if before is None:
        before = check_with_evidence(suite.model, suite.properties, options)
    chosen = matching(ids, [p.id for p in properties])
    if stopped := options.budget.spent:
        return Proposal(change, before.result, None, None, stopped=f"{stopped}, before it was judged")
    # Whether time can stop decides what the verdicts are worth, so it is always judged.
    judged = [p for p in properties if p.id in chosen or p.progress]
    try:
        with options.budget.listening():
            checked = check_with_evidence(model, judged, options, before.evidence)
            after = selected(checked.result, sorted(chosen))
            from .compare import compare

            known = (*before.evidence.invariants, *checked.evidence.invariants)
            behaviour = None if options.budget.spent else compare(suite.model, model, options, known)
    except ModelError as error:
        # Only a search of the changed model shows, for example, that a variable leaves its range.
        raise change.error(change.edits[0], "", f"the changed model makes no sense: {error}") from None
    return Proposal(change, before.result, after, behaviour, stopped=options.budget.spent, evidence=checked.evidence)


def changed(change: Change, suite: Suite) -> tuple[Model, tuple[Property, ...]]:
    """The changed model and the properties to check of it; raises ``ChangeError``."""
    model = apply_change(change, suite.model)
    try:
        properties = suite.properties_of(model)
    except ModelError as error:
        raise change.error(change.edits[0], "", f"the properties do not fit the changed model: {error}") from None
    return model, apply_to_properties(change, model, properties)


def behaviour_word(behaviour: Behaviour | None) -> str:
    """The word that change files use: ``unknown`` unless it is decided both what is added and what is removed."""
    return "unknown" if behaviour is None or not behaviour.complete else behaviour.word


def _wanted(verdicts: Mapping[str, str], name: str) -> str:
    return verdicts.get(name, "pass")


def _agrees(wanted: str, verdict: Verdict) -> bool:
    return verdict.passes if wanted == "pass" else wanted == verdict.value


def against(other: Model, name: str, suite: Suite, options: Options) -> Proposal:
    """The suite's model as a change of another version of it, called ``name``.

    Raises ``ModelError`` where a property speaks of something that the other version does not have.
    """
    from .compare import compare

    plain = replace(options, certificate=None)
    before = check_with_evidence(other, suite.properties_of(other), plain)
    after = check_with_evidence(suite.model, suite.properties, options)
    change = Change(name, f"This version against {name}", "", suite.name, (), Expectation(), Places(""))
    known = (*before.evidence.invariants, *after.evidence.invariants)
    behaviour = compare(other, suite.model, options, known)
    return Proposal(
        change, before.result, after.result, behaviour, stopped=options.budget.spent, evidence=after.evidence
    )
