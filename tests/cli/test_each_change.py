"""`vmotion check --each`: many change files, each alone, by as many processes as there are, and again where it stopped."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from outcomes import DROPPED, HARMLESS, LOCK, MAIN, vmotion
from vmotion_model.common.caches import FOLDER
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED
from vmotion_proofs.changes import each_change
from vmotion_report.outputs.as_json import schema_text
from vmotion_specs.shipped import change_names, change_path

MODEL = ("--model", "mutual-exclusion", "--engine", "explicit")
REFUSED = LOCK.replace('"drop"\nconjunct = "the lock is free"', '"add"\nconjunct = "x"\nexpression = "q.state == IDLE"')
FILES: Mapping[str, str] = {
    "dropped": f'{DROPPED}\n[expect]\nexclusion = "removed"\n',
    "harmless": f'{HARMLESS}\n[expect]\nbehaviour = "equivalent"\n',
    "lock": f'{LOCK}\n[expect]\nexclusion = "violated"\n',
    "refused": f'{REFUSED}\n[expect]\nrefused = "memory of q"\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change files in a folder; nothing that a user has judged decides a test."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    changes = tmp_path / "changes"
    changes.mkdir()
    for name, text in FILES.items():
        (changes / f"{name}.toml").write_text(text)
    (changes / "notes.txt").write_text("no change file")
    return changes


def check(folder: Path, *arguments: str, jobs: str = "1") -> Result:
    return vmotion("check", *MODEL, "--change", str(folder), "--each", "--jobs", jobs, *arguments)


def told(data: Any) -> Any:
    """What a result says, without how long it took."""
    if isinstance(data, dict):
        return {k: told(v) for k, v in data.items() if k not in ("seconds", "remembered")}
    return [told(d) for d in data] if isinstance(data, list) else data


def test_each_has_what_a_check_of_it_alone_says(folder: Path) -> None:
    done = check(folder, "--format", "json")
    assert done.exit_code == REFUTED
    many = json.loads(done.output)
    assert [Path(r["change"]["name"]).stem for r in many] == sorted(FILES)
    for result in many:
        done = vmotion("check", *MODEL, "--change", result["change"]["name"], "--format", "json")
        alone = json.loads(done.output)
        if result["verdict"] == "refused":
            # Nothing need be judged to find that out.
            alone["change"]["before"] = {}
        assert told(result) == told(alone)


def test_two_processes_say_what_one_says(folder: Path) -> None:
    one = json.loads(check(folder, "--format", "json", "--no-cache").output)
    two = json.loads(check(folder, "--format", "json", "--no-cache", jobs="2").output)
    assert told(one) == told(two)


def test_the_table_has_a_row_for_each_and_a_file_as_declared_passes(folder: Path) -> None:
    done = check(folder, "--expect")
    assert done.exit_code == HOPED, done.output
    rows = [line.split() for line in done.output.splitlines()]
    said = {r[0]: (r[1], r[-1]) for r in rows if r and r[0] in FILES}
    assert said == {
        "dropped": ("exhausted", "yes"),
        "harmless": ("exhausted", "yes"),
        "lock": ("VIOLATED", "yes"),
        "refused": ("refused", "yes"),
    }
    assert "4 changes, 4 as declared." in done.output
    (folder / "lock.toml").write_text(f'{LOCK}\n[expect]\nbehaviour = "adds"\n')
    done = check(folder, "--expect")
    assert done.exit_code == REFUTED
    assert "lock: not as declared: exclusion: pass was expected, the verdict is violated." in " ".join(
        done.output.split()
    )


def test_all_reports_are_made_and_one_file_is_a_list_in_json(folder: Path) -> None:
    from jsonschema import Draft202012Validator

    (folder / "only").mkdir()
    only = folder / "only" / "lock.toml"
    only.write_text(LOCK)
    done = check(
        folder / "only", "--format", "json", "--write", f"junit:{folder / 'j'}", "--write", f"sarif:{folder / 's'}"
    )
    data = json.loads(done.output)
    Draft202012Validator(json.loads(schema_text())).validate(data)
    assert [r["verdict"] for r in data] == ["violated"]
    assert 'failures="1"' in (folder / "j").read_text()
    assert '"level": "error"' in (folder / "s").read_text()


WITHOUT = "they work"
SWEPT = LOCK + '\n[[constant]]\naction = "add"\nname = "patience"\nvalue = [1, 3]\n'


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_value_of_a_sweep_is_a_change_of_its_own(folder: Path, jobs: str) -> None:
    (folder / "sweep.toml").write_text(SWEPT)
    done = check(folder, "--format", "json", "--write", f"markdown:{folder / 'm'}", jobs=jobs)
    assert done.exit_code == REFUTED, done.output
    found = {r["change"]["sweep"]["value"]: r for r in json.loads(done.output) if r["change"]["sweep"]}
    assert {v: r["verdict"] for v, r in found.items()} == {1: "violated", 3: "violated"}
    said = [line["says"] for line in found[3]["change"]["sweep"]["properties"] if line["violated"]]
    assert said == ["exclusion is violated with every value"]
    assert len(json.loads(done.output)) == len(FILES) + 2
    assert "## A sweep of patience" in (folder / "m").read_text()
    text = " ".join(check(folder).output.split())
    assert "sweep, patience = 1 VIOLATED exclusion" in text
    assert "sweep.toml: exclusion is violated with every value" in text
    refused = check(folder, "--expect")
    assert refused.exit_code == BAD_INPUT
    assert "sweep.toml is a sweep, which declares nothing" in " ".join(refused.output.split())


LEAVES = """
[[assumption]]
name = "they work"
says = "Who can go on does."
works = ["p", "q"]

[[property]]
action = "add"
id = "leaves"
kind = "response"
premise = "p.state == INSIDE"
claim = "p.state != INSIDE"
assumptions = ["they work"]
"""


def test_an_assumption_is_left_out_of_each(folder: Path) -> None:
    """By hand: who need not go on may stay inside for ever."""
    for file in folder.glob("*.toml"):
        file.unlink()
    (folder / "a.toml").write_text(HARMLESS + LEAVES)
    (folder / "b.toml").write_text(HARMLESS.replace("not lock.taken and not", "not") + LEAVES)
    asked = ("--property", "leaves", "--format", "json")
    done = check(folder, *asked, "--without", WITHOUT)
    assert done.exit_code == REFUTED, done.output
    for result in json.loads(done.output):
        assert result["without"] == [WITHOUT]
        assert [(p["id"], p["verdict"]) for p in result["properties"]] == [("leaves", "violated")]
    # What was kept answers another question: with all assumptions it passes.
    assert check(folder, *asked).exit_code == HOPED
    wrong = check(folder, "--without", "gravity")
    assert wrong.exit_code == BAD_INPUT
    assert "there is no assumption 'gravity'" in wrong.output


def never(*_: object, **__: object) -> Any:
    raise AssertionError("it was judged again")


def test_what_was_judged_is_not_judged_again_unless_asked_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(check(folder, "--format", "json").output)
    with monkeypatch.context() as patch:
        patch.setattr(each_change, "check_change", never)
        assert json.loads(check(folder, "--format", "json").output) == first
        # Another file of the same bytes is the same question; with another byte it is another one.
        (folder / "lock.toml").rename(folder / "renamed.toml")
        assert check(folder).exit_code == REFUTED
        assert isinstance(check(folder, "--no-cache").exception, AssertionError)
        (folder / "harmless.toml").write_text(FILES["harmless"] + "# a word\n")
        assert isinstance(check(folder).exception, AssertionError)


def test_a_damaged_file_is_judged_again(folder: Path) -> None:
    first = json.loads(check(folder, "--format", "json").output)
    kept = sorted((folder.parent / "cache" / "changes").iterdir())
    # What is refused is not judged, so nothing is kept of it.
    assert len(kept) == 3
    for number, file in enumerate(kept):
        data = file.read_bytes()
        assert b'"violated"' in data or b'"exhausted"' in data or b'"proved"' in data
        file.write_bytes([data[: len(data) // 2], data.replace(b"violated", b"exhausted"), b""][number % 3])
    assert told(json.loads(check(folder, "--format", "json").output)) == told(first)


def test_what_the_time_does_not_suffice_for_is_named_and_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vmotion_model.common.budget import Budget

    seen = iter([True])

    def spent(_: Budget) -> str:
        # The time is over as soon as the first change is judged.
        return "" if next(seen, False) or not (folder.parent / "cache" / "changes").exists() else "out of time (9 s)"

    monkeypatch.setattr(Budget, "ended", property(spent))
    done = check(folder, "--format", "json")
    data = json.loads(done.output)
    assert [r["change"]["stopped"] for r in data] == [None, "out of time (9 s)", "out of time (9 s)", None]
    assert [r["verdict"] for r in data] == ["exhausted", "unknown", "unknown", "refused"]
    assert len(list((folder.parent / "cache" / "changes").iterdir())) == 1
    monkeypatch.undo()
    monkeypatch.setenv(FOLDER, str(folder.parent / "cache"))
    # And the next time it goes on from there.
    assert [r["verdict"] for r in json.loads(check(folder, "--format", "json").output)] == [
        "exhausted",
        "exhausted",
        "violated",
        "refused",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--each",), "--change"),
        (("--jobs", "2"), "--each"),
        (("--change", "lock.toml", "--backend", "dask"), "--each"),
        (("--change", "lock.toml", "--each", "--backend", "dsak"), "dask=tcp://HOST:PORT"),
        (("--change", "lock.toml", "--each", "--jobs", "0"), "--jobs 0"),
        (("--change", "empty", "--each"), "no change file"),
        (("--change", "lock.toml", "--each", "--property", "exlusion"), "exclusion"),
        (("--change", "lock.toml", "--change", "other.toml", "--each"), "peterson"),
        (("--change", "lock.toml", "--change", "broken.toml", "--each"), "broken.toml:3:"),
        (("--change", "lock.toml", "--each", "--expect", "--change", "silent.toml"), "declares nothing"),
        (("--change", "lock.toml", "--each", "--full"), "--full"),
        (("--change", "lock.toml", "--each", "--hints", "--property", "exclusion"), "--hints"),
        (("--change", "lock.toml", "--each", "--keep", "lock.toml"), "lock.toml can't be made"),
        (("--change", "lock.toml", "--each", "--bisect"), "--bisect goes with a sweep"),
        (("--bisect",), "--change"),
    ],
)
def test_bad_input_is_one_message_and_exit_2(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "other.toml").write_text(LOCK.replace("mutual-exclusion", "peterson"))
    (folder / "broken.toml").write_text(LOCK.replace("schema", "\n\nschema ="))
    (folder / "silent.toml").write_text(LOCK)
    with contextlib.chdir(folder):
        done = vmotion("check", *MODEL, *arguments)
    assert done.exit_code == BAD_INPUT, done.output
    assert says in done.output
    assert len(done.output.strip().splitlines()) == 1


def begin(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([*MAIN, "check", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.long
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("wait", [2.0, 5.0])
def test_a_ctrl_c_leaves_the_rest_named_and_the_next_run_goes_on(
    jobs: str, wait: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    folder = str(change_path("agent-waits").parent)
    what = ("--model", "node-agent", "--change", folder, "--each", "--jobs", jobs, "--format", "json")
    child = begin(*what)
    time.sleep(wait)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err
    if not out:
        assert (child.returncode, "interrupted" in err) == (UNDECIDED, True)
        return
    data = json.loads(out)
    assert [Path(r["change"]["name"]).stem for r in data] == list(change_names("node-agent"))
    if child.returncode == UNDECIDED:
        assert any(r["change"]["stopped"] == "interrupted" for r in data)
    kept = {f.name: f.stat().st_mtime_ns for f in (tmp_path / "changes").glob("*")}
    out, _ = begin(*what).communicate(timeout=240)
    assert not any(r["change"]["stopped"] for r in json.loads(out))
    after = {f.name: f.stat().st_mtime_ns for f in (tmp_path / "changes").glob("*")}
    assert kept.items() <= after.items()


@pytest.mark.long
@pytest.mark.parametrize("wait", [1.2, 1.8, 2.4, 3.0])
def test_several_ctrl_c_among_processes_end_it(wait: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raised in the middle of the pool's work, the second one left a lock taken, for which Python's end then waited for ever."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    folder = str(change_path("agent-waits").parent)
    child = begin("--model", "node-agent", "--change", folder, "--each", "--jobs", "2", "--format", "json")
    time.sleep(wait)
    for _ in range(4):
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
        time.sleep(0.02)
    out, err = child.communicate(timeout=60)
    assert "Traceback" not in err
    # Some of these changes break something, so it ends in 1 once one of those is judged, and never in 0.
    assert child.returncode in (1, UNDECIDED, -signal.SIGINT)
    if child.returncode == 1:
        assert [Path(r["change"]["name"]).stem for r in json.loads(out)] == list(change_names("node-agent"))


@pytest.mark.long
def test_a_cluster_that_loses_a_worker_loses_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers of Dask; the first is killed while it works, and Dask starts another one in its place."""
    distributed = pytest.importorskip(
        "distributed", reason="Dask is an extra: pip install 'vmotion-model[distributed]'"
    )
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    folder = str(change_path("agent-waits").parent)
    what = ("--model", "node-agent", "--change", folder, "--each", "--format", "json", "--no-cache")
    wanted = json.loads(vmotion("check", *what, "--jobs", "1").output)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        child = begin(*what, "--backend", f"dask={cluster.scheduler_address}")
        victim = next(iter(cluster.workers.values())).pid
        with distributed.Client(cluster.scheduler_address) as client:
            wait_until(lambda: any(client.processing().values()))
        os.kill(victim, signal.SIGKILL)
        out, err = child.communicate(timeout=240)
    assert "Traceback" not in err
    assert child.returncode == REFUTED, err
    assert told(json.loads(out)) == told(wanted)


def wait_until(holds: Any, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)
