"""The source VMX and its host: prepare, pre-copy, stun, hand over, fall back, clean up; crash and return.

The source decides once: FINISHED with failure (the VM runs on here) or with success (the destination has it). It knows which
by the acknowledgement, or by the disk lock: released is the commit, and only a released lock may be taken.
"""

from .aftermath import CLEAN_UP, CRASH
from .handover import HAND_OVER
from .precopy import PRECOPY
from .prepare import PREPARE

COMMANDS = PREPARE + PRECOPY + HAND_OVER + CLEAN_UP + CRASH

__all__ = ["COMMANDS"]
