"""vCenter's events, in whatever form they come: their types, their texts, and the values that go with them.

Sources: vSphere API (VmBeingHotMigratedEvent, VmMigratedEvent, VmFailedMigrateEvent, DrsVmMigratedEvent, VmEmigratingEvent,
VmBeingRelocatedEvent, VmRelocatedEvent, VmRelocateFailedEvent, the Migration*Events) and the texts that they are shown with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, LoggedClaim, LoggedOutcome
from vmotion_traces.records import LogRecord
from vmotion_traces.stamps import read_stamp

from .shared_fields import fields

GRAMMAR = Grammar.VCENTER
TYPE = re.compile(r"\b(?:Drs)?(?:Vm\w*(?:Migrat|Relocat)\w*|Migration\w*)Event\b")
"""The types of the events that a migration brings about."""

_PLACE = r"(?P<{0}>[^\s,\[\]\"]+)(?:, (?:\[[^\]]*\] ?)?[^,\[\]\"]*?)??"
_VM = r"(?:virtual machine )?'?(?P<vm>(?!from\b|to\b|of\b|by\b)[^\s'\"\]].{0,199}?)'?"
_ENDS = re.compile(
    rf"(?P<verb>Migration of) {_VM} from {_PLACE.format('source')} to {_PLACE.format('destination')} completed",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?P<verb>DRS migrated|DRS is migrating|Hot migrating|Migrating|Relocating|Cannot migrate|Cannot relocate|"
    r"(?:Failed|Unable) to (?:hot )?(?:migrate|relocate)|Relocated|Migrated|Cold migrating|Emigrating|vMotioning)"
    rf" {_VM}(?: (?:from|off host|on host) {_PLACE.format('source')})?"
    rf"(?: in [^,]+?)? to {_PLACE.format('destination')}(?: in |$|[.\s\],\"]|:)",
    re.IGNORECASE,
)
_NO_WAY = re.compile(
    r"^\W*(?P<verb>Migrating|Relocating|Emigrating|Cannot (?:migrate|relocate)|"
    r"(?:Failed|Unable) to (?:hot )?(?:migrate|relocate))"
    r" (?:virtual machine )?(?:'(?P<quoted>[^'\n]{1,200})'"
    r"|(?P<vm>(?!(?:the|this|a|an|VM|virtual|disks?|because)(?![\w.-]))[^\s'\":,]{1,80}?))"
    r"(?: (?:from|off host|on host) (?P<source>(?=[\w.:-]*[A-Za-z.:])[\w.:-]+?))?(?: in [^,:]+)?(?:[:.,](?: |$)|$)",
    re.IGNORECASE,
)
"""A text that does not say where the VM goes."""
_RELOCATED = re.compile(r"Completed the relocation of the virtual machine|Relocation of .* completed", re.IGNORECASE)
_FAILS = re.compile(r"(?:cannot|failed|unable)\b", re.IGNORECASE)
_DONE = re.compile(r"(?:Migration of|DRS migrated|Migrated|Relocated)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of vCenter. `type` or `text` may be empty; `chain` is what the events of one task share.

    `reason` is why it failed, where that stands beside the text.
    """

    type: str
    text: str
    chain: str | None = None
    vm: str | None = None
    source: str | None = None
    destination: str | None = None
    time: str | None = None
    reason: str | None = None

    @property
    def says(self) -> str:
        """The text, with the reason behind it where that does not stand in it."""
        if not self.reason or self.reason in self.text:
            return self.text
        return f"{self.text.rstrip('.: ')}: {self.reason}" if self.text else self.reason


def is_about_migration(happening: Happening) -> bool:
    """Whether the event is one of a migration."""
    return TYPE.search(happening.type) is not None or _told(happening.text) is not None


def event_of(record: LogRecord, happening: Happening) -> LogEvent:
    """The event of a record that holds an event of vCenter."""
    told = _told(happening.text)
    groups = told.groupdict() if told else {}
    about = About(
        vm=happening.vm or groups.get("vm") or groups.get("quoted"),
        source=happening.source or groups.get("source"),
        destination=happening.destination or groups.get("destination"),
    )
    stamp = read_stamp(happening.time or "")
    if stamp is not None:
        # When it happened, not when it was written.
        record = replace(record, envelope=replace(record.envelope, time=happening.time, stamp=stamp))
    common = fields(record, GRAMMAR, None, None)
    common["task"] = f"chain {happening.chain}" if happening.chain else None
    outcome = _outcome(happening, groups.get("verb"))
    if outcome is None:
        return LogEvent(**common, about=about)
    return LoggedClaim(
        **common,
        about=about,
        outcome=outcome,
        says=happening.says or None if outcome is LoggedOutcome.FAILURE else None,
    )


def _told(text: str) -> re.Match[str] | None:
    return _ENDS.search(text) or _MOVES.search(text) or _NO_WAY.match(text)


def _outcome(happening: Happening, verb: str | None) -> LoggedOutcome | None:
    """What the type says; the text where there is no type."""
    name = TYPE.search(happening.type)
    if name is not None:
        if re.search(r"Fail|Error", name[0]):
            return LoggedOutcome.FAILURE
        return LoggedOutcome.SUCCESS if re.match(r"(?:Drs)?Vm(?:Migrated|Relocated)Event$", name[0]) else None
    if verb is not None and _FAILS.match(verb):
        return LoggedOutcome.FAILURE
    done = (verb is not None and _DONE.match(verb)) or _RELOCATED.search(happening.text)
    return LoggedOutcome.SUCCESS if done else None
