"""The destination VMX and its host: allow, create, receive, resume, give up; crash and return.

It resumes only with all pages, the checkpoint and the released disk lock, which it takes in the same step. Once it has all
three it never gives up; without them it gives up when the source is silent for the network timeout.
"""

from .create import CREATE
from .receive import RECEIVE
from .remove import CRASH, REMOVE

COMMANDS = CREATE + RECEIVE + REMOVE + CRASH

__all__ = ["COMMANDS"]
