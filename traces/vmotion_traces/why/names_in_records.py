"""What the records of a migration name, for commands that somebody types: addresses, ports, the VM, the release of a host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from vmotion_model.catalogue.commands import Release
from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import LogEvent
from vmotion_traces.grammars.vmkernel import NAMED

_OF_HOSTS = (Grammar.VMX, Grammar.VMKERNEL, Grammar.HOSTD, Grammar.VPXA, Grammar.HOSTLOG)
_VMK = re.compile(r"\bvmk\d{1,2}\b")
_DATASTORE = re.compile(r"/vmfs/volumes/([\w.:-]{1,80})/|\[([\w. -]{1,60})\] [^\n'\"<>|]{1,200}\.vm(?:x|dk)\b")


@dataclass(frozen=True, slots=True)
class Names:
    """Names as printed; None for what no record tells. Addresses are those of the vMotion network, ports those of VMkernel."""

    vm: str | None = None
    source: str | None = None
    destination: str | None = None
    source_address: str | None = None
    destination_address: str | None = None
    source_port: str | None = None
    destination_port: str | None = None
    datastore: str | None = None
    release: Release | None = None


def names_of(events: Sequence[LogEvent], vm: str | None, source: Sequence[str], destination: Sequence[str]) -> Names:
    """The names in the records of one migration; the VM and the hosts are those of its summary."""
    return Names(
        # Not vCenter's own name for it, such as vm-42.
        vm=vm if any(e.about.vm == vm for e in events) else None,
        source=_host(source),
        destination=_host(destination),
        source_address=_address(e.about.source for e in events if _tells_addresses(e)),
        destination_address=_address(e.about.destination for e in events if _tells_addresses(e)),
        source_port=_port(events, Side.SOURCE),
        destination_port=_port(events, Side.DESTINATION),
        datastore=_datastore(events),
        release=_release(events),
    )


def _host(names: Sequence[str]) -> str | None:
    return next((n for n in names if any(c.isalpha() for c in n) and ":" not in n), None)


def _tells_addresses(event: LogEvent) -> bool:
    """Whether its hosts are addresses of the vMotion network: in a host's log, and in its words that vCenter repeats."""
    text = event.line.text if event.record is None else event.record.text
    return event.grammar in _OF_HOSTS or NAMED.search(text) is not None


def _address(found: Iterable[str | None]) -> str | None:
    """The first address. A host's log names the address of its port for vMotion; vCenter's names that of the host."""
    for text in found:
        try:
            return str(ip_address((text or "").strip("<>").removeprefix("::ffff:")))
        except ValueError:
            continue
    return None


def _port(events: Sequence[LogEvent], side: Side) -> str | None:
    """The one port that the side's records name; None where they name several."""
    texts = (e.record.text for e in events if e.side is side and e.grammar in _OF_HOSTS and e.record is not None)
    named = {port for text in texts for port in _VMK.findall(text)}
    return named.pop() if len(named) == 1 else None


def _datastore(events: Sequence[LogEvent]) -> str | None:
    texts = (e.record.text for e in events if e.record is not None)
    named = {one or other for text in texts for one, other in _DATASTORE.findall(text)}
    return named.pop() if len(named) == 1 else None


def _release(events: Sequence[LogEvent]) -> Release | None:
    """The release of the host: as its log prints it, else what the form of its lines tells, if that is one."""
    printed = {r for e in events if e.about.release and (r := Release.read(e.about.release))}
    if printed:
        return min(printed, key=lambda r: r.first)
    forms = {e.record.envelope.release for e in events if e.record and e.record.envelope.release}
    told = [r for form in forms if form and (r := Release.read(form))]
    if not told:
        return None
    first, last = max(r.first for r in told), min(r.last for r in told)
    return Release(first, last) if first <= last else min(told, key=lambda r: r.first)
