"""How fast two QEMU processes are, measured on recordings: none of it is fitted to the time of a migration.

Each constant is the median of a figure that a recording shows directly, so a recording that is to be predicted can be
left out, with all of its kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from .copying_cost import USUAL, Copying
from .guest_clock import AWAKE
from .qemu import SETUP_S
from .recording import Recording
from .wire_bytes import WIRE

LEAST_S = 0.01
"""A downtime is printed in whole milliseconds: a shorter one gives no rate."""
STARVED = 0.9
"""First pass under this share of the limit: the host, not the model, held the migration up."""
NO_LIMIT_BPS = 400e6
"""No first pass on these hosts comes near such a limit."""
BUSY_S = 1.0
"""A guest that could write the whole rest of round 0 in this time leaves no page that is new to the destination."""


@dataclass(frozen=True)
class Host:
    """Seconds per page of each kind, and the pace of a throttled guest in the time that is left to it."""

    copying: Copying
    awake: float


RECORDED = Host(USUAL, AWAKE)
"""The recorded hosts."""


def measured(recordings: Iterable[Recording]) -> Host:
    """The medians of what these recordings show; where they show nothing, the constants."""
    used = [r for r in recordings if not r.excluded]
    new = [rate for r in used for rate in _new_Bps(r)]
    again = [rate for r in used for rate in _again_Bps(r)]
    zero = [seconds for r in used for seconds in _zero_s(r)]
    awake = [ratio for r in used for ratio in _awake(r)]
    return Host(
        Copying(
            WIRE / median(new) if new else USUAL.new_s,
            WIRE / median(again) if again else USUAL.again_s,
            median(zero) if zero else USUAL.zero_s,
        ),
        median(awake) if awake else AWAKE,
    )


def held_out(recording: Recording, recordings: Sequence[Recording]) -> Host:
    """The host without this recording and all others of its configuration."""
    return measured(r for r in recordings if configuration(r) != configuration(recording))


def configuration(recording: Recording) -> str:
    """A recording's name without its group, QEMU's version and the number of the repeat."""
    return _REPEAT.sub("", _VERSION.sub("", recording.name))


_VERSION = re.compile(r"^[A-Z]-(?:v72-|tcg\d+-|kvm\d+-|v\d+-to-)?")
_REPEAT = re.compile(r"-\d$")


def _new_Bps(r: Recording) -> Iterator[float]:  # noqa: N802 - the unit is part of the name
    """The final copy of an idle guest, which is the rest of round 0; a first pass under a limit that none reaches."""
    seen, idle = r.observed, r.guest is not None and not r.guest.pages
    if not r.nonzero_pages:
        return
    if idle and seen.final_b and (seen.downtime_s or 0) >= LEAST_S:
        yield seen.final_b / (seen.downtime_s or 1)
    # Chosen by the setting: of lower limits only the slow passes would show.
    if r.first_pass_share and r.settings.bandwidth_Bps >= NO_LIMIT_BPS:
        yield r.first_pass_share * r.settings.bandwidth_Bps


def _again_Bps(r: Recording) -> Iterator[float]:  # noqa: N802 - the unit is part of the name
    """The final copy of a guest that has been through its working set meanwhile."""
    seen = r.observed
    if r.guest is None or not seen.final_b or (seen.downtime_s or 0) < LEAST_S:
        return
    if r.guest.rate * BUSY_S * WIRE >= r.settings.bandwidth_Bps * r.settings.downtime_limit_s:
        yield seen.final_b / (seen.downtime_s or 1)


def _zero_s(r: Recording) -> Iterator[float]:
    if not r.nonzero_pages and r.observed.total_s and r.guest is not None and not r.guest.pages:
        yield (r.observed.total_s - SETUP_S) / r.memory_pages


def _awake(r: Recording) -> Iterator[float]:
    """Rates under each throttle over the rate before it, over the share of time that the throttle leaves."""
    seen, guest = r.observed, r.guest
    if guest is None or guest.paced or not seen.throttles or not seen.round_s:
        return
    first, points = seen.throttle_at[0], guest.counter
    free = [point for point in points if seen.round_s[0] <= point[0] <= first]
    if len(free) < 2:
        return
    before = (free[-1][1] - free[0][1]) / (free[-1][0] - free[0][0])
    end = min(seen.total_s or points[-1][0], points[-1][0])
    cuts = [*seen.throttle_at, end]
    for level, start, stop in zip(seen.throttles, cuts, cuts[1:], strict=False):
        a, b = _at(points, start), _at(points, min(stop, end) - 0.02)
        if a is not None and b is not None and stop - start > 0.3 and level < 0.85 and before > 0:
            yield (b - a) / (stop - start - 0.02) / before / (1 - level)


def _at(points: Sequence[tuple[float, float]], time: float) -> float | None:
    place = bisect_right([t for t, _ in points], time)
    if not 0 < place < len(points):
        return None
    (t0, c0), (t1, c1) = points[place - 1], points[place]
    return c0 + (c1 - c0) * (time - t0) / (t1 - t0)
