"""What stands around the text of a record: who wrote it, when, how grave it is, in whose name.

A line is unwrapped from the outside: marks of a pasted text, then framing and header of syslog (RFC 5424, RFC 3164, the
files of rsyslog), then the header of the product. Each layer is read by its own structure, so that any product's record is
read in any framing. The headers are those of ESX 4 to ESXi 9 and vCenter 4 to 8; sources: domain articles named in
the grammars, and RFC 3164, 5424, 6587.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from vmotion_model.vmx_states import Dialect

from . import headers
from .stamps import UPTIME, Scale, Stamp, read_stamp


class Grammar(StrEnum):
    """The kinds of log."""

    VMX = "vmware.log"
    VMKERNEL = "vmkernel.log"
    HOSTD = "hostd.log"
    VPXA = "vpxa.log"
    VCENTER = "vCenter"
    HOSTLOG = "hostlog"
    TASK = "task text"


@dataclass(frozen=True, slots=True)
class Envelope:
    """The layers around a text. `log` is None where no product's header was found; `time` is the stamp as printed.

    `thread`, `subject`, `opid` and `user` are hostd's, vpxa's and vpxd's; `world` is vmkernel's, the world that ran. `style`
    is the dialect of VMX states that the format of the line speaks for, `release` the releases that print such a line.
    """

    log: Grammar | None = None
    time: str | None = None
    stamp: Stamp | None = None
    host: str | None = None
    level: str | None = None
    thread: str | None = None
    subject: str | None = None
    opid: str | None = None
    user: str | None = None
    world: int | None = None
    style: Dialect | None = None
    release: str | None = None
    framing: str | None = None


_LEVELS = {"In": "info", "Wa": "warning", "Er": "error", "No": "info", "Db": "verbose", "Al": "error", "Cr": "error"}
_TAGS = {"hostd": Grammar.HOSTD, "vpxa": Grammar.VPXA, "vpxd": Grammar.VCENTER}


def open_envelope(text: str) -> tuple[Envelope, str]:
    """Unwrap the text of a record: all layers, and what is left. Unknown layers are left in the text."""
    text = text[_pasted(text) :]
    # Most records are not framed; a header of a product that begins the line is never behind a frame.
    if (plain := _unframed(text)) is not None:
        return plain
    outer, inner = _framing(text)
    found = _product(inner)
    if found is None and inner is not text:
        found = _tagged_product(outer, inner)
    if found is None:
        return outer, inner
    envelope, rest = found
    return _merged(outer, envelope), rest


def _pasted(text: str) -> int:
    found = headers.PASTED.match(text)
    return found.end() if found else 0


def _merged(outer: Envelope, inner: Envelope) -> Envelope:
    """The inner layer's values; the outer ones where it has none. A date says more than the time since a start."""
    dated = outer.stamp is not None and (inner.stamp is None or inner.stamp.scale is Scale.UPTIME)
    return replace(
        inner,
        time=outer.time if dated else inner.time or outer.time,
        stamp=outer.stamp if dated else inner.stamp,
        host=inner.host or outer.host,
        framing=outer.framing,
    )


def _framing(text: str) -> tuple[Envelope, str]:
    if frame := headers.FRAME.match(text):
        text = text[frame.end() :]
    if found := headers.RFC5424.match(text):
        return _outer(found, "RFC 5424"), found["text"].lstrip()
    if text.startswith("{") and headers.JSON.match(text):
        return _from_json(text)
    priority = headers.PRIORITY.match(text)
    if priority:
        text = text[priority.end() :]
    if _unframed(text) or headers.VOB.match(text):
        return Envelope(framing="syslog" if priority else None), text
    if found := headers.TAGGED.match(text) or headers.REMOTE.match(text):
        return _outer(found, "syslog"), found["text"].lstrip()
    return Envelope(framing="syslog" if priority else None), text


def _outer(found: re.Match[str], framing: str) -> Envelope:
    host = found["host"]
    tag = found.groupdict().get("tag")
    return Envelope(
        time=found["time"],
        stamp=read_stamp(found["time"]),
        host=None if host in (None, "-") else host,
        thread=tag,
        framing=framing,
    )


def _from_json(text: str) -> tuple[Envelope, str]:
    """A shipped log: one JSON object per line with the record in one of its values."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Envelope(), text
    for inner in _texts(value, 2):
        envelope, rest = _framing(inner)
        if _product(rest) is not None or _tagged_product(envelope, rest) is not None:
            time = next((t for name in headers.TIMES if isinstance(t := value.get(name), str) and read_stamp(t)), None)
            shipped = Envelope(time=time, stamp=read_stamp(time or ""), host=_shipped_by(value))
            return replace(_merged(shipped, envelope), framing="JSON", thread=envelope.thread), rest
    return Envelope(), text


def _shipped_by(value: dict[str, object]) -> str | None:
    """The host that a shipped record is of."""
    for name in headers.SENDERS:
        found = value.get(name)
        found = found.get("name") if isinstance(found, dict) else found
        if isinstance(found, str) and re.fullmatch(headers.HOST, found):
            return found
    return None


def _texts(value: object, depth: int) -> Iterator[str]:
    """The texts in a decoded object and in those within it; a record may be any of them."""
    for inner in islice(value.values(), 100) if isinstance(value, dict) else ():
        if isinstance(inner, str):
            if headers.PERHAPS.search(inner):
                yield inner
        elif depth > 1:
            yield from _texts(inner, depth - 1)


def _unframed(text: str) -> tuple[Envelope, str] | None:
    if found := headers.KERNEL.match(text):
        return _kernel(found), found["text"]
    if found := headers.AGENT.match(text):
        return _agent(found), found["text"]
    if found := headers.VMX8.match(text):
        return _vmx8(found), found["text"]
    return None


def _product(text: str) -> tuple[Envelope, str] | None:
    if (plain := _unframed(text)) is not None:
        return plain
    if found := headers.VOB.match(text):
        time, stamp = _time(found)
        return Envelope(log=Grammar.VMKERNEL, time=time, stamp=stamp, level="warning"), found["text"]
    if found := headers.BRACKETS.match(text):
        return _brackets(found), found["text"]
    if found := headers.VMX_PIPES.match(text):
        # I120 and I125 are 5.x and 6.x; 7.0 prints I005, and how it counts was not seen.
        is_old = found["number"].startswith("1")
        release = "ESXi 5 or 6" if is_old else "ESXi 7"
        return _of_vmx(found, Dialect.OLD if is_old else None, release), found["text"]
    if found := headers.VMX4.match(text):
        return _of_vmx(found, Dialect.OLD, "ESX 4"), found["text"]
    return None


def _tagged_product(outer: Envelope, text: str) -> tuple[Envelope, str] | None:
    """A record whose product only the tag of its syslog header names."""
    tag = (outer.thread or "").lower().removesuffix("-main")
    if headers.VMX_TAG.match(tag) and (vmx := headers.VMX_TAGGED.match(text)):
        is_old = (vmx["number"] or "").startswith("1")
        release = "ESXi 5 or 6" if is_old else "ESXi 7" if vmx["number"] else None
        style = Dialect.OLD if is_old else None
        return Envelope(log=Grammar.VMX, thread=vmx["thread"], style=style, release=release), vmx["text"]
    if tag not in _TAGS:
        return None
    if found := headers.ORIGINATOR.match(text):
        fields = dict(headers.FIELD.findall(found["fields"]))
        level = found["word"] or _LEVELS.get(found["level"] or "")
        return (
            Envelope(
                log=_TAGS[tag],
                level=level,
                subject=fields.get("sub"),
                opid=fields.get("opID"),
                user=fields.get("user"),
                release=None if tag == "vpxd" else "ESXi 6 or later",
            ),
            found["text"],
        )
    return Envelope(log=_TAGS[tag]), text


def _time(found: re.Match[str], group: str = "time") -> tuple[str | None, Stamp | None]:
    time = found[group]
    if time is None or not any(character.isdigit() for character in time):
        return None, None
    return time, read_stamp(time)


def _kernel(found: re.Match[str]) -> Envelope:
    time, stamp = _time(found)
    if time is None or (stamp is None and found["up"]):
        time, stamp = _time(found, "up")
    is_new = found["level"] is not None
    return Envelope(
        log=Grammar.VMKERNEL,
        time=time,
        stamp=stamp,
        level="warning" if found["warning"] else _LEVELS.get(found["level"] or "In", "info"),
        opid=found["opid"],
        world=int(found["world"]) if found["world"] else None,
        release="ESXi 8 or later" if is_new else "ESX 4" if found["up"] or _is_uptime(time) else None,
    )


def _is_uptime(time: str | None) -> bool:
    return time is not None and re.fullmatch(UPTIME, time) is not None


def _agent(found: re.Match[str]) -> Envelope:
    time, stamp = _time(found)
    fields = dict(headers.FIELD.findall(found["fields"]))
    tag = found["tag"].lower()
    return Envelope(
        log=_TAGS[tag],
        time=time,
        stamp=stamp,
        level=found["word"] or found["again"] or _LEVELS.get(found["level"] or ""),
        thread=found["inner"] or found["thread"],
        subject=fields.get("sub"),
        opid=fields.get("opID"),
        user=fields.get("user"),
        release=None if tag == "vpxd" else "ESXi 8 or later" if found["level"] else "ESXi 6 or 7",
    )


def _brackets(found: re.Match[str]) -> Envelope:
    """hostd, vpxa and vpxd of 4.x (the time inside the brackets) and 5.x (before them)."""
    time, stamp = _time(found) if found["time"] else (found["outer"], read_stamp(found["outer"] or ""))
    fields = dict(headers.FIELD.findall(found["fields"]))
    subject = found["subject"]
    is_vpxa = subject.lower().startswith("vpxa")
    is_vpxd = subject == "App" or subject.lower().startswith(("vpxd", "commonvpx", "drm", "vpxlro", "vpxprof"))
    log = Grammar.VPXA if is_vpxa else Grammar.VCENTER if is_vpxd else Grammar.HOSTD
    generation = "4" if found["time"] else "5"
    return Envelope(
        log=log,
        time=time,
        stamp=stamp,
        level=found["level"],
        thread=found["thread"],
        subject=subject,
        opid=fields.get("opID"),
        user=fields.get("user"),
        release=f"vCenter {generation}" if is_vpxd else f"ESX {generation}" if generation == "4" else "ESXi 5",
    )


def _vmx8(found: re.Match[str]) -> Envelope:
    time, stamp = _time(found) if found["time"] else (None, None)
    return Envelope(
        log=Grammar.VMX,
        time=time,
        stamp=stamp,
        level=_LEVELS.get(found["level"], "info"),
        thread=found["thread"],
        style=Dialect.NEW,
        release="ESXi 7.0.3 or later",
    )


def _of_vmx(found: re.Match[str], style: Dialect | None, release: str) -> Envelope:
    time, stamp = _time(found)
    return Envelope(log=Grammar.VMX, time=time, stamp=stamp, thread=found["thread"], style=style, release=release)
