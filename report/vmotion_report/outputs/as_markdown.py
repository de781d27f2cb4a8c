"""Markdown for a pull request: what changed in the verdicts, one counterexample, and what the change does to the machines.

The diagrams are Mermaid, which code hosts draw. A comment has a longest length and a diagram, too: what does not fit is left out,
and that is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vmotion_diagrams.box_text import wrapped
from vmotion_diagrams.difference import difference
from vmotion_diagrams.formats.mermaid import to_mermaid
from vmotion_diagrams.sequences import Happening, sequence
from vmotion_model.common.safe_text import one_line
from vmotion_model.language import digest, variables_of
from vmotion_proofs.changes.bisect_sweep import LEFT_OUT
from vmotion_proofs.changes.sweep_result import SweepLine
from vmotion_proofs.results.counterexample_analysis import in_order
from vmotion_proofs.results.verdicts import Answer, Difference, Run, Verdict

from .outcome import CaseStanding, CaseSubject, CheckOutcome, JudgedModel, ReportCase
from .run_in_words import repair_line, repairs_end, repairs_head, sentences

LONGEST = 60_000
"""Characters of the whole text: a comment on GitHub may have 65,536."""
LONGEST_DIAGRAM = 40_000
"""Characters of a diagram: Mermaid draws none of more than 50,000."""
MOST_ROWS = 200
MARKS = {CaseStanding.PASSES: "✅", CaseStanding.FAILS: "❌", CaseStanding.OPEN: "❔"}
_SPECIAL = re.compile(
    r"(?P<markup>[\\`*_\[\]~$])"
    r"|(?P<number>#(?=\w))"
    r"|(?P<html>[&<>|#])"
    r"|(?P<first>^(?:[-+=]|\d+(?=[.)])))"
    r"|(?P<link>@|:(?=//|[\w+-]+:)|\bGH(?=-\d)|\bwww(?=\.))",
    re.IGNORECASE,
)


def to_markdown(outcome: CheckOutcome) -> str:
    """The text."""
    sections = [_Section(j, outcome.without) for j in outcome.judged if not _left_out(j)]
    head = "".join(map(_sweep, _sweeps(outcome)))
    text = head + "\n".join(s.text(diagrams=True) for s in sections)
    if len(text) > LONGEST:
        text = head + "\n".join(s.text(diagrams=False) for s in sections)
    if len(text) > LONGEST:
        text = _cut(text)
    return text


def failure(message: str, file: str | None, line: int | None, column: int | None) -> str:
    """What is said where the input cannot be used; the message names the place."""
    del file, line, column
    return f"## ❔ vmotion: nothing was checked\n\n{quoted(message)}\n"


def quoted(text: str) -> str:
    """Text of others on one line, which a reader sees as it is: no markup, no link, and nobody is mentioned."""
    return _SPECIAL.sub(_instead, one_line(text).strip())


def _instead(found: re.Match[str]) -> str:
    sign = found.group()
    if found.lastgroup == "markup":
        return f"\\{sign}"
    if found.lastgroup in ("html", "first"):
        return "".join(f"&#{ord(c)};" for c in sign)
    # An empty comment keeps a host from making a link, a mention or an emoji of what a text only looks like.
    return f"{'&#35;' if found.lastgroup == 'number' else sign}<!-- -->"


def fenced(code: str, language: str) -> str:
    """A block of code, with more backticks around it than any in it."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.rstrip()}\n{fence}\n"


def _left_out(judged: JudgedModel) -> bool:
    return judged.proposal is not None and judged.proposal.stopped == LEFT_OUT


def _sweeps(outcome: CheckOutcome) -> Iterable[Sequence[JudgedModel]]:
    """The values of each sweep."""
    found: dict[str, list[JudgedModel]] = {}
    for judged in outcome.judged:
        if judged.sweep and judged.proposal is not None:
            found.setdefault(judged.proposal.change.name, []).append(judged)
    return found.values()


def _sweep(values: Sequence[JudgedModel]) -> str:
    """The properties that do not pass with every value of a sweep, each over the values."""
    lines, proposal = values[0].sweep, values[0].proposal
    point = proposal.change.sweep if proposal is not None else None
    name = quoted(point.constant) if point is not None else ""
    rows = [f"| {name} | {' | '.join(map(str, lines[0].values))} |", "|---|" + "---|" * len(lines[0].values)]
    rows += [
        f"| {quoted(line.id)} | {' | '.join(map(_swept, line.verdicts, (v in line.followed for v in line.values)))} |"
        for line in lines
        if line.telling
    ]
    said = [f"- {quoted(line.sentence)}.{quoted(_if_assumed(line))}" for line in lines if line.telling]
    passing = sum(line.passes for line in lines)
    open_ = sum(not line.telling for line in lines) - passing
    end = f"{passing} of {len(lines)} properties pass with every value. "
    if open_:
        end += f"{open_} pass with every value that was judged. "
    end += "Between the values nothing was judged."
    if left := sum(map(_left_out, values)):
        end += f" {left} of {len(lines[0].values)} values were left out: - is no verdict, {quoted('*')} follows from another one."
    end += "\n"
    if not said:
        return "\n".join([f"## A sweep of {name}\n", end, ""])
    return "\n".join([f"## A sweep of {name}\n", *rows, "", *said, "", end, ""])


def _swept(verdict: Verdict | None, follows: bool) -> str:
    if verdict is None:
        return "-"
    return f"{verdict.value} {quoted('*')}" if follows else verdict.value


def _if_assumed(line: SweepLine) -> str:
    return f" If it turns nowhere else, {line.assumed}." if line.assumed else ""


class _Section:
    """What is said about one model or change."""

    def __init__(self, judged: JudgedModel, without: Sequence[str]) -> None:
        self.judged = judged
        self.without = without

    def text(self, *, diagrams: bool) -> str:
        parts = [f"## {MARKS[self.judged.worst()]} {quoted(self.judged.title)}\n"]
        if self.judged.text:
            parts += [f"{quoted(p)}\n" for p in re.split(r"\n\s*\n", self.judged.text)]
        if self.without:
            parts.append(f"Without the assumption: {quoted(', '.join(self.without))}.\n")
        parts += [f"{self._counts()}\n", *self._table(), *self._others(), *self._written(), *self._behaviour()]
        parts += [*self._counterexample(diagrams), *self._repairs()]
        if diagrams:
            parts += self._difference()
        return "\n".join(parts)

    def _written(self) -> Iterable[str]:
        """What is written differently, part by part."""
        found = self.judged.proposal.told if self.judged.proposal is not None else ()
        if found:
            yield "What is written differently:\n"
            yield "\n".join(f"- {quoted(d.sentence)}" for d in found[:MOST_ROWS]) + "\n"
            if len(found) > MOST_ROWS:
                yield f"{len(found) - MOST_ROWS} more are not shown.\n"

    def _counts(self) -> str:
        cases = [c for c in self.judged.cases if c.about is CaseSubject.PROPERTY]
        words = [f"{sum(c.word == w for c in cases)} {w}" for w in dict.fromkeys(c.word for c in cases)]
        result = self.judged.result
        if result is None or not words:
            return "No property was judged."
        return f"{quoted(result.model)} `{result.digest[:12]}`: {', '.join(words)}."

    def _table(self) -> Iterable[str]:
        """The verdicts that are not passes before and after."""
        cases = [c for c in self.judged.cases if c.about is CaseSubject.PROPERTY]
        told = [c for c in cases if not (_passes(c) and (c.before is None or c.before.passes))]
        compared = self.judged.proposal is not None
        if told:
            yield from self._rows(told, compared)
        if rest := len(cases) - len(told):
            passes = "property passes" if rest == 1 else "properties pass"
            yield f"{rest} {passes}{' before and after' if compared else ''}.\n"

    def _rows(self, told: Sequence[ReportCase], compared: bool) -> Iterable[str]:
        yield "| | property | " + ("before | after" if compared else "verdict") + " | states that |"
        yield "|---|---|---|" + ("---|" * (1 + compared))
        for case in told[:MOST_ROWS]:
            before = f"{case.before.value if case.before is not None else '-'} | " if compared else ""
            row = f"| {MARKS[case.standing]} | {quoted(case.id)} | {before}{case.word} | {quoted(case.title)} |"
            yield row
        yield ""
        if len(told) > MOST_ROWS:
            yield f"{len(told) - MOST_ROWS} more are not shown.\n"

    def _others(self) -> Iterable[str]:
        found = [
            c
            for c in self.judged.cases
            if c.about is not CaseSubject.PROPERTY
            and not (c.about is CaseSubject.POLICY and c.standing is CaseStanding.PASSES)
        ]
        yield from (f"- {MARKS[c.standing]} {quoted(c.message)}." for c in found)
        notes = self.judged.proposal.notes if self.judged.proposal is not None else ()
        yield from (f"- {quoted(n)}." for n in notes)
        if found or notes:
            yield ""

    def _behaviour(self) -> Iterable[str]:
        behaviour = None if self.judged.proposal is None else self.judged.proposal.behaviour
        if behaviour is None:
            return
        yield f"**Behaviour: {behaviour.word}.**\n"
        for found, whose in ((behaviour.added, "new"), (behaviour.removed, "old")):
            yield f"- {_direction(found, whose)}"
        yield ""

    def _counterexample(self, diagrams: bool) -> Iterable[str]:
        """The failure that explains most of the others."""
        broken = {c.id: c for c in self.judged.cases if c.run is not None and c.run.steps}
        first = next(iter(in_order([c.result for c in broken.values() if c.result is not None])), None)
        if first is None or (run := first.run) is None:
            return
        case = broken[first.id]
        steps = f"{len(run.steps)} step{'s' * (len(run.steps) != 1)}"
        ends = f"after {steps}" if run.loop_at is None else f"on a run that comes back to step {run.loop_at} for ever"
        yield f"### {quoted(case.id)} is violated {ends}\n"
        why = case.result.why if case.result is not None else ""
        if why:
            yield f"{quoted(why)}\n"
        if first.analysis is not None:
            told = sentences(run, first.analysis, self.judged.proposal is not None)
            yield f"{' '.join(map(quoted, told))}\n"
        drawn = self._drawn(case, run) if diagrams else ""
        yield fenced(drawn, "mermaid") if drawn else "The diagram of this run is too long for here.\n"
        explained = () if first.analysis is None else first.analysis.explains
        others = [name for name in broken if name != first.id and name not in explained]
        if others:
            yield f"Also with a counterexample: {', '.join(map(quoted, others))}.\n"

    def _repairs(self) -> Iterable[str]:
        """Edits that repair it, where these were looked for."""
        hints = None if self.judged.result is None else self.judged.result.hints
        if hints is None:
            return
        yield f"### {repairs_head(hints).removesuffix(':').removesuffix('.')}\n"
        for number, hint in enumerate(hints.found, 1):
            # A number that stands first would begin a list, in which the block of code would have to be indented.
            yield f"{quoted(repair_line(number, hint))}\n"
            yield fenced(hint.edit, "toml")
        yield f"{quoted(repairs_end(hints))}\n"

    def _drawn(self, case: ReportCase, run: Run) -> str:
        versions = self.judged.versions
        if versions is None:
            return ""
        stated = versions.property(case.id)
        watched = () if stated is None else (*variables_of(stated.premise), *variables_of(stated.claim))
        events = [Happening(s.command, s.time_s, s.changed) for s in run.steps]
        drawn = sequence(versions.model, events, f"{case.id} breaks", watched, (), run.loop_at)
        # Mermaid breaks no line of a note: it would stand out of its box.
        lines = wrapped(one_line(f"{case.id} is violated: {case.title}"), 18 * len(drawn.lifelines) - 4)
        text = to_mermaid(replace(drawn, moment=tuple(lines)))
        return text if len(text) <= LONGEST_DIAGRAM else ""

    def _difference(self) -> Iterable[str]:
        versions = self.judged.versions
        if versions is None or versions.before is None or digest(versions.before) == digest(versions.model):
            return
        drawn = to_mermaid(difference(versions.before, versions.model, self.judged.title, versions.locations))
        yield "### What changes in the machines\n"
        if len(drawn) <= LONGEST_DIAGRAM:
            yield fenced(drawn, "mermaid")
        else:
            yield "The diagram is too long for here: vmotion diagram difference draws it.\n"


def _passes(case: ReportCase) -> bool:
    return case.result is not None and case.result.verdict.passes


def _direction(found: Difference, whose: str) -> str:
    if found.answer is Answer.NO:
        return f"No run is possible in the {whose} version only."
    if found.answer is Answer.UNKNOWN or found.run is None:
        return f"❔ Whether a run is possible in the {whose} version only is not decided: {quoted(found.reason)}."
    steps = " → ".join(quoted(c) for c in found.run.commands)
    return f"Only the {whose} version can end this run: {steps}."


def _cut(text: str) -> str:
    """The beginning, up to the end of a line."""
    return text[: text.rindex("\n", 0, LONGEST)] + "\n\nThe rest is too long for here.\n"
