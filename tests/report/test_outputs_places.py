"""Where things are defined: found by reading sources, in all models that ship, and never by running anything."""

import re
from pathlib import Path

import pytest

from vmotion_report.outputs.places import Sources, place_in, sources_of
from vmotion_specs.suites import SUITES, suite
from vmotion_specs.teaching import TEACHING

ROOT = Path(__file__).resolve().parents[2]


def lines(path: str) -> list[str]:
    (file,) = [p for p in (ROOT / path, ROOT / "model" / path, ROOT / "specs" / path) if p.is_file()]
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", [*SUITES, *TEACHING])
def test_every_command_and_property_that_ships_is_found(name: str) -> None:
    chosen = suite(name)
    sources = sources_of(chosen)
    for command in chosen.model.commands:
        place = sources.command(command.name)
        assert place is not None, command.name
        line = lines(place.path)[place.line - 1]
        # By its whole name, or by a text with gaps that can become it.
        made = [re.sub(r"\\\{.*?\\\}", ".+", re.escape(t)) for t in re.findall(r'"([^"]+)"', line)]
        assert any(re.fullmatch(m, command.name) for m in made), (command.name, line)
    for item in chosen.properties:
        place = sources.property(item.id)
        assert place is not None, item.id
        near = "\n".join(lines(place.path)[place.line - 1 : place.line + 1])
        assert item.id in near or re.search(r'f"\w+\{', near), (item.id, near)


def test_the_call_that_makes_it_is_meant_and_not_whoever_speaks_of_it(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text(
        'HANDLERS = ("stop",)\nDeadline("clock", limit, ("stop",))\nParam("stop")\nCommand(\n    "stop",\n    "role",\n)\n'
        'Command(f"go_{me}", "role")\nCommand("go_p", "role")\n'
    )
    sources = Sources((source,), (source,))
    found = {name: sources.command(name) for name in ("stop", "go_p", "go_q", "come")}
    assert {n: p.line if p else None for n, p in found.items()} == {"stop": 5, "go_p": 9, "go_q": 8, "come": None}


def test_a_source_is_read_and_never_run(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text(f'open({str(tmp_path / "ran")!r}, "w")\nCommand("x", "y")\n')
    assert Sources((source,), ()).command("x") is not None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", [b"Command('x'", b"\xff\xfe'x'", b"", b"(" * 5000 + b"'x'"])
def test_a_source_that_can_not_be_read_defines_nothing(text: bytes, tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_bytes(text)
    assert Sources((source, tmp_path / "missing.py"), ()).command("x") is None


def test_paths_are_relative_to_the_folder_or_to_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_in(Path("a/b.toml"), 3).path == "a/b.toml"
    package = ROOT / "specs" / "vmotion_specs" / "safety.py"
    there = place_in(package)
    assert (there.path, there.packaged) == ("vmotion_specs/safety.py", True)
    assert place_in(Path("/elsewhere/x.toml")).path == "/elsewhere/x.toml"
    monkeypatch.chdir(ROOT)
    assert (place_in(package).path, place_in(package).packaged) == ("specs/vmotion_specs/safety.py", False)
