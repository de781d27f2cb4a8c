"""vCenter's task: the eight steps of the article, roll-back, HA, and recovery after a crash.

vCenter decides on facts, never on silence: it rolls back when the source reports failure, or when the source's VMX is known
to be gone and the disk lock cannot pass to the destination any more; it switches only when the destination holds the lock.
"""

from .complete import COMPLETE
from .request import REQUEST
from .rollback import CANCEL, CRASH, RESTARTED, ROLL_BACK
from .start import START

COMMANDS = REQUEST + START + COMPLETE + CANCEL + ROLL_BACK + RESTARTED + CRASH

__all__ = ["COMMANDS"]
