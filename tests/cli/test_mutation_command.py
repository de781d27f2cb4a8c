"""`vmotion mutation` as a user meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import cli
from vmotion_model.common.caches import FOLDER
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a user has judged decides a test."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["mutation", *arguments])


@pytest.mark.long
def test_a_killed_mutant_is_shown_with_its_run() -> None:
    done = run("--mutant", "leave resume/disk.holder")

    assert done.exit_code == HOPED, done.output
    assert done.output.startswith("leave resume/disk.holder: killed by S7b")
    assert "destination: resume" in done.output


def test_json_names_every_fate_and_what_killed() -> None:
    done = run("--model", "admission", "--command", "others_take_host", "--jobs", "1", "--no-cache", "--format", "json")
    data = json.loads(done.output)

    # One guard dropped and negated, the command deleted, its assignment left out; numbers in the guard: the portion of 1 and
    # the maximum, in the effect the portion, each up and down.
    assert data["asked"] == len(data["mutants"]) == 10
    assert sum(data["counts"].values()) == 10
    by_name = {m["mutant"]: m for m in data["mutants"]}
    assert by_name["drop others_take_host/the host has units left"]["by"] == ["S14a"]
    assert by_name["delete others_take_host"]["by"] == ["steps"]


def test_judgements_are_kept_and_believed_unless_asked_anew(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    what = (
        "--model",
        "admission",
        "--command",
        "finish_vmotion_1",
        "--sample",
        "2",
        "--jobs",
        "1",
        "--cache",
        str(kept),
    )
    first = run(*what, "--no-cache")
    lines = kept.read_text().splitlines()
    assert len(lines) == 2

    second = run(*what)
    assert (second.output, second.exit_code) == (first.output, first.exit_code)
    assert kept.read_text().splitlines() == lines

    run(*what, "--no-cache")
    assert len(kept.read_text().splitlines()) == 4


def test_a_budget_that_runs_out_is_undecided() -> None:
    what = ("--model", "admission", "--command", "others_take_host", "--sample", "1", "--jobs", "1", "--no-cache")
    done = run(*what, "--states", "2")

    assert done.exit_code == UNDECIDED, done.output
    assert "undecided" in done.output


def test_a_property_that_kills_nothing_is_refuted() -> None:
    what = ("--model", "admission", "--jobs", "1", "--no-cache", "--command", "others_take_host", "--sample", "1")

    assert run(*what, "--property", "S14a").exit_code == HOPED
    assert run(*what, "--property", "S14c").exit_code == REFUTED


def test_what_did_not_change_since_has_no_mutants() -> None:
    import vmotion_model

    same = Path(vmotion_model.__file__).parent / "models" / "admission.json"
    done = run("--model", "admission", "--since", str(same), "--format", "json")

    assert done.exit_code == HOPED
    assert json.loads(done.output)["asked"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--model", "vmotoin"), "vmotion"),
        (("--model", "admission", "--command", "others_take_hots"), "others_take_host"),
        (("--model", "admission", "--property", "S99"), "S99"),
        (("--model", "admission", "--mutant", "delete others_take_hots"), "delete others_take_host"),
        (("--jobs", "0"), "--jobs"),
        (("--model", "admission", "--since", "no-such-revision"), "no-such-revision"),
        (("--guards", "--coverage"), "one at a time"),
        (("--output", "/no/such/folder/file"), "can't be written"),
        (("--cache", "/dev/null/file", "--model", "admission", "--sample", "1", "--no-cache"), "can't be written"),
    ],
)
def test_bad_input_is_one_message_and_exit_2(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)

    assert done.exit_code == BAD_INPUT, done.output
    assert says in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_coverage_of_the_shipped_model_has_no_idle_command_and_no_idle_premise() -> None:
    data = json.loads(run("--coverage", "--format", "json").output)

    assert data["states"] == 1_041_684
    assert all(data["commands"].values())
    assert all(data["premises"].values())
    # A clock is zero while its role is elsewhere, so the place that goes with its bound never decides.
    idle = {(c["command"], c["label"]) for c in data["conjuncts"] if not c["decides"]}
    assert ("fall_back", "acknowledgement still awaited") in idle
    assert ("fall_back", "nobody holds the disk") not in idle


def test_the_proof_of_a_limit_needs_the_guard_that_keeps_it() -> None:
    data = json.loads(run("--model", "admission", "--guards", "--format", "json").output)
    assert ["others_take_host", "the host has units left"] in data["properties"]["S14a"]["guards"]


@pytest.mark.nightly
def test_the_proof_of_a_property_needs_the_guards_that_a_reader_expects() -> None:
    data = json.loads(run("--guards", "--format", "json").output)
    needed = {tuple(g) for g in data["properties"]["S1"]["guards"]}

    assert ("fall_back", "nobody holds the disk") in needed
    assert ("resume", "nobody holds the disk") in needed
    # A core is one of several, so which guards are left over may change with the certificate; that they are left over may not.
    unneeded = {tuple(g) for g in data["unneeded"]}
    assert unneeded
    assert not any(unneeded & {tuple(g) for g in p["guards"]} for p in data["properties"].values())


@pytest.mark.long
def test_a_cluster_judges_mutants_as_this_process_does() -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is an extra: pip install 'vmotion-model[distributed]'"
    )
    what = ("--model", "admission", "--sample", "6", "--no-cache", "--format", "json")
    here = run(*what, "--jobs", "1")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        there = run(*what, "--backend", f"dask={cluster.scheduler_address}")
    assert (json.loads(there.output), there.exit_code) == (json.loads(here.output), here.exit_code)


def test_a_backend_that_there_is_not_is_bad_input() -> None:
    done = run("--model", "admission", "--backend", "dsak")
    assert (done.exit_code, "dask=tcp://HOST:PORT" in done.output) == (BAD_INPUT, True)
