"""The check of a proposed change: verdicts before and after, what behaviour it adds or removes, and what was expected."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from vmotion_model.common.background import Background
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import silent
from vmotion_model.language import Enumeration, Expr, Model, ModelError, Param, digest, to_text, variables_of
from vmotion_model.language.expressions import leaves
from vmotion_model.language.renaming import Renaming
from vmotion_proofs.check.check import Checked, check_with_evidence
from vmotion_proofs.results.counterexample_analysis import analysed
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.select_properties import matching, weakened
from vmotion_proofs.results.verdicts import Answer, Behaviour, Difference
from vmotion_specs.apply import alike, asked, base_of, changed, changed_suite, level, renames, whole
from vmotion_specs.change import Change, ChangeError
from vmotion_specs.differences import Alteration, differences
from vmotion_specs.properties import Property
from vmotion_specs.suite import bind
from vmotion_specs.suite_json import ModelVersion
from vmotion_specs.suites import Suite

from .compare_statements import compare_statements
from .former_names import Former
from .proposal import Proposal
from .recorded import also_recorded

__all__ = ["against", "asked_of", "changed", "check_change", "written"]
"""``changed`` is here for tests that were saved earlier; it belongs to ``vmotion_specs.apply``."""


def check_change(
    change: Change,
    suite: Suite,
    options: Options,
    before: Checked | None = None,
    ids: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Proposal:
    """Check a change of a suite's model. ``before`` is the check of the unchanged model, made here where missing.

    Where the budget is spent, the proposal says what was not judged.

    ``ids`` names the properties to judge, all where it is empty; ``without`` assumptions that are not made: then the responses
    that rest on one of them are judged, and nothing else.

    A change that the language refuses is a ``refusal`` where the change file expects one; otherwise ``ChangeError`` is raised,
    as for every change file that makes no sense.
    """
    try:
        version, base = changed_suite(change, suite), base_of(change, suite)
    except ChangeError as error:
        if change.expect.refused is None:
            raise
        return Proposal(change, None if before is None else before.result, None, None, error)
    if before is None:
        before = check_with_evidence(suite.model, suite.properties, replace(options, witnesses=False))
    begun = monotonic()
    model, properties = version.model, version.properties
    judged_as = whole(change, version, suite)
    former = Former.of(renames(change, suite), judged_as.model, judged_as.properties)
    # The unchanged model with the same types: under the new names, and under the former ones.
    levelled = level(change, base.model)
    unchanged = former.names.back.model(levelled)
    stated = _unedited(change, suite, model)
    chosen = asked_of(change, suite, version, ids)
    if stopped := options.budget.spent:
        return Proposal(change, before.result, None, None, stopped=f"{stopped}, before it was judged")
    # Whether time can stop decides what the verdicts are worth, so it is always judged.
    own_id = former.names.property
    judged: Sequence[Property] = [p for p in former.properties if own_id(p.id) in chosen or p.progress]
    told_of = chosen
    if without:
        told_of = frozenset(weakened(properties, without, ids)[1])
        judged, _ = weakened(former.properties, without, [p.id for p in former.properties if own_id(p.id) in told_of])
    from .compare_behaviour import compare

    known = list(before.evidence.invariants)
    quiet = replace(options, report=silent)
    # A copy of a process in which Z3 has worked has lost the threads by which Z3 keeps its time.
    fork = options.background and "z3" not in sys.modules
    try:
        with (
            options.budget.listening(),
            Background(
                # Nobody waits for it until the check is done.
                lambda: compare(unchanged, former.model, quiet, known),
                options.budget,
                fork=fork,
                urgent=False,
            ) as comparison,
        ):
            checked = check_with_evidence(
                former.model, judged, options, before.evidence, former.properties, analyse=False
            )
            told = analysed(former.told(checked.result.properties), judged_as.model, judged_as.properties, levelled)
            kept = tuple(p for p in told if p.id in told_of)
            after = replace(checked.result, digest=digest(model), properties=kept)
            findings = compare_statements(
                ModelVersion(model, tuple(p for p in stated if p.id in chosen)),
                ModelVersion(model, tuple(p for p in properties if p.id in chosen)),
                options.budget,
                base.model,
            )
            known += checked.evidence.invariants
            behaviour = None if options.budget.spent else _compared(comparison)
            if behaviour and not behaviour.complete and comparison.forked and checked.evidence.invariants:
                # It began before these lemmas were known.
                behaviour = compare(unchanged, former.model, options, known)
    except ModelError as error:
        # Only a search of the changed model shows, for example, that a variable leaves its range.
        raise change.error(change.edits[0], "", f"the changed model makes no sense: {error}") from None
    judged = [p for p in properties if p.id in chosen]
    notes = (
        *_other_numbers(base.model, model, judged),
        *_new_members(base.model, model, judged),
        *also_recorded(base.model, model, judged),
    )
    spent = options.budget.spent
    earlier = replace(before.result, properties=former.told(before.result.properties))
    behaviour = None if behaviour is None else former.behaviour(behaviour)
    # What is kept of a renamed model would be of the one under its former names, which nobody has.
    evidence = None if former.names or judged_as is not version else checked.evidence
    found = Proposal(change, earlier, after, behaviour, None, spent, findings, chosen, notes, evidence=evidence)
    return replace(found, differences=written(change, suite), seconds=monotonic() - begun)


propose = check_change
"""The former name, for one release: the tests of repositories that ``vmotion new`` has made import it."""


def written(change: Change, suite: Suite) -> tuple[Alteration, ...]:
    """What a change writes differently; nothing for one that the language refuses."""
    try:
        version, base = changed_suite(change, suite), base_of(change, suite)
    except ChangeError:
        return ()
    names = renames(change, suite)
    return differences((base.model, base.properties), (version.model, version.properties), names)


def _compared(comparison: Background[Behaviour]) -> Behaviour:
    try:
        return comparison.result()
    except SpentError as error:
        unknown = Difference(Answer.UNKNOWN, reason=str(error))
        return Behaviour(unknown, unknown)


def _other_numbers(before: Model, after: Model, properties: Sequence[Property]) -> tuple[str, ...]:
    """Which statements have another number in them: they say the same of it, and may say less of the world."""
    notes = []
    for name, value in after.values.items():
        if (old := before.values.get(name, value)) == value:
            continue
        speak = [p.id for p in properties if not p.generated and any(_speaks_of(name, e) for e in (p.premise, p.claim))]
        if speak:
            notes.append(f"{name} is {value} and was {old}: {', '.join(speak)} speak{'s' * (len(speak) == 1)} of it")
    return tuple(notes)


def _new_members(before: Model, after: Model, properties: Sequence[Property]) -> tuple[str, ...]:
    """Which statements read a variable that can have new values: they were written without knowing these."""
    notes = []
    for name, var in before.variable.items():
        now = after.variable.get(name)
        if now is None or not isinstance(var.type, Enumeration) or not isinstance(now.type, Enumeration):
            continue
        if not (fresh := [m for m in now.type.members if m not in var.type.members]):
            continue
        read = [p.id for p in properties if not p.generated and name in variables_of(p.premise) | variables_of(p.claim)]
        if read:
            says = "speaks" if len(read) == 1 else "speak"
            notes.append(f"{name} can be {', '.join(fresh)} now: {', '.join(read)} {says} of it, and may not mean that")
    return tuple(notes)


def _speaks_of(constant: str, expr: Expr[Any]) -> bool:
    return any(isinstance(leaf, Param) and leaf.name == constant for leaf in leaves(expr))


def _unedited(change: Change, suite: Suite, model: Model) -> tuple[Property, ...]:
    """What was asked, of the changed model where it can be: without deadlines there is no timelock to ask for.

    A statement that is made from what the change edits (an initial value, a range) stays as it was, so that it is compared with
    what is made now; the numbers of the model's constants stand in it by name.
    """
    base = base_of(change, suite)
    stated = {p.id: p for p in asked(change, suite, model)}
    found = []
    for item in base.properties:
        now = stated.get(item.id, item)
        found.append(now if now is item or item.generated or _alike(item, now) else _kept(item, now, base.model, model))
    known = {p.id for p in base.properties}
    return (*found, *(p for p in stated.values() if p.id not in known))


def _alike(one: Property, other: Property) -> bool:
    return all(to_text(a) == to_text(b) for a, b in ((one.premise, other.premise), (one.claim, other.claim)))


def _kept(item: Property, now: Property, before: Model, after: Model) -> Property:
    """The statement as it was, over the changed model; as it is made now, where that has not what it speaks of."""
    try:
        return bind(after, item, before)
    except ModelError:
        return now


def asked_of(change: Change, suite: Suite, version: Suite, ids: Sequence[str]) -> frozenset[str]:
    """What is asked about of a changed suite, ``version``: all where none is named. Raises ``ModelError`` for an id that there
    is not.
    """
    stated = _unedited(change, suite, version.model)
    return matching(ids, list(dict.fromkeys(p.id for p in (*version.properties, *stated))))


def against(
    before: ModelVersion,
    after: ModelVersion,
    change: Change,
    suite: Suite,
    options: Options,
    ids: Sequence[str],
    names: Renaming | None = None,
) -> Proposal:
    """One version of a suite's model as a ``change``, which has no edits, of another one.

    ``ids`` names the properties to judge, all where it is empty; ``names`` are new names that ``before`` has already. Raises
    ``ModelError`` for a property that neither version has.
    """
    from .compare_behaviour import compare

    chosen = matching(ids, list(dict.fromkeys(p.id for p in (*before.properties, *after.properties))))
    checks = []
    for version in (before, after):
        own = digest(version.model) == digest(suite.model)
        # The certificate speaks of the suite's model: of another one its lemmas may help, in the version that is judged.
        used = options if own or version is after else replace(options, certificate=None)
        used = used if version is after else replace(used, witnesses=False)
        # A certificate is of all properties at once.
        judged = [p for p in version.properties if own or p.id in chosen or p.progress]
        checks.append(check_with_evidence(version.model, judged, used, analyse=version is before))
    stated = [replace(v, properties=tuple(p for p in v.properties if p.id in chosen)) for v in (before, after)]
    findings = compare_statements(stated[0], stated[1], options.budget)
    known = (*checks[0].evidence.invariants, *checks[1].evidence.invariants)
    behaviour = None if options.budget.spent else compare(*alike(before.model, after.model), options, known)
    notes = [
        f"The {which} version does not say what is asked of it: what is asked today was asked of it, too"
        for which, version in (("older", before), ("newer", after))
        if not version.stated
    ]
    notes += [version.note for version in (before, after) if version.note]
    notes += also_recorded(before.model, after.model, [p for p in after.properties if p.id in chosen])
    spent = options.budget.spent
    told = analysed(checks[1].result.properties, after.model, after.properties, before.model)
    results = [
        replace(c.result, properties=tuple(p for p in found if p.id in chosen))
        for c, found in zip(checks, (checks[0].result.properties, told), strict=True)
    ]
    evidence = checks[-1].evidence
    found = Proposal(
        change, results[0], results[1], behaviour, None, spent, findings, chosen, tuple(notes), evidence=evidence
    )
    written = differences((before.model, before.properties), (after.model, after.properties), names)
    return replace(found, differences=written)
