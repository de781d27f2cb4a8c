"""Small models to learn the language from, in reading order.

``counting`` (variables, constants, commands), ``exclusion`` (roles, and what they share), ``timing`` (a clock with a deadline),
``peterson`` (exclusion without a lock), ``fischer`` (exclusion by waiting long enough), ``commit`` (messages, faults, a log that
survives a crash), ``hand_over`` (why moving a running machine needs more than messages), ``node_agent`` (an incident of a
container platform: three fixes that were proposed, and the one that holds).
"""

from .commit import two_phase_commit
from .counting import counter
from .exclusion import mutual_exclusion
from .fischer import fischer
from .hand_over import hand_over
from .node_agent import node_agent
from .peterson import peterson
from .timing import timed_lock

__all__ = [
    "counter",
    "fischer",
    "hand_over",
    "mutual_exclusion",
    "node_agent",
    "peterson",
    "timed_lock",
    "two_phase_commit",
]
