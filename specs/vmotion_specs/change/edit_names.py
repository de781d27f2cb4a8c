"""The renames of a change file: checked, and made one value by which a whole suite gets its new names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from vmotion_model.language import HISTORY, SHARED, Enumeration, Model, nearest
from vmotion_model.language.renaming import Renaming
from vmotion_model.language.types import is_dotted_name, is_name
from vmotion_specs.properties import Property, unfit_id

from .change_file import Change, Edit
from .problems import Problems


@dataclass
class _Names:
    """The old names of one kind, and what becomes of them."""

    what: str
    old: Collection[str]
    dotted: bool = False
    free: bool = False
    new: dict[str, str] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)

    def rename(self, edit: Edit, problems: Problems) -> None:
        """Take in one rename; what is wrong with it alone is told."""
        old, new = edit.keys["from"], edit.keys["to"]
        right = (
            bool(new.strip()) and new.isprintable()
            if self.free
            else is_dotted_name(new)
            if self.dotted
            else is_name(new)
        )
        if old not in self.old:
            problems.add(edit, "from", f"there is no {self.what} {old!r}; {nearest(old, self.old)}")
        elif not right:
            problems.add(edit, "to", f"{new!r} is no name of a {self.what}")
        elif new == old:
            problems.add(edit, "to", "the new name is the old one")
        else:
            if new not in self.edits:
                self.new[old], self.edits[new] = new, edit
                return
            problems.add(edit, "to", f"two things would be called {new!r}")
        problems.unclear.update((old, new))

    def refuse_taken(self, problems: Problems, others: Collection[str] = ()) -> None:
        """Tell of new names that something has that keeps its name."""
        taken = [old for old, new in self.new.items() if (new in self.old and new not in self.new) or new in others]
        for old in taken:
            new = self.new.pop(old)
            problems.add(self.edits[new], "to", f"something is called {new!r} already")
            problems.unclear.update((old, new))
        if taken:
            # A name that nothing gives up any more may be one that another rename counted on.
            self.refuse_taken(problems, others)

    @property
    def given_up(self) -> frozenset[str]:
        """Names that nothing has any more."""
        return frozenset(self.new) - set(self.new.values())


def renaming_of(
    change: Change, model: Model, problems: Problems, properties: Collection[Property] | None = None
) -> Renaming:
    """What the renames of a change make of the names of ``model``; what is wrong goes to ``problems``, and is not renamed.

    Ids of ``properties`` are renamed where these are given: of the model alone none are known.
    """
    edits = change.of("rename")
    if not edits:
        return Renaming()
    types = {v.type.name: v.type for v in model.variables if isinstance(v.type, Enumeration)}
    plain = {
        "command": _Names("command", model.command),
        "variable": _Names("variable", model.variable, dotted=True),
        "constant": _Names("constant", model.values),
        "enumeration": _Names("enumeration", types),
        "role": _Names("role", {*model.roles, *(v.owner for v in model.variables)} - {SHARED, HISTORY}),
    }
    asked = _Names("property", {p.id for p in properties or ()}, free=True)
    if properties is not None:
        plain["property"] = asked
    for edit in edits:
        if (names := plain.get(edit.keys["kind"])) is not None:
            if "of" in edit.keys:
                problems.add(
                    edit, "of", "only a member (of an enumeration) and a guard (of a command) are of something"
                )
            names.rename(edit, problems)
    commands = {plain["command"].new.get(n, n): list(c.guard) for n, c in model.command.items()}
    listed = {plain["enumeration"].new.get(n, n): t.members for n, t in types.items()}
    members = _parts(edits, "member", "enumeration", listed, problems)
    guards = _parts(edits, "guard", "command", commands, problems)
    _refuse_taken(model, plain, members, problems)
    plain["role"].refuse_taken(problems, {SHARED, HISTORY})
    for names in (*plain.values(), *members.values(), *guards.values()):
        names.refuse_taken(problems)
    for item in properties or ():
        if item.id in asked.new:
            _refuse_unfit(item, asked, problems)
    _refuse_given_up(change, plain, members, guards, problems)
    back = {kind: {new: old for old, new in names.new.items()} for kind, names in plain.items()}
    return Renaming(
        plain["command"].new,
        plain["variable"].new,
        plain["constant"].new,
        plain["enumeration"].new,
        {(back["enumeration"].get(e, e), old): new for e, names in members.items() for old, new in names.new.items()},
        {(back["command"].get(c, c), old): new for c, names in guards.items() for old, new in names.new.items()},
        plain["role"].new,
        asked.new,
    )


def _refuse_unfit(item: Property, asked: _Names, problems: Problems) -> None:
    """What no id may be, and which property keeps its id."""
    new = asked.new[item.id]
    edit = asked.edits[new]
    if item.progress:
        problems.add(edit, "from", f"{item.id} guards every verdict about time and keeps its id")
    elif (wrong := unfit_id(new, item.kind)) is not None:
        problems.add(edit, "to", wrong)
    else:
        return
    del asked.new[item.id]


def _parts(
    edits: Collection[Edit], kind: str, whole: str, wholes: Mapping[str, Collection[str]], problems: Problems
) -> dict[str, _Names]:
    """The renames of what is part of something, by its new name."""
    found: dict[str, _Names] = {}
    for edit in edits:
        if edit.keys["kind"] != kind:
            continue
        of = edit.keys.get("of")
        if of is None:
            problems.add(edit, "", f"the key 'of' is missing in [[rename]]: which {whole} the {kind} is of")
        elif of not in wholes:
            problems.unknown(edit, "of", whole, of, wholes)
        else:
            found.setdefault(of, _Names(kind, wholes[of], free=kind == "guard")).rename(edit, problems)
    return found


def _refuse_taken(model: Model, plain: Mapping[str, _Names], members: Mapping[str, _Names], problems: Problems) -> None:
    """The text form writes variables, constants and members alike: none gets the name of another kind."""
    variables, constants = plain["variable"], plain["constant"]
    listed = {m for v in model.variables if isinstance(v.type, Enumeration) for m in v.type.members}
    variables.refuse_taken(problems, {*model.values, *listed})
    constants.refuse_taken(problems, {*model.variable, *listed})
    for names in members.values():
        names.refuse_taken(problems, {*model.variable, *model.values})


_MADE = {"command": "name", "variable": "name", "constant": "name", "role": "name", "property": "id"}
"""By table of what it makes, which is also what a rename calls it: the key with the new name."""


def _refuse_given_up(
    change: Change,
    plain: Mapping[str, _Names],
    members: Mapping[str, _Names],
    guards: Mapping[str, _Names],
    problems: Problems,
) -> None:
    """What gets a name that a rename has given up would be taken for what had it before."""
    for edit in change.edits:
        if edit.action not in ("add", ""):
            continue
        given_up: frozenset[str] = frozenset()
        made: Collection[str] = ()
        if edit.table in plain and edit.table in _MADE:
            key = _MADE[edit.table]
            given_up, made = plain[edit.table].given_up, (edit.keys[key],)
        elif edit.table == "enumeration" and edit.keys["name"] in members:
            given_up, made, key = members[edit.keys["name"]].given_up, edit.keys["members"], "members"
        elif edit.table == "guard" and edit.keys["command"] in guards:
            given_up, made, key = guards[edit.keys["command"]].given_up, (edit.keys["conjunct"],), "conjunct"
        for name in made:
            if name in given_up:
                message = f"{name!r} was the name of what this change renames: give what is new another name"
                problems.add(edit, key, message)
