"""A small model of admission: several migrations wait in one queue for the cost units of three resources.

vCenter admits a migration when its cost fits on every resource, and lets it wait otherwise. The queue keeps the order of
arrival: only its head is admitted, so a head that does not fit holds up those behind it.

The resources are the ones at which all these migrations meet: one host (each of them leaves it or enters it), its 1 GbE
vMotion network, and one datastore. A Storage vMotion charges two datastores alike; the one here is the one that all of them
share, because only there do the costs add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from typing import Any

from .language import (
    HISTORY,
    SHARED,
    Command,
    Constant,
    Expr,
    Model,
    Param,
    Var,
    boolean,
    enumeration,
    if_then,
    integer,
    lift,
)
from .protocol.vocabulary import LIMITS, READING, Fault, Role


class Kind(StrEnum):
    """What is migrated: the running state, or the files too."""

    VMOTION = "VMOTION"
    STORAGE_VMOTION = "STORAGE_VMOTION"


class Phase(StrEnum):
    """Where a migration stands, seen from the queue. After it ended the same migration may be asked for again."""

    IDLE = "IDLE"
    WAITING = "WAITING"
    RUNNING = "RUNNING"


@dataclass(frozen=True, eq=False)
class Migration:
    """One migration that may be asked for; ``place`` is 1 at the head of the queue and 0 outside it."""

    name: str
    kind: Kind
    phase: Var[Phase]
    place: Var[int]
    admitted: Var[bool]

    @property
    def waits(self) -> Expr[bool]:
        """It was asked for and is not admitted yet."""
        return self.phase == Phase.WAITING

    @property
    def runs(self) -> Expr[bool]:
        """It is under way."""
        return self.phase == Phase.RUNNING


@dataclass(frozen=True, eq=False)
class Resource:
    """Cost units: what the migrations of this model were charged (``used``), what ``others`` hold, and the maximum.

    ``cost`` has no entry for a kind of migration that the resource does not know. Others take ``portion`` units at once.
    """

    name: str
    used: Var[int]
    others: Var[int]
    maximum: Param
    cost: Mapping[Kind, Param]
    portion: Expr[int]

    def fits(self, units: Expr[int]) -> Expr[bool]:
        """Whether so many units more stay within the maximum."""
        return self.used + self.others + units <= self.maximum


CONSTANTS = (
    Constant("host_maximum", 16, "units", "Cost units of a host (6.0 and later).", LIMITS),
    Constant("network_maximum", 4, "units", "Cost units of a 1 GbE vMotion network.", LIMITS),
    Constant("datastore_maximum", 128, "units", "Cost units of a datastore.", LIMITS),
    Constant("vmotion_host_cost", 2, "units", "What a vMotion costs each host (6.0 and later).", LIMITS),
    Constant("vmotion_network_cost", 1, "units", "What a vMotion costs its network.", LIMITS),
    Constant("vmotion_datastore_cost", 1, "units", "What a vMotion costs its datastore.", LIMITS),
    Constant("storage_vmotion_host_cost", 8, "units", "What a Storage vMotion costs a host (6.0 and later).", LIMITS),
    Constant("storage_vmotion_datastore_cost", 16, "units", "What a Storage vMotion costs each datastore.", LIMITS),
)

_NUMBER = {c.name: c.value for c in CONSTANTS}
_KINDS = {
    "storage_1": Kind.STORAGE_VMOTION,
    "storage_2": Kind.STORAGE_VMOTION,
    "vmotion_1": Kind.VMOTION,
    "vmotion_2": Kind.VMOTION,
}
"""Two Storage vMotions fill the host, so that a third migration has to wait for them."""


def _migration(name: str, kind: Kind) -> Migration:
    return Migration(
        name,
        kind,
        enumeration(f"{name}.phase", Role.VCENTER, Phase.IDLE, "Where the migration stands."),
        integer(f"{name}.place", Role.VCENTER, 0, 0, len(_KINDS), "Its place in the queue: 1 is the head, 0 outside."),
        boolean(f"history.{name}_admitted", HISTORY, False, "It was admitted since it was last asked for."),
    )


def _resource(name: str, portion: Expr[int], **costs: Param) -> Resource:
    maximum = Param(f"{name}_maximum")
    cost = {Kind[kind.upper()]: param for kind, param in costs.items()}
    # Room for all migrations at once: where a check is missing, the property fails and not the range.
    together = sum(_NUMBER[cost[k].name] for k in _KINDS.values() if k in cost)
    highest = _NUMBER[maximum.name]
    used = integer(f"{name}.used", SHARED, 0, 0, max(highest, together), "Units that these migrations were charged.")
    others = integer(f"{name}.others", SHARED, 0, 0, highest, "Units that others hold.")
    return Resource(name, used, others, maximum, cost, portion)


MIGRATIONS = tuple(_migration(name, kind) for name, kind in _KINDS.items())
RESOURCES = (
    _resource(
        "host",
        lift(1),
        vmotion=Param("vmotion_host_cost"),
        storage_vmotion=Param("storage_vmotion_host_cost"),
    ),
    _resource("network", lift(1), vmotion=Param("vmotion_network_cost")),
    _resource(
        "datastore",
        Param("storage_vmotion_datastore_cost"),
        vmotion=Param("vmotion_datastore_cost"),
        storage_vmotion=Param("storage_vmotion_datastore_cost"),
    ),
)

BEFORE: Mapping[tuple[str, str], Var[bool]] = {
    (a.name, b.name): boolean(
        f"history.{a.name}_before_{b.name}", HISTORY, False, f"{a.name} has waited since before {b.name} was asked for."
    )
    for a in MIGRATIONS
    for b in MIGRATIONS
    if a is not b
}
"""Who came first, kept apart from the queue's own places: only properties read it."""


ADMITTED, COMPLETED, UNITS_RETURNED = "request admitted", "migration completed", "others returned units"
"""What steps are called in properties and assumptions."""


def admission_of(migration: Migration) -> str:
    """What the admission of one migration is called there."""
    return f"{migration.name} admitted"


def total(*terms: Expr[int]) -> Expr[int]:
    """The sum of some integers."""
    return reduce(lambda a, b: a + b, terms) if terms else lift(0)


@cache
def admission() -> Model:
    """Two Storage vMotions and two vMotions, one queue, three resources, and others who take units as they like."""
    variables: list[Var[Any]] = [v for m in MIGRATIONS for v in (m.phase, m.place)]
    variables.extend(v for r in RESOURCES for v in (r.used, r.others))
    variables.extend(m.admitted for m in MIGRATIONS)
    variables.extend(BEFORE.values())
    commands = [c for m in MIGRATIONS for c in (_request(m), _admit(m), _finish(m), _fail(m))]
    commands.extend(c for r in RESOURCES for c in (_others_take(r), _others_return(r)))
    return Model(
        "admission",
        tuple(variables),
        CONSTANTS,
        tuple(commands),
        description="Migrations in one queue for the cost units of a host, its vMotion network and a datastore.",
    )


def _request(m: Migration) -> Command:
    waiting = total(*(if_then(other.waits, 1, 0) for other in MIGRATIONS))
    first = {BEFORE[other.name, m.name]: other.waits for other in MIGRATIONS if other is not m}
    last = {BEFORE[m.name, other.name]: False for other in MIGRATIONS if other is not m}
    return Command(
        f"request_{m.name}",
        Role.VCENTER,
        guard={"it is not under way": m.phase == Phase.IDLE},
        effect={m.phase: Phase.WAITING, m.place: waiting + 1, **first, **last},
        description=f"{m.name} is asked for and goes to the end of the queue.",
        citation=LIMITS,
        fair=False,
    )


def _admit(m: Migration) -> Command:
    charged = [(r, r.cost[m.kind]) for r in RESOURCES if m.kind in r.cost]
    behind = [other for other in MIGRATIONS if other is not m]
    return Command(
        f"admit_{m.name}",
        Role.VCENTER,
        guard={
            "it waits": m.waits,
            "it is at the head of the queue": m.place == 1,
            **{f"the {r.name} has units left": r.fits(cost) for r, cost in charged},
        },
        effect={
            m.phase: Phase.RUNNING,
            m.place: 0,
            **{o.place: if_then(o.place > m.place, o.place - 1, o.place) for o in behind},
            **{r.used: r.used + cost for r, cost in charged},
            m.admitted: True,
            **{BEFORE[m.name, o.name]: False for o in behind},
        },
        description=f"{m.name} fits on every resource: vCenter charges its cost and starts it.",
        citation=LIMITS,
        fair=False,
        events=(ADMITTED, admission_of(m)),
    )


def _ended(m: Migration) -> dict[Var[Any], Any]:
    """The migration is over, however it went: its units return."""
    returned = {r.used: r.used - r.cost[m.kind] for r in RESOURCES if m.kind in r.cost}
    return {m.phase: Phase.IDLE, m.admitted: False, **returned}


def _finish(m: Migration) -> Command:
    return Command(
        f"finish_{m.name}",
        Role.VCENTER,
        guard={"it runs": m.runs},
        effect=_ended(m),
        description=f"{m.name} completes and returns its units.",
        citation=LIMITS,
        events=(COMPLETED,),
    )


def _fail(m: Migration) -> Command:
    return Command(
        f"fail_{m.name}",
        Role.VCENTER,
        guard={"it runs": m.runs},
        effect=_ended(m),
        description=f"{m.name} fails and returns its units.",
        citation=LIMITS,
        fault=Fault.FAILURE,
    )


def _others_take(r: Resource) -> Command:
    return Command(
        f"others_take_{r.name}",
        Role.SURROUNDINGS,
        guard={f"the {r.name} has units left": r.fits(r.portion)},
        effect={r.others: r.others + r.portion},
        description=f"Something else takes units of the {r.name}; it does not wait in this queue.",
        citation=READING,
    )


def _others_return(r: Resource) -> Command:
    return Command(
        f"others_return_{r.name}",
        Role.SURROUNDINGS,
        guard={"others hold units": r.others >= r.portion},
        effect={r.others: r.others - r.portion},
        description=f"Something else returns units of the {r.name}.",
        citation=READING,
        events=(UNITS_RETURNED,),
    )
