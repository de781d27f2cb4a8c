"""After the decision: closing, cleaning up; and the crash and return of the host."""

from vmotion_model.language import Command, if_then
from vmotion_model.protocol.state import config, disk, history, management, source, take_lock
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

from .guards_and_effects import S, answer, called, forget, up

own_or_free = disk.holder.one_of(Holder.SOURCE, Holder.NOBODY)

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
            "not powered down yet": source.vm == Vm.MOVED,
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
        "power_down",
        S,
        guard={
            "told to clean up": called(SourceCall.CLEAN),
            "the VM runs elsewhere": source.vm == Vm.MOVED,
            "no console is open": ~source.console,
        },
        effect={source.vm: Vm.OFF},
        description="The source VM is powered down.",
        citation=ARTICLE + ", step 7",
    ),
    Command(
        "unregister",
        S,
        guard={
            "told to clean up": called(SourceCall.CLEAN),
            "powered down": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "still registered": source.registered,
        },
        effect={source.registered: False},
        description="The source VM is unregistered from the source host.",
        citation=ARTICLE + ", step 7",
    ),
    Command(
        "release_resources",
        S,
        guard={
            "told to clean up": called(SourceCall.CLEAN),
            "powered down": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "unregistered": ~source.registered,
        },
        effect={source.state: Source.NONE, source.resources: False, **answer(SourceReply.CLEANED)},
        description="What the source VM used is released to the host, which tells vCenter.",
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
            source.vm: if_then(
                source.vm.one_of(Vm.RUNNING, Vm.STUNNED), Vm.CRASHED, if_then(source.vm == Vm.MOVED, Vm.OFF, source.vm)
            ),
            source.resources: False,
            source.console: False,
            disk.stale: disk.stale | (disk.holder == Holder.SOURCE),
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
            source.registered: source.registered & own_or_free,
            source.vm: if_then(own_or_free, source.vm, Vm.OFF),
            disk.stale: disk.stale & (disk.holder != Holder.SOURCE),
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
            "its disk is its own or free": own_or_free,
        },
        effect={
            **take_lock(Holder.SOURCE),
            source.vm: Vm.RUNNING,
            source.resources: True,
            history.destination_failed: False,
        },
        description="The VM is started again from its disk on the source.",
        citation=DISK_LOCKS,
        fair=False,
    ),
)
