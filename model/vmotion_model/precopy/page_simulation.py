"""One migration page by page: a dirty log, a link that sends pages, vCPUs that write them, and stuns that hold them.

Time is counted in whole ticks and memory in whole pages, so nothing is rounded. It is slow and literal on purpose: it
checks the theorems, it does not use them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Setup:
    """``pages`` of memory, ``per_tick`` pages sent per tick, ``goal`` pages that may be left at the switchover.

    A vCPU makes at most ``writes_per_tick`` writes per tick; after a first write to a traced page it sleeps
    ``fault_sleep`` ticks. ``next_page`` (vCPU, writes so far of that vCPU) names the page it writes next, None to idle
    for that write.
    """

    pages: int
    per_tick: int
    goal: int
    vcpus: int
    next_page: Callable[[int, int], int | None]
    writes_per_tick: int = 1
    fault_sleep: int = 0
    most_ticks: int = 100_000


@dataclass(frozen=True)
class PageOutcome:
    """Pages sent per round, ticks per round, pages left at the end, and whether the switchover was reached."""

    sent: tuple[int, ...]
    ticks: tuple[int, ...]
    left: int
    ended: bool


@dataclass
class _Guest:
    setup: Setup
    traced: list[bool]
    dirty: set[int] = field(default_factory=set)
    writes: list[int] = field(default_factory=list)
    asleep: list[int] = field(default_factory=list)

    def tick(self) -> None:
        for vcpu in range(self.setup.vcpus):
            for _ in range(self.setup.writes_per_tick):
                if self.asleep[vcpu]:
                    self.asleep[vcpu] -= 1
                    break
                page = self.setup.next_page(vcpu, self.writes[vcpu])
                self.writes[vcpu] += 1
                if page is not None and self.traced[page]:
                    self.traced[page] = False
                    self.dirty.add(page)
                    # The tick of the write itself counts as the first of the sleep.
                    self.asleep[vcpu] = max(self.setup.fault_sleep - 1, 0)
                    if self.setup.fault_sleep:
                        break


def migrate(setup: Setup) -> PageOutcome:
    """Run it: all pages first, then what was dirtied, until at most ``goal`` are left or the ticks run out."""
    to_send = setup.pages
    guest = _Guest(setup, [True] * setup.pages, writes=[0] * setup.vcpus, asleep=[0] * setup.vcpus)
    sent, ticks, clock = [], [], 0
    while True:
        length = -(-to_send // setup.per_tick)
        guest.dirty.clear()
        guest.traced = [True] * setup.pages
        for _ in range(length):
            guest.tick()
        clock += length
        sent.append(to_send)
        ticks.append(length)
        to_send = len(guest.dirty)
        if to_send <= setup.goal or clock >= setup.most_ticks:
            return PageOutcome(tuple(sent), tuple(ticks), to_send, to_send <= setup.goal)
