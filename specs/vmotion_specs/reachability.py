"""R: what must be possible. A model in which nothing happens keeps every safety property."""

from vmotion_model.language import HISTORY, boolean, clock
from vmotion_model.protocol.state import inventory, source, vcenter
from vmotion_model.protocol.vocabulary import (
    CANCELLING,
    DISK_LOCKS,
    PROTECTION_TIMER,
    Event,
    Place,
    Remaining,
    Source,
    Task,
)

from .properties import Observer, Property, PropertyKind

_lost = boolean("observed.resumed_lost", HISTORY, False, "The acknowledgement of this attempt was lost.")
_fell_back = boolean("observed.fell_back", HISTORY, False, "The source took the released lock back.")
_taken_back = boolean("observed.taken_back", HISTORY, False, "The source took the released lock back at once.")
_cancelled = boolean("observed.cancelled", HISTORY, False, "The user cancelled this attempt while the hosts migrated.")
_failed_before = boolean("observed.failed_before", HISTORY, False, "An earlier attempt was rolled back.")
_round = clock(
    "observed.first_round",
    HISTORY,
    (source.state == Source.PRECOPY) & (source.remaining == Remaining.ALL),
    "How long the first round of pre-copy, which sends all memory, has lasted.",
)
_precopy = clock("observed.precopy", HISTORY, source.state == Source.PRECOPY, "How long pre-copy has lasted.")


def _reach(id_: str, title: str, task: Task) -> Property:
    return Property(id_, title, vcenter.state == task, kind=PropertyKind.REACHABLE, why="The outcome can never happen.")


REACHABILITY: tuple[Property, ...] = (
    _reach("R1", "a migration can complete", Task.COMPLETED),
    _reach("R2", "a migration can be rolled back", Task.ROLLED_BACK),
    _reach("R3", "a request can be rejected", Task.REJECTED),
    _reach("R4", "a clean-up can be owed", Task.CLEANUP_OWED),
    Property(
        "R5",
        "a migration can complete although the acknowledgement was lost",
        (vcenter.state == Task.COMPLETED) & _lost,
        kind=PropertyKind.REACHABLE,
        why="A lost message would undo a migration that has succeeded.",
        observers=(Observer(_lost, events={Event.ACKNOWLEDGEMENT_LOST: True, Event.REQUESTED: False}),),
    ),
    Property(
        "R6",
        "the source can fall back after it released the lock",
        (vcenter.state == Task.ROLLED_BACK) & _fell_back,
        kind=PropertyKind.REACHABLE,
        why="A destination that dies after the release would take the VM with it.",
        observers=(Observer(_fell_back, events={Event.FELL_BACK: True, Event.REQUESTED: False}),),
    ),
    Property(
        "R7",
        "pre-copy can last twice as long as the protection timer",
        (source.remaining == Remaining.SMALL) & (_precopy >= PROTECTION_TIMER + PROTECTION_TIMER),
        kind=PropertyKind.REACHABLE,
        why="Large virtual machines could never be migrated.",
        observers=(Observer(_precopy),),
    ),
    Property(
        "R8",
        "a second attempt after a failure can complete",
        (vcenter.state == Task.COMPLETED) & _failed_before,
        kind=PropertyKind.REACHABLE,
        why="After a failure the VM could never be migrated again.",
        observers=(Observer(_failed_before, events={Event.ROLLED_BACK: True}),),
    ),
    # Twice as long: a closed comparison, which a search in whole ticks decides both ways.
    Property(
        "R9",
        "the first round alone can last twice as long as the protection timer",
        _round >= PROTECTION_TIMER + PROTECTION_TIMER,
        kind=PropertyKind.REACHABLE,
        why="128 GiB at 10 Gbit/s take 117 s in the first round: such machines could never be migrated.",
        observers=(Observer(_round),),
    ),
    Property(
        "R10",
        "a user can cancel while the hosts migrate",
        (vcenter.state == Task.ROLLED_BACK) & _cancelled,
        kind=PropertyKind.REACHABLE,
        why="Who starts a migration by mistake has to wait for its end.",
        observers=(Observer(_cancelled, events={Event.CANCELLED: True, Event.REQUESTED: False}),),
        citation=CANCELLING,
    ),
    Property(
        "R11",
        "the source can take the released lock back on the destination's word",
        (vcenter.state == Task.ROLLED_BACK) & _taken_back,
        kind=PropertyKind.REACHABLE,
        why="A destination that cannot open the disks after the release stuns the VM for the whole switchover limit.",
        observers=(Observer(_taken_back, events={Event.TAKEN_BACK: True, Event.REQUESTED: False}),),
    ),
    Property(
        "R12",
        "HA can start the VM of a source host that died, and the migration is rolled back",
        (vcenter.state == Task.ROLLED_BACK) & (inventory.host == Place.ELSEWHERE),
        kind=PropertyKind.REACHABLE,
        why="The VM of a dead host would stay down until the host is back.",
        citation=DISK_LOCKS,
    ),
)
