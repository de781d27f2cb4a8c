"""Liveness: what comes about in the end, and what must be assumed for it. Each assumption is needed: tests drop each one."""

from vmotion_model.language import Expr
from vmotion_model.precopy.contract import CONTRACT, ContractStrength, Remaining
from vmotion_model.protocol.state import config, network, source, units, vcenter
from vmotion_model.protocol.vocabulary import Batch, Event, Fault, Role, Source, Task

from .assumptions import Assumption, Done, Works
from .properties import Property, PropertyKind

SOURCE_WORKS = Assumption("source works", "The source host does what it can do.", weak=(Works(Role.SOURCE),))
DESTINATION_WORKS = Assumption(
    "destination works", "The destination host does what it can do.", weak=(Works(Role.DESTINATION),)
)
VCENTER_WORKS = Assumption(
    "vcenter works", "vCenter does what it can do, recovery included.", weak=(Works(Role.VCENTER),)
)
SOURCE_RETURNS = Assumption(
    "source returns", "A source host that died comes back.", weak=(Done(Event.SOURCE_RETURNED),)
)
DESTINATION_RETURNS = Assumption(
    "destination returns", "A destination host that died comes back.", weak=(Done(Event.DESTINATION_RETURNED),)
)
NETWORKS_DELIVER = Assumption("networks deliver", "Only finitely many messages are lost.", finite=(Fault.LOSS,))
VCENTER_CRASHES_END = Assumption(
    "finitely many vCenter crashes", "vCenter crashes finitely often.", finite=(Fault.VCENTER_CRASH,)
)
SOURCE_CRASHES_END = Assumption(
    "finitely many source crashes", "The source host crashes finitely often.", finite=(Fault.SOURCE_CRASH,)
)
DESTINATION_CRASHES_END = Assumption(
    "finitely many destination crashes",
    "The destination host crashes finitely often.",
    finite=(Fault.DESTINATION_CRASH,),
)
EDITS_END = Assumption("edits end", "Users edit the config finitely often.", finite=(Done(Event.CONFIG_EDITED),))
CONSOLE_CLOSES = Assumption(
    "console closes", "An open console is closed in the end.", weak=(Done(Event.CONSOLE_CLOSED),)
)
CONSOLE_SESSIONS_END = Assumption(
    "finitely many console sessions", "Consoles are opened finitely often.", finite=(Fault.CONSOLE,)
)
CONVERGES = Assumption(
    "pre-copy converges",
    "Rounds that are acknowledged again and again reach the goal, as the convergence theorems show of guests under an envelope.",
    strong=(Done(Event.GOAL_REACHED),),
    theorems=tuple(
        dict.fromkeys(
            t
            for a in CONTRACT
            if a.strength is ContractStrength.EVENTUALLY and a.after is Remaining.SMALL
            for t in a.theorems
        )
    ),
)
FORMER_NAMES = {
    "vcenter stays": VCENTER_CRASHES_END.name,
    "source stays": SOURCE_CRASHES_END.name,
    "destination stays": DESTINATION_CRASHES_END.name,
    "console rests": CONSOLE_SESSIONS_END.name,
}
"""What assumptions were called before: ``--without`` still understands it."""
UNITS_FREE = Assumption("units come free", "Again and again others hold no cost units.", recurring=(units.others == 0,))
ADMITS = Assumption(
    "vcenter admits", "vCenter admits a request that could be admitted again and again.", strong=(Done(Event.ADMITTED),)
)

_HOSTS = (SOURCE_WORKS, DESTINATION_WORKS, SOURCE_RETURNS, DESTINATION_RETURNS, SOURCE_CRASHES_END)
_VCENTER = (VCENTER_WORKS, VCENTER_CRASHES_END)

_over = vcenter.state.one_of(Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED)
_admitted = ~vcenter.state.one_of(Task.IDLE, Task.REQUESTED) & ~_over


def _leads_to(
    id_: str,
    title: str,
    premise: Expr[bool],
    goal: Expr[bool],
    assumptions: tuple[Assumption, ...],
    why: str,
    citation: str = "",
) -> Property:
    return Property(id_, title, goal, premise, PropertyKind.RESPONSE, why, citation, assumptions=assumptions)


LIVENESS: tuple[Property, ...] = (
    _leads_to(
        "L1a",
        "every admitted migration ends or owes a clean-up",
        _admitted,
        _over | (vcenter.state == Task.CLEANUP_OWED),
        (*_HOSTS, DESTINATION_CRASHES_END, *_VCENTER, NETWORKS_DELIVER, EDITS_END, CONVERGES),
        "A migration hangs: it neither succeeds nor fails.",
    ),
    _leads_to(
        "L1b",
        "every admitted migration ends",
        _admitted,
        _over,
        (
            *_HOSTS,
            DESTINATION_CRASHES_END,
            *_VCENTER,
            NETWORKS_DELIVER,
            EDITS_END,
            CONVERGES,
            CONSOLE_CLOSES,
            CONSOLE_SESSIONS_END,
        ),
        "A migration hangs, or its clean-up never finishes.",
    ),
    _leads_to(
        "L2",
        "a locked config is unlocked",
        config.read_only,
        ~config.read_only,
        (*_HOSTS, *_VCENTER, NETWORKS_DELIVER, CONVERGES, CONSOLE_CLOSES, CONSOLE_SESSIONS_END),
        "Nobody can change the VM's configuration any more.",
    ),
    _leads_to(
        "L3a",
        "pre-copy ends",
        source.state == Source.PRECOPY,
        source.state != Source.PRECOPY,
        (SOURCE_WORKS, CONVERGES),
        "Memory is copied for ever.",
    ),
    _leads_to(
        "L3b",
        "a starved receiver takes the batch, or pre-copy ends",
        (source.state == Source.PRECOPY) & (network.batch == Batch.HELD),
        (source.state != Source.PRECOPY) | (network.batch == Batch.ACKNOWLEDGED),
        (),
        "The migration stands at the same percentage for ever.",
        "a public report of a starved receiver",
    ),
    _leads_to(
        "L4",
        "a switched-over migration is cleaned up",
        vcenter.state.one_of(Task.SWITCHING_HOST, Task.CLEANUP_OWED),
        vcenter.state == Task.COMPLETED,
        (
            SOURCE_WORKS,
            SOURCE_RETURNS,
            SOURCE_CRASHES_END,
            *_VCENTER,
            NETWORKS_DELIVER,
            CONSOLE_CLOSES,
            CONSOLE_SESSIONS_END,
        ),
        "The source keeps a VM that runs elsewhere, and the config stays locked.",
    ),
    _leads_to(
        "L5",
        "a request that waits for cost units is admitted or rejected",
        vcenter.state == Task.REQUESTED,
        (units.own > 0) | (vcenter.state == Task.REJECTED),
        (UNITS_FREE, ADMITS, VCENTER_WORKS),
        "A request waits in the queue for ever.",
    ),
)
"""In order of the path: the whole task, the lock, pre-copy, the clean-up, the queue."""
