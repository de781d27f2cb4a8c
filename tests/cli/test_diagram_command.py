"""`vmotion diagram` as a user types it: kinds, formats, and one message for what cannot be drawn."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.diagram import command
from vmotion_diagrams import describe, kind_names, to_dot, to_mermaid

ROOT = Path(__file__).parents[2]
drawable = pytest.mark.skipif(
    shutil.which("dot") is None and find_spec("pygraphviz") is None,
    reason="neither Graphviz's dot is installed nor, for this system, a wheel that carries it",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def refused(result: Result) -> str:
    """The message of a refusal: one line, exit code 2, nothing on standard output."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_text_formats_print_what_the_library_says() -> None:
    assert run("source", "--format", "dot").stdout == to_dot(describe("source"))
    assert run("source").stdout == to_mermaid(describe("source"))
    assert run().stdout == to_mermaid(describe("phases"))


def test_list_names_kinds_that_can_be_drawn() -> None:
    names = run("--list").stdout.split()

    assert names == list(kind_names())
    for name in names:
        # Every cause takes a search: test_diagram_causes draws some.
        if name not in ("counterexample", "difference") and not name.startswith("cause:"):
            assert run(name, "--format", "dot").exit_code == 0


@drawable
@pytest.mark.parametrize(("suffix", "head"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_format_follows_the_name_of_the_file(suffix: str, head: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"picture.{suffix}"

    assert run("source", "--output", target).exit_code == 0

    assert target.read_bytes().startswith(head)
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


@drawable
def test_a_picture_goes_to_standard_output_whole() -> None:
    assert run("source", "--format", "png").stdout_bytes.endswith(b"IEND\xaeB`\x82")


@drawable
def test_without_a_dot_on_the_path_the_first_picture_is_drawn_by_the_installed_package(tmp_path: Path) -> None:
    """In a process of its own, as after the README's first command on a machine without Graphviz."""
    if find_spec("pygraphviz") is None:
        pytest.skip("for this system there is no wheel of pygraphviz: here a dot is needed")
    for suffix, head in (("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        target = tmp_path / f"phases.{suffix}"
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from vmotion_cli.main import main; main()",
                "diagram",
                "phases",
                "--output",
                str(target),
            ],
            env={**os.environ, "PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert target.read_bytes().startswith(head)


def test_unknown_kind_is_refused_with_the_nearest() -> None:
    assert "did you mean 'phases'?" in refused(run("phasse"))
    assert "sequence:k-pages-first" in refused(run("sequence:pages-first"))


def test_a_kind_without_what_it_needs_says_what() -> None:
    assert "--change FILE" in refused(run("difference"))
    assert "--property ID" in refused(run("counterexample"))
    assert "belongs to the kind 'counterexample'" in refused(run("source", "--property", "S1"))
    assert "there is no property 'S99'" in refused(run("counterexample", "--property", "S99"))


def test_a_change_that_cannot_be_read_is_refused_where_it_stands(tmp_path: Path) -> None:
    change = tmp_path / "change.toml"
    change.write_text('schema = 1\ntitle = "x"\n[[command]]\naction = "remove"\nname = "stan"\n', encoding="utf-8")

    assert f"{change}:5:8: there is no command 'stan'" in refused(run("difference", "--change", change))
    change.write_text(
        'schema = 1\ntitle = "x"\nmodel = "admission"\n[[constant]]\nname = "a"\nvalue = 1\n', encoding="utf-8"
    )
    assert "give --model" in refused(run("difference", "--change", change))


def test_a_scenario_that_a_change_breaks_is_refused_with_its_line(tmp_path: Path) -> None:
    change = tmp_path / "change.toml"
    change.write_text('schema = 1\ntitle = "x"\n[[command]]\naction = "remove"\nname = "stun"\n', encoding="utf-8")

    assert "unknown command 'stun'" in refused(run("sequence:k-pages-first", "--change", change))


def test_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    assert "can't be written" in refused(run("source", "--output", tmp_path / "absent" / "x.dot"))
    assert list(tmp_path.iterdir()) == []


def test_without_a_renderer_an_old_picture_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "old.svg"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("vmotion_diagrams.graphviz_pictures.find_spec", lambda _: None)

    message = refused(run("source", "--output", target))

    assert "vmotion-model[pictures]" in message
    assert "need neither" in message
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["old.svg"]


def test_text_formats_start_no_solver_no_numpy_and_no_plotting() -> None:
    code = (
        "from click.testing import CliRunner; from vmotion_cli.diagram import command as c; r = CliRunner(); "
        "codes = [r.invoke(c, a.split()).exit_code for a in ('whole', 'source --format dot', "
        "'difference --change fall-back-without-lock', 'sequence:k-pages-first')]; "
        "import sys; print(codes, sorted({'z3', 'cvc5', 'numpy', 'matplotlib', 'pygraphviz'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[0, 0, 0, 0] []"


def test_a_file_name_that_no_format_has_is_refused(tmp_path: Path) -> None:
    assert "give --format" in refused(run("phases", "--output", tmp_path / "picture.gif"))
    assert list(tmp_path.iterdir()) == []


def test_a_simulated_run_is_drawn_in_the_format_of_the_file_name(tmp_path: Path) -> None:
    from vmotion_cli.simulate import command as simulate

    target, script = tmp_path / "run.txt", tmp_path / "run.script"
    done = CliRunner().invoke(
        simulate, ["--script", "l-destination-refuses", "--diagram", str(target), "--save", str(script)]
    )

    assert done.exit_code == 0
    drawn = target.read_text(encoding="utf-8")
    assert "disallow_vmotion" in drawn
    assert max(map(len, drawn.splitlines())) <= 80
    # What was saved is a run, too: it is drawn alike, but for what the scenario expects of the state.
    again = run(f"sequence:{script}", "--format", "text")
    assert again.exit_code == 0
    assert "disallow_vmotion" in again.stdout
    refused(CliRunner().invoke(simulate, ["--script", "l-destination-refuses", "--diagram", str(tmp_path / "x.gif")]))


def test_any_model_is_drawn(tmp_path: Path) -> None:
    from vmotion_cli.simulate import command as simulate

    target = tmp_path / "run.mmd"
    arguments = ["--model", "two-phase-commit", "--seed", "3", "--steps", "8", "--diagram", str(target)]

    assert CliRunner().invoke(simulate, arguments).exit_code == 0
    assert "participant coordinator as coordinator" in target.read_text(encoding="utf-8")


def test_a_log_is_drawn_with_its_times_and_lines(tmp_path: Path) -> None:
    from vmotion_cli.trace import command as trace

    logs = ROOT / "tests" / "data" / "logs"
    target = tmp_path / "log.txt"
    done = CliRunner().invoke(trace, [str(logs / "source-vmware-8.log"), "--diagram", str(target)])

    assert done.exit_code == 3
    drawn = target.read_text(encoding="utf-8")
    for line in ("10:00:00", "1 MIGRATE_TO_VMX_WAIT_HANDSHAKE", "source-vmware-8.log:1", "2 MIGRATE_TO_VMX_FINISHED"):
        assert line in drawn
    # No state change, nothing to draw; the verdict is the same as without a picture.
    other = tmp_path / "other.txt"
    done = CliRunner().invoke(trace, [str(logs / "failed-vmkernel-esx4.log"), "--diagram", str(other)])
    assert done.exit_code == 3
    assert "is not written" in done.stderr
    assert not other.exists()
