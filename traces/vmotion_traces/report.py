"""The JSON form of a trace. Keys may be added; those here stay."""

from __future__ import annotations

from typing import Any

from vmotion_traces.why.why_result import Action, Why

from .lines import LogLine
from .measures import Measures
from .recordings.vmkernel import stop_to_json
from .result import Explanation, MigrationTrace, Summary, TraceResult

SCHEMA = 1


def to_json(result: TraceResult) -> dict[str, Any]:
    """A trace as JSON values. `first_impossible` is null where every line is possible, `at` where no time is printed."""
    return {
        "schema": SCHEMA,
        "verdict": str(result.verdict),
        "migrations": [_migration(migration) for migration in result.migrations],
        "notes": list(result.notes),
    }


def _migration(migration: MigrationTrace) -> dict[str, Any]:
    refused = migration.first_impossible
    return {
        "id": migration.id,
        "verdict": str(migration.verdict),
        "outcome": str(migration.outcome),
        "files": list(migration.files),
        "states": [
            {
                "role": None if state.side is None else str(state.side),
                "state": state.state,
                "at": state.time,
                "from": state.before,
                "commands": list(state.commands),
                **_place(state.line),
            }
            for state in migration.states
        ],
        "first_impossible": None
        if refused is None
        else {**_evidence(refused.line), "why": refused.why, "allowed": list(refused.allowed)},
        "open": [
            {**(_place(o.line) if o.line else {"file": None, "line": None}), "why": o.why} for o in migration.open
        ],
        "config": [
            {"role": None if c.side is None else str(c.side), "read_only": c.read_only, **_place(c.line)}
            for c in migration.config
        ],
        "worlds": {"sent_to": migration.worlds.sent_to, "destination": migration.worlds.destination},
        **_summary(migration.summary),
        "diagnosis": [
            {
                "failure": finding.failure,
                "title": finding.title,
                "certainty": str(finding.certainty),
                "why": finding.why,
                "cause": finding.cause,
                "evidence": _evidence(finding.line),
                "remedy": list(finding.remedy),
            }
            for finding in migration.diagnosis
        ],
        "explanation": None if migration.explanation is None else _explanation(migration.explanation),
        "why": None if migration.why is None else _why(migration.why),
        "properties": [
            {
                "id": p.id,
                "statement": p.statement,
                "observed": str(p.observed),
                "why": p.why,
                "lines": [_place(line) for line in p.lines],
                "needs": p.needs or None,
            }
            for p in migration.properties
        ],
        "measures": None if migration.measures is None else _measures(migration.measures),
        "timeline": [{"at": m.time, "role": m.role, "what": m.what, **_place(m.line)} for m in migration.timeline],
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "run": [
            {
                "role": step.role,
                "command": step.command,
                "says": step.says,
                "time_s": step.at_s,
                "waited_s": step.waited_s,
                "lines": [_place(line) for line in step.lines],
            }
            for step in explanation.run
        ],
        "contradicting": [_evidence(line) for line in explanation.contradicting],
        "smallest": explanation.is_smallest,
        "roles": {role: list(places) for role, places in explanation.roles},
        "look_for": list(explanation.look_for),
    }


def _why(why: Why) -> dict[str, Any]:
    return {
        "says": why.says,
        "causes": [
            {
                "name": c.name,
                "description": c.description,
                "failure": c.failure or None,
                "standing": str(c.standing),
                "share": c.share,
                "for": [{**_evidence(e.line), "says": e.says} for e in c.speaks_for],
                "against": [{**_evidence(e.line), "says": e.says} for e in c.speaks_against],
                "confirmed_by": {
                    "says": c.confirmed_by.says,
                    "do": None if c.confirmed_by.action is None else _action(c.confirmed_by.action),
                },
                "remedy": [_action(action) for action in c.actions],
            }
            for c in why.causes
        ],
        "beyond_the_model": [{"says": b.says, **_evidence(b.line)} for b in why.beyond],
        "excluded": list(why.excluded),
        "symptoms": [_evidence(line) for line in why.symptoms],
        "look_at": why.look_at,
        "answers": {value: list(left) for value, left in why.answers.items()},
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "on": action.place or None,
        "changes_something": action.is_change,
        "releases": action.note or None,
        "known": action.trust or None,
    }


def _measures(measures: Measures) -> dict[str, Any]:
    stop = measures.stop
    return {
        "precopy_s": measures.precopy_s,
        "switchover_s": measures.switchover_s,
        "destination_waited_s": measures.destination_waited_s,
        "last_round": None if stop is None else stop_to_json(stop),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    skew, message = summary.skew, summary.message
    return {
        "vm": summary.vm,
        "hosts": {"source": list(summary.source), "destination": list(summary.destination)},
        "logs_of": list(summary.logs_of),
        "release": summary.release,
        "start": summary.start,
        "end": summary.end,
        "seconds": summary.seconds,
        "phases": [
            {"name": p.name, "role": p.role, "start": p.start, "end": p.end, "seconds": p.seconds}
            for p in summary.phases
        ],
        "message": None if message is None else {"says": message.text, **_evidence(message.line)},
        "tasks": list(summary.tasks),
        "opids": list(summary.opids),
        "records": summary.records,
        "clock_skew": None
        if skew is None
        else {
            "least_s": skew.least,
            "most_s": skew.most,
            "shown": skew.is_shown,
            "lines": [_place(x) for x in skew.evidence],
        },
    }


def _place(line: LogLine) -> dict[str, Any]:
    return {"file": line.file, "line": line.number}


def _evidence(line: LogLine) -> dict[str, Any]:
    return {**_place(line), "text": line.text}
