"""JUnit XML, which every CI shows as tests: a suite for each model or change, a test for each thing that was asked.

What is violated is a failure, what is not decided an error: only what passes is a passed test.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from vmotion_model.common.safe_text import MARK, shown
from vmotion_proofs.results.verdicts import Hints

from .outcome import CaseStanding, CaseSubject, CheckOutcome, JudgedModel, ReportCase
from .places import FilePlace
from .run_in_words import follows_from, repair_line, repairs_end, repairs_head, run_lines, sentences

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any form."""


def to_junit(outcome: CheckOutcome) -> str:
    """The XML text."""
    root = ET.Element("testsuites", {"name": "vmotion check"})
    totals: Counter[str] = Counter()
    seconds = 0.0
    for judged in outcome.judged:
        suite, counts = _suite(judged)
        root.append(suite)
        totals += counts
        seconds += judged.result.seconds if judged.result is not None else 0.0
    _count(root, totals, seconds)
    return _text(root)


def failure(message: str, file: str | None, line: int | None, column: int | None) -> str:
    """A suite with one error: the input cannot be used, so nothing was checked."""
    root = ET.Element("testsuites", {"name": "vmotion check"})
    suite = ET.SubElement(root, "testsuite", {"name": "vmotion check"})
    case = ET.SubElement(suite, "testcase", {"classname": "vmotion", "name": "the input can be used", "time": "0"})
    if file is not None:
        _locate(case, FilePlace(file, line or 1, column or 1))
    ET.SubElement(case, "error", {"message": _xml(message), "type": "bad input"}).text = _xml(message)
    for element in (suite, root):
        _count(element, Counter(tests=1, errors=1), 0.0)
    return _text(root)


def _suite(judged: JudgedModel) -> tuple[ET.Element, Counter[str]]:
    suite = ET.Element("testsuite", {"name": _xml(judged.name)})
    properties = ET.SubElement(suite, "properties")
    about = {"title": judged.title}
    if judged.result is not None:
        about |= {"model": judged.result.model, "digest": judged.result.digest}
    for name, value in about.items():
        ET.SubElement(properties, "property", {"name": name, "value": _xml(value)})
    counts: Counter[str] = Counter()
    for case in judged.cases:
        counts["tests"] += 1
        counts["failures"] += case.standing is CaseStanding.FAILS
        counts["errors"] += case.standing is CaseStanding.OPEN
        suite.append(_case(judged, case))
    _count(suite, counts, judged.result.seconds if judged.result is not None else 0.0)
    if judged.result is not None and judged.result.hints is not None:
        ET.SubElement(suite, "system-out").text = _xml("\n".join(_repairs(judged.result.hints)))
    return suite, counts


def _repairs(hints: Hints) -> Iterator[str]:
    yield repairs_head(hints)
    for number, hint in enumerate(hints.found, 1):
        yield repair_line(number, hint)
        yield hint.edit
    yield repairs_end(hints)


def _case(judged: JudgedModel, case: ReportCase) -> ET.Element:
    name = f"{case.id}: {case.title}" if case.about is CaseSubject.PROPERTY else case.title
    seconds = case.result.seconds if case.result is not None else 0.0
    element = ET.Element(
        "testcase",
        {
            "classname": _xml(f"{judged.name}.{case.about.value}"),
            "name": _xml(name),
            "time": f"{seconds:.3f}",
        },
    )
    if case.place is not None:
        _locate(element, case.place)
    told = "\n".join([f"{case.message}.", *_told(judged, case)])
    if case.standing is CaseStanding.PASSES:
        # Also a run that is as declared: it can be read, and fails nothing.
        if case.result is None or not case.result.verdict.passes:
            ET.SubElement(element, "system-out").text = _xml(told)
    else:
        kind = "failure" if case.standing is CaseStanding.FAILS else "error"
        ET.SubElement(element, kind, {"message": _xml(case.message), "type": case.word}).text = _xml(told)
    return element


def _locate(element: ET.Element, place: FilePlace) -> None:
    element.set("file", _xml(place.path))
    element.set("line", str(place.line))


def _count(element: ET.Element, counts: Counter[str], seconds: float) -> None:
    for name in ("tests", "failures", "errors"):
        element.set(name, str(counts[name]))
    element.set("skipped", "0")
    element.set("time", f"{seconds:.3f}")


def _xml(text: str) -> str:
    """Text that XML can hold: what it cannot, and what is not seen, is marked. Markup is quoted by the writer."""
    return _NO_XML.sub(MARK, shown(text))


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _told(judged: JudgedModel, case: ReportCase) -> Iterator[str]:
    """The counterexample: what goes wrong in a few sentences, and all its steps."""
    if case.run is None:
        return
    found = case.result.analysis if case.result is not None else None
    if found is not None:
        yield from sentences(case.run, found, judged.proposal is not None)
        if found.follows is not None:
            yield f"{follows_from(case.run, found.follows)}."
    yield from run_lines(case.run)
