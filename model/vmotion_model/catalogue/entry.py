"""What the failure catalogue knows of one failure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from vmotion_model.certainty import Trust

from .ping_size import icmp_payload

_FIELD = re.compile(r"\{(\w+)\}")
FIELDS = frozenset({"mtu", "icmp_payload"})
"""Template fields of a remedy; both need an MTU."""


class FailureKind(StrEnum):
    """What a failure does to the migration."""

    EDGE = "edge"
    """The migration is refused or fails: a command of the protocol stands for it."""
    WARNING = "warning"
    """vCenter warns and goes on."""
    SYMPTOM = "symptom"
    """A message that only reports another failure."""
    QUEUEING = "queueing"
    """The migration waits; nothing has failed."""
    DEGRADED = "degraded"
    """The migration succeeds, late or with a side effect."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page that facts were taken from. `url` is None where the report has no stable address."""

    key: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, and what of the entry rests on it (empty: all of it)."""

    source: CitedPage
    evidence: Trust
    covers: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing an administrator does: a command to type, or an action in words.

    `place` says where a command is typed. `text` may hold template fields, see `filled`.
    """

    text: str
    is_command: bool
    place: str
    evidence: Trust

    @property
    def fields(self) -> frozenset[str]:
        """The template fields still to be filled."""
        return frozenset(_FIELD.findall(self.text))

    def filled(self, mtu: int | None) -> Remedy:
        """Return the remedy for a network of `mtu` bytes. Raises ValueError where a field needs an MTU and has none."""
        if not self.fields:
            return self
        if mtu is None:
            raise ValueError(f"the remedy {self.text!r} needs an MTU")
        values = {"mtu": str(mtu), "icmp_payload": str(icmp_payload(mtu))}
        return replace(self, text=_FIELD.sub(lambda found: values[found[1]], self.text))


@dataclass(frozen=True, slots=True)
class Failure:
    """One entry of the catalogue.

    `steps` are those of KB 1003734, `states` VMware's names of VMX states where they are known, `progress` what the
    client shows (it differs between releases and is no state). `messages` are short strings as the logs print them,
    with `<n>` for a number and `<host>` for a name; `faults` are names of API faults. `inferred` says in words
    what no source states.
    """

    id: str
    title: str
    kind: FailureKind
    steps: tuple[int, ...]
    states: tuple[str, ...]
    progress: str
    trigger: str
    messages: tuple[str, ...]
    faults: tuple[str, ...]
    outcome: str
    cause: str
    remedy_templates: tuple[Remedy, ...]
    mtu: int | None
    citations: tuple[Citation, ...]
    inferred: str

    @property
    def remedy(self) -> tuple[Remedy, ...]:
        """What to do, in order, on a network of the entry's own MTU."""
        return self.remedy_for(self.mtu)

    def remedy_for(self, mtu: int | None) -> tuple[Remedy, ...]:
        """What to do, in order, on a network whose MTU is `mtu` bytes."""
        return tuple(template.filled(mtu) for template in self.remedy_templates)
