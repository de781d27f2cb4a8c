"""What must hold of the model ``admission``: limits, order of arrival, units that return, and that limits are hit at all."""

from vmotion_model.admission import (
    ADMITTED,
    BEFORE,
    COMPLETED,
    MIGRATIONS,
    RESOURCES,
    UNITS_RETURNED,
    Migration,
    Resource,
    admission_of,
    total,
)
from vmotion_model.language import Expr, Model, Var, all_of, any_of, if_then

from .assumptions import Assumption, Done
from .properties import Property, PropertyKind
from .timing import DEADLOCK, deadlock

_GROUND = "vSphere 6.7, limits on simultaneous migrations"
_PHASE = {m.name: m for m in MIGRATIONS}


def held(resource: Resource) -> Expr[int]:
    """The units that the running migrations cost a resource, whatever was charged for them."""
    return total(*(if_then(m.runs, resource.cost[m.kind], 0) for m in MIGRATIONS if m.kind in resource.cost))


def over(resource: Resource, migration: Migration) -> Expr[bool]:
    """The migration, started now, would overrun the resource."""
    if migration.kind not in resource.cost:
        return any_of()
    return held(resource) + resource.others + resource.cost[migration.kind] > resource.maximum


def _within(id_: str, resource: Resource) -> Property:
    return Property(
        id_,
        f"the running migrations and others never cost the {resource.name} more than it has",
        held(resource) + resource.others <= resource.maximum,
        why=f"More runs at once than the {resource.name} can carry.",
        citation=_GROUND,
    )


def _in_order(a: str, b: str, before: Var[bool]) -> Expr[bool]:
    return (before & _PHASE[a].waits).implies(_PHASE[b].waits)


def _waits_only_for(id_: str, resource: Resource, alone: Expr[bool], how: str) -> Property:
    rest = [r for r in RESOURCES if r is not resource]
    return Property(
        id_,
        f"a migration can have to wait for the {resource.name} alone{how}",
        alone
        & any_of(
            *(m.waits & (m.place == 1) & over(resource, m) & all_of(*(~over(r, m) for r in rest)) for m in MIGRATIONS)
        ),
        kind=PropertyKind.REACHABLE,
        why="The limit is never hit: what is said of it is empty.",
        citation=_GROUND,
    )


_host, _network, _datastore = RESOURCES
_idle = all_of(*(~m.waits & ~m.runs for m in MIGRATIONS))

_ENDS = Assumption("migrations end", "A migration that runs ends.", weak=(Done(COMPLETED),))
_FREE = Assumption(
    "units come free",
    "Again and again others hold no units of any resource.",
    recurring=(all_of(*(r.others == 0 for r in RESOURCES)),),
)
_ADMITS = Assumption(
    "vcenter admits",
    "vCenter admits the head of the queue, if it could be admitted again and again.",
    strong=(Done(ADMITTED),),
)

ADMISSION: tuple[Property, ...] = (
    _within("S14a", _host),
    _within("S14b", _network),
    _within("S14c", _datastore),
    Property(
        "S14d",
        "migrations are admitted in the order in which they were asked for",
        all_of(*(_in_order(a, b, before) for (a, b), before in BEFORE.items())),
        any_of(*BEFORE.values()),
        why="A later request overtakes an earlier one, which may wait for ever.",
        citation="a queue of requests is served first in, first out: a reading chosen here",
    ),
    Property(
        "S14e",
        "a migration runs exactly from its admission to its end",
        all_of(*(m.runs == m.admitted for m in MIGRATIONS)),
        why="A migration bypasses the limits.",
        citation=_GROUND,
    ),
    Property(
        "S14f",
        "the units charged are those of the running migrations: an ended one has returned its own",
        all_of(*(r.used == held(r) for r in RESOURCES)),
        why="Units leak: after a few migrations no more are admitted; or they return twice: too many are.",
        citation=_GROUND,
    ),
    Property(
        "S14g",
        "those who wait stand in the queue in the order of arrival, the first at its head, and nobody else does",
        all_of(
            *((m.place == 0) == ~m.waits for m in MIGRATIONS),
            *(
                (_PHASE[a].waits & _PHASE[b].waits).implies(before == (_PHASE[a].place + 1 <= _PHASE[b].place))
                for (a, b), before in BEFORE.items()
            ),
            *(before.implies(_PHASE[a].waits) for (a, _), before in BEFORE.items()),
            any_of(*(m.waits for m in MIGRATIONS)).implies(any_of(*(m.place == 1 for m in MIGRATIONS))),
        ),
        why="A request is forgotten, or two stand at one place.",
        citation="a queue of requests is served first in, first out: a reading chosen here",
    ),
    _waits_only_for("R14a", _host, _host.others == 0, ", with no units held by others"),
    _waits_only_for("R14b", _network, all_of(), ""),
    _waits_only_for("R14c", _datastore, all_of(), ""),
    *(
        Property(
            f"R14{letter}",
            f"{m.name} can run",
            m.runs,
            kind=PropertyKind.REACHABLE,
            why="This migration can never start.",
            citation=_GROUND,
        )
        for letter, m in zip("defg", MIGRATIONS, strict=True)
    ),
    *(
        Property(
            f"L5{letter}",
            f"{m.name} runs in the end, if it waits",
            m.runs,
            m.waits,
            PropertyKind.RESPONSE,
            "A request waits in the queue for ever.",
            "a queue of requests is served first in, first out: a reading chosen here",
            assumptions=(_ENDS, _FREE, _ADMITS),
        )
        for letter, m in zip("abcd", MIGRATIONS, strict=True)
    ),
)


def admission_properties(model: Model) -> tuple[Property, ...]:
    """All that is asked of any version of the model ``admission``."""
    return (no_deadlock(model), no_needless_wait(model), *ADMISSION)


def no_needless_wait(model: Model) -> Property:
    """Whoever is at the head of the queue and fits on every resource can be admitted."""

    def own(expr: Expr[bool]) -> Expr[bool]:
        return model.rebind("S14h", expr)

    fits = {m.name: own(m.waits & (m.place == 1) & all_of(*(~over(r, m) for r in RESOURCES))) for m in MIGRATIONS}
    admissions = {m.name: Done(admission_of(m)).of(model) for m in MIGRATIONS}
    can = {name: any_of(*(model.command[n].enabled for n in admissions[name])) for name in fits}
    return Property(
        "S14h",
        "the head of the queue is admitted as soon as it fits: nobody waits for units that are free",
        all_of(*(fit.implies(can[name]) for name, fit in fits.items())),
        any_of(*fits.values()),
        why="Migrations wait although the host could carry them.",
        citation=_GROUND,
        generated=True,
    )


def no_deadlock(model: Model) -> Property:
    """Whoever waits or runs can go on, or waits for others to return their units."""
    # A request is the user's to make, so it is no way on for those who wait.
    return deadlock(model, model.rebind(DEADLOCK, _idle), (), (ADMITTED, COMPLETED, UNITS_RETURNED))
