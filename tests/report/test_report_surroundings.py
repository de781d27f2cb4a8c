"""Conditions of a live run: set by value or by cause, restarted, explained, and kept in what is saved."""

import ast
import re
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from plain_run import through
from vmotion_cli.explore import command as explore
from vmotion_cli.simulate import command as simulate
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS
from vmotion_model.protocol.conditions.late_causes import variables
from vmotion_model.session import wander
from vmotion_report import server
from vmotion_report.live import Live, RefusedError
from vmotion_report.saved_run import Origin
from vmotion_report.surroundings import SettingError, Surroundings, choices
from vmotion_specs.scenarios import find_script
from vmotion_specs.suites import Suite
from vmotion_specs.suites import suite as suite_of

TO_CREATE = through("create")


@pytest.fixture
def live(suite: Suite) -> Live:
    """A run of the protocol in any environment."""
    return Live(suite, Origin("vmotion"))


def done(live: Live, *commands: str) -> Any:
    now = live.answer("now", {})
    for name in commands:
        now = live.answer("do", {"command": name})
    return now


def test_a_condition_begins_the_run_anew_and_is_named_where_a_step_is_not_possible(live: Live) -> None:
    assert len(done(live, *TO_CREATE)["steps"]) == len(TO_CREATE)
    now = live.answer("conditions", {"set": "nfs.same_path=false"})
    assert (now["steps"], now["time_s"]) == ([], 0)
    assert now["around"]["set"] == {"nfs.same_path": "false"}
    assert [c["name"] for c in now["around"]["causes"]] == ["nfs_mounted_differently"]
    now = done(live, *TO_CREATE)
    assert "cannot_power_on" not in now["here"]["blocked"]
    # Bound to come: no fault here, but a fault in any environment.
    assert "cannot_power_on" not in now["faults"]
    # What has no cause here is told which it would need.
    why = dict(now["here"]["blocked"]["refuse_resources"])["one of its causes is present"]
    assert why.startswith("none of the causes that make it possible is present: ")
    assert "limit_not_valid" in why
    with pytest.raises(RefusedError, match="cannot_resume cannot be done here"):
        live.answer("do", {"command": "cannot_resume"})
    with pytest.raises(RefusedError, match=r"made impossible by nfs_mounted_differently: The hosts mounted"):
        live.answer("do", {"command": "send_ready"})
    with pytest.raises(RefusedError, match=r"does not play it.*made impossible by nfs_mounted_differently"):
        live.answer("scenario", {"name": "a-acknowledgement-lost"})
    now = live.answer("conditions", {"all": "any"})
    assert now["around"] == {"set": None, "causes": []}
    assert "cannot_power_on" in now["faults"]
    assert len(live.answer("scenario", {"name": "a-acknowledgement-lost"})["steps"]) == 36


def test_a_cause_is_named_as_an_administrator_names_it(live: Live) -> None:
    for word, name in (("F17", "nfs_mounted_differently"), ("vt_disabled", "vt_disabled"), ("VT", "vt_disabled")):
        live.answer("conditions", {"all": "healthy"})
        around = live.answer("conditions", {"cause": word})["around"]
        assert [c["name"] for c in around["causes"]] == [name]
    # A second one comes to the first, and one condition can be made healthy again.
    around = live.answer("conditions", {"cause": "F17"})["around"]
    assert {c["name"] for c in around["causes"]} == {"vt_disabled", "nfs_mounted_differently"}
    around = live.answer("conditions", {"heal": "nfs.same_path"})["around"]
    assert [c["name"] for c in around["causes"]] == ["vt_disabled"]
    around = live.answer("conditions", {"all": "healthy"})["around"]
    assert around == {"set": {}, "causes": []}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"cause": "no such thing"}, "no cause is called"),
        ({"cause": "F01"}, "several causes: choose one of vmotion_disabled_on_destination, vmotion_disabled_on_source"),
        ({"set": "nfs.same_path"}, "write NAME=VALUE"),
        ({"set": "nfs.samepath=false"}, "did you mean 'nfs.same_path'"),
        ({"set": "network.path_mtu=12"}, "from 1280 to 9216, not 12"),
        ({"set": "network.path_mtu=?"}, "a run needs a value"),
        ({"set": 3}, "no such question"),
        ({"all": "some"}, "no such question"),
        ({}, "no such question"),
    ],
)
def test_what_is_no_condition_is_refused_and_changes_nothing(live: Live, asked: dict[str, Any], says: str) -> None:
    before = done(live, "request")
    with pytest.raises(RefusedError, match=re.escape(says)):
        live.answer("conditions", asked)
    assert live.answer("now", {}) == before


def test_other_models_and_changed_ones_have_no_conditions(suite: Suite) -> None:
    for other in (Live(suite_of("peterson"), Origin("peterson")), Live(suite, Origin("vmotion", "fall-back.toml"))):
        assert not other.conditioned
        with pytest.raises(RefusedError, match="no conditions"):
            other.answer("conditions", {"all": "healthy"})


def test_a_saved_script_holds_its_conditions_and_plays_under_them(live: Live, tmp_path: Path) -> None:
    live.answer("conditions", {"set": "nfs.same_path=false"})
    now = done(live, *TO_CREATE, "cannot_power_on")
    script, again = tmp_path / "run.script", tmp_path / "again.script"
    script.write_text(live.script(), encoding="utf-8")
    result = CliRunner().invoke(simulate, ["--script", str(script), "--save", str(again)])
    assert result.exit_code == 0, result.output
    lines = [c for c in again.read_text(encoding="utf-8").splitlines() if not c.startswith("#")]
    assert lines == ["set nfs.same_path=false", *(s["command"] for s in now["steps"])]
    # Begun with the script, the page stands where it was saved, under the same conditions.
    other = Live(live.suite, live.origin)
    other.follow(find_script(str(script), live.suite))
    assert other.answer("now", {}) == now
    # Where all is healthy it is no run, and that all is healthy stands in a script, too.
    live.answer("conditions", {"all": "healthy"})
    done(live, "request")
    healthy = live.script()
    refused = tmp_path / "healthy.script"
    refused.write_text(healthy + "\n".join([*TO_CREATE[1:], "cannot_power_on"]), encoding="utf-8")
    result = CliRunner().invoke(simulate, ["--script", str(refused)])
    assert result.exit_code == 2
    assert "none of the causes that make it possible is present" in result.output
    live.answer("conditions", {"all": "any"})
    assert "set " not in live.script()


def test_explore_begins_with_a_script_under_its_conditions_and_those_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Live] = []

    listen = server.serve

    def serve(explored: server.ExploreServer, port: int) -> ThreadingHTTPServer:
        begun.append(explored.live)
        return listen(explored, port)

    def interrupted(_server: ThreadingHTTPServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", interrupted)
    script = tmp_path / "run.script"
    script.write_text("set vm.sdps=true\nset nfs.same_path=false\nrequest\n", encoding="utf-8")
    for more, sdps in (([], "true"), (["--set", "vm.sdps=false"], "false")):
        result = CliRunner().invoke(explore, ["--script", str(script), *more])
        assert result.exit_code == 0, result.output
        now = begun.pop().answer("now", {})
        assert now["around"]["set"] == {"vm.sdps": sdps, "nfs.same_path": "false"}
        assert [s["command"] for s in now["steps"]] == ["request"]


def test_a_saved_test_makes_the_run_under_its_conditions(live: Live) -> None:
    live.answer("conditions", {"set": "vcenter.asked_by=API"})
    live.answer("conditions", {"cause": "F17"})
    done(live, *TO_CREATE, "cannot_power_on")
    text = live.test()
    names = {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.alias)}
    assert names == {"Migration", "environment", "suite"}
    saved: dict[str, Any] = {}
    exec(compile(text, "test_run.py", "exec"), saved)
    saved["test_the_run_leads_to_the_same_end"]()
    # Without its cause the failure is not possible: it is the conditions that the test runs under.
    healthy: dict[str, Any] = {}
    assert '"nfs.same_path": False' in text
    exec(compile(text.replace('"nfs.same_path": False', '"nfs.same_path": True'), "test_run.py", "exec"), healthy)
    with pytest.raises(Exception, match="cannot_power_on is not enabled"):
        healthy["test_the_run_leads_to_the_same_end"]()


@settings(max_examples=6)
@given(seed=st.integers(0, 10**6), cause=st.sampled_from(CAUSES))
def test_conditions_only_forbid_and_each_refusal_names_causes(suite: Suite, seed: int, cause: Any) -> None:
    """Along a random run under the conditions of some cause: what can be done here can be done in any environment."""
    around = Surroundings().with_cause(cause.name)
    live, free = Live(suite, Origin("vmotion"), around), Live(suite, Origin("vmotion"))
    for step in wander(live._session, seed, 12):
        _ = free._session.elapse(step.seconds) if step.command == "elapse" else free._session.do(step.command)
    here, there = live.answer("now", {})["here"], free.answer("now", {})["here"]
    kept = {v.name for v in variables(CAUSES)}
    assert {n: v for n, v in here["values"].items() if n not in kept} == there["values"]
    assert set(there["blocked"]) <= set(here["blocked"])
    names = {c.name for c in CAUSES}
    for failing in here["blocked"].values():
        for label, why in failing:
            if label in ("one of its causes is present", "nothing makes it impossible"):
                assert names & set(re.findall(r"\w+", why)), why


def test_every_condition_and_cause_can_be_chosen_in_the_page() -> None:
    found = choices()
    assert [c["name"] for c in found["conditions"]] == [c.name for c in CONDITIONS]
    assert [c["name"] for c in found["causes"]] == [c.name for c in CAUSES]
    for condition in found["conditions"]:
        # Its healthy value can be set again.
        around = Surroundings({}).put(f"{condition['name']}={condition['healthy']}")
        assert around.to_json()["causes"] == []
        assert ("values" in condition) != ("low" in condition)


def test_values_that_contradict_each_other_are_refused_in_the_page() -> None:
    around = Surroundings().put("vm.memory=20000").put("vm.memory_reservation=10000")
    contradict = pytest.raises(SettingError, match=r"vm\.memory_reservation=10000, .* contradict each other")
    with contradict:
        around.put("vm.memory=5000")
    with contradict:
        around.without("vm.memory")
    assert around.without("vm.memory_reservation").without("vm.memory").values == {}


def test_explore_refuses_conditions_that_do_not_fit() -> None:
    for arguments in (
        ["--set", "nfs.same_path=maybe"],
        ["--set", "nfs.same_path=?"],
        ["--model", "peterson", "--set", "nfs.same_path=false"],
        ["--change", "fall-back-without-lock", "--set", "nfs.same_path=false"],
    ):
        result = CliRunner().invoke(explore, arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
