"""`vmotion simulate --set` and `vmotion diagram --set`: runs and pictures in which failures have causes."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plain_run import through
from vmotion_cli import diagram, simulate
from vmotion_model.protocol import vmotion
from vmotion_model.script import load_script, play

TO_READY = through("receive_checkpoint")


def run(*arguments: object, answers: str = "") -> Result:
    return CliRunner().invoke(simulate.command, [str(a) for a in arguments], input=answers)


def draw(*arguments: object) -> Result:
    return CliRunner().invoke(diagram.command, [str(a) for a in arguments])


def _script(tmp_path: Path, *steps: str) -> Path:
    path = tmp_path / "my.script"
    path.write_text("\n".join(steps) + "\n", encoding="utf-8")
    return path


def test_a_step_that_a_cause_makes_impossible_is_refused_with_the_cause(tmp_path: Path) -> None:
    path = _script(tmp_path, *TO_READY, "send_ready")
    assert run("--script", path).exit_code == 0
    assert run("--script", path, "--set", "nfs.same_path=true").exit_code == 0

    result = run("--script", path, "--set", "nfs.same_path=false")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"vmotion: {path}:{len(TO_READY) + 1}: send_ready cannot be done here: ")
    assert "nfs_mounted_differently" in result.stderr
    assert "vt_disabled" not in result.stderr  # also blocks that step, but is not present


def test_a_failure_without_a_cause_is_refused_and_its_causes_are_named(tmp_path: Path) -> None:
    path = _script(tmp_path, *TO_READY, "cannot_resume")
    assert run("--script", path).exit_code == 0

    result = run("--script", path, "--set", "nfs.same_path=true")

    assert result.exit_code == 2
    # Those that the article and its companions give for a destination that fails to resume.
    for cause in (
        "nfs_mounted_differently",
        "datastore_not_visible",
        "hardware_out_of_date",
        "file_missing",
        "vt_disabled",
    ):
        assert cause in result.stderr
    assert "mtu_too_large" not in result.stderr


def test_a_step_out_of_turn_blames_no_cause(tmp_path: Path) -> None:
    result = run("--script", _script(tmp_path, "admit"), "--set", "nfs.same_path=false")
    assert result.exit_code == 2
    assert "'the request waits' fails" in result.stderr
    assert "impossible" not in result.stderr
    assert "causes" not in result.stderr


@pytest.mark.parametrize("seed", range(5))
def test_a_random_run_meets_only_failures_that_have_a_cause(seed: int, tmp_path: Path) -> None:
    """Of the failures and refusals: a full page that does not fit fails by silence, and by nothing else."""
    kept = tmp_path / "kept.script"
    result = run(
        "--seed", seed, "--set", "network.source_mtu=9000", "--set", "network.destination_mtu=9000", "--save", kept
    )
    assert result.exit_code == 0
    assert "where network.source_mtu=9000, network.destination_mtu=9000" in " ".join(result.stdout.split())
    # It is a run of the protocol in any environment, too.
    done = [s.command for s in play(load_script(kept, vmotion())).steps]
    faults = {name for name in done if name in vmotion().command and vmotion().command[name].fault is not None}
    assert faults == set()
    assert "receive_batch" not in done
    assert {"protection_expires", "network_times_out", "give_up"} & set(done)


def test_healthy_conditions_let_nothing_fail() -> None:
    result = run("--seed", 1, "--steps", 400, "--set", "vm.sdps=true")
    assert result.exit_code == 0
    assert "vcenter is COMPLETED" in " ".join(result.stdout.split())


def test_by_hand_why_names_the_causes() -> None:
    result = run("--set", "vm.ready=false", answers="request\nwhy admit\nwhy cannot_power_on\n")
    text = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "The model vmotion where vm.ready=false." in text
    assert "it is made impossible by vm_not_ready: The VM is still powering on or resuming" in text
    assert "none of the causes that make it possible is present: nfs_mounted_differently" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--set", "nfs.same_path=?"), "nfs.same_path is open: a run needs a value for it; vmotion preflight answers"),
        (("--set", "nfs.same_pat=false"), "there is no condition 'nfs.same_pat'; did you mean 'nfs.same_path'"),
        (("--set", "nfs.same_path=3"), "nfs.same_path is true or false, not 3"),
        (("--model", "peterson", "--set", "vm.ready=false"), "'peterson' has none"),
    ],
)
def test_bad_conditions_are_one_line_and_exit_code_2(arguments: tuple[str, ...], message: str) -> None:
    result = run("--seed", 1, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_picture_under_conditions_shows_only_what_happens_there() -> None:
    result = draw("phases", "--set", "nfs.same_path=false", "--format", "text")
    assert result.exit_code == 0
    assert "where nfs.same_path = false" in " ".join(result.stdout.split())
    assert "destination_not_created (F17)" in result.stdout
    for other in ("F18", "destination_refused", "switch_host", "CRASHED", "CLEANUP_OWED", "REJECTED"):
        assert other not in result.stdout


def test_a_sequence_under_conditions_is_drawn_or_refused_with_the_cause(tmp_path: Path) -> None:
    path = _script(tmp_path, *TO_READY, "send_ready")
    kind = f"sequence:{path}"
    assert draw(kind, "--format", "text").exit_code == 0
    assert "where vm.ready = true" in draw(kind, "--set", "vm.ready=true", "--format", "text").stdout
    result = draw(kind, "--set", "vm.guest_64bit=true", "--set", "source_host.vt_enabled=false")
    assert result.exit_code == 2
    assert "made impossible by vt_disabled" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("phases", "--set", "nfs.same_path=?"), "a picture needs a value"),
        (("failures", "--set", "vm.ready=true"), "nothing of this kind happens"),
        (("phases", "--set", "vm.ready=false", "--change", "hard-deadline"), "use one of them"),
        (("difference", "--set", "vm.ready=false"), "use one of them"),
        (("phase", "--set", "vm.ready=false"), "did you mean 'phases'"),
    ],
)
def test_pictures_that_cannot_be_made_as_asked(arguments: tuple[str, ...], message: str) -> None:
    result = draw(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_script_sets_its_conditions_and_the_command_line_sets_others(tmp_path: Path) -> None:
    """Read and refused as with --set: the steps of a script that sets a condition are those that its causes leave."""
    path = _script(tmp_path, "set nfs.same_path=false", *TO_READY, "send_ready")
    result = run("--script", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"vmotion: {path}:{len(TO_READY) + 2}: send_ready cannot be done here: ")
    assert "nfs_mounted_differently" in result.stderr
    assert result.stderr.count("\n") == 1
    # What the command line says counts more.
    assert run("--script", path, "--set", "nfs.same_path=true").exit_code == 0
    assert "nfs_mounted_differently" in draw(f"sequence:{path}").stderr
    fails = _script(tmp_path, "set nfs.same_path=false", *TO_READY, "cannot_resume")
    kept = tmp_path / "kept.script"
    assert run("--script", fails, "--save", kept).exit_code == 0
    assert kept.read_text(encoding="utf-8").splitlines()[1:3] == ["set nfs.same_path=false", "request"]
    drawn = draw(f"sequence:{fails}", "--format", "text")
    assert drawn.exit_code == 0
    assert "where nfs.same_path = false" in " ".join(drawn.stdout.split())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ("set destination_host.room_stays=false", "set causes.strike_at=STEP_4", "request", "transfer_fails"),
            "(runs_full_on_destination: it strikes only then: causes.strike_at=STEP_4)",
        ),
        (
            ("set source_host.stays_up=false", "request", "protection_expires"),
            "(source_dies: only once it has struck)",
        ),
    ],
)
def test_a_step_that_waits_for_its_cause_to_strike_is_refused_with_that(
    lines: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    """It was "only where True"."""
    result = run("--script", _script(tmp_path, *lines))
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("set nfs.same_pat=false", ":1:5: there is no condition 'nfs.same_pat'; did you mean 'nfs.same_path'"),
        ("set nfs.same_path=3", ":1:5: nfs.same_path is true or false, not 3"),
        ("set nfs.same_path=?", ":1:5: nfs.same_path is open: a run needs a value for it"),
        ("set network.path_mtu=" + "9" * 5000, ":1:5: network.path_mtu is a whole number of bytes"),
        ("set " + "x" * 5000 + "=1", ":1:5: there is no condition 'xxx"),
        ("set " + "x" * 5000, ":1:5: 'xxx"),
        ("set nfs.same_path", ":1:5: 'nfs.same_path' sets nothing: write NAME=VALUE"),
        ("set", ":1:4: '' sets nothing: write NAME=VALUE"),
        ("set vm.sdps=true\nset vm.sdps=false", ":2:5: vm.sdps is set twice, with different values"),
        (
            "set vm.memory=100\nset vm.memory_reservation=200\nset vm.sdps=false",
            ":2: vm.memory_reservation=200, vm.memory=100 contradict each other",
        ),
        ("request\nset vm.sdps=true", ":2: 'set' stands before all steps"),
        ("repeat 2\nset vm.sdps=true\nend", ":2: 'set' stands before all steps"),
    ],
)
def test_what_a_script_cannot_set_is_one_line_with_its_place_and_exit_code_2(
    line: str, message: str, tmp_path: Path
) -> None:
    path = _script(tmp_path, line, "request")
    result = run("--script", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"vmotion: {path}{message}")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 400


def test_a_script_sets_conditions_of_the_shipped_protocol_alone(tmp_path: Path) -> None:
    path = _script(tmp_path, "# t", "set vm.sdps=true", "request")
    for other in (("--change", "fall-back-without-lock"), ("--model", "peterson")):
        result = run("--script", path, *other)
        assert result.exit_code == 2
        assert f"{path}:2: 'set' gives conditions of the protocol as it ships" in result.stderr


def test_by_hand_and_by_chance_a_saved_run_keeps_its_conditions(tmp_path: Path) -> None:
    by_hand, by_chance = tmp_path / "hand.script", tmp_path / "chance.script"
    set_ = ("--set", "vcenter.asked_by=API", "--set", "network.path_mtu=1400")
    assert run(*set_, answers=f"request\nsave {by_hand}\n").exit_code == 0
    assert run(*set_, "--seed", 3, "--save", by_chance).exit_code == 0
    for saved in (by_hand, by_chance):
        lines = saved.read_text(encoding="utf-8").splitlines()
        assert lines[1:4] == ["set vcenter.asked_by=API", "set network.path_mtu=1400", "request"]
        assert run("--script", saved).exit_code == 0
