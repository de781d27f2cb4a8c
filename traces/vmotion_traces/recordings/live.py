"""Whether a migration that is under way will end: progress lines of KubeVirt, and replies of QEMU's ``query-migrate``.

After two rounds the rates at which memory is sent and dirtied are known, and the theory of pre-copy says what follows *while both
stay as they were*: it ends within so many seconds, it never ends, or neither is proved. A rate that is printed as a whole number
is read as the range that it stands for.

KubeVirt prints ``Migration info for UID: TimeElapsed:12000ms ... MemoryRemaining:50MiB MemoryTotal:4096MiB
MemoryBandwidth:128Mbps DirtyRate:60Mbps Iteration:3 ...`` (recollected); the order of the fields does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

from vmotion_convergence.verdict import ConvergenceVerdict, Outcome, judge
from vmotion_model.common.errors import InputError
from vmotion_model.precopy.question import Question, read_question
from vmotion_model.precopy.units import show_rate, show_size, show_time

from .other_hypervisors import KUBEVIRT, is_replies
from .query_migrate import QEMU_DEFAULTS
from .reader import json_of, text_of

_LINE = re.compile(r"Migration info for (?P<name>[\w.-]{1,100}): (?P<fields>.*)")
_FIELD = re.compile(r"\b(?P<name>[A-Z]\w{1,40}):(?P<value>\d{1,15})(?P<unit>ms|MiB|Mbps|)(?=\s|$|[\"\\])")
_NEEDED = {
    "TimeElapsed": "ms",
    "MemoryRemaining": "MiB",
    "MemoryTotal": "MiB",
    "MemoryBandwidth": "Mbps",
    "DirtyRate": "Mbps",
}
"""The fields that a line must have, with their units."""
ROUNDS = 2
"""So many rounds must have been sent before the rates mean something."""
_MBPS = Fraction(10**6, 8)
_MIB = 2**20


@dataclass(frozen=True)
class Progress:
    """One look at a migration under way: seconds since it began, rounds begun, bytes, and rates in bytes per second.

    A rate is a range, from and to. ``left_b`` of ``total_b`` bytes remain in this round.
    """

    name: str
    at_s: Fraction
    round: int
    left_b: int
    total_b: int
    sent: tuple[Fraction, Fraction]
    dirtied: tuple[Fraction, Fraction]
    is_throttled: bool = False


@dataclass(frozen=True)
class LiveForecast:
    """What follows from the last look. ``judged`` is None where it is too early to say; ``why`` says so in words."""

    last: Progress
    judged: ConvergenceVerdict | None
    why: str

    @property
    def outcome(self) -> Outcome:
        """Guaranteed to end, never, or neither is proved."""
        return self.judged.outcome if self.judged is not None else Outcome.NOT_GUARANTEED


def live_forecasts(path: Path) -> tuple[LiveForecast, ...]:
    """Of every migration in a file that is still under way; empty where the file is of another kind.

    Raises InputError for a file that cannot be read or whose progress is damaged.
    """
    return forecasts_in(text_of(path), path)


def forecasts_in(text: str, path: Path) -> tuple[LiveForecast, ...]:
    """The same of a text; `path` is named in messages, and names a migration that has no name."""
    is_kubevirt = KUBEVIRT in text
    looks = list(_lines(text, path)) if is_kubevirt else list(_replies(text, path)) if is_replies(text) else []
    names = dict.fromkeys(look.name for look in looks)
    return tuple(forecast([look for look in looks if look.name == name]) for name in names)


def forecast(looks: Sequence[Progress], goal_s: float = QEMU_DEFAULTS.downtime_limit_s) -> LiveForecast:
    """What follows from the looks at one migration, in their order, for a downtime limit of ``goal_s``."""
    last = looks[-1]
    known = [look for look in looks if look.round >= ROUNDS]
    if last.round <= ROUNDS or not known:
        return LiveForecast(last, None, f"it is in round {last.round}: look again when {ROUNDS} rounds are done")
    recent = known[-ROUNDS:]
    goal = f"{round(goal_s * 1000)}ms"
    slowest, most = min(look.sent[0] for look in recent), max(look.dirtied[1] for look in recent)
    if not slowest:
        return LiveForecast(last, None, "nothing was sent: no rate is known")
    # A set is at most what was dirtied while the one before was sent, so it is never larger than what is left now.
    ends = judge(read_question(_question(max(last.left_b, 4096), slowest, most, goal, at_most=True)))
    if ends.outcome is Outcome.GUARANTEED:
        return LiveForecast(last, ends, "")
    fastest, least = max(look.sent[1] for look in recent), min(look.dirtied[0] for look in recent)
    if last.is_throttled:
        return LiveForecast(last, ends, "the guest is throttled, so what it dirties will change")
    never = judge(read_question(_question(last.total_b, fastest, least, goal, at_most=False))) if least else ends
    return LiveForecast(last, never if never.outcome is Outcome.DIVERGES else ends, "")


def _question(memory: int, link: Fraction, dirty: Fraction, goal: str, *, at_most: bool) -> Question:
    return Question(
        memory=f"{memory}B",
        # Rounded to the side on which the answer claims less.
        link=f"{floor(link) if at_most else ceil(link)}B/s",
        dirty_rate=f"{max(ceil(dirty) if at_most else floor(dirty), 1)}B/s",
        at_most=at_most,
        goal=goal,
        stun="none",
    )


def _lines(text: str, path: Path) -> Iterator[Progress]:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if (found := _LINE.search(line)) is None:
            continue
        # A field that is cut off has no unit, or lacks digits.
        fields = (f for f in _FIELD.finditer(found["fields"]) if f["unit"] == _NEEDED.get(f["name"], f["unit"]))
        values = {f["name"]: int(f["value"]) for f in fields}
        missing = [name for name in _NEEDED if name not in values]
        if missing and number == len(lines) and not text.endswith("\n"):
            return  # it is being written
        if missing:
            raise InputError(
                f"{path}:{number}: this progress line has no {missing[0]}; it is cut off, or of another release"
            )
        yield Progress(
            found["name"],
            Fraction(values["TimeElapsed"], 1000),
            values.get("Iteration", 0),
            values["MemoryRemaining"] * _MIB,
            values["MemoryTotal"] * _MIB,
            _range(values["MemoryBandwidth"]),
            _range(values["DirtyRate"]),
        )


def _range(mbps: int) -> tuple[Fraction, Fraction]:
    """What a number stands for of which the part behind the point was cut off."""
    return mbps * _MBPS, (mbps + 1) * _MBPS


def _replies(text: str, path: Path) -> Iterator[Progress]:
    """Replies that end while the migration is active, and tell the rate at which pages are dirtied."""
    document = json_of(text, path)
    replies = document if isinstance(document, list) else [document]
    bodies = [r.get("return", r) if isinstance(r, Mapping) else {} for r in replies]
    if not bodies or not isinstance(bodies[-1], Mapping) or bodies[-1].get("status") != "active":
        return
    for body in bodies:
        ram = body.get("ram") if isinstance(body, Mapping) else None
        if not isinstance(ram, Mapping) or not _is_whole(ram, body):
            continue
        sent = Fraction(ram["mbps"]).limit_denominator(1000) * _MBPS
        dirtied = Fraction(int(ram["dirty-pages-rate"]) * int(ram.get("page-size", 4096)))
        yield Progress(
            path.stem,
            Fraction(int(body["total-time"]), 1000),
            int(ram["dirty-sync-count"]),
            int(ram["remaining"]),
            int(ram["total"]),
            (sent, sent),
            (dirtied, dirtied),
            bool(body.get("cpu-throttle-percentage")),
        )


def _is_whole(ram: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    values = [ram.get(name) for name in ("mbps", "dirty-pages-rate", "dirty-sync-count", "remaining", "total")]
    figures = [*values, body.get("total-time"), ram.get("page-size", 4096)]
    return all(isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v < 2**60 for v in figures)


def forecast_text(forecasts: Sequence[LiveForecast]) -> Iterator[str]:
    """What is said of each migration under way."""
    for one in forecasts:
        last = one.last
        yield (
            f"{last.name}: round {last.round} after {show_time(last.at_s)}, {show_size(Fraction(last.left_b))} of "
            f"{show_size(Fraction(last.total_b))} left; "
            f"{show_rate(last.sent[0])} sent, {show_rate(last.dirtied[0])} dirtied"
        )
        yield f"  {_answer(one)}"
        for assumption in one.judged.assumptions if one.judged is not None and one.judged.theorem else ():
            yield f"    assuming {assumption}"


def _answer(one: LiveForecast) -> str:
    if one.judged is None:
        return f"not known yet: {one.why}"
    limits = one.judged.limits
    if one.outcome is Outcome.GUARANTEED and limits.total_time_s is not None:
        rounds = f"{limits.rounds} round{'' if limits.rounds == 1 else 's'}"
        stands = f", at most {show_time(limits.downtime_s)} of downtime" if limits.downtime_s is not None else ""
        return (
            f"it ends: at most {show_time(limits.total_time_s)} from here in {rounds}{stands}, "
            f"while the rates stay as they are (theorem {one.judged.theorem})"
        )
    if one.outcome is Outcome.DIVERGES:
        return (
            "it never ends while the rates stay as they are: throttle the guest, give it more bandwidth or more downtime, "
            f"or switch to post-copy (theorem {one.judged.theorem})"
        )
    return f"neither is proved: {one.why or 'the rates are too close, or change too much'}"


def forecast_json(forecasts: Sequence[LiveForecast]) -> dict[str, Any]:
    """The same as data."""
    return {
        "schema": 1,
        "live": [
            {
                "name": one.last.name,
                "at_s": float(one.last.at_s),
                "round": one.last.round,
                "left_bytes": one.last.left_b,
                "total_bytes": one.last.total_b,
                "sent_Bps": [float(rate) for rate in one.last.sent],
                "dirtied_Bps": [float(rate) for rate in one.last.dirtied],
                "verdict": one.outcome.value if one.judged is not None else None,
                "theorem": one.judged.theorem or None if one.judged is not None else None,
                "ends_within_s": _float(one.judged.limits.total_time_s) if one.judged is not None else None,
                "why": one.why or None,
            }
            for one in forecasts
        ],
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
