"""Pictures of the page in a real browser: clear of each other, readable on a phone, fast, and usable when they are large."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest
from playwright.sync_api import Browser, expect

from report_pages import PHONE, watched
from vmotion_proofs.results.verdicts import CheckResult
from vmotion_report.subjects import of_check
from vmotion_specs.suites import Suite

THROUGH = """() => {
    const inside = (q, r, by) => q.x > r.x - by && q.x < r.x + r.width + by && q.y > r.y - by && q.y < r.y + r.height + by;
    const states = [...document.querySelectorAll('.picture .node')]
        .map((n) => [n.dataset.id, n.querySelector('.shape').getBBox()]);
    const found = [];
    for (const edge of document.querySelectorAll('.picture .edge')) {
        const path = edge.querySelector('.line'), length = path.getTotalLength();
        const points = Array.from({ length: 60 }, (_, n) => path.getPointAtLength((length * n) / 59));
        const ends = [points[0], points.at(-1)];
        for (const [id, box] of states)
            if (!ends.some((end) => inside(end, box, 5)) && points.some((p) => inside(p, box, -1)))
                found.push(`${edge.ariaLabel} runs through ${id}`);
    }
    return [found, states.length, document.querySelectorAll('.picture .edge').length];
}"""
"""Edges that run through a state at which they neither begin nor end, and how many states and edges there are."""


def test_no_edge_of_a_picture_runs_through_a_state(browser: Browser, foreseen: str) -> None:
    with watched(browser) as seen:
        for diagram in ("phases", "vcenter", "source", "destination", "failures", "whole"):
            seen.page.goto("about:blank")
            seen.page.goto(f"{foreseen}#view=machines&diagram={diagram}")
            expect(seen.page.locator(".picture .node").first).to_be_visible()
            found, states, edges = seen.page.evaluate(THROUGH)
            assert found == [], diagram
            assert states > 5
            assert edges > 5
        # The way of a machine goes down: each of its states stands below the one before.
        seen.page.goto(f"{foreseen}#view=machines&diagram=source")
        expect(seen.page.locator(".picture .node[data-id='source.PRECOPY']")).to_be_visible()
        way = ("NONE", "READY", "PRECOPY", "CHECKPT", "WAIT_HANDSHAKE", "FINISHED")
        heights = [seen.page.locator(f".node[data-id='source.{s}'] .shape").evaluate("e => e.getBBox().y") for s in way]
        assert heights == sorted(heights)
        assert seen.said == []


def test_on_a_phone_letters_of_a_picture_can_be_read_and_it_scrolls_by_itself(browser: Browser, foreseen: str) -> None:
    with watched(browser, PHONE) as seen:
        for diagram in ("phases", "vcenter", "failures"):
            seen.page.goto("about:blank")
            seen.page.goto(f"{foreseen}#view=machines&diagram={diagram}")
            title = seen.page.locator(".picture .node .title").first
            expect(title).to_be_attached()
            # As high as a line of text of eight pixels at least, whatever the picture is scaled to.
            assert title.evaluate("e => e.getBoundingClientRect().height") >= 8
            canvas = seen.page.locator(".graph .canvas").first
            assert canvas.evaluate("e => e.scrollWidth > e.clientWidth")
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_on_a_laptop_too_letters_can_be_read_and_the_picture_is_as_high_as_it_needs(
    browser: Browser, foreseen: str, size: tuple[int, int]
) -> None:
    with watched(browser, size) as seen:
        page = seen.page
        for diagram in ("phases", "vcenter", "source", "destination", "failures", "whole"):
            page.goto("about:blank")
            page.goto(f"{foreseen}#view=machines&diagram={diagram}")
            expect(page.locator(".picture .node .title").first).to_be_attached()
            heights = page.evaluate(
                "[...document.querySelectorAll('.picture text')].map((t) => t.getBoundingClientRect().height)"
            )
            # A line of letters of nine pixels is as high as this.
            assert min(h for h in heights if h) >= 9, diagram
            canvas = page.locator(".graph .canvas").first
            assert canvas.evaluate("e => e.scrollHeight <= e.clientHeight"), diagram
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        page.goto(f"{foreseen}#view=machines&diagram=phases")
        start = page.locator(".picture .node[data-id='vcenter.IDLE']")
        expect(start).to_be_in_viewport(ratio=0.99)
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".picture .node[data-id='vcenter.COMPLETED']")).to_be_in_viewport(ratio=0.99)
        expect(start).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize("size", [(1366, 768), PHONE])
def test_where_a_machine_stands_is_never_cut_off(browser: Browser, whole: str, size: tuple[int, int]) -> None:
    with watched(browser, size) as seen:
        # By the third and fourth step of the plain run vCenter has gone from one long name to another.
        seen.page.goto(whole + "#property=R1&step=4")
        where = seen.page.locator(".machine .where").first
        expect(where).to_have_text("COMPUTING_SPECIFICATION")
        assert where.evaluate("e => e.scrollWidth <= e.clientWidth")
        card = where.locator("xpath=ancestor::section")
        assert card.evaluate("e => e.scrollWidth <= e.clientWidth")
        expect(card.locator(".moved")).to_have_attribute("title", "from VALIDATING_DESTINATION")


def test_on_a_phone_the_table_of_causes_is_in_columns_and_says_what_its_numbers_are(
    browser: Browser, foreseen: str
) -> None:
    with watched(browser, PHONE) as seen:
        seen.page.goto(f"{foreseen}#view=causes")
        rows = seen.page.locator(".causes .table tbody tr")
        expect(rows.first).to_be_visible()
        ends = rows.evaluate_all("rows => rows.map((r) => r.querySelector('td').getBoundingClientRect().right)")
        assert len(ends) == 64
        assert max(ends) - min(ends) < 1
        step = rows.locator(".engine").filter(has_text="2").first
        assert step.evaluate("e => getComputedStyle(e, '::before').content") == '"step "'


@pytest.mark.long
def test_every_key_press_of_a_long_run_is_a_step(browser: Browser, whole: str) -> None:
    """Twenty presses without a pause: none is lost, and Home goes back to the start."""
    with watched(browser) as seen:
        seen.page.goto(whole + "#property=R1&step=0")
        expect(seen.page.locator(".node.here")).to_have_count(3)
        for _ in range(20):
            seen.page.keyboard.press("ArrowRight")
        expect(seen.page.locator(".steps [aria-current] .n")).to_have_text("20")
        seen.page.keyboard.press("Home")
        expect(seen.page.locator(".steps [aria-current] .n")).to_have_text("0")


@pytest.mark.long
def test_the_page_is_there_within_a_second_of_work_and_a_step_takes_fifty_milliseconds(
    browser: Browser, whole: str
) -> None:
    """Counted in processor time of the page's thread, so that what else the machine does changes nothing."""
    with watched(browser) as seen:
        asked = seen.page.context.new_cdp_session(seen.page)
        asked.send("Performance.enable", {"timeDomain": "threadTicks"})

        def worked() -> float:
            return next(
                float(m["value"])
                for m in asked.send("Performance.getMetrics")["metrics"]
                if m["name"] == "TaskDuration"
            )

        assert Path(unquote(urlparse(whole).path)).stat().st_size < 3_000_000
        seen.page.goto(whole)
        expect(seen.page.locator("tbody tr")).to_have_count(83)
        assert 0 < worked() < 1
        seen.page.goto(whole + "#property=R1&step=0")
        expect(seen.page.locator(".node.here")).to_have_count(3)
        seen.page.wait_for_load_state("networkidle")
        before = worked()
        for _ in range(20):
            seen.page.keyboard.press("ArrowRight")
            seen.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        expect(seen.page.locator(".steps [aria-current] .n")).to_have_text("20")
        assert 0 < (worked() - before) / 20 < 0.05


@pytest.mark.long
def test_two_thousand_states_are_cut_with_a_note_and_the_page_stays_usable(
    browser: Browser, written: Callable[[str, dict[str, Any]], str], small: Suite, small_result: CheckResult
) -> None:
    data = json.loads(json.dumps(of_check(small, small_result)))
    places = [f"sender.S{n}" for n in range(2000)]
    node = data["model"]["graphs"][0]["nodes"][0]
    edge = data["model"]["graphs"][0]["edges"][0]
    ends = [(n, (n * k + k) % 2000) for n in range(2000) for k in range(1, 6)]
    for graph in (data["model"]["graphs"][0], data["model"]["machines"][0]):
        graph["nodes"] = [{**node, "id": name, "title": name[7:]} for name in places]
        graph["edges"] = [{**edge, "source": places[a], "target": places[b]} for a, b in ends]
    with watched(browser) as seen:
        at = seen.page
        at.goto(written("large", data) + "#view=machines")
        note = at.get_by_role("note")
        expect(note).to_contain_text("of 2,000 states")
        expect(note).to_contain_text("of 10,000 edges")
        expect(at.locator(".node").first).to_be_visible()
        assert 20 < at.locator(".node").count() <= 140
        at.get_by_label("The state in the middle").fill("sender.S1234")
        at.keyboard.press("Enter")
        expect(at.locator(".node[data-id='sender.S1234']")).to_be_attached()
        longest = at.evaluate(
            """async () => {
                let longest = 0, last = performance.now();
                for (let n = 0; n < 30; n++) {
                    await new Promise((done) => setTimeout(done));
                    longest = Math.max(longest, performance.now() - last);
                    last = performance.now();
                }
                return longest;
            }"""
        )
        assert longest < 1000
        assert seen.said == []
