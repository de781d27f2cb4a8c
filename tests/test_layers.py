"""The architecture page shows today's imports, and every file that it names is there."""

import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
SCRIPT = ROOT / "docs" / "layers.py"
LAYERS = run_path(str(SCRIPT))


def test_the_pictures_are_those_of_the_imports() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_with_other_pictures_is_out_of_date(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "architecture.md"
    old.write_text(f"before\n{LAYERS['BEGIN']}old\n{LAYERS['END']}after\n", encoding="utf-8")
    main = LAYERS["main"]
    monkeypatch.setitem(main.__globals__, "PAGE", old)
    monkeypatch.setitem(main.__globals__, "pictures", lambda: "new\n")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    text = old.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text.split()


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        LAYERS["with_pictures"]("nothing\n", "pictures\n")


def test_arrows_that_follow_from_others_are_left_out() -> None:
    graph = {"top": {"middle", "ground"}, "middle": {"ground"}, "ground": set[str]()}
    assert LAYERS["reduced"](graph) == {"top": {"middle"}, "middle": {"ground"}, "ground": set()}


def test_every_import_is_seen_wherever_it_stands() -> None:
    imports = LAYERS["modules"]()
    assert "vmotion_proofs.check.job" in imports["vmotion_proofs.check.check"]  # relative, at the top
    assert "vmotion_specs.suites" in imports["vmotion_cli.check"]  # inside a function
    assert "vmotion_proofs.search.explore" in imports["vmotion_proofs.check.check"]  # for types only
    assert "z3" in imports["vmotion_proofs.solving.z3_terms"]


def test_every_file_that_the_page_names_exists() -> None:
    """A name without its whole path is that of a file in a folder that is named around it, so that a reader finds it."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"`[\w./]+\.(?:py|toml|md)`", text)) > 60
    *prose, table = text.split("\n## ")
    for part in (*prose, *table.splitlines()):
        named = re.findall(r"`([\w./]+)`", part)
        paths = [ROOT / name for name in named if "/" in name and (ROOT / name).exists()]
        around = {path if path.is_dir() else path.parent for path in paths}
        # A folder in a folder is spoken of by its own name, and one of `proofs` too, about which the whole page is.
        around |= {inner for folder in around for inner in (*folder.iterdir(), folder.parent) if inner.is_dir()}
        around |= {PAGE.parent, ROOT / "proofs/vmotion_proofs"}
        files = [
            n for n in named if n.endswith((".py", ".toml", ".md")) or n.split("/")[0] in ("model", "specs", "cli")
        ]
        missing = [n for n in files if not (ROOT / n).exists() and not any((folder / n).exists() for folder in around)]
        assert not missing, part[:80]


def test_every_colour_stands_in_one_module() -> None:
    """Whoever looks for a colour of a picture finds it where the others are."""
    written = re.compile(r"#[0-9a-fA-F]{6}\b")
    there = {p.name for p in (ROOT / "diagrams").rglob("*.py") if written.search(p.read_text(encoding="utf-8"))}
    assert there == {"style.py"}
