"""Pre-copy played by an adversary, in plain floats and apart from every formula of the model.

``fluid`` moves bytes, round by round and, under a stun that measures, control interval by control interval; ``paged``
moves single pages in ticks. Both do the worst that the options allow: links that drop after they were measured, guests
that rest while they are measured, zero pages written just ahead of the sender, devices, bursts, windows that make the
sender wait. A verdict's bounds must hold against all of it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

PAGE, WIRE, ZERO = 4096.0, 4104.0, 9.0
FACTOR = WIRE / PAGE


@dataclass(frozen=True)
class World:
    """What the options say, in floats: bytes of memory, bytes and seconds; ``curve`` are measured points."""

    memory: float
    zero: float
    low: float
    high: float
    switchover: float
    goal: float
    rest: float = 0.0
    window: float = 0.0
    rate: float = 0.0
    burst: float = 0.0
    working: float = float("inf")
    exact: bool = False
    random_writes: bool = False
    curve: tuple[tuple[float, float], ...] = ()
    device: float = 0.0
    vcpus: int = 1
    cpu_share: float = 1.0
    fixed: float = 0.0
    stun: str = "none"
    sleep: float = 0.0
    quota: tuple[int, float] = (0, 1.0)
    growth: float | None = None
    error: float = 0.1
    most_stun: float = 0.99
    peak: float | None = None


@dataclass(frozen=True)
class Played:
    """One run: whether it ended, in how many rounds, seconds with the downtime, bytes, and seconds of downtime."""

    ended: bool
    rounds: int
    seconds: float
    sent: float
    downtime: float


def most(world: World, tau: float) -> float:
    """Distinct guest bytes at most in a window, by what the options say and nothing else."""
    if tau <= 0:
        return 0.0
    found = min(world.working, world.memory)
    if world.curve:
        return min(found, covered(world.curve, tau))
    return min(found, world.burst + world.rate * tau)


def covered(curve: tuple[tuple[float, float], ...], tau: float) -> float:
    """What all windows of a curve allow together: a stretch is covered by windows, and dirties no more than they do."""
    if tau <= 0:
        return 0.0
    *shorter, (length, unique) = curve
    whole = -(-tau // length)
    if not shorter:
        return unique * whole
    return min(unique * whole, unique * (whole - 1) + covered(tuple(shorter), tau - (whole - 1) * length))


def least(world: World, tau: float) -> float:
    """Distinct guest bytes at least, of a guest that is said to dirty exactly so much."""
    if world.random_writes or not world.exact or tau <= 0:
        return 0.0
    if world.curve:
        found = max((unique for t, unique in world.curve if t <= tau), default=0.0)
        for t, unique in world.curve:
            found = max(found, unique / -(-t // tau))
        return min(found, world.working, world.memory)
    return min(world.rate * tau, world.working, world.memory)


class Fluid:
    """One adversary against one world. ``kind`` chooses how it plays."""

    def __init__(self, world: World, seed: int, kind: str) -> None:
        self.world, self.rng, self.kind = world, random.Random(seed), kind
        self.run, self.measured = 1.0, 0.0
        self.level, self.over = 0.0, 0
        self.credit = 0.005
        self.period = [0.0, 0.0, 0.0]
        self.turn = 0

    def link(self) -> float:
        """The rate of the next stretch."""
        world = self.world
        if self.kind == "greedy":
            return world.low
        return self.rng.choice([world.low, world.low, world.high, self.rng.uniform(world.low, world.high)])

    def eagerness(self) -> float:
        """The share of its bound that a guest which may do less uses."""
        if self.world.exact and not self.world.random_writes and not self.world.curve:
            return 1.0
        self.turn += 1
        if self.kind == "alternating":
            return float(self.turn % 2)
        return 1.0 if self.kind == "greedy" else self.rng.choice([0.0, 1.0, 1.0, self.rng.random()])

    def enforced(self, tau: float) -> float:
        """Bytes at most that a stun per first write or a quota lets through in a window."""
        world = self.world
        if world.stun == "fault":
            return world.vcpus * PAGE * (1 + tau // world.sleep)
        pages, interval = world.quota
        return world.vcpus * pages * PAGE * (2 + max(0, tau // interval - (tau % interval == 0)))

    def stretch(self, tau: float, first: bool, link: float) -> float:
        """Guest bytes dirtied in a stretch of a round under a stun that measures (SDPS or the ratchet)."""
        world = self.world
        peak = world.peak if world.peak is not None else world.rate
        demand = peak / world.cpu_share
        if world.stun == "sdps" and not first and world.growth is not None:
            demand = min(demand, (1 + world.growth) * self.measured)
        demand *= self.eagerness()
        free = most(world, tau) if world.peak is None else min(most(world, tau), world.peak * tau)
        # Run time comes in slices: in a window up to one slice more than its share, but not in every window.
        slices = (0.005 if world.stun == "sdps" else 0.01) * (self.run < 1.0)
        self.credit = min(self.credit + self.run * tau, self.run * tau + slices)
        ran = min(tau, self.credit)
        self.credit -= ran
        dirtied = min(free, demand * ran)
        if world.stun == "sdps" and world.growth is not None:
            self.measured = demand
            self.controlled(demand, link)
        return dirtied

    def controlled(self, demand: float, link: float) -> None:
        """SDPS decides for the next stretch from the demand per CPU second and the rate of the last."""
        world = self.world
        seen, rate = demand * (1 - world.error), link * (1 + world.error)
        wall = seen * (self.run if self.run < 1 else world.cpu_share)
        engaged = self.run < 1.0 or rate < 1.3 * wall
        self.run = max(1 - world.most_stun, min(1.0, 0.2 * rate / seen)) if engaged and seen > 0 else 1.0

    def synced(self, seconds: float, dirtied: float, sent: float) -> None:
        """The dirty log is read: the ratchet judges a period of a second or more."""
        if self.world.stun != "ratchet":
            return
        for place, amount in enumerate((seconds, dirtied, sent)):
            self.period[place] += amount
        if self.period[0] < 1.0:
            return
        if self.period[1] > 0.5 * self.period[2]:
            self.over += 1
            if self.over >= 2:
                first = min(0.2, self.world.most_stun)
                self.level = min(self.world.most_stun, self.level + 0.1) if self.level else first
                self.over = 0
                self.run = 1 - self.level
        self.period = [0.0, 0.0, 0.0]

    def play(self, most_rounds: int) -> Played:
        """Rounds until what is left fits the threshold at the slowest link."""
        world = self.world
        full, goal = world.memory * FACTOR, world.goal * world.low
        pending = (world.memory - world.zero) * FACTOR + world.zero / PAGE * ZERO
        zeros, clock, sent_all = world.zero, 0.0, 0.0
        for number in range(1, most_rounds + 1):
            unsent_goal = world.rest * world.goal * world.high * (1.0 if self.kind == "greedy" else self.rng.random())
            took = dirty = sent = 0.0
            eager, bulk = self.eagerness(), world.stun in ("sdps", "ratchet")
            since = [0.0, 0.0, 0.0]
            while True:
                rate = self.link()
                todo = max(0.0, pending - (unsent_goal if number > 1 else 0.0))
                if todo <= 1e-9 * full:
                    # Less than that is what floats leave over.
                    # The log is not read before the window is over; meanwhile the link carries what there is.
                    if took >= world.window:
                        break
                    todo = min(pending, rate * (world.window - took)) if pending > 1e-9 * full else 0.0
                step = todo / rate if todo > 0 else world.window - took
                step = min(step, max(0.05, step / 4)) if bulk else step
                before = dirty
                if bulk:
                    dirty += self.stretch(step, number == 1, rate) + world.device * step
                    guest_most = most(world, took + step)
                    dirty = min(dirty, guest_most + world.device * (took + step))
                else:
                    share = least(world, took + step) + eager * (most(world, took + step) - least(world, took + step))
                    if world.stun != "none":
                        share = min(most(world, took + step), self.enforced(took + step))
                    dirty = max(before, share + world.device * (took + step))
                dirty = min(dirty, world.memory)
                if number == 1 and zeros > 0:
                    ahead = min(zeros, dirty - before)
                    zeros -= ahead
                    pending += ahead * (FACTOR - ZERO / PAGE)
                moved = min(todo, rate * step)
                pending -= moved
                sent += moved
                # What is left to send holds the zero pages that the sender has not passed.
                zeros = min(zeros, pending / ZERO * PAGE)
                took += step
                for place, amount in enumerate((step, dirty - before, moved)):
                    since[place] += amount
                if bulk and self.level and since[0] >= 5.0:
                    self.synced(*since)
                    since = [0.0, 0.0, 0.0]
                if todo - moved <= 1e-9 * full and number == 1 and zeros > 0 and pending > 1e-9 * full:
                    continue
                if pending <= (unsent_goal if number > 1 else 0.0) + 1e-9 * full and took >= world.window:
                    break
            self.synced(*since)
            if world.stun == "sdps" and world.growth is None and took:
                # All there is to measure are the distinct pages of the round, which are never more than the memory.
                wall = max(0.0, dirty - world.device * took) / took * FACTOR
                self.controlled(wall / (self.run if self.run < 1 else world.cpu_share), rate)
            clock += took
            sent_all += sent
            # What a guest dirties at most counts whole pages, so a part of one is none.
            pages = (dirty * (1 + 1e-12)) // PAGE * PAGE
            pending = min(full + unsent_goal, pending + min(pages, world.memory + PAGE) * FACTOR)
            if pending <= goal:
                down = pending / world.switchover + world.fixed
                return Played(True, number, clock + down, sent_all + pending, down)
        return Played(False, most_rounds, clock, sent_all, 0.0)


def lucky(world: World, most_rounds: int) -> bool:
    """Whether the kindest run ends: fastest link, hardest stun from the start, the least that an exact guest dirties."""
    stun = world.most_stun if world.stun in ("sdps", "ratchet") else 0.0
    asleep = {"sdps": 0.005, "ratchet": 0.01 * stun / (1 - stun)}.get(world.stun, 0.0)
    left = (world.memory - world.zero) * FACTOR + world.zero / PAGE * ZERO
    for _ in range(most_rounds):
        rest = min(left, world.rest * world.goal * world.high)
        took = (left - rest) / world.high
        left = least(world, (1 - stun) * max(0.0, took - asleep)) * FACTOR
        if left <= world.goal * world.high:
            return True
    return False


@dataclass(frozen=True)
class Pages:
    """A world in whole pages and ticks: pages per tick that the link sends and the guest and devices write."""

    pages: int
    zero: int
    slow: int
    fast: int
    goal: int
    stream: int
    hot: int
    device: int
    most_ticks: int = 4000


def paged(setup: Pages, seed: int) -> tuple[bool, int, float, int]:
    """Ended, rounds, ticks, wire bytes: single pages, with a sender that goes through memory in order.

    At the start of every tick the guest writes its hot pages and ``stream`` others, in round 0 just ahead of the sender
    where there are zero pages; devices write pages of their own. A round may end within a tick.
    """
    rng = random.Random(seed)
    holds_zero = [False] * (setup.pages - setup.zero) + [True] * setup.zero
    to_send, dirty = list(range(setup.pages)), set[int]()
    place, cold, clock, rounds, sent = 0, setup.pages - 1, 0.0, 0, 0
    cool, carried = setup.pages - setup.hot, 0.0
    for _ in range(setup.most_ticks):
        written = set(range(setup.hot))
        ahead = [page for page in to_send[place:] if holds_zero[page]] if rounds == 0 else []
        for count in range(setup.stream + setup.device):
            if count < len(ahead):
                written.add(ahead[-1 - count])
            else:
                cold = setup.hot + (cold - setup.hot + 1) % cool if cool else 0
                written.add(cold)
        for page in written:
            holds_zero[page] = False
        dirty |= written
        speed = rng.choice([setup.slow, setup.slow, setup.fast])
        budget = speed * WIRE + carried
        while True:
            while place < len(to_send):
                cost = ZERO if holds_zero[to_send[place]] else WIRE
                if cost > budget:
                    break
                budget -= cost
                sent += int(cost)
                place += 1
            if place < len(to_send):
                carried = budget
                break
            rounds += 1
            to_send, place = sorted(dirty, key=lambda page: (holds_zero[page], page)), 0
            dirty = set()
            if len(to_send) <= setup.goal:
                return True, rounds, clock + 1 - budget / (speed * WIRE), sent
        clock += 1
    return False, rounds, clock, sent


def points(text: str) -> tuple[tuple[float, float], ...]:
    """Points of a curve given as ``1s,2MB`` lines, in seconds and bytes."""
    rows = [line.split(",") for line in text.split()]
    found = tuple((float(t.removesuffix("s")), float(u.removesuffix("MB")) * 1e6) for t, u in rows)
    assert all(a[0] < b[0] for a, b in pairwise(found))
    return found
