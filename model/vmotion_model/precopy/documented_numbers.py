"""Numbers that VMware, QEMU and Xen document, each with its unit and source. Nowhere else is one of them written."""

from __future__ import annotations

from fractions import Fraction

PAGE_B = Fraction(4096)
"""Bytes per page of the x86 guest."""

WIRE_HEADER_B = Fraction(8)
"""QEMU: bytes sent before each page (measured: F1 holds within 0.029 % on 70 recorded runs)."""

ZERO_PAGE_B = Fraction(9)
"""QEMU: bytes sent in all for a page of zeros."""

SWITCHOVER_GOAL_S = Fraction(1, 2)
"""vMotion ``Migrate.PreCopySwitchoverTimeGoal``: 500 ms (Broadcom KB 436882, advanced settings of 8.0U3)."""

SWITCHOVER_LIMIT_S = Fraction(100)
"""vMotion ``vmotion.maxSwitchoverSeconds``: the switchover fails after 100 s (Broadcom KB 314376)."""

SDPS_ENGAGE_RATIO = Fraction(13, 10)
"""vMotion ``Migrate.PreCopyMinProgressPerc``: under 130 % transmit over dirty SDPS engages (advanced settings)."""

SDPS_TARGET_RATIO = Fraction(5)
"""vMotion ``Migrate.SdpsTargetRate``: SDPS aims at 500 % transmit over dirty (advanced settings)."""

SDPS_POLL_S = Fraction(30)
"""vMotion ``Migrate.SdpsDynamicDelaySec``: poll while deciding on SDPS in the first iteration (advanced settings)."""

SDPS_STUN_MIN_S = Fraction(10, 10**6)
"""One SDPS stun, low reading: "tens of microseconds" (Broadcom KB 321009)."""

SDPS_STUN_MAX_S = Fraction(5, 1000)
"""One SDPS stun, high reading: "a few milliseconds at most" (Yellow-Bricks 2011). The two sources disagree."""

QEMU_DOWNTIME_LIMIT_S = Fraction(3, 10)
"""QEMU ``downtime-limit`` default, 300 ms (migration/options.c)."""

QEMU_UPDATE_S = Fraction(1, 10)
"""QEMU re-computes bandwidth and threshold, and refills the rate limit, every 100 ms (migration/migration.c)."""

QEMU_SLICE_S = Fraction(1, 100)
"""QEMU auto-converge: run slice of 10 ms between two sleeps (migration/cpu-throttle.c)."""

QEMU_INITIAL = Fraction(20, 100)
"""QEMU ``cpu-throttle-initial`` (migration/options.c)."""

QEMU_INCREMENT = Fraction(10, 100)
"""QEMU ``cpu-throttle-increment`` (migration/options.c)."""

QEMU_MAXIMUM = Fraction(99, 100)
"""QEMU ``max-cpu-throttle`` (migration/options.c)."""

QEMU_TRIGGER = Fraction(50, 100)
"""QEMU ``throttle-trigger-threshold``: dirty bytes over sent bytes in a period (migration/ram.c)."""

QEMU_PERIOD_S = Fraction(1)
"""QEMU judges the trigger at a bitmap sync at least 1 s after the last judgement (migration/ram.c)."""

QEMU_TRIGGER_COUNT = 2
"""QEMU raises the throttle at the second judgement over the trigger (migration/ram.c)."""

QEMU_FORCED_SYNC_S = Fraction(5)
"""QEMU: a round that lasts longer is synced every 5 s while throttling, not in round 0 (migration/cpu-throttle.c)."""

XEN_LEGACY_ITERATIONS = 29
"""Xen legacy stream: at most 29 live iterations (xc_domain_save)."""

XEN_LEGACY_FACTOR = 3
"""Xen legacy stream: stop when three times the memory has been sent (xc_domain_save)."""

XEN_ITERATIONS = 5
"""Xen today: at most five iterations (xg_sr_save.c)."""

CLARK_STEP_BPS = Fraction(50 * 10**6, 8)
"""Clark et al., NSDI 2005: each round sends at the last dirty rate plus 50 Mbit/s (recalled)."""
