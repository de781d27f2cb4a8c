"""After the decision: closing, cleaning up; and the crash and return of the host."""

from vmotion_model.language import Command, if_then
from vmotion_model.protocol.state import config, disk, history, management, source
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    CONSOLE,
    DISK_LOCKS,
    READING,
    UNLOCK_ON_FAILURE,
    VMX_STATES,
    Event,
    Fault,
    Holder,
    Host,
    Source,
    SourceCall,
    SourceReply,
    Vm,
)

from .common import S, answer, called, forget, up

CLEAN_UP = (
    Command(
        "close_prepared",
        S,
        guard={"told to close": called(SourceCall.CLOSE), "prepared": source.state == Source.READY},
        effect={
            **forget(),
            source.state: Source.NONE,
            config.read_only: False,
            history.source_failed: True,
            **answer(SourceReply.CLOSED),
        },
        description="The migration is called off before it started: the source unlocks the config.",
        citation=UNLOCK_ON_FAILURE,
    ),
    Command(
        "close_finished",
        S,
        guard={"told to close": called(SourceCall.CLOSE), "finished": source.state == Source.FINISHED},
        effect={source.state: Source.NONE, **answer(SourceReply.CLOSED)},
        description="The source is told that the roll-back is known: it is ready for the next migration.",
        citation=VMX_STATES,
    ),
    Command(
        "open_console",
        S,
        guard={
            "finished with success": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "no console is open": ~source.console,
        },
        effect={source.console: True},
        description="A user holds a console open directly on the source host; only from now on does that matter.",
        citation=CONSOLE,
        failures=("F31",),
        fault=Fault.CONSOLE,
    ),
    Command(
        "close_console",
        S,
        guard={"a console is open": source.console},
        effect={source.console: False},
        description="The user closes the console.",
        citation=CONSOLE,
        fair=False,
        events=(Event.CONSOLE_CLOSED,),
    ),
    Command(
        "clean_up",
        S,
        guard={
            "told to clean up": called(SourceCall.CLEAN),
            "finished with success": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "no console is open": ~source.console,
        },
        effect={
            source.state: Source.NONE,
            source.registered: False,
            source.resources: False,
            **answer(SourceReply.CLEANED),
        },
        description="The source VM is powered down and unregistered, its resources return to the host.",
        citation=ARTICLE + ", step 7",
    ),
    Command(
        "clean_up_after_return",
        S,
        guard={
            "told to clean up": called(SourceCall.CLEAN),
            "no migration under way": source.state == Source.NONE,
            "the destination holds the disk": disk.holder == Holder.DESTINATION,
            "no console is open": ~source.console,
        },
        effect={
            source.vm: Vm.OFF,
            source.registered: False,
            source.resources: False,
            **answer(SourceReply.CLEANED),
        },
        description="The source host removes what a VMX that is gone left behind, or has done so already, and says so.",
        citation=ARTICLE + ", step 7",
    ),
)


CRASH = (
    Command(
        "crash_source",
        S,
        guard={"the host works": up},
        effect={
            **forget(),
            source.host: Host.DOWN,
            source.state: Source.NONE,
            source.vm: if_then(source.vm.one_of(Vm.RUNNING, Vm.STUNNED), Vm.CRASHED, source.vm),
            source.resources: False,
            source.console: False,
        },
        description="The source host dies: the VMX and its memory are gone. The disk lock stays with its dead holder.",
        citation=DISK_LOCKS,
        failures=("F37",),
        fault=Fault.SOURCE_CRASH,
    ),
    Command(
        "report_source_dead",
        S,
        guard={
            "the host is down": source.host == Host.DOWN,
            "vCenter was not told": management.from_source != SourceReply.DEAD,
        },
        effect={management.from_source: SourceReply.DEAD},
        description="An operator stands before the dead source host and tells vCenter.",
        citation=READING,
        fair=False,
    ),
    Command(
        "return_source",
        S,
        guard={"the host is down": source.host == Host.DOWN},
        effect={
            source.host: Host.UP,
            source.registered: source.registered & (disk.holder != Holder.DESTINATION),
            source.vm: if_then(disk.holder == Holder.DESTINATION, Vm.OFF, source.vm),
            management.from_source: SourceReply.ABSENT,
        },
        description="The source host is back: no VMX runs. A VM whose disk another host holds is unregistered.",
        citation=DISK_LOCKS,
        fair=False,
        events=(Event.SOURCE_RETURNED,),
    ),
    Command(
        "restart_on_source",
        S,
        guard={
            "the host works": up,
            "no migration under way": source.state == Source.NONE,
            "the VM died with its host": (source.vm == Vm.CRASHED) & source.registered,
            "its disk is its own or free": disk.holder.one_of(Holder.SOURCE, Holder.NOBODY),
        },
        effect={
            disk.holder: Holder.SOURCE,
            source.vm: Vm.RUNNING,
            source.resources: True,
            history.destination_failed: False,
        },
        description="The VM is started again from its disk on the source.",
        citation=DISK_LOCKS,
        fair=False,
    ),
)
