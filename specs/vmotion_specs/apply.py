"""Applying a change: every edit is checked where it stands in the change file, and all that is wrong is told at once."""

from dataclasses import replace

from vmotion_model.language import Enumeration, Model, ModelError
from vmotion_model.language.renaming import Renaming
from vmotion_specs.change.change_file import Change, ChangeError, Edit, Expectation
from vmotion_specs.change.edit_commands import edit_steps
from vmotion_specs.change.edit_names import renaming_of
from vmotion_specs.change.edit_properties import edit_properties, tell_expressions
from vmotion_specs.change.edit_vocabulary import edit_vocabulary
from vmotion_specs.change.model_draft import Draft

from .change.problems import Problems
from .properties import Property
from .renaming import renamed_suite
from .suite import Meaning, Suite, bind, remade
from .sweep import points
from .text_places import Places


def apply_change(change: Change, model: Model) -> Model:
    """The changed model. Raises ``ChangeError`` with the place of each edit that makes no sense, or that the language refuses."""
    problems = Problems(change)
    change = problems.consistent()
    names = renaming_of(change, model, problems)
    try:
        base = names.model(model)
    except ModelError as error:
        raise problems.blamed(str(error)) from None
    draft = Draft.of(base, problems)
    edit_vocabulary(change, draft)
    edit_steps(change, draft)
    _refuse_idle_roles(change, draft)
    if problems.found:
        tell_expressions(change, draft.scope, problems)
    return draft.build()


def whole_error(error: ChangeError, suite: Suite) -> ChangeError:
    """The error of a change file that can't be read, with what is wrong with the edits that can be.

    Only what is wrong with an edit itself is added: what does not fit together may be for want of the others.
    """
    sound = error.sound
    if sound is None or sound.model != suite.name:
        return error
    problems = Problems(sound)
    try:
        # Of a sweep one value stands for all.
        problems.change = points(sound)[0]
        change = problems.consistent()
        names = renaming_of(change, suite.model, problems, suite.properties)
        draft = Draft.of(names.model(suite.model), problems)
        edit_vocabulary(change, draft)
        edit_steps(change, draft)
        tell_expressions(change, draft.scope, problems)
    except (ChangeError, ModelError):
        # It is told when the others are mended.
        pass
    return ChangeError.of([error, *problems.found])


def apply_to_properties(change: Change, model: Model, properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """The properties to check of the changed ``model``: dropped, replaced and added ones taken into account.

    ``properties`` are those of the model under its new names. Raises ``ChangeError``.
    """
    return edit_properties(change, model, properties)


def renames(change: Change, suite: Suite) -> Renaming:
    """The new names that a change gives; raises ``ChangeError``."""
    problems = Problems(change)
    names = renaming_of(problems.consistent(), suite.model, problems, suite.properties)
    problems.end()
    return names


def base_of(change: Change, suite: Suite) -> Suite:
    """What a change is compared with: the suite as it is, under the names that the change gives. Raises ``ChangeError``."""
    return renamed_suite(suite, renames(change, suite))


def level(change: Change, model: Model) -> Model:
    """The model, which has the new names, with new members of enumerations alone: nothing leads to them, so it does what it did.

    Beside the changed model, as ``whole`` has it, it has the same types. Raises ``ChangeError``.
    """
    members = replace(change, edits=tuple(e for e in change.of("enumeration") if e.action == "add"))
    return apply_change(members, model) if members.edits else model


def whole(change: Change, version: Suite, suite: Suite) -> Suite:
    """The changed ``version`` with the members that the change removes: nothing leads to them, so it does what it does without.

    Beside the unchanged model, as ``level`` has it, it has the same types. Raises ``ChangeError``.
    """
    if not any(e.action == "remove" for e in change.of("enumeration")):
        return version
    kept = tuple(e for e in change.edits if not (e.table == "enumeration" and e.action == "remove"))
    model = apply_change(replace(change, edits=kept), suite.model)
    return version.version(model, tuple(bind(model, p, version.model) for p in version.properties))


def alike(one: Model, other: Model) -> tuple[Model, Model]:
    """Two versions with the same members of their enumerations, where each misses some of the other's: nothing leads to those."""
    models = (one, other)
    types = [{v.type.name: v.type for v in m.variables if isinstance(v.type, Enumeration)} for m in models]
    found = []
    for model, own, its in zip(models, types, reversed(types), strict=True):
        missing = {n: [m for m in its[n].members if m not in t.members] for n, t in own.items() if n in its}
        edits = [Edit("enumeration", k, {"name": n, "members": ms}) for k, (n, ms) in enumerate(missing.items()) if ms]
        try:
            change = Change("", "", "", model.name, tuple(edits), Expectation(), Places(""))
            found.append(apply_change(change, model) if edits else model)
        except ChangeError:
            # What is for no change, or is the name of something else there: then they stay two types.
            return models
    return found[0], found[1]


def changed(change: Change, suite: Suite) -> tuple[Model, tuple[Property, ...]]:
    """The changed model and the properties to check of it; raises ``ChangeError``."""
    version = changed_suite(change, suite)
    return version.model, version.properties


def changed_suite(change: Change, suite: Suite) -> Suite:
    """The suite with the changed model and what is asked of that; raises ``ChangeError``."""
    model = apply_change(change, suite.model)
    base = base_of(change, suite)
    properties = apply_to_properties(change, model, asked(change, suite, model))
    locations, meanings = dict(base.locations), dict(base.meanings)
    for edit in change.of("role"):
        name = edit.keys["name"]
        meanings[name] = Meaning(edit.keys.get("says", ""))
        if "location" in edit.keys:
            locations[name] = edit.keys["location"]
    return replace(base, locations=locations, meanings=meanings).version(model, properties)


_VOCABULARY = ("variable", "constant", "enumeration")


def asked(change: Change, suite: Suite, model: Model) -> tuple[Property, ...]:
    """What is asked of the changed model before its own edits of properties.

    A variable, constant or member that is gone may be spoken of by a property that goes with it: that one is made of the model
    that still has it. Raises ``ChangeError`` where one speaks of it that stays.
    """
    base = base_of(change, suite)
    gone = [e for e in change.edits if e.table in _VOCABULARY and e.action == "remove"]
    left = {e.keys["id"] for e in change.of("property") if e.action != "add"}
    try:
        if not gone:
            return base.properties_of(model)
        kept = tuple(e for e in change.edits if e not in gone)
        there = apply_change(replace(change, edits=kept), suite.model) if kept else base.model
        return tuple(p if p.id in left else remade(model, p, there) for p in base.properties_of(there))
    except ModelError as error:
        edit = gone[0] if gone else change.edits[0]
        raise change.error(
            edit, "name" if gone else "", f"the properties do not fit the changed model: {error}"
        ) from None


def _refuse_idle_roles(change: Change, draft: Draft) -> None:
    """A new role that has nothing, or that stands at what is not its own, is a mistake that nobody would see."""
    for edit in change.of("role"):
        name, place = edit.keys["name"], edit.keys.get("location")
        owned = {v.name for v in draft.variables.values() if v.owner == name}
        if not owned and not any(c.role == name for c in draft.commands.values()) and not draft.problems.unclear:
            draft.problems.add(edit, "name", f"{name} has neither a command nor a variable in this file")
        elif place is not None and place not in owned and place not in draft.problems.unclear:
            draft.problems.add(edit, "location", f"{place!r} is no variable of {name}, so it can't be its place")


__all__ = [
    "ChangeError",
    "alike",
    "apply_change",
    "apply_to_properties",
    "asked",
    "base_of",
    "changed",
    "changed_suite",
    "level",
    "renames",
    "whole",
    "whole_error",
]
