"""What has another name in a newer version, where the two versions show it.

A change file says what it renames. Two versions do not. So what is gone and what came count as one where they are the same to
the letter but for names that are renamed as well, where nothing else could be meant, and where all of that fits together. What
could be several things is never guessed: it is gone, and the others are new.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vmotion_model.language import (
    HISTORY,
    SHARED,
    Model,
    ModelError,
)
from vmotion_model.language.renaming import Renaming

from .common_ground import Ground, constants_of, statements
from .renaming import renamed_property
from .suite_json import ModelVersion
from .text_alignment import Alignment, NamedThing, NameKind, Pairs, enumerations, named, paired

Align = Callable[[Alignment], None]
MOST_NAMED = 6
"""So many names are told where nothing tells them apart."""


@dataclass(frozen=True)
class Recognised:
    """The older version under the newer names, what these are, and in words what could not be told apart."""

    before: ModelVersion
    names: Renaming = field(default_factory=Renaming)
    unclear: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was recognised and what was not, in words, without full stops."""
        said = "; ".join(
            f"{kind} {', '.join(f'{old} -> {new}' for old, new in names.items())}" for kind, names in _told(self.names)
        )
        end = "both versions are compared under the newer names"
        return (*([f"renamed: {said}; {end}"] if said else []), *self.unclear)


def recognised(before: ModelVersion, after: ModelVersion) -> Recognised:
    """What of the older version has other names in the newer one."""
    found = _Search(before, after)
    found.run()
    try:
        names = found.confirmed()
        moved = _under(before, names)
        names = replace(names, properties=_paired(statements(moved), statements(after)))
        return Recognised(_under(before, names), names, tuple(found.unclear()))
    except ModelError:
        # A name that something else has where nobody looked, such as an observer of a property.
        return Recognised(before)


def _told(names: Renaming) -> Iterator[tuple[NameKind | str, Mapping[str, str]]]:
    members: dict[str, str] = {f"{names.enumerations.get(e, e)}.{m}": new for (e, m), new in names.members.items()}
    for kind, of in (
        (NameKind.COMMAND, names.commands),
        (NameKind.VARIABLE, names.variables),
        (NameKind.CONSTANT, names.constants),
        (NameKind.ENUMERATION, names.enumerations),
        (NameKind.MEMBER, members),
        (NameKind.ROLE, names.roles),
        ("property", names.properties),
    ):
        if of:
            yield kind, of


def _under(version: ModelVersion, names: Renaming) -> ModelVersion:
    if not names:
        return version
    model = names.model(version.model)
    return replace(
        version,
        model=model,
        properties=tuple(renamed_property(p, names, model) for p in version.properties),
        otherwise=frozenset(map(names.property, version.otherwise)),
    )


class _Search:
    """Which names are the same thing: what only one thing can be is known, and then tells more."""

    def __init__(self, before: ModelVersion, after: ModelVersion) -> None:
        self.before, self.after = before, after
        self.older, self.newer = named(before.model), named(after.model)
        self.known: dict[NamedThing, NamedThing] = {}
        self.taken: dict[NamedThing, NamedThing] = {}

    def run(self) -> None:
        """Learn until nothing more follows."""
        if self.older.keys() <= self.newer.keys() or self.newer.keys() <= self.older.keys():
            return
        while self._learn(self._shown()) or self._learn(self._only_ones()):
            pass

    def _learn(self, pairs: Iterable[tuple[NamedThing, NamedThing]]) -> bool:
        """Take in what is said of each name, where all say the same; whether anything was new."""
        said: dict[NamedThing, set[NamedThing]] = defaultdict(set)
        by: dict[NamedThing, set[NamedThing]] = defaultdict(set)
        for one, two in pairs:
            said[one].add(two)
            by[two].add(one)
        fresh = {
            one: two
            for one, (two, *more) in said.items()
            if not more and len(by[two]) == 1 and one not in self.known and two not in self.taken and self._free(two)
        }
        self.known |= fresh
        self.taken |= {two: one for one, two in fresh.items()}
        return bool(fresh)

    def _shown(self) -> Iterator[tuple[NamedThing, NamedThing]]:
        """What is paired by all that has the same name, or a known one, and differs in nothing else."""
        for align in self._same():
            yield from (self._paired(align) or {}).items()

    def _same(self) -> Iterator[Align]:
        older, newer = self.before.model, self.after.model
        for command in older.commands:
            if (now := newer.command.get(self._now(NameKind.COMMAND, command.name))) is not None:
                yield _of(Alignment.command, command, now)
        for var in older.variables:
            if (then := newer.variable.get(self._now(NameKind.VARIABLE, var.name))) is not None:
                yield _of(Alignment.variable, var, then)
        clocks = {d.clock: d for d in newer.deadlines}
        for deadline in older.deadlines:
            if (due := clocks.get(self._now(NameKind.VARIABLE, deadline.clock))) is not None:
                yield _of(Alignment.deadline, deadline, due)
        asked = {p.id: p for p in self.after.properties}
        for item in self.before.properties:
            if not item.generated and (same := asked.get(item.id)) is not None:
                yield _of(Alignment.property, item, same)

    def _only_ones(self) -> Iterator[tuple[NamedThing, NamedThing]]:
        """What is the only one that something can be, and can be nothing else."""
        can = self._candidates()
        by: dict[NamedThing, list[NamedThing]] = defaultdict(list)
        for one, others in can.items():
            for two in others:
                by[two].append(one)
        for one, others in can.items():
            if len(others) == 1 and len(by[others[0]]) == 1:
                yield one, others[0]

    def _candidates(self) -> Mapping[NamedThing, Sequence[NamedThing]]:
        """For each name that is gone and not known, those that came and could be it."""
        left = [n for n in self.older if n not in self.known and self._gone(n)]
        right = [n for n in self.newer if n not in self.taken and self._came(n) and self._free(n)]
        return {one: [two for two in right if two.kind is one.kind and self._fits(one, two)] for one in left}

    def _fits(self, one: NamedThing, two: NamedThing) -> bool:
        older, newer = self.before.model, self.after.model
        match one.kind:
            case NameKind.COMMAND:
                align = _of(Alignment.command, older.command[one.text], newer.command[two.text])
            case NameKind.VARIABLE:
                align = _of(Alignment.variable, older.variable[one.text], newer.variable[two.text])
            case NameKind.CONSTANT:
                return constants_of(older)[one.text] == constants_of(newer)[two.text]
            case NameKind.MEMBER:
                return two.of == self._now(NameKind.ENUMERATION, one.of)
            case _:
                # These are known by what has them.
                return False
        return self._paired(align) is not None

    def _gone(self, name: NamedThing) -> bool:
        return replace(name, of=self._now(NameKind.ENUMERATION, name.of)) not in self.newer

    def _came(self, name: NamedThing) -> bool:
        own = NamedThing(NameKind.ENUMERATION, name.of)
        return replace(name, of=self.taken.get(own, own).text) not in self.older

    def confirmed(self) -> Renaming:
        """What stands when everything is renamed: the rest falls, and with it what rests on it."""
        kept = {one: self.known[one] for one in self.older if one in self.known and one.kind is not NameKind.ROLE}
        while True:
            bare = _renaming(kept)
            roles = _renamed(_owners(bare.model(self.before.model)), _owners(self.after.model))
            names = replace(bare, roles=roles)
            ground = Ground(_under(self.before, names), self.after)
            left = {one: two for one, two in kept.items() if ground.holds(two)}
            if len(left) == len(kept):
                return names
            kept = left

    def unclear(self) -> Iterator[str]:
        """What could be several things, in words."""
        can = self._candidates()
        for kind in NameKind:
            for olds, news in _groups({one: others for one, others in can.items() if one.kind is kind}):
                if len(olds) + len(news) > 2:
                    yield (
                        f"{kind} {_few(olds)} may be {_few(news)} now, and nothing tells which is which: "
                        "what is gone counts as gone, and what came as new"
                    )

    def _paired(self, align: Align) -> Pairs | None:
        return paired(align, Alignment(self.older, self.newer, self.known, self.taken))

    def _now(self, kind: NameKind, name: str) -> str:
        own = NamedThing(kind, name)
        return self.known.get(own, own).text

    def _free(self, name: NamedThing) -> bool:
        """Whether nothing in the older version that the text form writes alike is called so."""
        older = self.before.model
        taken = name.text in older.variable or name.text in older.values
        if name.kind in (NameKind.VARIABLE, NameKind.CONSTANT):
            return not taken and not any(name.text in t.members for t in enumerations(older).values())
        return name.kind is not NameKind.MEMBER or not taken


def _of(align: Callable[[Alignment, Any, Any], None], old: object, new: object) -> Align:
    return lambda alignment: align(alignment, old, new)


def _renaming(names: Pairs) -> Renaming:
    def of(kind: NameKind) -> dict[str, str]:
        return {one.text: two.text for one, two in names.items() if one.kind is kind}

    members = {(one.of, one.text): two.text for one, two in names.items() if one.kind is NameKind.MEMBER}
    return Renaming(
        of(NameKind.COMMAND), of(NameKind.VARIABLE), of(NameKind.CONSTANT), of(NameKind.ENUMERATION), members
    )


def _groups(can: Mapping[NamedThing, Sequence[NamedThing]]) -> Iterator[tuple[list[str], list[str]]]:
    """What hangs together: older names that could be one of some newer ones, and these."""
    waiting = {one: set(others) for one, others in can.items() if others}
    while waiting:
        first, news = next(iter(waiting.items()))
        olds = [first]
        while more := [one for one, others in waiting.items() if one not in olds and others & news]:
            olds += more
            news = news.union(*(waiting[one] for one in more))
        for one in olds:
            del waiting[one]
        yield [n.text for n in olds], list(dict.fromkeys(n.text for one in olds for n in can[one]))


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _paired(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, str]:
    """The new names by the old ones, of what is gone and came again, where it can be told apart from everything else."""
    gone: dict[Hashable, list[str]] = defaultdict(list)
    came: dict[Hashable, list[str]] = defaultdict(list)
    for names, others, found in ((old, new, gone), (new, old, came)):
        for name, what in names.items():
            if name not in others:
                found[what].append(name)
    return {names[0]: came[what][0] for what, names in gone.items() if len(names) == 1 and len(came.get(what, ())) == 1}


def _owners(model: Model) -> Mapping[tuple[str, str], str]:
    """Whose each command and each variable is."""
    owners = {("command", c.name): str(c.role) for c in model.commands}
    return owners | {("variable", v.name): str(v.owner) for v in model.variables}


def _renamed(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The new names by the old ones of roles that are gone and came again.

    All that such a role had and that is still there is of one new role, which has nothing of anybody else.
    """
    both = {(was, new[what]) for what, was in old.items() if what in new}
    known = {SHARED, HISTORY, *old.values()} & {SHARED, HISTORY, *new.values()}
    alone = {one: [b for a, b in both if a == one] for one in {a for a, _ in both} - known}
    return {
        was: now
        for was, (now, *more) in alone.items()
        if not more and now not in known and sum(b == now for _, b in both) == 1
    }
