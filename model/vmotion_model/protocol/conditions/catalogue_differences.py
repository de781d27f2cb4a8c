"""Why the model shows a failure elsewhere than VMware's articles and the reports behind the catalogue place it.

A test holds these tables against what searches find: a difference without a reason fails it, and so does a reason without one.
"""

from collections.abc import Mapping
from types import MappingProxyType

_WAITS = (
    "the destination waits for memory at the end of step 5 already, and times out there where vCenter is slow to go on"
)

_CALLS_LOST = (
    "the catalogue speaks of calls that are lost when the hosts have finished; before that, a lost call holds the task up until "
    "the protection timer rolls it back"
)

EARLIER: Mapping[str, str] = MappingProxyType(
    {
        "log_rotates_too_often": _WAITS,
        "hosts_unreachable": _WAITS,
        "calls_lost": _CALLS_LOST,
        "source_agents_restart": _CALLS_LOST,
        "destination_agents_restart": _CALLS_LOST,
        "vcenter_crashes": "the catalogue speaks of a crash after the hosts have finished; before that, a task whose vCenter "
        "crashes is refused or rolled back when it recovers",
        "source_dies": "a host may die in any step; the catalogue begins with the first one that leaves something on it",
        "destination_dies": "a host may die in any step; the catalogue begins with the first one after it was asked",
    }
)
"""Causes that show first in a step of the article that their entry does not name."""

NOT_THERE: Mapping[str, str] = MappingProxyType(
    {
        "F04": "the destination is asked first, and says no in step 2",
        "F05": "vCenter only warns, in steps that go on as ever",
        "F06": "the request is refused in step 1; that it is checked again changes nothing",
        "F07": "the check is asked for in step 2, and is too slow there",
        "F08": "the destination says no in step 2 already",
        "F11": "the task waits in step 1, and nothing fails",
        "F31": "the task waits in step 7, and nothing fails",
        "F32": "in steps 1 and 3 vCenter asks no host, so nobody misses an answer",
        "F34": "the migration is complete; the network behind it is no part of the model",
        "F36": "compared in step 3 with the rest of the specification; no source says where",
    }
)
"""Entries that name a step of the article in which nothing of the model shows them."""

OUT_OF_ORDER: Mapping[str, str] = MappingProxyType(
    {
        "F19": "the percentage counts memory that was sent: the connection broke when most of it was across",
        "F20": "no batch was acknowledged, so the percentage never rose, though pre-copy had begun",
    }
)
"""Entries whose percentage is not where their state of the source VMX stands among the others."""
