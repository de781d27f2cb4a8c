"""What is printed where a cause is present: the messages that an administrator gets to see."""

from functools import cache

from vmotion_model.catalogue import by_id

from . import Cause
from .remedies import has_own
from .texts import cause_texts


@cache
def messages_of(cause: Cause) -> tuple[str, ...]:
    """Messages that a source names for the cause, its catalogue's entry first; none of the entry where that is about another.

    Names of API faults are no messages: see ``faults_of``.
    """
    entry = by_id(cause.failure) if cause.failure and not has_own(cause) else None
    quoted = entry.messages if entry is not None else ()
    named = (t for t in cause_texts() if cause in t.causes and not t.is_fault)
    return (*quoted, *(t.says for t in named if not any(t.wording.find(q) for q in quoted)))
