"""The symbols of the theorems as values of a scenario: one text for exact numbers and for a sweep's ranges.

Quantities are ``Fraction`` here and ``ranges.Range`` in a sweep; both know the four operations, and ``larger`` and
``smaller`` below choose between two. Bytes on the wire, seconds, bytes per second.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from vmotion_model.precopy import formulas

Quantity = Any
"""A number of a scenario, or the range of one over a sweep."""
Symbols = dict[str, Quantity]

ONE = Fraction(1)
ZERO = Fraction(0)


def larger(a: Quantity, b: Quantity) -> Quantity:
    """The larger of two."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return max(a, b)
    return b.larger(a) if isinstance(a, Fraction) else a.larger(b)


def smaller(a: Quantity, b: Quantity) -> Quantity:
    """The smaller of two."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return min(a, b)
    return b.smaller(a) if isinstance(a, Fraction) else a.smaller(b)


def of_envelope(sigma: Quantity, rho: Quantity, rate: Quantity, goal: Quantity, start: Quantity) -> Symbols:
    """T1, T2: an envelope on the wire, the link, the threshold and what is to send at first.

    Without a floor (the guest is as fast as the link) its symbols have no value, and nothing that needs them holds.
    """
    gap = rate - rho
    own: Symbols = {"sigma": sigma, "rho": rho, "R": rate, "S": goal, "d": gap, "g": gap}
    if isinstance(gap, Fraction) and gap <= 0:
        return own | ({"l": rho / rate} if rate else {})
    floor = formulas.floor_bytes(sigma, rho, rate)
    return own | {"l": rho / rate, "F": floor, "goal": goal - floor, "M": larger(start, floor)}


def of_windows(sigma: Quantity, rho: Quantity, rate: Quantity, goal: Quantity, window: Quantity) -> Symbols:
    """T2m: an envelope without the unsent rest, and the least time between two reads of the dirty log."""
    gain = formulas.window_gain(sigma, rho, rate, window)
    return {"sigma": sigma, "rho": rho, "R": rate, "S": goal, "t": window, "d": gain}


def of_enforcement(
    sigma: Quantity, rho: Quantity, rate: Quantity, cpus: Fraction, page: Fraction, device: Quantity, **more: Quantity
) -> Symbols:
    """T4: what enforcement gives (``s``, or ``q`` and ``I`` in ``more``), before rounding and unsent rest are added."""
    total = rho + device
    gap = rate - total
    own: Symbols = {"sigma": sigma, "rho": total, "R": rate, "n": cpus, "P": page, "rho_dma": device, **more}
    own["l"] = total / rate
    return own if isinstance(gap, Fraction) and gap <= 0 else own | {"F": formulas.floor_bytes(sigma, total, rate)}


def of_control(
    ratio: Quantity, keep: Fraction, run: Fraction, demand: Quantity, low: Quantity, high: Quantity
) -> Symbols:
    """T5a but for g and eta: l', the share 1-b that the link keeps, the least run share, the demand and the link."""
    return {
        "c": ratio * keep,
        "cut": keep,
        "R": high,
        "R_use": low,
        "run": run,
        "D_max": demand,
        "B": ratio * low,
    }


def of_ratchet(
    run: Fraction,
    demand: Quantity,
    device: Quantity,
    eta: Fraction,
    rate: Quantity,
    peak: Quantity,
    per_read: Quantity,
    rounding: Fraction,
    ratio: Fraction,
) -> Symbols:
    """T5b but for the window, the goal, and the intervals: run share fully raised, demand, peak, what a read gains."""
    return {
        "run": run,
        "D_max": demand,
        "rho_dma": device,
        "eta": eta,
        "R": rate,
        "D_top": larger(peak + device, rate * eta),
        "l": ratio,
        "d": per_read * (1 - ratio) - rounding,
    }


def of_trap(
    trap: Quantity, memory: Quantity, again: Quantity, goal: Quantity, rate: Quantity, rest: Quantity
) -> Symbols:
    """T3c: what never gets less, what the guest dirties again while it is sent, threshold and link at their highest."""
    return {"x": trap, "M": memory, "ux": again, "S": goal, "R": rate, "r": rest, "tx": (trap - rest) / rate}
