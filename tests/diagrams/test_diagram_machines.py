"""The diagrams of the machines say exactly what the machines do: nothing is left out, added, or drawn as something else."""

import html
import re
from collections import Counter

import pytest

from drawn import EVERY_CHANGE
from vmotion_diagrams import describe, digest, to_dot
from vmotion_diagrams.description import EdgeKind, Graph, Status
from vmotion_diagrams.kinds import graphs_of
from vmotion_diagrams.messages import channels, message_variables
from vmotion_diagrams.roles import PHASES
from vmotion_model.catalogue import all_failures
from vmotion_model.machines import MachineEdge as Step
from vmotion_model.machines import edges, role_machine
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_specs.suites import vmotion_suite

ROLES = ("vcenter", "source", "destination")


def graph(kind: str, change: str | None = None) -> Graph:
    drawn = describe(kind, change)
    assert isinstance(drawn, Graph)
    return drawn


def steps(drawn: Graph) -> list[Step]:
    return [s for n in drawn.nodes for s in n.steps] + [s for e in drawn.edges for s in e.steps]


@pytest.mark.parametrize("role", ROLES)
def test_every_transition_of_the_role_is_drawn_once(role: str) -> None:
    # The transitions of the library's own machine, not of the function that the builder uses.
    machine = role_machine(vmotion(), vmotion().variable[LOCATIONS[role]])
    expected = Counter(
        Step(name, str(transition.source), str(transition.dest))
        for name, event in machine.events.items()
        for found in event.transitions.values()
        for transition in found
    )

    assert Counter(steps(graph(role))) == expected


@pytest.mark.parametrize("role", ROLES)
def test_an_arrow_leads_where_its_steps_lead_and_names_them(role: str) -> None:
    drawn = graph(role)
    names = {node.id: node for node in drawn.nodes}
    for edge in drawn.edges:
        sources = names[edge.source].stands_for or (edge.source,)
        assert {f"{role}.{s.source}" for s in edge.steps} == set(sources)
        assert {f"{role}.{s.target}" for s in edge.steps} == {edge.target}
        assert {line.text.split()[0] for line in edge.labels} == {s.command for s in edge.steps}
    for node in drawn.nodes:
        stays = {f"{role}.{s.source}" for s in node.steps}
        assert stays <= set(node.stands_for or (node.id,))
        assert {line.text.split()[0] for line in node.notes} == {s.command for s in node.steps}


def _dot_edges(text: str) -> Counter[tuple[str, str]]:
    """The arrows of a DOT text as drawn, those with a label through its box: where there is a head, it is at their end.

    An arrow that is turned round for the layout counts in its own direction.
    """
    found: Counter[tuple[str, str]] = Counter()
    halves: dict[str, list[str]] = {}
    for match in re.finditer(r'^\s*"?([^"\s]+)"? -> "?([^"\s]+)"? \[(.*)\]$', text, re.MULTILINE):
        start, end, attributes = match.groups()
        if "style=invis" in attributes or "messages." in start + end:
            continue
        head = "start" if "dir=back" in attributes else "" if "arrowhead=none" in attributes else "end"
        tip, tail = (start, end) if head == "start" else (end, start)
        label = next((n for n in (start, end) if n.startswith("label.")), None)
        if label is None:
            assert head
            found[(tail, tip)] += 1
            continue
        state = start if end == label else end
        # Of two halves one has a head, and that is at a state, not at the label.
        assert not head or tip == state
        both = halves.setdefault(label, ["", ""])
        assert not both[bool(head)]
        both[bool(head)] = state
    found.update((source, target) for source, target in halves.values())
    return found


@pytest.mark.parametrize("kind", [k for k in graphs_of(vmotion_suite()) if k not in ("whole", "phases")])
def test_dot_text_has_the_nodes_and_arrows_of_the_description(kind: str) -> None:
    drawn = graph(kind)

    text = to_dot(drawn)

    assert _dot_edges(text) == Counter((e.source, e.target) for e in drawn.edges)
    for node in drawn.nodes:
        assert len(re.findall(rf'^\s*"{re.escape(node.id)}" \[', text, re.MULTILINE)) == 1


def test_the_main_path_picture_draws_and_labels_every_arrow() -> None:
    drawn = graph("phases")
    title = {n.id: n.title for n in drawn.nodes}

    text = to_dot(drawn)

    ends = re.findall(r'arrowhead=normal[^\]]*tooltip="(.*?) → (.*?): ', text)
    assert Counter(ends) == Counter((title[e.source], title[e.target]) for e in drawn.edges)
    assert all(e.labels for e in drawn.edges)
    failed = {e.target for e in drawn.edges if e.status is Status.FAILURE}
    assert {f"vcenter.{s}" for s in ("REJECTED", "ROLLING_BACK", "ROLLED_BACK")} <= failed
    undone = [e for e in drawn.edges if e.target.endswith(("REJECTED", "ROLLING_BACK", "ROLLED_BACK"))]
    assert {e.status for e in undone} == {Status.FAILURE}


def test_no_level_arrow_or_label_of_the_main_path_picture_covers_another() -> None:
    """Boxes by their places in the DOT text: none overlaps another, and no two arrows lie on one line."""
    text = to_dot(graph("phases"))
    states = re.findall(
        r'"(?:vcenter)\.\w+" \[.*? height=([\d.]+).*? pos="([-\d.]+),([-\d.]+)!".*? width=([\d.]+)', text
    )
    boxes = [
        (float(x) - float(w) / 2, float(x) + float(w) / 2, float(y) - float(h) / 2, float(y) + float(h) / 2)
        for h, x, y, w in states
    ]
    assert len(boxes) == len(graph("phases").nodes)
    for n, (l1, r1, b1, t1) in enumerate(boxes):
        for l2, r2, b2, t2 in boxes[:n]:
            assert r1 <= l2 or r2 <= l1 or t1 <= b2 or t2 <= b1


def test_failure_numbers_carry_their_titles() -> None:
    for kind in (*ROLES, "phases", "failures"):
        drawn = graph(kind)
        lines = [n for x in drawn.nodes for n in x.notes] + [x for e in drawn.edges for x in e.labels]
        shown = {n for line in lines for n in re.findall(r"F\d\d", line.text)}
        titles = {f.id: f.title for f in all_failures()}
        assert shown <= {number for number, _ in drawn.numbers}
        assert dict(drawn.numbers).items() <= titles.items()
        for number in shown:
            assert html.escape(titles[number].split()[0]) in to_dot(drawn)


def test_a_refusal_is_labelled_with_the_failures_that_it_is_told_of() -> None:
    texts = {x.text.split()[0]: x.text for e in graph("vcenter").edges for x in e.labels}

    # The destination's refusals, by hand from its commands disallow_vmotion (F01 F02 F03 F04 F08 F30).
    assert texts["destination_refused"].split() == ["destination_refused", "(F01-F04", "F08", "F30)"]
    assert texts["validation_times_out"].split() == ["validation_times_out", "(F07", "F32)"]
    assert texts["recover_unprepared"] == "recover_unprepared"


def test_in_the_machines_of_hosts_too_what_fails_or_is_rolled_back_is_drawn_as_a_failure() -> None:
    """By hand: what ends the migration at the source without success, and what takes the destination VM away."""
    by_name = {
        kind: {(x.text.split()[0], x.status) for e in graph(kind).edges for x in e.labels}
        for kind in ("source", "destination")
    }
    plain = {kind: {name for name, status in found if status is Status.NORMAL} for kind, found in by_name.items()}
    assert plain["source"] == {
        *("prepare", "start_precopy", "stun", "send_last", "finish", "find_lock_taken"),
        *("close_finished", "release_resources"),
    }
    assert plain["destination"] == {"create", "wait_for_source", "receive_batch", "receive_checkpoint", "resume"}
    # The destination has said why it cannot go on (F17 F18 F26 F27 F28).
    texts = [x.text for e in graph("source").edges for x in e.labels if x.text.startswith("take_back")]
    assert [t.split() for t in texts] == [["take_back", "(F17", "F18", "F26-F28)"]]


def test_the_picture_of_all_says_where_the_names_of_its_arrows_are() -> None:
    assert "an arrow without a name: the picture of its role names the steps" in [x.text for x in graph("whole").legend]


def test_arrows_turned_round_for_the_layout_still_point_the_right_way() -> None:
    drawn = graph("whole")
    inside = [e for e in drawn.edges if e.kind is EdgeKind.STEP]

    assert _dot_edges(to_dot(drawn)) == Counter((e.source, e.target) for e in inside)
    # There is one: otherwise the test above says nothing.
    assert "dir=back" in to_dot(drawn)


def test_phases_are_the_eight_steps_of_the_article_in_a_row() -> None:
    drawn = graph("phases")
    numbered = {n.title.split()[0]: n.id for n in drawn.nodes if n.title[0].isdigit()}
    main = [(e.source, e.target) for e in drawn.edges if e.main]

    assert [numbered[str(n)] for n in range(1, 9)] == [f"vcenter.{p}" for p in PHASES]
    assert main == [
        ("vcenter.IDLE", "vcenter.REQUESTED"),
        ("vcenter.REQUESTED", "vcenter.VALIDATING_DESTINATION"),
        ("vcenter.VALIDATING_DESTINATION", "vcenter.COMPUTING_SPECIFICATION"),
        ("vcenter.COMPUTING_SPECIFICATION", "vcenter.PREPARING_SOURCE"),
        ("vcenter.PREPARING_SOURCE", "vcenter.INITIATING_DESTINATION"),
        ("vcenter.INITIATING_DESTINATION", "vcenter.INITIATING_SOURCE"),
        ("vcenter.INITIATING_SOURCE", "vcenter.SWITCHING_HOST"),
        ("vcenter.SWITCHING_HOST", "vcenter.COMPLETED"),
    ]


def test_phases_leave_out_no_step_between_states() -> None:
    moving = {s for s in edges(vmotion(), vmotion().variable["vcenter.state"]) if s.source != s.target}

    assert set(steps(graph("phases"))) == moving


def test_failures_are_the_steps_that_stand_for_the_catalogue_and_no_others() -> None:
    drawn = graph("failures")
    named = {c.name for c in vmotion().commands if c.failures and c.role in LOCATIONS}
    texts = [line.text for item in drawn.edges for line in item.labels] + [n.text for x in drawn.nodes for n in x.notes]

    assert {s.command for s in steps(drawn)} == named
    assert {t.split()[-1] for t in texts} == named
    ends = [word.split("-") for t in texts for word in t.split()[:-1]]
    shown = {f"F{n:02d}" for first, *last in ends for n in range(int(first[1:]), int((last or [first])[-1][1:]) + 1)}
    assert shown == {f for c in vmotion().commands for f in c.failures}
    assert shown <= {f.id for f in all_failures()}


def test_vmware_numbers_are_shown_where_known_and_absent_where_not() -> None:
    details = {n.title: n.details for n in graph("source").nodes}

    assert details["WAIT_HANDSHAKE"] == ("MIGRATE_TO_VMX_WAIT_HANDSHAKE", "4 in ESX/ESXi 4-6", "5 in ESXi 7.0.3/8.x")
    assert details["CHECKPT"] == ("MIGRATE_TO_VMX_CHECKPT", "3 in ESX/ESXi 4-6")


def test_messages_go_between_the_roles_that_the_protocol_describes() -> None:
    found = {(c.sender, c.receiver, v) for c in channels(vmotion()) for v in c.values if c.receiver in LOCATIONS}

    # By hand, from the article's steps 2 and 4 to 7 and the handshake.
    assert {
        ("vcenter", "destination", "VALIDATE"),
        ("destination", "vcenter", "ALLOWED"),
        ("vcenter", "source", "PREPARE"),
        ("source", "vcenter", "PREPARED"),
        ("vcenter", "destination", "CREATE"),
        ("destination", "vcenter", "CREATED"),
        ("vcenter", "source", "START"),
        ("source", "destination", "batch SENT"),
        ("destination", "source", "batch ACKNOWLEDGED"),
        ("source", "destination", "pages"),
        ("source", "destination", "checkpoint"),
        ("destination", "source", "verdict READY"),
        ("destination", "source", "resumed"),
        ("vcenter", "source", "CLEAN"),
        ("source", "vcenter", "CLEANED"),
    } <= found
    # A call never comes from a host, and the two hosts do not call each other.
    assert not {(s, r) for s, r, v in found if v in ("VALIDATE", "PREPARE", "CREATE", "START")} - {
        ("vcenter", "source"),
        ("vcenter", "destination"),
    }
    # vCenter sends nothing on the vMotion network: ageing what is in flight is no message.
    calls = {"PREPARE", "START", "CANCEL", "CLEAN", "CLOSE", "VALIDATE", "CREATE", "QUERY", "DESTROY"}
    assert {v for s, _, v in found if s == "vcenter"} == calls


def test_a_lock_is_no_message() -> None:
    assert {v.name.partition(".")[0] for v in message_variables(vmotion())} == {"management", "network"}


def test_difference_shows_each_kind_of_change_and_where() -> None:
    drawn = graph("difference", EVERY_CHANGE)
    lines = [x for e in drawn.edges for x in e.labels] + [x for n in drawn.nodes for x in n.notes]
    seen = {(line.text.split(":")[0], line.status) for line in lines if line.status is not Status.NORMAL}

    assert seen == {
        ("cancel", Status.ADDED),
        ("find_lock_taken", Status.REMOVED),
        ("hold_batch", Status.REMOVED),
        ("fall_back", Status.CHANGED),
        ("lose_batch", Status.CHANGED),
        ("constant network_timeout", Status.CHANGED),
        # They use that constant.
        ("network_times_out", Status.CHANGED),
        ("give_up", Status.CHANGED),
        ("connection_lost", Status.CHANGED),
        ("lost_but_disk_free", Status.CHANGED),
        ("lost_and_disk_taken", Status.CHANGED),
        # It has lost a handler, find_lock_taken.
        ("deadline of source.switchover", Status.CHANGED),
        ("variable network.noise", Status.ADDED),
    }
    added = next(e for e in drawn.edges if e.status is Status.ADDED)
    assert (added.source, added.target) == ("source.PRECOPY", "source.FINISHED")
    # vCenter is not touched, so it is not drawn.
    assert {g.id for g in drawn.groups} == {"source", "destination", "surroundings", "values"}


def test_difference_keeps_the_steps_that_stay_as_they_were() -> None:
    drawn = graph("difference", EVERY_CHANGE)
    plain = {s for e in drawn.edges if e.status is Status.NORMAL for s in e.steps if e.source.startswith("source.")}
    moving = {s for s in edges(vmotion(), vmotion().variable["source.state"]) if s.source != s.target}

    touched = ("fall_back", "find_lock_taken", "network_times_out")
    late = ("connection_lost", "lost_but_disk_free", "lost_and_disk_taken")
    assert plain == {s for s in moving if s.command not in (*touched, *late)}


def test_a_deadline_that_is_gone_is_shown_at_the_steps_that_it_forced() -> None:
    """By hand from the deadline of the switchover, whose handlers are three."""
    drawn = graph("difference", "no-switchover-limit")
    changed = {x.text for e in drawn.edges for x in e.labels if x.status is Status.CHANGED}
    steps_ = ("switchover_times_out", "fall_back", "find_lock_taken")
    assert changed == {f"{name}: deadline of source.switchover dropped" for name in steps_}
    assert "source" in {g.id for g in drawn.groups}


def test_the_legend_of_a_difference_explains_what_is_there_and_nothing_else() -> None:
    assert [x.status for x in graph("difference", "ha-ignores-the-lock").legend] == [Status.CHANGED]
    drawn = graph("difference", "timer-without-handler")
    assert [x.status for x in drawn.legend] == [Status.REMOVED, Status.CHANGED, Status.NORMAL, Status.NORMAL]
    assert drawn.legend[-1].text == "a dashed frame stands for all the states that it names"
    assert Status.ADDED in {x.status for x in graph("difference", EVERY_CHANGE).legend}


def test_digest_follows_the_description_and_nothing_else() -> None:
    assert digest(graph("source")) == digest(graph("source"))
    assert digest(graph("source")) != digest(graph("source", EVERY_CHANGE))
    assert digest(graph("source")) != digest(graph("destination"))


def test_legends_explain_what_is_there_and_nothing_else() -> None:
    """Under a condition that leaves little of the machines, and of all of them."""
    told = {}
    for kind in ("phases", "failures", "source"):
        drawn = describe(kind, given={"source_host.vmotion_enabled": False})
        assert isinstance(drawn, Graph)
        told[kind] = [x.text for x in drawn.legend]
    stays = "listed inside a state: steps that do not leave it"
    assert told == {
        "phases": ["thick: the eight steps of KB 1003734", "dashed, with ✗: a failure, a refusal or a roll-back"],
        "failures": ["F numbers: the failure catalogue", stays],
        "source": ["dashed, with ✗: a failure, a refusal or a roll-back", stays],
    }
    for kind in (*ROLES, "whole"):
        assert "a dashed frame stands for all the states that it names" in [x.text for x in graph(kind).legend]
