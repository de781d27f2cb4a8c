"""What is printed where a migration fails, and the causes that print it: a table beside the causes, and what the catalogue adds.

A text that several causes print means all of them; one that only tells that something failed means none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from vmotion_model.catalogue import FailureKind, all_failures
from vmotion_model.certainty import Trust
from vmotion_model.common.strict_tables import DataError, Table

from . import CAUSES, CONDITIONS, Cause
from .api_faults import DIRECT, MEANS_NONE, causes_of_fault
from .text_matching import Wording, folded


@dataclass(frozen=True, eq=False)
class CauseText:
    """A text or the name of a fault, and what it means.

    ``causes`` are those that a source names for it, ``others`` those that may print it as well, because they make one of the
    ``steps`` fail. ``beyond`` says what no condition of the model stands for. ``sets`` is the condition whose value is the
    number in the text. A text with neither causes nor ``beyond`` only tells that something failed.
    """

    says: str
    is_fault: bool
    causes: tuple[Cause, ...]
    others: tuple[Cause, ...]
    steps: frozenset[str]
    beyond: str
    sets: str
    trust: Trust
    source: str
    wording: Wording = field(repr=False)

    @property
    def may(self) -> tuple[Cause, ...]:
        """Every cause that may be behind it, those that a source names first."""
        return (*self.causes, *self.others)

    @property
    def is_telling(self) -> bool:
        """Whether it says more than that something failed."""
        return bool(self.may or self.beyond)


@dataclass(frozen=True)
class Found:
    """A text found in a record, and the values of conditions that it tells.

    ``end`` is where it ends in the folded record. Of the texts that are cut off there (not ``is_whole``) one is meant.
    """

    text: CauseText
    tells: Mapping[str, int]
    end: int
    is_whole: bool


def texts_in(record: str) -> tuple[Found, ...]:
    """The texts in a record, each once; one inside a longer one says less and is left out. See ``Wording`` for what matches."""
    plain = folded(record)
    hits = [(text, hit) for text in cause_texts() if (hit := text.wording.find_folded(plain)) is not None]
    if any(h.is_whole and t.is_telling for t, h in hits):
        hits = [(t, h) for t, h in hits if h.is_whole]
    kept = [(t, h) for t, h in hits if not any(o.covers(h) and not h.covers(o) for _, o in hits)]
    return tuple(
        Found(t, {t.sets: int(h.numbers[0])} if t.sets and h.numbers else {}, h.end, h.is_whole) for t, h in kept
    )


def possible_texts(record: str) -> tuple[tuple[Found, ...], ...]:
    """The same by what was printed: each group is one text, of which one is meant; several only where it is cut off."""
    found = texts_in(record)
    cut: dict[int, list[Found]] = {}
    for each in found:
        if not each.is_whole:
            cut.setdefault(each.end, []).append(each)
    return (*((each,) for each in found if each.is_whole), *map(tuple, cut.values()))


def allowed(mays: Collection[frozenset[Cause]]) -> frozenset[Cause]:
    """What all texts allow; where no cause is left, what any of them does: they speak of more than one thing, then."""
    if not mays:
        return frozenset()
    return frozenset.intersection(*mays) or frozenset.union(*mays)


def causes_quoted(message: str) -> frozenset[Cause]:
    """The causes for which a source quotes a text of the message, in the table or in their entries of the catalogue."""
    found = texts_in(message)
    said = {folded(each.text.says) for each in found}
    entries = {f.id for f in all_failures() if any(folded(m) in said for m in f.messages)}
    return frozenset((*(c for each in found for c in each.text.causes), *(c for c in CAUSES if c.failure in entries)))


def causes_of_message(message: str) -> frozenset[Cause] | None:
    """The causes that a message of a client or a log allows; None where it tells of none."""
    groups = [frozenset(c for each in group for c in each.text.may) for group in possible_texts(message)]
    return allowed([may for may in groups if may]) or None


@cache
def cause_texts() -> tuple[CauseText, ...]:
    """Every text: those of the table, then the messages and faults of the catalogue that it does not have.

    Raises ``DataError`` where the table is damaged, or names a cause, step or condition that is not there.
    """
    own = parse(resources.files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
    faults, says = {t.says for t in own if t.is_fault}, [t.wording for t in own if not t.is_fault]

    def is_own(text: CauseText) -> bool:
        return text.says in faults if text.is_fault else any(w.find(_example(text.says)) for w in says)

    return (*own, *(t for t in _of_catalogue() if not is_own(t)))


def parse(text: str) -> tuple[CauseText, ...]:
    """Read a table of texts. Raises ``DataError``."""
    document = Table.document("the table of texts", text)
    found = tuple(_entry(table) for table in document.tables("text", "says"))
    document.nothing_left()
    said = [folded(t.says) for t in found]
    if twice := [t.says for t in found if said.count(folded(t.says)) > 1]:
        raise DataError(f"the table of texts has {twice[0]!r} twice")
    return found


def _entry(table: Table) -> CauseText:
    is_fault = "fault" in table
    says = table.text("fault") if is_fault else table.text("says")
    causes = tuple(_cause(table, name) for name in table.items("causes", str))
    steps = table.items("steps", str)
    if unknown := [s for s in steps if not any(s in c.fails for c in CAUSES)]:
        raise table.error(f"no cause makes a step {unknown[0]!r} fail")
    sets = table.optional_text("sets")
    if sets and sets not in {c.name for c in CONDITIONS}:
        raise table.error(f"there is no condition {sets!r}")
    text = CauseText(
        says,
        is_fault,
        causes,
        tuple(c for c in CAUSES if c not in causes and set(steps) & set(c.fails)),
        frozenset(steps),
        table.optional_text("beyond"),
        sets,
        table.one_of("tag", Trust),
        table.text("source"),
        Wording(says, is_fault),
    )
    table.nothing_left()
    if sets and "<n>" not in says:
        raise table.error("it sets a condition and has no number <n>")
    return text


def _cause(table: Table, name: str) -> Cause:
    found = next((c for c in CAUSES if c.name == name), None)
    if found is None:
        raise table.error(f"there is no cause {name!r}")
    return found


def _of_catalogue() -> tuple[CauseText, ...]:
    """The messages and the faults of the catalogue; a text of several entries means the causes of all of them."""
    found: dict[tuple[str, bool], list[tuple[tuple[Cause, ...], str]]] = {}
    for failure in all_failures():
        tied = tuple(c for c in CAUSES if c.failure == failure.id)
        for message in failure.messages:
            # An entry that nothing is tied to only reports, or is about something that fails no migration.
            causes = () if failure.kind is FailureKind.SYMPTOM else tied
            found.setdefault((message, False), []).append((causes, failure.id))
        for fault in failure.faults:
            found.setdefault((fault, True), []).append((causes_of_fault(fault, CAUSES), failure.id))
    for fault in DIRECT:
        found.setdefault((fault, True), []).append((causes_of_fault(fault, CAUSES), "vSphere API"))
    texts = [
        CauseText(
            says,
            is_fault,
            tuple(dict.fromkeys(c for causes, _ in entries for c in causes)),
            (),
            frozenset(),
            "",
            "",
            Trust.READ,
            "; ".join(dict.fromkeys(source for _, source in entries)),
            Wording(says, is_fault),
        )
        for (says, is_fault), entries in found.items()
    ]
    texts += [
        CauseText(f, True, (), (), frozenset(), f"{f}: {why}.", "", Trust.READ, "vSphere API", Wording(f, True))
        for f, why in MEANS_NONE.items()
    ]
    return tuple(texts)


def _example(says: str) -> str:
    """A message as it is printed: the holes filled."""
    return says.replace("<n>", "1").replace("<host>", "host")
