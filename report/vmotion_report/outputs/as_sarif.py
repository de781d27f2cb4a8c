"""SARIF 2.1.0, which code hosts show beside the lines of a pull request.

Only what does not pass is a result: a host that shows every result would show passes as alerts. What is violated is an error,
what is not decided a warning. A counterexample is a code flow: each step points at the line where its command is defined.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vmotion_model.common.safe_text import shown, value_text
from vmotion_proofs.results.verdicts import Run, Step

from .outcome import CaseStanding, CaseSubject, CheckOutcome, JudgedModel, ReportCase
from .places import PACKAGES, FilePlace
from .run_in_words import changes_line, step_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
INSTALLED = "PACKAGES"
"""The base of places in the installed packages; all others are relative to the folder that the command ran in."""
LEVELS: Mapping[CaseStanding, str] = {CaseStanding.FAILS: "error", CaseStanding.OPEN: "warning"}
Data = dict[str, Any]


def to_data(outcome: CheckOutcome) -> Data:
    """The SARIF log, with one run."""
    rules: dict[str, Data] = {}
    results = []
    for judged in outcome.judged:
        for case in judged.cases:
            rule = _rule_id(case)
            rules.setdefault(rule, _rule(rule, judged, case))
            if case.standing is not CaseStanding.PASSES:
                results.append(_result(judged, case, rule, list(rules).index(rule)))
    notes = [
        _note(c)
        for j in outcome.judged
        for c in j.cases
        if c.about is CaseSubject.CHECK and c.standing is CaseStanding.OPEN
    ]
    log = _log(list(rules.values()), results, notes, outcome.exit_code)
    log["runs"][0]["automationDetails"] = {"id": _category(outcome)}
    return log


def _category(outcome: CheckOutcome) -> str:
    """Which findings a host takes for the same ones of another day: of a model, of changes, or of a comparison of versions."""
    first = outcome.judged[0]
    kind = "model" if first.proposal is None else "changes" if first.proposal.change.edits else "against"
    model = first.result.model if first.result is not None else first.name
    return shown(f"vmotion check/{model}/{kind}/")


def failure(message: str, file: str | None, line: int | None, column: int | None) -> Data:
    """A log of a run that was none: the input cannot be used. It is also a result, for few hosts show notifications."""
    place = None if file is None else FilePlace(file, line or 1, column or 1)
    rule = {"id": "bad-input", "shortDescription": _message("The input can be used")}
    result: Data = {"ruleId": "bad-input", "ruleIndex": 0, "level": "error", "message": _message(message)}
    note: Data = {"level": "error", "message": _message(message)}
    if place is not None:
        result["locations"] = note["locations"] = [_location(place)]
    return _log([rule], [result], [note], 2)


def _log(rules: Sequence[Data], results: Sequence[Data], notes: Sequence[Data], exit_code: int) -> Data:
    driver: Data = {"name": "vmotion", "rules": list(rules)}
    if (known := _version()) is not None:
        driver["version"] = known
    invocation: Data = {"executionSuccessful": exit_code != 2, "exitCode": exit_code}
    if notes:
        invocation["toolExecutionNotifications"] = list(notes)
    run: Data = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "results": list(results),
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    if _uses_installed(run):
        base = PACKAGES[0].resolve().parent.as_uri()
        run["originalUriBaseIds"] = {INSTALLED: {"uri": f"{base}/", "description": _message("The installed packages")}}
    return log


def _uses_installed(data: Any) -> bool:
    if isinstance(data, dict):
        return data.get("uriBaseId") == INSTALLED or any(_uses_installed(v) for v in data.values())
    return isinstance(data, list) and any(_uses_installed(v) for v in data)


def _version() -> str | None:
    try:
        return version("vmotion-model")
    except PackageNotFoundError:
        return None


def _rule_id(case: ReportCase) -> str:
    """Properties have their own ids; what is asked about statements, policy and the check itself is told apart from them."""
    if case.about is CaseSubject.PROPERTY:
        return shown(case.id)
    return case.about.value if case.about is not CaseSubject.POLICY else f"policy/{case.id}"


def _rule(rule: str, judged: JudgedModel, case: ReportCase) -> Data:
    titles = {
        CaseSubject.STATEMENT: "Every property says as much as before",
        CaseSubject.DECLARED: "The verdicts are those that the change file declares",
        CaseSubject.CHECK: "The check comes to its end",
    }
    data: Data = {"id": rule, "shortDescription": _message(titles.get(case.about, case.title))}
    item = (
        judged.versions.property(case.id)
        if judged.versions is not None and case.about is CaseSubject.PROPERTY
        else None
    )
    if item is not None and item.why:
        data["fullDescription"] = _message(f"{case.title}. {item.why}")
    return data


def _note(case: ReportCase) -> Data:
    data: Data = {"level": "error", "message": _message(f"{case.message}.")}
    if case.place is not None:
        data["locations"] = [_location(case.place)]
    return data


def _result(judged: JudgedModel, case: ReportCase, rule: str, index: int) -> Data:
    words = case.message if judged.proposal is None else f"{case.message} (in {judged.name}: {judged.title})"
    data: Data = {
        "ruleId": rule,
        "ruleIndex": index,
        "level": LEVELS[case.standing],
        "message": _message(f"{words}."),
        "partialFingerprints": {"case/v1": _fingerprint(judged, case)},
        "properties": {"verdict": case.word},
    }
    hints = judged.result.hints if judged.result is not None else None
    if repairs := [h for h in hints.found if case.id in h.restores] if hints is not None else []:
        data["properties"]["repairs"] = [{"says": shown(h.description), "edit": shown(h.edit)} for h in repairs]
    if case.place is not None:
        data["locations"] = [_location(case.place)]
    if case.related:
        data["relatedLocations"] = [
            {**_location(place), "id": number} for number, place in enumerate(dict.fromkeys(case.related), 1)
        ]
    if case.run is not None and case.run.steps:
        data["codeFlows"] = [_flow(judged, case, case.run)]
    return data


def _fingerprint(judged: JudgedModel, case: ReportCase) -> str:
    """What makes two findings of different days the same one: not the run, which may be another one."""
    parts = [judged.name, case.about.value, case.id, case.word]
    if case.about is not CaseSubject.PROPERTY:
        parts.append(case.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _flow(judged: JudgedModel, case: ReportCase, run: Run) -> Data:
    steps = [_step(judged, number, step, case.place) for number, step in enumerate(run.steps, 1)]
    ends = f"back to step {run.loop_at}, for ever" if run.loop_at is not None else f"{case.id} does not hold any more"
    flow: Data = {"locations": steps, "message": _message(f"{len(run.steps)} steps; then {ends}.")}
    return {"threadFlows": [flow], "message": _message(f"A run that breaks {case.id}, replayed on the machines.")}


def _step(judged: JudgedModel, number: int, step: Step, otherwise: FilePlace | None) -> Data:
    place = _defined(judged, step.command) or otherwise
    text = step_line(number, step)
    if changed := changes_line(step):
        text += f" ({changed})"
    location: Data = {} if place is None else _location(place)
    location["message"] = _message(text)
    command = judged.versions.model.command.get(step.command) if judged.versions is not None else None
    important = step.command in judged.touched or (command is not None and command.fault is not None)
    data: Data = {
        "location": location,
        "executionOrder": number,
        "importance": "essential" if important else "important",
        "properties": {"role": shown(step.role), "command": step.command, "time_s": step.time_s},
    }
    if step.changed:
        data["state"] = {shown(name): _message(value_text(after)) for name, (_, after) in step.changed.items()}
    return data


def _defined(judged: JudgedModel, command: str) -> FilePlace | None:
    """In the change file where that speaks of the command, else where the model makes it."""
    return judged.touched.get(command) or judged.sources.command(command)


def _location(place: FilePlace) -> Data:
    artifact: Data = {"uri": _uri(place)}
    if place.packaged:
        artifact["uriBaseId"] = INSTALLED
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _uri(place: FilePlace) -> str:
    if Path(place.path).is_absolute():
        return Path(place.path).as_uri()
    # A colon in the first part would be read as a scheme.
    return quote(place.path.encode("utf-8", "surrogateescape"), safe="/-_.~!$&'()*+,;=@")


def _message(text: str) -> Data:
    """A plain text. A number in braces would be a gap in it, and ``[text](target)`` a link: these are quoted."""
    return {"text": re.sub(r"\{(\d+)\}", r"{{\1}}", shown(text)).replace("](", "\\](")}
