"""Random runs of the role machines, printed as logs: they conform, and a step that no command does is found."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.machines import MachineEdge, edges
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.vmx_states import Dialect, Side, VmxState, named, on_side
from vmotion_traces import TraceResult, TraceVerdict, trace

MODEL = vmotion()
CRASHES = {"crash_source", "crash_destination"}
HEADERS = {Dialect.NEW: "<TS> In(05) vmx - ", Dialect.OLD: "2031-01-01T00:00:00.000Z| vmx| I120: "}


def steps(side: Side) -> dict[str, list[MachineEdge]]:
    """The steps that change the state and that a living host prints, by where they start."""
    found: dict[str, list[MachineEdge]] = {}
    for edge in edges(MODEL, MODEL.variable[LOCATIONS[side]]):
        if edge.source != edge.target and edge.command not in CRASHES:
            found.setdefault(edge.source, []).append(edge)
    return found


@st.composite
def walks(draw: st.DrawFn) -> tuple[Side, list[tuple[str, str]]]:
    """One attempt: from NONE by edges of the machine, at most once back to NONE."""
    side = draw(st.sampled_from(Side))
    by_start = steps(side)
    here, walk = "NONE", []
    for _ in range(draw(st.integers(1, 8))):
        edge = draw(st.sampled_from(by_start[here]))
        walk.append((edge.source, edge.target))
        here = edge.target
        if here == "NONE":
            break
    return side, walk


def state(side: Side, member: str) -> VmxState:
    found = named(side, member)
    assert found is not None
    return found


def printed(side: Side, member: str, dialect: Dialect) -> str:
    """The old dialect prints numbers, the new one names, with the number where it is known."""
    known = state(side, member)
    number = known.number(dialect)
    if dialect is Dialect.OLD:
        return str(number)
    return known.name if number is None else f"{known.name} ({number})"


def replayed(side: Side, walk: list[tuple[str, str]], dialect: Dialect) -> TraceResult:
    way = "to" if side is Side.SOURCE else "from"
    lines = [f"Received migrate '{way}' request for mid id 42, src ip <a>, dst ip <b>(x)."]
    for before, after in walk:
        labels = printed(side, before, dialect), printed(side, after, dialect)
        lines.append("MigrateSetState: Transitioning from state {} to {}.".format(*labels))
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "vmware.log"
        log.write_text("".join(HEADERS[dialect] + line + "\n" for line in lines), encoding="utf-8")
        return trace([log])


@settings(max_examples=examples(30))
@given(walks(), st.sampled_from(Dialect))
def test_walk_on_the_machine_conforms_or_stops_early(
    walk: tuple[Side, list[tuple[str, str]]], dialect: Dialect
) -> None:
    side, path = walk
    (migration,) = replayed(side, path, dialect).migrations
    # Where the log stops before the VMX is done, nothing is impossible, and that is all that is open.
    is_over = path[-1][1] in ("FINISHED", "NONE")
    assert migration.verdict is (TraceVerdict.CONFORMS if is_over else TraceVerdict.INCOMPLETE), migration
    assert len(migration.open) == (not is_over)
    assert [(s.before, s.state) for s in migration.states] == [
        (state(side, a).name, state(side, b).name) for a, b in path
    ]
    # What explains a line is a command of the machine that leads from the one state to the other.
    for seen, (before, after) in zip(migration.states, path, strict=True):
        assert set(seen.commands) <= {e.command for e in steps(side)[before] if e.target == after}
        assert seen.commands


@settings(max_examples=examples(20))
@given(walks(), st.sampled_from(Dialect), st.data())
def test_illegal_step_is_found_at_its_line(
    walk: tuple[Side, list[tuple[str, str]]], dialect: Dialect, data: st.DataObject
) -> None:
    side, path = walk
    place = data.draw(st.integers(0, len(path)))
    here = path[place - 1][1] if place else "NONE"
    assume(place == 0 or here != "NONE")  # after NONE a new attempt begins
    legal = {edge.target for edge in steps(side).get(here, ())} | {here}
    illegal = [s.member for s in on_side(side) if s.member not in legal]
    assume(illegal)
    spliced = [*path[:place], (here, data.draw(st.sampled_from(illegal))), *path[place:]]
    (migration, *_) = replayed(side, spliced, dialect).migrations
    assert migration.verdict is TraceVerdict.IMPOSSIBLE, migration
    assert migration.first_impossible is not None
    assert migration.first_impossible.line.number == place + 2


@settings(max_examples=examples(20))
@given(walks(), st.data())
def test_walk_with_a_line_taken_out_is_never_called_conforming(
    walk: tuple[Side, list[tuple[str, str]]], data: st.DataObject
) -> None:
    side, path = walk
    assume(len(path) > 1)
    missing = data.draw(st.integers(0, len(path) - 2))
    assume(path[missing][0] != path[missing][1])
    (migration,) = replayed(side, path[:missing] + path[missing + 1 :], Dialect.OLD).migrations
    assert migration.verdict is TraceVerdict.INCOMPLETE, migration
