"""`vmotion trace` on a migration of another hypervisor that is under way: whether it ends, from whatever holds its lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.trace import command

TAIL = "Iteration:{round} PostcopyRequests:0 ConstantPages:1 NormalPages:2 NormalData:9MiB ExpectedDowntime:300ms DiskMbps:0"
LINE = (
    "Migration info for 6f0c-11: TimeElapsed:{round}0000ms DataProcessed:9MiB DataRemaining:{left}MiB DataTotal:4096MiB "
    "MemoryProcessed:9MiB MemoryRemaining:{left}MiB MemoryTotal:4096MiB MemoryBandwidth:200Mbps DirtyRate:{dirtied}Mbps "
    + TAIL
)


def launcher(dirtied: int, rounds: int = 3) -> str:
    """The log of a virt-launcher, one JSON object a line."""
    said = (LINE.format(round=n, left=3000 // n, dirtied=dirtied) for n in range(1, rounds + 1))
    return "".join(json.dumps({"component": "virt-launcher", "level": "info", "msg": text}) + "\n" for text in said)


def reply(round_: int, left: int, pages: int) -> Mapping[str, object]:
    ram = {
        "mbps": 1000.0,
        "dirty-pages-rate": pages,
        "dirty-sync-count": round_,
        "remaining": left,
        "total": 4 * 2**30,
        "page-size": 4096,
    }
    return {"return": {"status": "active", "total-time": 1000 * round_, "ram": ram}}


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=given)


@pytest.mark.parametrize(("dirtied", "code", "says"), [(60, 0, "it ends"), (900, 1, "it never ends")])
def test_lines_of_kubevirt(tmp_path: Path, dirtied: int, code: int, says: str) -> None:
    (tmp_path / "launcher.gz").write_bytes(gzip.compress(launcher(dirtied).encode()))
    result = run(str(tmp_path / "launcher.gz"))
    assert result.exit_code == code
    assert "6f0c-11: round 3" in result.output
    assert says in result.output
    assert run("-", given=launcher(dirtied).encode()).output == result.output


def test_one_round_is_not_several(tmp_path: Path) -> None:
    # 125 MiB at 100 MB/s leave, while 12.5 MB/s are dirtied, less than a second's worth: the next round is the last.
    (tmp_path / "a.log").write_text(launcher(1, rounds=5), encoding="utf-8")
    output = run(str(tmp_path / "a.log")).output
    assert "from here in " in output
    assert "in 1 rounds" not in output


def test_before_two_rounds_it_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "launcher.log").write_text(launcher(60, rounds=2))
    result = run(str(tmp_path / "launcher.log"))
    assert result.exit_code == 3
    assert "look again when 2 rounds are done" in result.output


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("is_list", [True, False])
def test_replies_of_qemu_in_every_layout(tmp_path: Path, indent: int | None, is_list: bool) -> None:
    replies = [reply(n, 2**31 // n, 5000) for n in (1, 2, 3)]
    text = json.dumps(replies, indent=indent) if is_list else "\n".join(json.dumps(r, indent=indent) for r in replies)
    (tmp_path / "replies").write_text(text)
    result = run(str(tmp_path / "replies"), "--format", "json")
    (live,) = json.loads(result.output)["live"]
    assert (live["round"], live["verdict"], result.exit_code) == (3, "guaranteed", 0)


def test_the_answer_in_markdown_and_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(launcher(60))
    assert run(str(tmp_path / "a.log"), "--format", "markdown", "--output", str(tmp_path / "a.md")).exit_code == 0
    assert "it ends" in (tmp_path / "a.md").read_text()


def test_a_migration_that_has_ended_is_no_live_one(tmp_path: Path) -> None:
    ended = {"return": {**reply(3, 0, 0)["return"], "status": "completed"}}  # type: ignore[dict-item]
    (tmp_path / "a.json").write_text(json.dumps([reply(1, 9, 9), ended]))
    result = run(str(tmp_path / "a.json"))
    assert result.exit_code == 2
    assert "not under way" in result.stderr


def test_a_line_that_is_still_written_is_left_out(tmp_path: Path) -> None:
    whole = launcher(60)
    part = LINE.format(round=4, left=9, dirtied=10)
    for cut in range(len("Migration info for 6f0c-11: "), len(part) - len(TAIL), 7):
        (tmp_path / "a.log").write_text(whole + part[:cut])
        result = run(str(tmp_path / "a.log"))
        assert (result.exit_code, "round 3" in result.output) == (0, True), part[:cut]
