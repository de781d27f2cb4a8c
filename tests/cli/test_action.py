"""The action for other repositories: its shell steps, as a code host would run them on pull requests to a sample repository.

What a host does is done here by hand: expressions are replaced, outputs go from step to step, and a `gh` of our own keeps
comments in a file.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from junitparser import JUnitXml

from outcomes import HARMLESS, LOCK
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
MODEL = "model/vmotion_model/models/timed-lock.json"

GH = """#!{python}
import json, os, pathlib, shutil, subprocess, sys
store = pathlib.Path(os.environ["GH_STORE"])
comments = json.loads(store.read_text()) if store.exists() else []
args = sys.argv[1:]
assert args[0] == "api", args
paths = [a for a in args if a.startswith("repos/")]
body = next((pathlib.Path(a.removeprefix("body=@")).read_text() for a in args if a.startswith("body=@")), None)
method = args[args.index("--method") + 1] if "--method" in args else "GET"
if method == "GET":
    assert paths == ["repos/me/sample/issues/7/comments"], args
    asked = args[args.index("--jq") + 1]
    if shutil.which("jq"):
        done = subprocess.run(["jq", "-r", asked], input=json.dumps(comments), capture_output=True, text=True, check=True)
        print(done.stdout, end="")
    else:
        assert asked == ".[] | select(.body | startswith(env.MARK)) | .id"
        print(*[c["id"] for c in comments if c["body"].startswith(os.environ["MARK"])], sep="\\n")
elif method == "POST":
    assert paths == ["repos/me/sample/issues/7/comments"], args
    comments.append({{"id": len(comments) + 1, "body": body}})
else:
    assert method == "PATCH", args
    number = int(paths[0].removeprefix("repos/me/sample/issues/comments/"))
    next(c for c in comments if c["id"] == number)["body"] = body
store.write_text(json.dumps(comments))
"""


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def script(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


@dataclass
class Host:
    """A code host with one repository, whose main branch holds a model and a change file."""

    folder: Path
    last: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.repository = self.folder / "repository"
        form = self.repository / MODEL
        form.parent.mkdir(parents=True)
        chosen = suite("timed-lock")
        form.write_text(json.dumps(form_of(chosen), indent=2))
        git(self.repository, "init", "-q", "-b", "main")
        git(self.repository, "add", ".")
        git(self.repository, "commit", "-q", "-m", "a model")
        self.base = git(self.repository, "rev-parse", "HEAD")
        self.programs = self.folder / "programs"
        self.programs.mkdir()
        script(self.programs / "gh", GH.format(python=sys.executable))
        command = "from vmotion_cli.main import main; main()"
        script(self.programs / "vmotion", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{command}" "$@"\n')

    def pull_request(self, edit: Callable[[Any], object]) -> Path:
        """A shallow clone of a pull request that edits the model, as a host checks it out."""
        form = self.repository / MODEL
        git(self.repository, "checkout", "-q", "-B", "proposal", "main")
        data = json.loads(form.read_text())
        edit(data)
        form.write_text(json.dumps(data, indent=2))
        git(self.repository, "commit", "-q", "-a", "--allow-empty", "-m", "a proposal")
        number = len(list(self.folder.glob("clone*")))
        clone = self.folder / f"clone{number}"
        git(self.folder, "clone", "-q", "--depth=1", "-b", "proposal", self.repository.as_uri(), str(clone))
        git(self.repository, "checkout", "-q", "main")
        return clone

    def run(self, clone: Path, **inputs: str) -> Mapping[str, int]:
        """The exit codes of the action's shell steps by id; steps of other actions, and the installation, are left out."""
        given = {name: str(entry.get("default", "")) for name, entry in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() == ACTION["inputs"].keys()
        self.summary = self.folder / "summary.md"
        self.summary.write_text("")
        outputs: dict[str, str] = {}
        codes: dict[str, int] = {}
        temp = self.folder / "temp"
        temp.mkdir(exist_ok=True)
        known = {
            "github.action_path": str(ROOT),
            "github.event.pull_request.base.sha": self.base,
            "github.event.pull_request.number": "7",
            "github.repository": "me/sample",
            "runner.temp": str(temp),
            **{f"inputs.{name}": value for name, value in given.items()},
        }
        for step in ACTION["runs"]["steps"]:
            if "run" not in step or step["id"] == "install":
                continue
            values = known | {f"steps.check.outputs.{name}": value for name, value in outputs.items()}
            if not _wanted(step.get("if", ""), values) or ("if" not in step and any(codes.values())):
                continue
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "an input in the text of a script could be anything"
            output = self.folder / "output"
            output.write_text("")
            environment = {
                **os.environ,
                **{name: _replaced(str(value), values) for name, value in step["env"].items()},
                "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_OUTPUT": str(output),
                "GH_STORE": str(self.folder / "comments.json"),
            }
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=clone,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            codes[step["id"]] = done.returncode
            self.last[step["id"]] = done.stdout + done.stderr
            if step["id"] == "check":
                outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
        self.reports = Path(outputs.get("reports", "none"))
        return codes

    def comments(self) -> list[str]:
        store = self.folder / "comments.json"
        return [c["body"] for c in json.loads(store.read_text())] if store.exists() else []


def _replaced(text: str, values: Mapping[str, str]) -> str:
    """Expressions replaced by their values; one that nobody knows here is an error."""
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda m: "secret" if m[1] == "github.token" else values[m[1]], text)


def _wanted(condition: str, values: Mapping[str, str]) -> bool:
    """The conditions that the action uses: comparisons with a text, and always()."""
    for part in filter(None, (p.strip() for p in condition.split("&&"))):
        if part == "always()":
            continue
        found = re.fullmatch(r"([\w.-]+) (==|!=) '([^']*)'", part)
        assert found, part
        if (values.get(found[1], "") == found[3]) != (found[2] == "=="):
            return False
    return True


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


SMALL = {"model": "timed-lock"}


@pytest.mark.long
def test_a_pull_request_that_breaks_a_property_fails_and_says_how(host: Host) -> None:
    clone = host.pull_request(lambda d: d["statements"][-1].update(claim="holder.age <= 10"))
    codes = host.run(clone, **SMALL)
    assert codes == {"check": 0, "comment": 0, "verdict": 1}, host.last
    summary = host.summary.read_text()
    assert "| ❌ | in\\_time | proved | violated |" in summary
    assert "sequenceDiagram" in summary
    assert JUnitXml.fromfile(str(host.reports / "base.xml")).failures >= 1
    sarif = json.loads((host.reports / "base.sarif").read_text())
    assert sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == MODEL
    (comment,) = host.comments()
    assert summary.strip() in comment


@pytest.mark.long
def test_a_harmless_pull_request_passes_with_its_summary_and_updates_the_comment(host: Host) -> None:
    broken = host.pull_request(lambda d: d["statements"][-1].update(claim="holder.age <= 10"))
    host.run(broken, **SMALL)
    harmless = host.pull_request(lambda d: d["commands"][0].update(description="In other words."))
    codes = host.run(harmless, **SMALL, forbid="behaviour-added,behaviour-removed")
    assert codes == {"check": 0, "comment": 0, "verdict": 0}, host.last
    assert "properties pass before and after." in host.summary.read_text()
    assert "**Behaviour: equivalent.**" in host.summary.read_text()
    # One comment, with what is so now.
    (comment,) = host.comments()
    assert "equivalent" in comment
    assert "violated" not in comment
    # Another model has a comment of its own.
    host.run(harmless, model="mutual-exclusion", base="")
    assert len(host.comments()) == 2


@pytest.mark.long
def test_a_pull_request_that_deletes_a_property_fails_until_it_is_accepted(host: Host) -> None:
    clone = host.pull_request(lambda d: d.update(statements=d["statements"][:-1]))
    assert host.run(clone, **SMALL)["verdict"] == 1
    assert "in\\_time was removed: nobody checks any more" in host.summary.read_text()
    assert host.run(clone, **SMALL, accept="in_time")["verdict"] == 0, host.last
    # What is forbidden fails all the same.
    assert host.run(clone, **SMALL, accept="in_time", forbid="property-removed")["verdict"] == 1


@pytest.mark.long
def test_change_files_are_found_and_each_is_judged(host: Host) -> None:
    clone = host.pull_request(lambda _: None)
    (clone / "changes").mkdir()
    (clone / "changes" / "a lock.toml").write_text(LOCK)
    (clone / "changes" / "b.toml").write_text(f'{LOCK}\n[expect]\nexclusion = "violated"\n')
    asked = {"model": "mutual-exclusion", "base": "", "changes": "changes/*.toml\n"}
    assert host.run(clone, **asked)["verdict"] == 1
    xml = JUnitXml.fromfile(str(host.reports / "changes.xml"))
    assert [s.name for s in xml] == ["changes/a lock.toml", "changes/b.toml"]
    (clone / "changes" / "a lock.toml").unlink()
    assert host.run(clone, **asked, expect="true")["verdict"] == 0, host.last
    assert host.run(clone, **asked | {"changes": "chanegs/*.toml"})["verdict"] == 2
    assert "no such file" in host.summary.read_text()


@pytest.mark.long
def test_change_files_that_are_one_proposal_are_judged_together_too(host: Host) -> None:
    clone = host.pull_request(lambda _: None)
    (clone / "changes").mkdir()
    (clone / "changes" / "a.toml").write_text(HARMLESS)
    (clone / "changes" / "b.toml").write_text(HARMLESS.replace("enter_p", "enter_q"))
    asked = {"model": "mutual-exclusion", "base": "", "changes": "changes/*.toml"}
    assert host.run(clone, **asked, together="true")["verdict"] == 0, host.last
    xml = JUnitXml.fromfile(str(host.reports / "changes.xml"))
    assert [s.name for s in xml] == ["changes/a.toml", "changes/b.toml", "changes/a.toml + changes/b.toml"]
    # What contradicts itself is one proposal that makes no sense, and two that do.
    (clone / "changes" / "b.toml").write_text(LOCK)
    assert host.run(clone, **asked, together="true")["verdict"] == 2
    assert "contradicts" in host.summary.read_text()
    assert host.run(clone, **asked)["verdict"] == 1


@pytest.mark.long
def test_without_a_model_in_the_repository_nothing_is_compared_and_one_that_is_deleted_fails(host: Host) -> None:
    clone = host.pull_request(lambda _: None)
    (clone / "a.toml").write_text(f'{LOCK}\n[expect]\nexclusion = "violated"\n')
    codes = host.run(clone, model="mutual-exclusion", changes="a.toml", expect="true")
    assert codes["verdict"] == 0, host.last
    assert [p.name for p in host.reports.glob("*.sarif")] == ["changes.sarif"]
    (clone / MODEL).unlink()
    assert host.run(clone, **SMALL)["verdict"] == 2
    assert "no model" in host.summary.read_text()


@pytest.mark.long
@pytest.mark.parametrize(("fail_on", "code"), [("undecided", 3), ("violated", 0), ("never", 0), ("sometimes", None)])
def test_what_is_not_decided_fails_unless_only_what_is_violated_is_to_fail(
    fail_on: str, code: int | None, host: Host
) -> None:
    clone = host.pull_request(lambda _: None)
    codes = host.run(clone, base="", fail_on=fail_on, arguments="--no-cache --timeout 0.3")
    if code is None:
        assert codes == {"check": 2}
        return
    assert codes["verdict"] == code
    assert "not decided, which is no pass" in host.last["verdict"]


@pytest.mark.long
def test_bad_input_always_fails(host: Host) -> None:
    clone = host.pull_request(lambda _: None)
    assert host.run(clone, model="timde-lock", fail_on="never")["verdict"] == 2
    assert "nothing was checked" in host.comments()[0]
    assert host.run(clone, **SMALL, base="no-such-revision", fail_on="never")["verdict"] == 2


@pytest.mark.parametrize("name", ["action.yml", "docs/ci/check-model.yml"])
def test_the_files_of_the_host_are_what_its_schemas_say(name: str) -> None:
    kind = "github-actions" if name == "action.yml" else "github-workflows"
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{kind}.json"
    # In YAML 1.1 a key called on is a truth value; the host reads 1.2.
    text = re.sub(r"^on:", '"on":', (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    validator = Draft7Validator(json.loads(vendored.read_text(encoding="utf-8")))
    data = yaml.safe_load(text)
    validator.validate(data)
    data["jobs" if "jobs" in data else "runs"] = []
    assert not validator.is_valid(data)


def test_the_example_workflow_names_inputs_that_there_are() -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "check-model.yml").read_text(encoding="utf-8"))
    given = workflow["jobs"]["model"]["steps"][-1]["with"]
    assert given.keys() <= ACTION["inputs"].keys()
    assert set(given["forbid"].split(",")) <= {"property-removed", "property-weakened", "property-always-true"}


HOOKS = {h["id"]: h for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def hook(name: str, folder: Path, programs: Path, *names: str) -> "subprocess.CompletedProcess[str]":
    """A hook as pre-commit runs it: its entry as words, then the files."""
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    arguments = [*shlex.split(HOOKS[name]["entry"]), *names]
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.long
def test_the_hook_of_change_files_holds_each_against_what_it_declares(host: Host) -> None:
    good, bad = host.repository / "changes" / "a good.toml", host.repository / "changes" / "bad.toml"
    good.parent.mkdir()
    for path, word in ((good, "violated"), (bad, "pass")):
        path.write_text(f'{LOCK}\n[expect]\nexclusion = "{word}"\n')
    # As in args of a user's configuration.
    asked = ("vmotion-changes", host.repository, host.programs, "--model", "mutual-exclusion")
    done = hook(*asked, "changes/a good.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    both = hook(*asked, "changes/a good.toml", "changes/bad.toml")
    assert both.returncode == 1
    assert "bad: not as declared: exclusion: pass was expected" in " ".join(both.stdout.split())
    assert re.match(HOOKS["vmotion-changes"]["files"], "changes/a good.toml")


@pytest.mark.long
def test_the_hook_of_the_model_compares_with_the_last_commit(host: Host) -> None:
    asked = ("vmotion-against", host.repository, host.programs, "--model", "timed-lock")
    assert hook(*asked).returncode == 0
    form = host.repository / MODEL
    data = json.loads(form.read_text())
    form.write_text(json.dumps({**data, "statements": data["statements"][:-1]}))
    assert hook(*asked).returncode == 1
    assert re.match(HOOKS["vmotion-against"]["files"], MODEL)
