"""What each role is, what each state of vCenter's task means, and in which step of the article a state is entered."""

from collections.abc import Mapping
from types import MappingProxyType

from .vocabulary import Destination, Role, Source, Task

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.VCENTER: "vCenter's task: the eight steps of the article, roll-back, and recovery after a crash.",
        Role.SOURCE: "The VMX process of the VM on the source host, and that host.",
        Role.DESTINATION: "The VMX process that the VM is to move to, and its host.",
        Role.SURROUNDINGS: "What no role decides: users, other migrations, and networks that lose messages.",
    }
)

TASK_MEANING: Mapping[Task, str] = MappingProxyType(
    {
        Task.IDLE: "no migration was asked for yet",
        Task.REQUESTED: "asked for; waits until the hosts have cost units left",
        Task.VALIDATING_DESTINATION: "admitted; the destination host is asked whether it can receive",
        Task.COMPUTING_SPECIFICATION: "the destination allows it; the specification is computed from the config file",
        Task.PREPARING_SOURCE: "the source host is asked to prepare: to validate and to make the config read-only",
        Task.INITIATING_DESTINATION: "the source is prepared; the destination host is asked to create its VM",
        Task.INITIATING_SOURCE: "the destination waits; the source is started, and the hosts copy, stun and hand over",
        Task.SWITCHING_HOST: "the destination runs the VM; the inventory is switched and the source cleaned up",
        Task.COMPLETED: "the VM runs on the destination and nothing is left on the source",
        Task.REJECTED: "refused before anything was changed",
        Task.ROLLING_BACK: "failed; the source is told to close the migration and the destination to remove its VM",
        Task.ROLLED_BACK: "failed, and everything is as before the request",
        Task.CLEANUP_OWED: "switched over, but not tidied up: recovery owes the clean-up",
        Task.CRASHED: "vCenter is down; what its database holds remains",
    }
)

TASK_STEP: Mapping[Task, int] = MappingProxyType(
    {
        Task.REQUESTED: 1,
        Task.VALIDATING_DESTINATION: 2,
        Task.COMPUTING_SPECIFICATION: 3,
        Task.PREPARING_SOURCE: 4,
        Task.INITIATING_DESTINATION: 5,
        Task.INITIATING_SOURCE: 6,
        Task.SWITCHING_HOST: 7,
        Task.CLEANUP_OWED: 7,
        Task.COMPLETED: 8,
    }
)
"""The step of KB 1003734 in which a state of the task is entered. A state that is not here lies off the article's path."""

SOURCE_STEP: Mapping[Source, int] = MappingProxyType(
    {
        Source.READY: 4,
        Source.PRECOPY: 6,
        Source.CHECKPT: 6,
        Source.WAIT_HANDSHAKE: 6,
        Source.FINISHED: 6,
    }
)
"""The same for the source VMX. A migration that fails early is FINISHED before step 6."""

DESTINATION_STEP: Mapping[Destination, int] = MappingProxyType(
    {
        Destination.INIT: 5,
        Destination.WAITING: 5,
        Destination.PRECOPY: 6,
        Destination.CHECKPT: 6,
        Destination.FINISHED: 6,
    }
)
"""The same for the destination VMX."""
