"""The words of the protocol: roles, enumerations, constants and the sources they come from."""

from enum import StrEnum

from vmotion_model.language import Constant, Param
from vmotion_model.precopy.contract import Remaining as Remaining  # noqa: PLC0414 - a word of the protocol, too

ARTICLE = "KB 1003734 (Broadcom KB 321009)"
VMX_STATES = "KB 1010634"
UNLOCK_ON_FAILURE = "KB 320352"
STUN_TIME = "KB 436882"
SWITCHOVER = "KB 2141355 (Broadcom KB 314376)"
GO_MESSAGE = "KB 432796"
MIGRATION_STATUS = "vSphere API, VmMigrationStatus"
ADVANCED_SETTINGS = "ESXi 8.0U3 advanced settings"
LIMITS = "vSphere 6.7, limits on simultaneous migrations"
CONSOLE = "KB 1381"
NETWORK_SILENCE = "ESXi 8.0U3 advanced settings, Migrate.NetTimeout; that the source asks the lock is a reading"
DISK_LOCKS = "vSphere HA, split brain and disk locks"
VMOTION_FAULTS = "vSphere API, VMotionInterfaceIssue"
TROUBLESHOOTING = "Broadcom KB 321009"
CANCELLING = (
    "vSphere API, CancelTask: a task that can be cancelled; that the release of the lock ends this is a reading"
)
READING = "a reading chosen here, see docs/decisions.md"


class Role(StrEnum):
    """Who does a step."""

    VCENTER = "vcenter"
    SOURCE = "source"
    DESTINATION = "destination"
    SURROUNDINGS = "surroundings"


class Event(StrEnum):
    """What steps are called in properties and assumptions; a command says which of these it is."""

    REQUESTED = "migration requested"
    ADMITTED = "request admitted"
    ROLLED_BACK = "migration rolled back"
    CONFIG_EDITED = "config edited"
    CONFIG_LOCKED = "config locked"
    PRECOPY_STARTED = "pre-copy started"
    ROUND_ENDED = "first round ended"
    GOAL_REACHED = "round reached the goal"
    FELL_BACK = "source took the lock back"
    TAKEN_BACK = "source took the lock back at once"
    CANCELLED = "migration cancelled"
    ACKNOWLEDGEMENT_LOST = "acknowledgement lost"
    CONSOLE_CLOSED = "console closed"
    SOURCE_RETURNED = "source host returned"
    DESTINATION_RETURNED = "destination host returned"
    UNITS_RETURNED = "others returned units"
    RESTARTED_ELSEWHERE = "HA restarted the VM"


class Task(StrEnum):
    """Where vCenter's task stands: the eight steps of the article, and what lies off that path."""

    IDLE = "IDLE"
    REQUESTED = "REQUESTED"
    VALIDATING_DESTINATION = "VALIDATING_DESTINATION"
    COMPUTING_SPECIFICATION = "COMPUTING_SPECIFICATION"
    PREPARING_SOURCE = "PREPARING_SOURCE"
    INITIATING_DESTINATION = "INITIATING_DESTINATION"
    INITIATING_SOURCE = "INITIATING_SOURCE"
    SWITCHING_HOST = "SWITCHING_HOST"
    COMPLETED = "COMPLETED"
    REJECTED = "REJECTED"
    ROLLING_BACK = "ROLLING_BACK"
    ROLLED_BACK = "ROLLED_BACK"
    CLEANUP_OWED = "CLEANUP_OWED"
    CRASHED = "CRASHED"


class Journal(StrEnum):
    """What vCenter's database says of the running task; it is written before the step it announces."""

    NONE = "NONE"
    ACCEPTED = "ACCEPTED"
    UNDO = "UNDO"
    STARTED = "STARTED"
    SWITCHED = "SWITCHED"


class Source(StrEnum):
    """The source VMX's migration state (VMware's names without ``MIGRATE_TO_VMX_``)."""

    NONE = "NONE"
    READY = "READY"
    PRECOPY = "PRECOPY"
    CHECKPT = "CHECKPT"
    WAIT_HANDSHAKE = "WAIT_HANDSHAKE"
    FINISHED = "FINISHED"


class Destination(StrEnum):
    """The destination VMX's migration state (VMware's names without ``MIGRATE_FROM_VMX_``)."""

    NONE = "NONE"
    INIT = "INIT"
    WAITING = "WAITING"
    PRECOPY = "PRECOPY"
    CHECKPT = "CHECKPT"
    FINISHED = "FINISHED"


class Host(StrEnum):
    """Whether a host works."""

    UP = "UP"
    DOWN = "DOWN"


class Vm(StrEnum):
    """What the virtual machine does on one host.

    ``MOVED``: it runs on the other host, and this instance waits, suspended, to be powered down. ``CRASHED``: it died with its
    host and nobody started it again.
    """

    OFF = "OFF"
    RUNNING = "RUNNING"
    STUNNED = "STUNNED"
    MOVED = "MOVED"
    CRASHED = "CRASHED"
    RESTARTED = "RESTARTED"


class Attempt(StrEnum):
    """Which migration attempt a message or an identifier belongs to."""

    NONE = "NONE"
    THIS = "THIS"
    OLD = "OLD"


class Holder(StrEnum):
    """Who holds the lock on the virtual disks. ``ELSEWHERE``: a third host, on which HA has started the VM again."""

    SOURCE = "SOURCE"
    NOBODY = "NOBODY"
    DESTINATION = "DESTINATION"
    ELSEWHERE = "ELSEWHERE"


class Place(StrEnum):
    """The host that the inventory names. ``ELSEWHERE``: the one on which HA has started the VM again."""

    SOURCE = "SOURCE"
    DESTINATION = "DESTINATION"
    ELSEWHERE = "ELSEWHERE"


class Version(StrEnum):
    """Whether the config file is the version that the specification was computed from."""

    SPECIFIED = "SPECIFIED"
    OTHER = "OTHER"


class Batch(StrEnum):
    """A batch of pages on the vMotion network. ``HELD``: the receiver answers keep-alives but does not drain it."""

    NONE = "NONE"
    SENT = "SENT"
    HELD = "HELD"
    ACKNOWLEDGED = "ACKNOWLEDGED"


class Verdict(StrEnum):
    """The destination's word to the waiting source: VMware's go, its no-go, or a go of an earlier attempt."""

    NONE = "NONE"
    READY = "READY"
    REFUSED = "REFUSED"
    OLD_READY = "OLD_READY"


class SourceCall(StrEnum):
    """What vCenter asks the source host."""

    NONE = "NONE"
    PREPARE = "PREPARE"
    START = "START"
    CANCEL = "CANCEL"
    CLEAN = "CLEAN"
    CLOSE = "CLOSE"


class SourceReply(StrEnum):
    """What the source host, or an operator standing before it, tells vCenter."""

    NONE = "NONE"
    PREPARED = "PREPARED"
    REFUSED = "REFUSED"
    STALE = "STALE"
    FAILED = "FAILED"
    SUCCEEDED = "SUCCEEDED"
    CLOSED = "CLOSED"
    CLEANED = "CLEANED"
    ABSENT = "ABSENT"
    DEAD = "DEAD"


class DestinationCall(StrEnum):
    """What vCenter asks the destination host."""

    NONE = "NONE"
    VALIDATE = "VALIDATE"
    CREATE = "CREATE"
    QUERY = "QUERY"
    DESTROY = "DESTROY"


class DestinationReply(StrEnum):
    """What the destination host, or an operator standing before it, tells vCenter."""

    NONE = "NONE"
    ALLOWED = "ALLOWED"
    DISALLOWED = "DISALLOWED"
    CREATED = "CREATED"
    CANNOT = "CANNOT"
    GONE = "GONE"
    DEAD = "DEAD"


class Fault(StrEnum):
    """Kinds of fault, the names by which an instance limits them."""

    LOSS = "message loss"
    REFUSAL = "refusal"
    FAILURE = "failure of a step"
    CANCEL = "cancellation"
    CONSOLE = "console held open"
    VCENTER_CRASH = "vcenter crash"
    SOURCE_CRASH = "source crash"
    DESTINATION_CRASH = "destination crash"


HOST_CAPACITY = Constant(
    "host_units",
    2,
    "units",
    "Cost units that the hosts have: 16 in 6.0 and later; here one vMotion fills them. The model `admission` counts.",
    READING,
)
"""Also the most units that anybody can hold."""

CONSTANTS = (
    Constant(
        "protection_timer",
        90,
        "s",
        "How long the read-only config is protected without progress.",
        ARTICLE + ", step 4",
    ),
    Constant("switchover_limit", 100, "s", "vmotion.maxSwitchoverSeconds.", SWITCHOVER),
    Constant("network_timeout", 20, "s", "Migrate.NetTimeout.", ADVANCED_SETTINGS),
    Constant("vmotion_cost", 2, "units", "Cost units of one vMotion on a host (6.0 and later).", LIMITS),
    HOST_CAPACITY,
)

PROTECTION_TIMER = Param("protection_timer")
SWITCHOVER_LIMIT = Param("switchover_limit")
NETWORK_TIMEOUT = Param("network_timeout")
VMOTION_COST = Param("vmotion_cost")
HOST_UNITS = Param(HOST_CAPACITY.name)
