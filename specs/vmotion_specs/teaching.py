"""What is asked of the teaching models. Each function makes the properties of any version of its model, by variable names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import FALSE, Expr, Model, Param, all_of, negate
from vmotion_model.teaching import (
    counter,
    fischer,
    hand_over,
    mutual_exclusion,
    node_agent,
    peterson,
    timed_lock,
    two_phase_commit,
)

from .properties import Property, PropertyKind
from .timing import deadlock, timelock


@dataclass(frozen=True)
class Lesson:
    """A model, what is asked of any version of it, and the variable in which each role keeps where it stands."""

    model: Callable[[], Model]
    properties_of: Callable[[Model], tuple[Property, ...]]
    locations: Mapping[str, str]


def _counter(model: Model) -> tuple[Property, ...]:
    value = model.variable["counter.value"]
    return (
        Property("below", "the count never passes the top", value <= Param("top")),
        _demand("top", "the count can reach the top", value == Param("top")),
    )


def _mutual_exclusion(model: Model) -> tuple[Property, ...]:
    return (*_exclusion(model, "state"), _never_stuck(model, FALSE))


def _timed_lock(model: Model) -> tuple[Property, ...]:
    age = model.variable["holder.age"]
    in_time = Property("in_time", "the lock is given back within the limit", age <= Param("limit"))
    return (*_timelock(model), in_time)


def _peterson(model: Model) -> tuple[Property, ...]:
    return (*_exclusion(model, "place"), _never_stuck(model, FALSE))


def _fischer(model: Model) -> tuple[Property, ...]:
    # What keeps the two apart is a fact about clocks. No combination of places says it, so exclusion is no induction without.
    return (*_timelock(model), *_exclusion(model, "place"), _earlier(model), _never_stuck(model, FALSE))


def _earlier(model: Model) -> Property:
    name = model.variable["name"]
    of = {me: {part: model.variable[f"{me}.{part}"] for part in ("place", "writing", "pausing")} for me in ("p", "q")}

    def holds(me: str, other: str) -> Expr[bool]:
        race = (of[me]["place"] == "PAUSES") & (name == me.upper()) & (of[other]["place"] == "WRITES")
        return race.implies(of[me]["pausing"] <= of[other]["writing"])

    return Property(
        "earlier",
        "who still writes while the other's name is there has been at it since before that name was written",
        holds("p", "q") & holds("q", "p"),
        why="Somebody began to write although a name was there.",
    )


def _two_phase_commit(model: Model) -> tuple[Property, ...]:
    a, b = model.variable["a.state"], model.variable["b.state"]
    log, state = model.variable["coordinator.log"], model.variable["coordinator.state"]
    ended = all_of(*(_among(v, "COMMITTED", "ABORTED") for v in (a, b)))
    promised = (a == "PROMISED") & (b == "PROMISED")
    return (
        Property(
            "agreement",
            "it never happens that one participant commits and the other aborts",
            negate((a == "COMMITTED") & (b == "ABORTED")) & negate((a == "ABORTED") & (b == "COMMITTED")),
            why="Half of the transaction is done, for ever.",
        ),
        Property(
            "decided",
            "who commits, commits what stands in the coordinator's log",
            log == "COMMIT",
            (a == "COMMITTED") | (b == "COMMITTED"),
            why="A participant commits what nobody has decided.",
        ),
        deadlock(model, ended, ("coordinator", "a", "b")),
        _demand("commits", "both can commit", (a == "COMMITTED") & (b == "COMMITTED")),
        _demand("aborts", "both can abort", (a == "ABORTED") & (b == "ABORTED")),
        _demand("blocked", "both can have promised while the coordinator is down", promised & (state == "CRASHED")),
    )


def _hand_over(model: Model) -> tuple[Property, ...]:
    source, destination = model.variable["source.vm"], model.variable["destination.vm"]
    return (
        Property(
            "one_owner",
            "source and destination never both run the machine",
            negate((source == "RUNS") & (destination == "RUNS")),
            why="Two running instances write to one disk: split brain.",
        ),
        Property(
            "somebody",
            "the machine runs somewhere",
            (source == "RUNS") | (destination == "RUNS"),
            why="The machine is down and nobody will start it.",
        ),
        _demand("moved", "the destination can run while the source has stopped", _moved(source, destination)),
    )


def _moved(source: Expr[Any], destination: Expr[Any]) -> Expr[bool]:
    return (source == "STOPPED") & (destination == "RUNS")


def _node_agent(model: Model) -> tuple[Property, ...]:
    source, target = model.variable["source.pod"], model.variable["target.pod"]
    runs = target == "RUNS"
    return (
        *_timelock(model),
        Property(
            "somebody",
            "the machine runs somewhere",
            (source == "RUNS") | runs,
            why="A running machine was deleted: the agent took it for a lost one.",
            citation="KubeVirt issue 18763",
        ),
        Property(
            "one_owner",
            "source and target never both run the machine",
            negate((source == "RUNS") & runs),
            why="Two running instances write to one disk: split brain.",
        ),
        _demand("moved", "the machine can run on the target, with the migration finished", runs & _there(model)),
    )


def _there(model: Model) -> Expr[bool]:
    """The migration is over, and the record names the target."""
    return (model.variable["record.node"] == "TARGET") & negate(model.variable["record.migrates"])


def _exclusion(model: Model, where: str) -> tuple[Property, ...]:
    p, q = model.variable[f"p.{where}"], model.variable[f"q.{where}"]
    return (
        Property("exclusion", "the two are never both inside", negate((p == "INSIDE") & (q == "INSIDE"))),
        _demand("p_enters", "p can enter", p == "INSIDE"),
        _demand("q_enters", "q can enter while the other one wants to", (q == "INSIDE") & negate(p == p.initial)),
    )


def _never_stuck(model: Model, terminal: Expr[bool]) -> Property:
    return deadlock(model, terminal)


def _timelock(model: Model) -> tuple[Property, ...]:
    found = timelock(model)
    return () if found is None else (found,)


def _demand(id_: str, title: str, claim: Expr[bool]) -> Property:
    return Property(id_, title, claim, kind=PropertyKind.REACHABLE, why="What the model is for can't happen in it.")


def _among(var: Expr[Any], *values: str) -> Expr[bool]:
    return var.one_of(*values)


def _in(name: str, *roles: str) -> Mapping[str, str]:
    return {role: f"{role}.{name}" for role in roles}


TEACHING: Mapping[str, Lesson] = {
    "counter": Lesson(counter, _counter, {}),
    "mutual-exclusion": Lesson(mutual_exclusion, _mutual_exclusion, _in("state", "p", "q")),
    "timed-lock": Lesson(timed_lock, _timed_lock, {}),
    "peterson": Lesson(peterson, _peterson, _in("place", "p", "q")),
    "fischer": Lesson(fischer, _fischer, _in("place", "p", "q")),
    "two-phase-commit": Lesson(two_phase_commit, _two_phase_commit, _in("state", "coordinator", "a", "b")),
    "hand-over": Lesson(hand_over, _hand_over, _in("vm", "source", "destination")),
    "node-agent": Lesson(node_agent, _node_agent, _in("cache", "agent")),
}
"""The teaching models by name, in reading order."""
