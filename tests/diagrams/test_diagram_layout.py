"""What Graphviz makes of a picture: no arrow runs through a box or a label that is not its own, none hides another."""

import json
import math
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from vmotion_diagrams import Description, describe, to_dot
from vmotion_diagrams.graphviz_pictures import graphviz
from vmotion_diagrams.kinds import graphs_of
from vmotion_specs.own import find_suite
from vmotion_specs.shipped import change_names
from vmotion_specs.suites import vmotion_suite

pytestmark = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not installed")
CHANGE = str(Path(__file__).parent / "data" / "every-kind.toml")
CHANGES = ("fall-back-without-lock", "release-by-message", "rollback-on-silence", "source-first", CHANGE)
MODELS = ("two-phase-commit", "node-agent", "hand-over", "peterson", "mutual-exclusion", "fischer")
LAID_OUT = [
    # The picture with a main path is placed by hand: its boxes have a test of their own.
    *(("vmotion", kind, None) for kind in graphs_of(vmotion_suite()) if kind != "phases"),
    *(("vmotion", "difference", change) for change in CHANGES),
    *((model, "whole", None) for model in MODELS),
]
NEAR = 2.5
LONG, JOINED = 60, 80
"""Points: two lines that are no farther apart than the first, for longer than the second, look like one.

Where they begin or end at the same state they may come together near it.
"""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def faults(description: Description) -> list[str]:
    """What is wrong in a picture as Graphviz lays it out, by the names in its DOT text."""
    data = json.loads(graphviz(to_dot(description), "json"))
    boxes = dict(_boxes(data["objects"]))
    names = {o["_gvid"]: o["name"] for o in data["objects"]}
    lines = [(e["tail"], e["head"], list(_points(e))) for e in data["edges"] if e.get("style") != "invis"]
    texts = [t for e in data["edges"] for t in _texts(e)]
    assert boxes
    assert all(points for _, _, points in lines)
    found = []
    for tail, head, points in lines:
        for number, box in boxes.items():
            if number not in (tail, head) and any(_inside(p, box) for p in points):
                found.append(f"{names[tail]} -> {names[head]} runs through {names[number]}")
        for text, box in texts:
            if any(_inside(p, box) for p in points):
                found.append(f"{names[tail]} -> {names[head]} runs through {text}")
    for (t1, h1, one), (t2, h2, other) in combinations(lines, 2):
        if _together(one, other) > (JOINED if {t1, h1} & {t2, h2} else LONG):
            found.append(f"{names[t1]} -> {names[h1]} hides {names[t2]} -> {names[h2]}")
    for (n1, a), (n2, b) in combinations(boxes.items(), 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            found.append(f"{names[n1]} covers {names[n2]}")
    return found


def _boxes(objects: Iterable[dict[str, Any]]) -> Iterator[tuple[int, Box]]:
    """States, and the boxes of labels and messages; frames are no obstacles."""
    for item in objects:
        if "pos" in item and "subgraphs" not in item and item.get("style") != "invis":
            x, y = map(float, item["pos"].split(","))
            # Sizes are in inches.
            w, h = float(item["width"]) * 36, float(item["height"]) * 36
            yield item["_gvid"], (x - w, y - h, x + w, y + h)


def _texts(edge: dict[str, Any]) -> Iterator[tuple[str, Box]]:
    """The lines of a label that hangs on an edge, with room enough to tell whose it is."""
    size = 10.0
    for drawn in edge.get("_ldraw_", ()):
        if drawn["op"] == "F":
            size = drawn["size"]
        elif drawn["op"] == "T":
            (x, y), width = drawn["pt"], drawn["width"]
            left = x - {"l": 0, "c": width / 2, "r": width}[drawn["align"]]
            yield drawn["text"], (left - 1, y - size / 3, left + width + 1, y + size * 0.8)


def _points(edge: dict[str, Any], pieces: int = 20) -> Iterator[Point]:
    """Points along the curve of an edge, of Bezier pieces with four points each."""
    for drawn in edge["_draw_"]:
        if drawn["op"] not in "bB":
            continue
        points = drawn["points"]
        for start in range(0, len(points) - 3, 3):
            a, b, c, d = points[start : start + 4]
            for step in range(pieces + 1):
                t = step / pieces
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                x, y = (sum(s * p[n] for s, p in zip(shares, (a, b, c, d), strict=True)) for n in (0, 1))
                yield x, y


def _together(one: Sequence[Point], other: Sequence[Point]) -> float:
    """For how many points two curves run so close that they look like one."""
    close = [p for p in one if min(math.dist(p, q) for q in other) < NEAR]
    return sum(d for p, q in pairwise(close) if (d := math.dist(p, q)) < 3 * NEAR)


def _inside(point: Point, box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


@pytest.mark.parametrize(("model", "kind", "change"), LAID_OUT, ids=lambda v: Path(str(v)).stem)
def test_arrows_keep_clear_of_what_is_not_theirs(model: str, kind: str, change: str | None) -> None:
    assert faults(describe(kind, change, suite=find_suite(model))) == []


@pytest.mark.changes
@pytest.mark.parametrize("change", [n for n in change_names() if n != "vcenter-reads-source"])
def test_no_change_that_ships_is_drawn_with_an_arrow_upon_another(change: str) -> None:
    assert faults(describe("difference", change)) == []


SEQUENCES = (
    "sequence:g-source-dies-while-stunned",
    "sequence:r-ha-restarts",
    "cause:hardware_out_of_date",
    "cause:source_dies",
    "cause:console_open",
)


@pytest.mark.parametrize("kind", SEQUENCES)
def test_no_label_stands_on_a_message_that_is_under_way(kind: str) -> None:
    data = json.loads(graphviz(to_dot(describe(kind)), "json"))
    place = {o["_gvid"]: tuple(map(float, o["pos"].split(","))) for o in data["objects"]}
    boxes = dict(_boxes(o for o in data["objects"] if o.get("label")))
    # What runs down beside a lifeline is drawn as broad as an arrow; lifelines are thinner.
    ends = [(place[e["tail"]], place[e["head"]]) for e in data["edges"] if e.get("penwidth") == "1.5"]
    lanes = [(x1, *sorted((y1, y2))) for (x1, y1), (x2, y2) in ends if x1 == x2]
    assert lanes
    for x, low, high in lanes:
        for left, bottom, right, top in boxes.values():
            assert not (left + 1 < x < right - 1 and low < bottom and high > top), (x, left, right)
    for one, other in combinations(boxes.values(), 2):
        apart = one[2] - 1 <= other[0] or other[2] - 1 <= one[0] or one[3] - 1 <= other[1] or other[3] - 1 <= one[1]
        assert apart


def test_the_main_path_draws_no_arrow_upon_another() -> None:
    """Placed by hand, with every arrow between two points: none lies in the line of another for a part of its way."""
    data = json.loads(graphviz(to_dot(describe("phases")), "json"))
    lines = [list(_points(e)) for e in data["edges"]]
    assert len(lines) > 20
    for one, other in combinations(lines, 2):
        assert _together(one, other) < LONG
