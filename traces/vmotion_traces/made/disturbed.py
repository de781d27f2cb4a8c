"""Logs as they are found: with clocks, noise between the records, lost lines, lines out of order, and rotated files."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

from vmotion_model.language import Model
from vmotion_model.protocol.printed import LogKind
from vmotion_model.script import PlayedStep
from vmotion_model.vmx_states import Side

from .forms import FORMS, Form
from .lines import FIRST_ID, MadeLine, lines_of, vm_of

BEGIN = datetime(2031, 3, 2, 10, 0, 0, tzinfo=UTC)
PID = {Side.SOURCE: 4001, Side.DESTINATION: 5001}
_NOISE: Mapping[LogKind, tuple[str, ...]] = {
    LogKind.VMX: (
        "Vix: [mainDispatch.c:4109]: reported.",
        "TOOLS state change 3 returned status 1",
        "GuestRpc: Got RPCI vsocket",
    ),
    LogKind.VMKERNEL: ("ScsiDeviceIO: 3047: Cmd(0x439) to dev failed", "NetPort: 1573: disabled port 0x2000006"),
    LogKind.VPXD: (
        "[VpxLRO] -- BEGIN lro-77 -- ViewManager -- vim.view.ViewManager.createListView",
        "Alert:false@ tick",
    ),
    LogKind.EVENTS: ("User made-up logged in", "Alarm 'Host CPU usage' on esx-source changed from Gray to Green"),
    LogKind.HOSTD: ("Task Created : haTask-ha-host-vim.HostSystem", "Event 101 : User root@127.0.0.1 logged in"),
}
"""Lines of other things, as any log has them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the logs are like. `release` is a main number in `FORMS`, `sides` are the hosts whose logs are made.

    `noise` is how many other lines come with each record, `loss` the share of records that are lost, `skew_s` how far the
    destination's clock is ahead. `shuffled`: lines of one step, which have one time to the millisecond, stand in any order.
    `pieces` is into how many files each vmware.log is rotated. `kinds` are the logs, also those of vCenter. The migrations'
    ids follow `first_id`: logs that are read together need different ones.
    """

    release: str = "8"
    sides: tuple[Side, ...] = tuple(Side)
    kinds: tuple[LogKind, ...] = tuple(LogKind)
    noise: float = 0.0
    loss: float = 0.0
    shuffled: bool = False
    pieces: int = 1
    skew_s: float = 0.0
    seed: int = 0
    first_id: int = FIRST_ID


def made_logs(model: Model, steps: Sequence[PlayedStep], wishes: Wishes) -> dict[str, str]:
    """The logs of a run, by their path (`source/vmware.log`).

    Raises ValueError for a release whose form is not known.
    """
    if wishes.release not in FORMS:
        raise ValueError(f"the form of release {wishes.release!r} is not known, only those of {', '.join(FORMS)}")
    form = FORMS[wishes.release]
    return written(lines_of(model, steps, form.release, form.dialect, wishes.first_id), wishes)


def written(lines: Iterable[MadeLine], wishes: Wishes) -> dict[str, str]:
    """The same of lines that may have been changed."""
    form, chance = FORMS[wishes.release], random.Random(wishes.seed)
    timed = _timed(lines, wishes, chance)
    files: dict[str, str] = {}
    for side in (*wishes.sides, None):
        for kind in wishes.kinds:
            mine = [(at, line) for at, line in timed if (line.side, line.log) == (side, kind)]
            if mine or (kind is LogKind.VMX and side is not None):
                files |= _file(form, side, kind, mine, wishes, chance)
    return files


def _timed(lines: Iterable[MadeLine], wishes: Wishes, chance: random.Random) -> list[tuple[datetime, MadeLine]]:
    """The lines that were not lost, with their times on the clock of their host: steps some milliseconds apart."""
    timed: list[tuple[datetime, MadeLine]] = []
    for number, (_, group) in enumerate(groupby(lines, key=lambda line: line.step)):
        ones = list(group)
        if wishes.shuffled:
            chance.shuffle(ones)
        for place, line in enumerate(ones):
            if chance.random() < wishes.loss:
                continue
            late = timedelta(milliseconds=20 * number + (0 if wishes.shuffled else place))
            skew = timedelta(seconds=wishes.skew_s if line.side is Side.DESTINATION else 0)
            timed.append((BEGIN + timedelta(seconds=line.second) + late + skew, line))
    return timed


def _file(
    form: Form,
    side: Side | None,
    kind: LogKind,
    lines: Sequence[tuple[datetime, MadeLine]],
    wishes: Wishes,
    chance: random.Random,
) -> dict[str, str]:
    whole: list[str] = []
    before = BEGIN - timedelta(minutes=1)
    if kind is LogKind.VMX and side is not None:
        whole.append(
            form.line(
                kind,
                before,
                "",
                f"Log for VMware ESX pid={PID[side]} version={form.product} build=build-1 option=Release",
            )
        )
        whole.append(form.line(kind, before, "", f'DICT           displayName = "{vm_of(wishes.first_id)}"'))
    for at, line in lines:
        noise = (chance.choice(_NOISE[kind]) for _ in range(_some(wishes.noise, chance)))
        whole.extend(form.line(kind, before, "Hostsvc", text) for text in noise)
        before = at
        subject = _about(form, line)
        whole.append(form.line(kind, at, subject, line.text))
    pieces = min(wishes.pieces, len(whole)) if kind is LogKind.VMX else 1
    cuts = [round(n * len(whole) / pieces) for n in range(pieces + 1)]
    parts = ["".join(text + "\n" for text in whole[a:b]) for a, b in pairwise(cuts)]
    stem = str(kind).removesuffix(".log")
    folder = side or "vcenter"
    names = [f"{folder}/{stem}-{n}.log" for n in range(1, len(parts))] + [f"{folder}/{kind}"]
    return dict(zip(names, parts, strict=True))


def _about(form: Form, line: MadeLine) -> str:
    """What a header says of a line: of what hostd and vpxd speak, and in whose name; the type and the chain of an event."""
    if line.side is None:
        chain = f"[{line.event}] [info] [VSPHERE.LOCAL\\made-up] [made-up-datacenter] [{1000 + line.number}]"
        return chain if line.event else form.operation_of(line.number)
    name = form.subject_of(line.side, line.identity)
    if "State Transition" in line.text:
        name = f"Vmsvc.vm:/vmfs/volumes/made-up/{line.vm}/{line.vm}.vmx"
    return f"{name} opID={form.operation_of(line.number)}-01-5b"


def _some(mean: float, chance: random.Random) -> int:
    """A number of noise lines that is `mean` on average."""
    return int(mean) + (chance.random() < mean % 1)
