"""What a page can be about: a check, a change, a preflight, a convergence verdict, traced logs, or a model to explore.

Each is made from the result object that the JSON form is made from. A further kind of result is one more function here, and a
view in ``report/src``: a page shows whatever parts its data hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vmotion_convergence.expected_figures import Expected
from vmotion_convergence.report import as_json
from vmotion_convergence.verdict import ConvergenceVerdict as Convergence
from vmotion_convergence.whatif import WhatIfChange
from vmotion_model.language import Model, digest, variables_of
from vmotion_model.machines import Migration
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import conditioned
from vmotion_model.script import ScriptError, play, read_script
from vmotion_proofs.certifying.stored_evidence import with_records
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.changes.report import proposal_to_json
from vmotion_proofs.conditions.preflight import Preflight
from vmotion_proofs.conditions.stored_causes import StoredCauses, stored_causes
from vmotion_proofs.results.report import check_to_json
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Run
from vmotion_report.outputs.run_in_words import follows_from, marked_steps, sentences
from vmotion_specs.apply import base_of, changed_suite
from vmotion_specs.properties import Property
from vmotion_specs.reference import PropertyEntry
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.suites import SUITES, Suite
from vmotion_traces.report import to_json as trace_to_json
from vmotion_traces.result import TraceResult

from .convergence import plots
from .foreseen import cause_runs, causes_data, preflight_data, preflight_runs, why_conditions_forbid
from .graphs import graph_to_json
from .models import failures_to_json, model_to_json, property_entries, property_to_json, roles_of
from .mutants import noticed
from .runs import Book, ReportedRun, verdict_steps
from .traced_steps import trace_runs

SCHEMA = 1
Data = Mapping[str, Any]


def of_check(suite: Suite, result: CheckResult, properties: Sequence[Property] | None = None) -> Data:
    """The page of a check of a suite's model; ``properties`` are those that were asked where they are not the suite's."""
    asked = suite.properties if properties is None else tuple(properties)
    judged = suite.version(suite.model, asked)
    book = Book(suite.model, judged.locations)
    _runs_of(book, result, {p.id: p for p in asked})
    _scenarios(suite, book)
    return {
        **_head("check", suite.name, f"Check of the model {result.model}", result.verdict.value),
        "check": _without_runs(check_to_json(result)),
        **_model_parts(judged, book),
    }


def of_change(suite: Suite, proposal: Proposal) -> Data:
    """The page of a proposed change: the verdicts on the changed model, and what the change adds and removes."""
    from vmotion_diagrams.difference import difference

    form = proposal_to_json(proposal)
    head = _head("change", suite.name, proposal.change.title, str(form["verdict"]))
    if proposal.after is None:
        return {**head, "check": _without_runs(form), **_model_parts(suite, Book(suite.model, suite.locations))}
    after, base = changed_suite(proposal.change, suite), base_of(proposal.change, suite)
    book, old = Book(after.model, after.locations), Book(base.model, base.locations)
    _runs_of(book, proposal.after, {p.id: p for p in after.properties}, compared=True)
    if proposal.behaviour is not None:
        if (run := proposal.behaviour.adds) is not None:
            book.add(ReportedRun("adds", "added", "Only the changed model can do the last step", run), base.model)
        if (run := proposal.behaviour.removes) is not None:
            old.add(
                ReportedRun("removes", "removed", "Only the unchanged model can do the last step", run), after.model
            )
    parts = dict(_model_parts(after, book))
    if after.locations:
        drawn = graph_to_json("difference", difference(base.model, after.model, proposal.change.title, after.locations))
        parts["model"] = {**parts["model"], "graphs": [drawn, *parts["model"]["graphs"]]}
    if old.runs:
        parts["before"] = {"model": model_to_json(base), "book": old.to_json()}
    return {**head, "check": _without_runs(form), **parts}


def of_model(suite: Suite) -> Data:
    """The page of a model on which nothing was judged now: the verdicts are those on file."""
    book = Book(suite.model, suite.locations)
    _scenarios(suite, book)
    return {
        **_head("model", suite.name, f"The model {suite.model.name}", None),
        **_model_parts(suite, book, records=True),
    }


def of_preflight(suite: Suite, result: Preflight) -> Data:
    """The page of what conditions lead to; ``suite`` is that of the protocol, whose runs are made in the conditioned one."""
    model = conditioned()
    within = suite.version(model, ())
    book = Book(model, within.locations, why_conditions_forbid)
    for shown in preflight_runs(result):
        book.add(shown)
    return {
        **_head("preflight", suite.name, "Does the migration complete?", str(result.certainty)),
        "preflight": preflight_data(result),
        "model": model_to_json(within),
        "book": book.to_json(),
        "failures": failures_to_json(),
        "causes": causes_data(model, stored_causes()),
    }


def of_trace(suite: Suite, result: TraceResult) -> Data:
    """The page of logs that were replayed on the machines of a suite's model."""
    form = trace_to_json(result)
    return {
        **_head("trace", suite.name, "Logs replayed on the model", form["verdict"]),
        "trace": form,
        "traced": trace_runs(suite.model, result),
        **_model_parts(suite, Book(suite.model, suite.locations), records=True),
    }


def of_convergence(
    scenario: Scenario, verdict: Convergence, expected: Expected, changes: Sequence[WhatIfChange] | None = None
) -> Data:
    """The page of a convergence verdict, with what was asked, the bounds, the argument and the plots."""
    form = as_json(verdict, changes or (), expected)
    return {
        **_head("converge", "", "Does pre-copy end?", form["verdict"]),
        "converge": form,
        "plots": plots(scenario, verdict),
    }


def _head(kind: str, suite: str, title: str, verdict: str | None) -> Data:
    return {"schema": SCHEMA, "kind": kind, "suite": suite, "title": title, "verdict": verdict}


def _model_parts(suite: Suite, book: Book, records: bool = False) -> Data:
    entries: Iterable[PropertyEntry] = property_entries(suite).values()
    if records and suite.name in SUITES and digest(suite.model) == digest(SUITES[suite.name]().model):
        # What is on file is about the model that ships, and about no changed one.
        entries = [e for e in with_records(entries) if isinstance(e, PropertyEntry)]
    says = {}
    stated = {p.id: p for p in suite.properties}
    for entry in entries:
        # What is made from the commands of all roles is about all of them.
        own = stated.get(entry.name)
        data = dict(property_to_json(entry, suite.model.roles if own is None else roles_of(suite, own)))
        if entry.record is not None:
            data["record"] = {
                "verdict": entry.record.verdict,
                "file": entry.record.file,
                "says": entry.record.description,
            }
        says[entry.name] = data
    causes = {}
    if suite.article:
        stored = _stored(suite)
        for shown in cause_runs(stored):
            book.add(shown)
        causes = {"causes": causes_data(suite.model, stored)}
    return {
        **causes,
        "model": model_to_json(suite),
        "book": book.to_json(),
        "properties": says,
        "mutants": noticed(suite.name, digest(suite.model), suite.properties),
        "failures": failures_to_json(),
    }


def _stored(suite: Suite) -> StoredCauses:
    if digest(suite.model) != digest(vmotion()):
        return StoredCauses(
            missing="what each cause leads to was searched for in the protocol that ships, not in this model"
        )
    return stored_causes()


def _without_runs(form: Mapping[str, Any]) -> Mapping[str, Any]:
    """The JSON form of a check without its runs, which the page keeps with their states."""
    data = dict(form)
    data["properties"] = [
        {key: value for key, value in item.items() if key not in ("counterexample", "witness")}
        for item in form["properties"]
    ]
    if behaviour := (form.get("change") or {}).get("behaviour"):
        directions = {
            name: {key: value for key, value in found.items() if key != "run"}
            for name, found in behaviour["directions"].items()
        }
        kept = {"word": behaviour["word"], "complete": behaviour["complete"], "directions": directions}
        data["change"] = {**form["change"], "behaviour": kept}
    return data


def _runs_of(book: Book, result: CheckResult, properties: Mapping[str, Property], compared: bool = False) -> None:
    for item in result.properties:
        if item.run is not None:
            book.add(_main(item, item.run, properties.get(item.id), compared))
        if item.witness is not None:
            title = f"A run that reaches the premise of {item.id}"
            watched = _watched(properties.get(item.id))
            book.add(ReportedRun(f"{item.id}:premise", "premise", title, item.witness, watched, property_id=item.id))


def _main(item: PropertyResult, run: Run, stated: Property | None, compared: bool) -> ReportedRun:
    if item.verdict.passes:
        return ReportedRun(
            item.id, "witness", f"A run that fulfils {item.id}", run, _watched(stated), property_id=item.id
        )
    moment = (f"{item.id} is violated: {item.title}", *([item.why] if item.why else []))
    shown = ReportedRun(
        item.id, "counterexample", f"The counterexample to {item.id}", run, _watched(stated), moment, item.id
    )
    if (found := item.analysis) is None:
        return shown
    told = [*sentences(run, found, compared)]
    if found.follows is not None:
        told.append(f"{follows_from(run, found.follows)}.")
    return replace(shown, told=tuple(told), marks=marked_steps(found))


def _watched(stated: Property | None) -> tuple[str, ...]:
    return () if stated is None else tuple(variables_of(stated.premise) | variables_of(stated.claim))


def _scenarios(suite: Suite, book: Book) -> None:
    """The runs that ship; a changed model may not play one, and then it is not shown."""
    for name, text in scenarios_of(suite).items():
        try:
            run = scenario_run(text, book.model, name, book.locations)
        except ScriptError:
            continue
        book.add(ReportedRun(f"scenario:{name}", "scenario", run[0], run[1]))


def scenario_run(text: str, model: Model, name: str, locations: Mapping[str, str]) -> tuple[str, Run]:
    """A script's title and the run that it makes; raises ``ScriptError``."""
    script = read_script(text, model, name)
    played = play(script, Migration(script.model, locations))
    return played.title or name, Run(verdict_steps(played.steps, script.model))
