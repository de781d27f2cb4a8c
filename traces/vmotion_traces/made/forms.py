"""How releases write a record: the headers of each log. They are read back by `envelopes`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from vmotion_model.protocol.printed import LogKind
from vmotion_model.vmx_states import Dialect, Side

Header = Callable[[datetime, str, str], str]
"""From the time, what the header says besides (of hostd and vpxd, or an event's head) and the text to the line."""


@dataclass(frozen=True)
class Form:
    """The form of one release's lines. `product` is the version in the first line of a vmware.log."""

    release: str
    product: str
    dialect: Dialect
    headers: Mapping[LogKind, Header]
    subject: str
    """hostd's name for a migration, with the side and the id."""

    def line(self, log: LogKind, time: datetime, subject: str, text: str) -> str:
        """One record of a log."""
        return self.headers[log](time, subject, text)

    def operation_of(self, number: int) -> str:
        """The opID of vpxd, which those of the hosts extend."""
        return f"made{number:04}-auto-1"

    def subject_of(self, side: Side, identity: int) -> str:
        """The name that hostd gives a migration."""
        return self.subject.format(side="Src" if side is Side.SOURCE else "Dst", id=identity)


def _iso(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def _vmx4(time: datetime, _: str, text: str) -> str:
    return f"{time:%b %d %H:%M:%S}.{time.microsecond // 1000:03}: vmx| {text}"


def _kernel4(time: datetime, _: str, text: str) -> str:
    return f"{time:%b %d %H:%M:%S} esx vmkernel: 1:{time:%H:%M:%S}.{time.microsecond // 1000:03} cpu1:4001){text}"


def _hostd4(time: datetime, subject: str, text: str) -> str:
    name, _, operation = subject.partition(" opID=")
    head = f"{time:%Y-%m-%d %H:%M:%S}.{time.microsecond // 1000:03} 4FA40B70 info '{name}'"
    return f"[{head} opID={operation}] {text}" if operation else f"[{head}] {text}"


def _vpxd4(time: datetime, operation: str, text: str) -> str:
    return f"[{time:%Y-%m-%d %H:%M:%S}.{time.microsecond // 1000:03} 03212 info 'App' opID={operation}] {text}"


def _vpxd(time: datetime, operation: str, text: str) -> str:
    return f"{_iso(time)} info vpxd[04001] [Originator@6876 sub=vpxLro opID={operation}] {text}"


def _event(time: datetime, head: str, text: str) -> str:
    """An event as vCenter forwards it by syslog."""
    return f"{_iso(time)} vcenter vpxd 4001 - -  Event [4711] [1-1] [{_iso(time)}] {head} [{text}]"


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "4": Form(
            "4",
            "4.1.0",
            Dialect.OLD,
            {
                LogKind.VMX: _vmx4,
                LogKind.VMKERNEL: _kernel4,
                LogKind.HOSTD: _hostd4,
                LogKind.VPXD: _vpxd4,
                LogKind.EVENTS: _event,
            },
            "VMotion{side} ({id})",
        ),
        "6": Form(
            "6",
            "6.7.0",
            Dialect.OLD,
            {
                LogKind.VMX: lambda t, _, text: f"{_iso(t)}| vmx| I125: {text}",
                LogKind.VMKERNEL: lambda t, _, text: f"{_iso(t)} cpu1:4001){text}",
                LogKind.HOSTD: lambda t, s, text: f"{_iso(t)} info hostd[1A2B3C] [Originator@6876 sub={s}] {text}",
                LogKind.VPXD: _vpxd,
                LogKind.EVENTS: _event,
            },
            "Vcsvc.VMotion{side} ({id})",
        ),
        "8": Form(
            "8",
            "8.0.2",
            Dialect.NEW,
            {
                LogKind.VMX: lambda t, _, text: f"{_iso(t)} In(05) vmx - {text}",
                LogKind.VMKERNEL: lambda t, _, text: f"{_iso(t)} In(182) vmkernel: cpu1:4001){text}",
                LogKind.HOSTD: lambda t, s, text: f"{_iso(t)} In(166) Hostd[2100001]: [Originator@6876 sub={s}] {text}",
                LogKind.VPXD: _vpxd,
                LogKind.EVENTS: _event,
            },
            "Vcsvc.VMotion{side}.{id}",
        ),
    }
)
"""The forms by the main number of the release."""
