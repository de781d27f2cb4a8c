"""Groups of steps that several causes make possible: the timers of each phase, and the destination that cannot resume."""

from collections.abc import Mapping
from types import MappingProxyType

from vmotion_model.language import Expr
from vmotion_model.protocol.state import management, source
from vmotion_model.protocol.vocabulary import Source, SourceCall

COPYING: Mapping[str, Expr[bool]] = MappingProxyType({"protection_expires": source.state == Source.PRECOPY})
"""What only acts on the transfer lets the protection timer run out during pre-copy, and not before."""
STARTING: Mapping[str, Expr[bool]] = MappingProxyType({"protection_expires": management.to_source == SourceCall.START})
"""What keeps the source from starting lets it run out once the source was asked to start."""
SAVING: Mapping[str, Expr[bool]] = MappingProxyType({"transfer_fails": source.state == Source.CHECKPT})
"""What only acts on the saving of the checkpoint fails the transfer then, and not before."""
IN_PRECOPY = ("protection_expires", "network_times_out", "give_up")
"""What ends a pre-copy that makes no progress: the protection timer, and the silence that either host hears."""
IN_SWITCHOVER = ("switchover_times_out", "fall_back", "find_lock_taken")
"""What ends a switchover that takes too long, or whose messages are lost.

Whoever lets the destination give up must let these happen, too: it may do so while the source is stunned already.
"""
LOST_IN_SWITCHOVER = ("connection_lost", "lost_but_disk_free", "lost_and_disk_taken")
"""What ends a switchover whose connection broke: the source hears nothing for the network timeout."""
MESSAGES_LOST = ("lose_batch", "lose_pages", "lose_checkpoint", "lose_verdict", "lose_resumed")
"""What the vMotion network loses."""
CALLS_TO_SOURCE_LOST = ("lose_call_to_source", "lose_word_of_source")
CALLS_TO_DESTINATION_LOST = ("lose_call_to_destination", "lose_word_of_destination")
"""What is lost between vCenter and a host, in either direction."""
RUN_OUT = frozenset((*IN_PRECOPY, *IN_SWITCHOVER, *LOST_IN_SWITCHOVER))
"""What comes of a silence: it may be heard later than at the moment at which a cause strikes."""
TOGETHER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("network_times_out", "give_up"), "silence"),
        **dict.fromkeys(IN_SWITCHOVER, "late_switchover"),
        **dict.fromkeys(LOST_IN_SWITCHOVER, "lost_connection"),
    }
)
"""Steps that follow of the same causes, under one name."""
AT_RESUME = ("cannot_resume",)
"""The destination cannot restore the VM and says so before it was ready."""
AT_START = ("cannot_start", "start_never_comes")
"""The source cannot reach the destination when it starts, and the destination times out waiting for it."""
HARMLESS = frozenset({"hold_batch", "others_take_unit", "edit_config", "open_console", "owe_cleanup"})
"""Steps that a cause makes possible and that fail nothing by themselves: a failure is not told by them."""
