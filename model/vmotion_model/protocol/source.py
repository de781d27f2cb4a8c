"""The source VMX and its host: prepare, pre-copy, stun, hand over, fall back, clean up; crash and return.

The source decides once: FINISHED with failure (the VM runs on here) or with success (the destination has it). It knows which
by the acknowledgement, or by the disk lock: released is the commit, and only a released lock may be taken.
"""

from typing import Any

from vmotion_model.language import Command, Expr, Var, any_of, if_then

from .state import config, disk, history, management, network, source
from .vocabulary import (
    ARTICLE,
    CONSOLE,
    DISK_LOCKS,
    GO_MESSAGE,
    NETWORK_TIMEOUT,
    PROTECTION_TIMER,
    READING,
    STUN_TIME,
    SWITCHOVER,
    SWITCHOVER_LIMIT,
    UNLOCK_ON_FAILURE,
    VMX_STATES,
    Attempt,
    Batch,
    Fault,
    Holder,
    Host,
    Remaining,
    Role,
    Source,
    SourceCall,
    SourceReply,
    Verdict,
    Version,
    Vm,
)

S = Role.SOURCE
Effect = dict[Var[Any], Any]

up = source.host == Host.UP
waiting = source.state == Source.WAIT_HANDSHAKE


def _called(*calls: SourceCall) -> Expr[bool]:
    return up & any_of(*(management.to_source == c for c in calls))


def _answer(reply: SourceReply) -> Effect:
    """The call is answered."""
    return {management.to_source: SourceCall.NONE, management.from_source: reply}


def _forget() -> Effect:
    """What the VMX drops when its part in the migration ends."""
    return {source.target: Attempt.NONE, source.remaining: Remaining.ALL, source.helpers: False}


def _progress() -> Effect:
    """A batch was acknowledged: the timers start anew."""
    return {network.batch: Batch.NONE, source.protection: 0, source.quiet: 0, history.stalled: 0}


def _fail() -> Effect:
    """FINISHED with failure: the VM runs on here, and the VMX itself makes the config writable again."""
    return {
        **_forget(),
        source.state: Source.FINISHED,
        source.vm: Vm.RUNNING,
        config.read_only: False,
        network.batch: Batch.NONE,
        management.from_source: SourceReply.FAILED,
        history.source_failed: True,
    }


def _succeed() -> Effect:
    """FINISHED with success: the VM runs on the destination, this one powers down."""
    return {
        **_forget(),
        source.state: Source.FINISHED,
        source.vm: Vm.OFF,
        management.from_source: SourceReply.SUCCEEDED,
    }


PREPARE = (
    Command(
        "prepare",
        S,
        guard={
            "asked to prepare": _called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the VM runs here": source.vm == Vm.RUNNING,
            "the specification is current": config.version == Version.SPECIFIED,
        },
        effect={
            source.state: Source.READY,
            config.read_only: True,
            history.source_failed: False,
            **_answer(SourceReply.PREPARED),
        },
        says="The source validates the request, makes the config read-only and starts the protection timer.",
        fact=ARTICLE + ", step 4",
    ),
    Command(
        "report_stale_specification",
        S,
        guard={
            "asked to prepare": _called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the config was edited": config.version == Version.OTHER,
        },
        effect=_answer(SourceReply.STALE),
        says="The config is no longer what the specification was computed from: the source says so.",
        fact=READING,
    ),
    Command(
        "refuse_prepare",
        S,
        guard={
            "asked to prepare": _called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
        },
        effect=_answer(SourceReply.REFUSED),
        says="The source host cannot send a vMotion, or the VM is in no state to be sent: it refuses.",
        fact=ARTICLE + ", step 4",
        failures=("F01", "F02", "F03", "F04", "F32"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "refuse_stopped_vm",
        S,
        guard={
            "asked to prepare": _called(SourceCall.PREPARE),
            "no migration under way": source.state == Source.NONE,
            "the VM does not run": source.vm != Vm.RUNNING,
        },
        effect=_answer(SourceReply.REFUSED),
        says="The VM does not run here: there is nothing to migrate live.",
        fact="vSphere API, MigrationNotReady",
        failures=("F06",),
    ),
    Command(
        "prepare_again",
        S,
        guard={
            "asked to prepare": _called(SourceCall.PREPARE),
            "prepared already": source.state == Source.READY,
        },
        effect=_answer(SourceReply.PREPARED),
        says="The source is prepared already and says so again.",
        fact=READING,
    ),
    Command(
        "answer_failed",
        S,
        guard={
            "asked": _called(SourceCall.PREPARE, SourceCall.START),
            "finished with failure": (source.state == Source.FINISHED) & (source.vm == Vm.RUNNING),
        },
        effect=_answer(SourceReply.FAILED),
        says="The source answers that the migration failed.",
        fact=VMX_STATES,
    ),
    Command(
        "report_failure_again",
        S,
        guard={
            "finished with failure": up & (source.state == Source.FINISHED) & (source.vm == Vm.RUNNING),
            "nothing is under way": management.from_source == SourceReply.NONE,
        },
        effect={management.from_source: SourceReply.FAILED},
        says="The source reports its failure again, until it is told that vCenter knows.",
        fact=READING,
    ),
    Command(
        "answer_absent",
        S,
        guard={
            "asked": _called(SourceCall.START, SourceCall.CLOSE),
            "no migration under way": source.state == Source.NONE,
        },
        effect=_answer(SourceReply.ABSENT),
        says="The source host answers that no such VMX takes part in a migration.",
        fact=READING,
    ),
)

PRECOPY = (
    Command(
        "start_precopy",
        S,
        guard={
            "asked to start": _called(SourceCall.START),
            "prepared": source.state == Source.READY,
        },
        effect={
            source.state: Source.PRECOPY,
            source.target: management.world,
            source.helpers: True,
            source.protection: 0,
            management.to_source: SourceCall.NONE,
            management.world: Attempt.NONE,
            history.stalled: 0,
        },
        says="The source starts to copy memory to the destination's world; the destination's start counts as progress.",
        fact=ARTICLE + ", step 6",
    ),
    Command(
        "send_batch",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "nothing is under way": network.batch == Batch.NONE,
        },
        effect={network.batch: Batch.SENT},
        says="The source sends a batch of pages.",
        fact=ARTICLE + ", step 6",
    ),
    Command(
        "take_acknowledgement",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
        },
        effect=_progress(),
        says="The batch has arrived: progress, which restarts the protection timer.",
        fact=READING,
    ),
    Command(
        "round_shrinks",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
            "the first round": source.remaining == Remaining.ALL,
        },
        effect={**_progress(), source.remaining: Remaining.SHRINKING},
        says="The first round is done; SDPS keeps the dirty rate below the transmit rate, so less remains each round.",
        fact="convergence theorems T1, T2, T4",
    ),
    Command(
        "round_reaches_goal",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
            "more than the goal remains": source.remaining != Remaining.SMALL,
        },
        effect={**_progress(), source.remaining: Remaining.SMALL},
        says="The round is done, and what remains can be sent within the switchover time goal.",
        fact=STUN_TIME + "; convergence theorems T1, T2, T3, T4",
    ),
    Command(
        "hear_keepalive",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "a sign of life has come": network.batch == Batch.HELD,
        },
        effect={network.batch: Batch.SENT, source.quiet: 0},
        says="The destination host is alive, though it drained nothing: no progress.",
        fact="a public report of a starved receiver",
    ),
    Command(
        "protection_expires",
        S,
        guard={
            "in READY or pre-copy": source.state.one_of(Source.READY, Source.PRECOPY),
            "no progress for too long": source.protection >= PROTECTION_TIMER,
        },
        effect=_fail(),
        says="The protection timer runs out: the source gives up and unlocks the config.",
        fact=ARTICLE + ", step 4",
        failures=("F12", "F13", "F15", "F20"),
    ),
    Command(
        "network_times_out",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "nothing heard for too long": source.quiet >= NETWORK_TIMEOUT,
        },
        effect=_fail(),
        says="The destination was not heard for the network timeout: the source gives up.",
        fact="ESXi 8.0U3 advanced settings, Migrate.NetTimeout",
        failures=("F14", "F15", "F20"),
    ),
    Command(
        "cannot_converge",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "rounds do not shrink": source.remaining == Remaining.SHRINKING,
        },
        effect=_fail(),
        says="SDPS is off or not enough, memory changes faster than it can be sent: the source gives up.",
        fact=ARTICLE + ", step 6",
        failures=("F21",),
        fault=Fault.FAILURE,
    ),
    Command(
        "transfer_fails",
        S,
        guard={"pre-copying or saving": source.state.one_of(Source.PRECOPY, Source.CHECKPT)},
        effect=_fail(),
        says="The transfer or the saving of the checkpoint fails: the source gives up.",
        fact="Broadcom KB 321009",
        failures=("F18", "F19", "F30"),
        fault=Fault.FAILURE,
    ),
)

HAND_OVER = (
    Command(
        "stun",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "little remains": source.remaining == Remaining.SMALL,
        },
        effect={source.state: Source.CHECKPT, source.vm: Vm.STUNNED, network.batch: Batch.NONE},
        says="The source stuns the VM; from here on the switchover limit rules.",
        fact=STUN_TIME + "; " + GO_MESSAGE,
    ),
    Command(
        "send_last",
        S,
        guard={"saving the checkpoint": source.state == Source.CHECKPT},
        effect={
            source.state: Source.WAIT_HANDSHAKE,
            network.pages: source.target,
            network.checkpoint: source.target,
        },
        says="The source sends the last pages and the checkpoint and waits for the handshake.",
        fact=VMX_STATES + "; " + STUN_TIME,
    ),
    Command(
        "release_disk",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination is ready": network.verdict == Verdict.READY,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect={network.verdict: Verdict.NONE, disk.holder: Holder.NOBODY},
        says="The destination is ready: the source releases the disk lock. This is the commit.",
        fact=READING,
    ),
    Command(
        "finish",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination has resumed": network.resumed == source.target,
        },
        effect={network.resumed: Attempt.NONE, **_succeed()},
        says="The destination has resumed the VM: the source powers its own down.",
        fact=VMX_STATES,
    ),
    Command(
        "told_to_stop",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination cannot resume": network.verdict == Verdict.REFUSED,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect={network.verdict: Verdict.NONE, **_fail()},
        says="The source detects that the destination failed to resume: the VM runs on here.",
        fact="DEF 59665",
        failures=("F17", "F18", "F26", "F27", "F28"),
    ),
    Command(
        "switchover_times_out",
        S,
        guard={
            "stunned": source.state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE),
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect=_fail(),
        says="The maximum switchover time is over and the lock was not released: the VM runs on here.",
        fact=SWITCHOVER,
        failures=("F22", "F23", "F24", "F25"),
    ),
    Command(
        "fall_back",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
        },
        effect={disk.holder: Holder.SOURCE, **_fail()},
        says="The acknowledgement did not come and the disk is still free: the source takes it back and runs on.",
        fact=VMX_STATES,
        failures=("F22", "F23", "F24", "F25"),
    ),
    Command(
        "find_lock_taken",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "the destination holds the disk": disk.holder == Holder.DESTINATION,
        },
        effect=_succeed(),
        says="The acknowledgement did not come, but the destination holds the disk: the source has lost and powers down.",
        fact=DISK_LOCKS,
    ),
)

CLEAN_UP = (
    Command(
        "close_prepared",
        S,
        guard={"told to close": _called(SourceCall.CLOSE), "prepared": source.state == Source.READY},
        effect={
            **_forget(),
            source.state: Source.NONE,
            config.read_only: False,
            history.source_failed: True,
            **_answer(SourceReply.CLOSED),
        },
        says="The migration is called off before it started: the source unlocks the config.",
        fact=UNLOCK_ON_FAILURE,
    ),
    Command(
        "close_finished",
        S,
        guard={"told to close": _called(SourceCall.CLOSE), "finished": source.state == Source.FINISHED},
        effect={source.state: Source.NONE, **_answer(SourceReply.CLOSED)},
        says="The source is told that the roll-back is known: it is ready for the next migration.",
        fact=VMX_STATES,
    ),
    Command(
        "open_console",
        S,
        guard={
            "finished with success": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "no console is open": ~source.console,
        },
        effect={source.console: True},
        says="A user holds a console open directly on the source host; only from now on does that matter.",
        fact=CONSOLE,
        failures=("F31",),
        fault=Fault.CONSOLE,
    ),
    Command(
        "close_console",
        S,
        guard={"a console is open": source.console},
        effect={source.console: False},
        says="The user closes the console.",
        fact=CONSOLE,
    ),
    Command(
        "clean_up",
        S,
        guard={
            "told to clean up": _called(SourceCall.CLEAN),
            "finished with success": (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
            "no console is open": ~source.console,
        },
        effect={
            source.state: Source.NONE,
            source.registered: False,
            source.resources: False,
            **_answer(SourceReply.CLEANED),
        },
        says="The source VM is powered down and unregistered, its resources return to the host.",
        fact=ARTICLE + ", step 7",
    ),
    Command(
        "clean_up_after_return",
        S,
        guard={
            "told to clean up": _called(SourceCall.CLEAN),
            "no migration under way": source.state == Source.NONE,
            "the destination holds the disk": disk.holder == Holder.DESTINATION,
            "no console is open": ~source.console,
        },
        effect={
            source.vm: Vm.OFF,
            source.registered: False,
            source.resources: False,
            **_answer(SourceReply.CLEANED),
        },
        says="The source host removes what a VMX that is gone left behind, or has done so already, and says so.",
        fact=ARTICLE + ", step 7",
    ),
)

CRASH = (
    Command(
        "crash_source",
        S,
        guard={"the host works": up},
        effect={
            **_forget(),
            source.host: Host.DOWN,
            source.state: Source.NONE,
            source.vm: if_then(source.vm.one_of(Vm.RUNNING, Vm.STUNNED), Vm.CRASHED, source.vm),
            source.resources: False,
            source.console: False,
        },
        says="The source host dies: the VMX and its memory are gone. The disk lock stays with its dead holder.",
        fact=DISK_LOCKS,
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
        says="An operator stands before the dead source host and tells vCenter.",
        fact=READING,
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
        says="The source host is back: no VMX runs. A VM whose disk another host holds is unregistered.",
        fact=DISK_LOCKS,
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
        says="The VM is started again from its disk on the source.",
        fact=DISK_LOCKS,
    ),
)

COMMANDS = PREPARE + PRECOPY + HAND_OVER + CLEAN_UP + CRASH
