"""Documents stay true: every `vmotion` command in them runs and exits as its text says, every link leads somewhere."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from vmotion_specs.apply import changed
from vmotion_specs.change import parse_change
from vmotion_specs.suites import Suite
from vmotion_specs.sweep import points

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(p for p in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md"])
SESSIONS = ("own-model.md",)
"""Documents whose commands belong together: they are run in order, in one folder."""
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Example:
    """A shell command in a document, with the files that stand before it there."""

    document: str
    command: str
    files: tuple[tuple[str, str], ...]


def examples() -> list[Example]:
    found = []
    for document in DOCUMENTS:
        files: list[tuple[str, str]] = []
        for language, body in _BLOCK.findall(document.read_text(encoding="utf-8")):
            if language in ("toml", "text", "console") and (name := re.match(r"# ([\w-]+\.(?:toml|script))\n", body)):
                files.append((name.group(1), body))
            elif language == "sh" and document.name not in SESSIONS:
                lines = [line for line in body.splitlines() if line.startswith("vmotion ")]
                found += [Example(document.name, line, tuple(files)) for line in lines]
    return found


LONG = re.compile(r"vmotion (mutation|corpus|report|causes|certify --cross-check|check .*--(change|against|without))\b")
"""Commands that judge whole models, half a minute each: what they say has tests of its own."""


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(e, marks=pytest.mark.long if LONG.match(e.command) else (), id=f"{e.document}: {e.command}")
        for e in examples()
    ],
)
def test_the_command_runs(example: Example, tmp_path: Path) -> None:
    """0 or 1: as hoped, or refuted where the document shows a counterexample; never bad input, never undecided."""
    if "certify --make" in example.command or " --output model/" in example.command:
        pytest.skip("it writes into the source tree; tests of its own cover it")
    for name, text in example.files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    command, _, comment = example.command.partition("  # ")
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-c", "from vmotion_cli.main import main; main()", *arguments],
        cwd=ROOT if "origin/" in command or "HEAD" in command else tmp_path,
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    expected = {int(n) for n in re.findall(r"exit (\d)", comment)} or {0, 1}
    assert done.returncode in expected, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", SESSIONS)
def test_the_commands_of_a_session_run_in_order(name: str, tmp_path: Path) -> None:
    """Each ends with 0, or as its comment says."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool, line in (("vmotion", '-c "from vmotion_cli.main import main; main()" "$@"'), ("python", '"$@"')):
        (tools / tool).write_text(f"#!/bin/sh\nexec {sys.executable} {line}\n", encoding="utf-8")
        (tools / tool).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "VMOTION_CACHE": str(tmp_path / "cache"),
    }
    folder = tmp_path / "work"
    folder.mkdir()
    blocks = _BLOCK.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))
    lines = [line for language, body in blocks if language == "sh" for line in body.splitlines()]
    assert len(lines) > 15
    for line in lines:
        command, _, comment = line.partition("  # ")
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
            continue
        done = subprocess.run(
            shlex.split(command), cwd=folder, env=environment, capture_output=True, text=True, check=False, input=""
        )
        expected = {int(n) for n in re.findall(r"exit (\d)", comment)} or {0}
        assert done.returncode in expected, f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


PYTHON = {
    document: bodies
    for document in DOCUMENTS
    if (bodies := [b for lang, b in _BLOCK.findall(document.read_text(encoding="utf-8")) if lang == "python"])
}


@pytest.mark.parametrize("document", PYTHON, ids=lambda p: p.name)
def test_the_python_runs_from_top_to_bottom(document: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("\n".join(PYTHON[document]), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    for said in SAID[document.name]:
        assert said in done.stdout, done.stdout


SAID = {
    "README.md": ("nobody holds the disk", "READY 30", "stateDiagram-v2", "the VM runs here"),
    "own-model.md": (
        "('receive', 'lose', 'give_up')",
        "timelock proved",
        "patient proved",
        "there proved",
        "known violated",
        "token ['timelock', 'patient', 'there', 'known', 'deadlock']",
    ),
}
"""By document, what its Python must print among other things."""


def test_change_files_in_documents_apply_to_the_model(suite: Suite) -> None:
    """Also by default, where the commands that judge them are left out."""
    files = {(e.document, name): text for e in examples() for name, text in e.files if name.endswith(".toml")}
    assert len(files) >= 3
    for (document, name), text in files.items():
        for change in points(parse_change(text.encode(), f"{document}: {name}")):
            model, properties = changed(change, suite)
            assert model != suite.model or properties != suite.properties, (document, name)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = [t for t in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in t]
    missing = [t for t in targets if not (document.parent / t).exists()]
    assert not missing


def test_the_index_of_decisions_lists_each_of_them_in_order() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    headings = re.findall(r"^###? (.+)$", text, re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings]
    assert re.findall(r"^ *- \[(.+)\]\(#(.+)\)$", text, re.MULTILINE) == list(zip(headings, anchors, strict=True))
    assert len(set(anchors)) == len(anchors)


def test_changes_that_documents_name_ship() -> None:
    from vmotion_specs.shipped import change_names

    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", text))
    from vmotion_specs.scenarios import scenarios

    assert named <= set(change_names()) | set(scenarios()), sorted(named - set(change_names()) - set(scenarios()))


def test_numbers_in_the_readme_are_those_of_the_search(explored: object) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{explored.search.states:,} reachable states" in text.replace("\n", " ")  # type: ignore[attr-defined]
