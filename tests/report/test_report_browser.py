"""The page in a real browser: from disk, by mouse and by keyboard, with hostile texts, and with the model behind it."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any, Literal
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from plain_run import STEPS, through
from report_pages import SHOTS
from vmotion_convergence.expected import expect as expected
from vmotion_convergence.verdict import judge
from vmotion_model.precopy.question import Question, read_question
from vmotion_model.script import play, read_script
from vmotion_proofs.changes.check_change import propose
from vmotion_proofs.check.check import check
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import followed
from vmotion_proofs.results.verdicts import CheckResult
from vmotion_report.live import Live
from vmotion_report.models import model_to_json
from vmotion_report.page import page
from vmotion_report.runs import Book, Shown
from vmotion_report.saved import Origin
from vmotion_report.server import ExploreServer, address, serve
from vmotion_report.subjects import of_change, of_check, of_convergence, of_model, of_preflight, of_trace
from vmotion_report.surroundings import choices
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import Suite
from vmotion_specs.suites import suite as suite_of
from vmotion_traces import trace

DESKTOP, PHONE = (1440, 900), (390, 844)
Colours = Literal["light", "dark"]


@dataclass
class Watched:
    """A page with all that it said and fetched."""

    page: Page
    said: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def quiet(self, own: str) -> None:
        """Nothing was said on the console, nothing fetched but what begins with ``own``."""
        assert self.said == []
        assert [url for url in self.fetched if not url.startswith(own)] == []


@contextmanager
def watched(browser: Browser, size: tuple[int, int] = DESKTOP, colours: Colours = "light") -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=colours, accept_downloads=True
    )
    context.set_default_timeout(10_000)
    found = Watched(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.fetched.append(request.url))
    yield found
    context.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, dict[str, Any]], str]:
    """Data as a page on disk, by its address."""

    def write(name: str, data: dict[str, Any]) -> str:
        path = tmp_path_factory.mktemp("pages") / f"{name}.html"
        path.write_text(page(data), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.fixture(scope="session")
def broken(written: Callable[[str, dict[str, Any]], str]) -> str:
    """A change of a small model that lets two processes in at once."""
    chosen = suite_of("peterson")
    proposal = propose(
        shipped_change("turn-before-flag"), chosen, Options(engine="explicit", locations=chosen.locations)
    )
    return written("peterson", dict(of_change(chosen, proposal)))


@pytest.fixture(scope="session")
def whole(written: Callable[[str, dict[str, Any]], str], suite: Suite, options: Options) -> str:
    """The shipped model, with all its verdicts and a run to each premise."""
    result = check(suite.model, suite.properties, replace(options, witnesses=True))
    return written("vmotion", dict(of_check(suite, result)))


@pytest.fixture(scope="session")
def gallery(
    written: Callable[[str, dict[str, Any]], str], suite: Suite, whole: str, broken: str, foreseen: str
) -> dict[str, str]:
    """Every view, by name: the addresses of pages that show them."""
    scenario = read_question(Question(memory="64GiB", link="10Gbps", dirty_rate="3Gbps"))
    converge = written("converge", dict(of_convergence(scenario, judge(scenario), expected(scenario))))
    log = Path(__file__).parents[1] / "traces" / "data" / "old-complete.log"
    traced = written("trace", dict(of_trace(suite, trace([str(log)]))))
    pages = {name: f"{whole}#{part}" for name, part in VIEWS.items()}
    pages |= {"preflight": foreseen, "preflight-run": f"{foreseen}#view=runs&run=rolled+back&step=14"}
    return pages | {"change": broken, "converge": converge, "trace": traced + "#view=trace&step=3"}


@pytest.fixture(scope="session")
def foreseen(written: Callable[[str, dict[str, Any]], str], suite: Suite) -> str:
    """What follows where a switch between the hosts has a smaller MTU than they have."""
    return written("preflight", dict(of_preflight(suite, preflight({"network.path_mtu": 1400}, (), Options()))))


def hacked(of: Page) -> object:
    return of.evaluate("window.hacked")


def test_a_hostile_page_opens_from_disk_and_a_counterexample_is_stepped_to_its_end(
    browser: Browser, small_page: Path
) -> None:
    with watched(browser) as seen:
        at = seen.page
        at.goto(small_page.as_uri())
        # Once as text of a row, and never as an element.
        expect(at.get_by_role("row").filter(has_text="no token arrives")).to_contain_text("<img src=x onerror=")
        at.get_by_role("link", name="P1", exact=True).click()
        at.get_by_role("link", name="Step through the counterexample · 2 steps").click()
        expect(at.get_by_role("status").first).to_contain_text("0 of 2")
        at.get_by_role("button", name="Next", exact=True).click()
        expect(at.locator(".machine .where")).to_have_text("WAITING")
        at.keyboard.press("ArrowRight")
        expect(at.locator(".banner.bad")).to_contain_text("P1 is violated: no token arrives </script>")
        expect(at.get_by_role("button", name="Next", exact=True)).to_be_disabled()
        expect(at.locator(".changes")).to_contain_text("receiver.arrived")
        assert at.url.endswith("#view=runs&property=P1&step=2")
        assert hacked(at) is None
        assert at.locator("img").count() == 0
        assert at.locator("script").count() == 2
        seen.quiet(small_page.as_uri())


def test_a_link_opens_the_page_at_the_step_that_it_names(browser: Browser, small_page: Path) -> None:
    with watched(browser) as seen:
        at = seen.page
        at.goto(small_page.as_uri() + "#property=P2&step=2")
        expect(at.get_by_role("status").first).to_contain_text("2 of 3")
        expect(at.locator(".step-words")).to_contain_text("5 seconds pass")
        # Why did the token not arrive again? The guard that fails says so, with the value.
        at.get_by_label("Did you expect another step?").select_option("send")
        expect(at.locator(".failing")).to_contain_text("ready </script>")
        expect(at.locator(".failing")).to_contain_text("sender.place is WAITING")
        for wrong in (
            "#property=P2&step=999999",
            "#property=no&step=1",
            "#view=no",
            "#property=%3Cscript%3E&step=x",
            "#%%%",
        ):
            at.goto("about:blank")
            at.goto(small_page.as_uri() + wrong)
            expect(at.locator("main")).not_to_be_empty()
        assert seen.said == []


def test_code_that_is_not_the_pages_own_does_not_run(browser: Browser, small_page: Path) -> None:
    """Even if text came to be read as markup, the policy would stop it: script, handler, style, picture and request."""
    with watched(browser) as seen, socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        at = seen.page
        at.goto(small_page.as_uri())
        at.evaluate(
            """(where) => {
                window.refused = [];
                document.addEventListener("securitypolicyviolation", (e) => window.refused.push(e.effectiveDirective));
                const script = document.createElement("script");
                script.textContent = "window.hacked = 1";
                document.body.append(script);
                const box = document.createElement("div");
                box.innerHTML = "<b onclick='window.hacked = 2'>x</b><img><style>b{color:red}</style>";
                box.querySelector("img").src = where;
                document.body.append(box);
                box.querySelector("b").click();
                return fetch(where).catch(() => 0);
            }""",
            f"http://127.0.0.1:{listening.getsockname()[1]}/",
        )
        at.wait_for_function("window.refused.length >= 5")
        kinds = {str(kind) for kind in at.evaluate("window.refused")}
        assert kinds == {"script-src-elem", "script-src-attr", "style-src-elem", "img-src", "connect-src"}
        assert hacked(at) is None
        # Not even a connection was opened.
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_preflight_leads_from_its_answer_through_the_run_to_the_causes_of_an_edge(
    browser: Browser, foreseen: str
) -> None:
    with watched(browser) as seen:
        at = seen.page
        at.goto(foreseen)
        expect(at.locator("main h2")).to_contain_text("The migration fails.")
        answer = at.get_by_role("region", name="The answer")
        for part in ("mtu_too_large", "F15", "in step 6", "runs on at the source", "exhausted: all", "vmkping"):
            expect(answer).to_contain_text(part)
        answer.get_by_role("link", name="Step through a run: rolled back").click()
        expect(at.get_by_role("button", name="Last", exact=True)).to_be_enabled()
        at.keyboard.press("End")
        expect(at.locator(".banner.bad")).to_contain_text("The migration is rolled back.")
        at.get_by_label("Did you expect another step?").select_option("receive_batch")
        expect(at.locator(".failing")).to_contain_text("made impossible by mtu_too_large")
        # A cause lights up the edges that it makes possible, and no other.
        at.get_by_role("link", name="Causes", exact=True).click()
        at.get_by_placeholder("Find a cause").fill("nfs")
        expect(at.locator("tbody tr")).to_have_count(1)
        at.get_by_role("link", name="nfs_mounted_differently").click()
        at.get_by_role("button", name="destination", exact=True).click()
        expect(at.locator("svg[aria-busy=true]")).to_have_count(0)
        caused = at.locator(".edge.caused")
        expect(caused).to_have_count(2)
        assert sorted(
            text.partition(": ")[2] for text in caused.evaluate_all("all => all.map((e) => e.ariaLabel)")
        ) == [
            "destination.CHECKPT to destination.FINISHED, made possible",
            "destination.INIT to destination.FINISHED, made possible",
        ]
        # An edge says which causes make it possible, and each leads to its own page.
        at.locator(".edge.caused").first.focus()
        at.keyboard.press("Enter")
        picked = at.locator(".picked")
        expect(picked).to_contain_text("Made possible by")
        picked.get_by_role("link", name="no_room_on_destination").first.click()
        expect(at.get_by_role("region", name="Cause no_room_on_destination")).to_contain_text("What it leads to")
        assert "cause=no_room_on_destination" in at.url
        seen.quiet(foreseen)


def test_a_message_that_does_not_arrive_is_drawn_at_the_end(
    browser: Browser, written: Callable[[str, dict[str, Any]], str], suite: Suite
) -> None:
    """Five steps in vCenter has asked the source to prepare, and the source has not looked yet."""
    book = Book(suite.model, suite.locations)
    run = followed(suite.model, MIGRATION[:5], suite.locations)
    assert run is not None
    book.add(Shown("sent", "scenario", "The source is asked", run))
    head = {"schema": 1, "kind": "model", "suite": suite.name, "title": "A run", "verdict": None}
    data = {**head, "model": model_to_json(suite), "book": book.to_json()}
    with watched(browser) as seen:
        at = seen.page
        at.goto(written("under-way", data) + "#view=runs&run=sent&step=5")
        line = at.locator(".under-way")
        expect(line).to_have_count(1)
        expect(line).to_contain_text("From vCenter to source: ")
        expect(line).to_contain_text("still under way since step 5")
        # It stops before the lifeline of whoever would get it.
        ring = line.locator(".arrow").evaluate("e => parseFloat(getComputedStyle(e, '::after').left) / e.clientWidth")
        assert 0.4 < ring < 0.9
        seen.quiet("file:")


@pytest.mark.long
def test_a_reader_filters_sorts_and_goes_from_a_property_to_its_diagram(browser: Browser, whole: str) -> None:
    with watched(browser) as seen:
        at = seen.page
        at.goto(whole)
        rows = at.locator("tbody tr")
        expect(rows).to_have_count(77)
        at.get_by_placeholder("Find a property").fill("config")
        expect(rows.first).to_contain_text("config")
        assert 2 < rows.count() < 20
        at.get_by_placeholder("Find a property").fill("no such thing at all")
        expect(at.get_by_text("No property is like that.")).to_be_visible()
        at.get_by_role("button", name="Show all").click()
        expect(rows).to_have_count(77)
        # Of those, the ones that speak of a role; the address keeps it.
        at.get_by_label("Role").select_option("destination")
        expect(rows.filter(has=at.get_by_role("link", name="S7b", exact=True))).to_have_count(1)
        expect(rows.filter(has=at.get_by_role("link", name="S7a", exact=True))).to_have_count(0)
        assert "role=destination" in at.url
        at.get_by_label("Role").select_option("")
        expect(rows).to_have_count(77)
        at.get_by_role("button", name="Property", exact=True).click()
        at.get_by_role("button", name="Property", exact=True).click()
        expect(at.locator("thead th").first).to_have_attribute("aria-sort", "descending")
        expect(rows.first).to_contain_text("timelock")
        at.get_by_role("button", name="77 proved").click()
        expect(at.get_by_role("button", name="77 proved")).to_have_attribute("aria-pressed", "true")
        at.get_by_role("link", name="S6a", exact=True).click()
        detail = at.get_by_role("region", name="Property S6a")
        for part in ("If it fails", "Exactly", "Engine", "Certificate", "Source"):
            expect(detail).to_contain_text(part)
        detail.get_by_role("link", name="Look at the machines").click()
        expect(at.locator(".drawing .node").first).to_be_visible()
        assert at.locator(".node.marked").count() > 0
        # A state by keyboard, and an edge from its list of ways.
        at.get_by_role("button", name="source", exact=True).first.click()
        at.locator(".node[data-id='source.PRECOPY']").focus()
        at.keyboard.press("Enter")
        card = at.locator(".picked")
        expect(card).to_contain_text("VMware's name")
        expect(card).to_contain_text("MIGRATE_TO_VMX_PRECOPY")
        expect(card).to_contain_text("The article says")
        at.get_by_role("button", name="Where it fails").click()
        at.locator(".edge").first.focus()
        at.keyboard.press(" ")
        expect(card).to_contain_text("Causes and remedies")
        card.locator("details.failure summary").first.click()
        for part in ("Cause", "Remedy", "Leads to"):
            expect(card).to_contain_text(part)
        seen.quiet(whole)


@pytest.mark.long
def test_a_counterexample_of_a_change_is_stepped_with_all_pictures_in_step(browser: Browser, broken: str) -> None:
    with watched(browser) as seen:
        at = seen.page
        at.goto(broken)
        expect(at.locator("main h2").first).to_be_visible()
        at.get_by_role("link", name="Step through it").nth(1).click()
        at.keyboard.press("End")
        expect(at.locator(".banner.changed")).to_contain_text("The changed model cannot do this: enter_q")
        at.goto(broken + "#property=exclusion&step=0")
        at.reload()
        steps = at.locator(".steps li button").count() - 1
        for number in range(1, steps + 1):
            at.keyboard.press("ArrowRight")
            expect(at.locator(".steps [aria-current] .n")).to_have_text(str(number))
            # The sequence marks the same step, and each machine lights up one state: the one that its title names.
            if at.locator(".sequence .do.now").count():
                expect(at.locator(".sequence .do.now b")).to_have_text(str(number))
            for machine in at.locator(".machine").all():
                expect(machine.locator(".node.here")).to_have_count(1)
                name = str(machine.locator(".where").text_content())
                expect(machine.locator(".node.here .title")).to_have_text(name)
        expect(at.locator(".banner.bad")).to_be_visible()
        wheres = at.locator(".machine .where").all_text_contents()
        assert wheres == ["INSIDE", "INSIDE"]
        at.keyboard.press("Home")
        expect(at.locator(".steps [aria-current] .n")).to_have_text("0")
        at.get_by_role("button", name="Play").click()
        expect(at.locator(".steps [aria-current] .n")).to_have_text("2", timeout=8000)
        seen.quiet(broken)


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


@pytest.mark.long
def test_share_copies_the_address_of_the_step(browser: Browser, broken: str) -> None:
    with watched(browser) as seen:
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        seen.page.goto(broken + "#property=exclusion&step=2")
        seen.page.get_by_role("button", name="Share").click()
        expect(seen.page.get_by_text("Link copied")).to_be_visible()
        copied = seen.page.evaluate("navigator.clipboard.readText()")
        assert copied == broken + "#property=exclusion&step=2"


VIEWS = {
    "verdicts": "view=verdicts&property=S1",
    "run": "property=S1&run=S1:premise&step=19",
    "machines": "view=machines&diagram=vcenter&select=vcenter.CRASHED",
    "failures": "view=machines&diagram=failures",
    "causes": "view=causes&cause=nfs_mounted_differently",
}


@pytest.mark.long
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_serious_barrier_and_no_sideways_scrolling(
    browser: Browser, gallery: dict[str, str], size: tuple[int, int], colours: Colours
) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with watched(browser, size, colours) as seen:
        for name, url in gallery.items():
            seen.page.goto("about:blank")
            seen.page.goto(url)
            expect(seen.page.locator("main > *").first).to_be_visible()
            expect(seen.page.locator("svg[aria-busy=true]")).to_have_count(0)
            seen.page.screenshot(path=SHOTS / f"{name}-{size[0]}-{colours}.png")
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0], name
            found = Axe().run(seen.page).response["violations"]
            serious = [
                (v["id"], [n["target"] for n in v["nodes"]][:3])
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert serious == [], name
        assert seen.said == []


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
        expect(seen.page.locator("tbody tr")).to_have_count(77)
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


@pytest.mark.long
def test_conditions_are_set_live_and_the_refused_step_names_them(browser: Browser, suite: Suite) -> None:
    live = Live(suite, Origin("vmotion"))
    html = page({**of_model(suite), "live": {"scenarios": [], **choices()}}, connect=True)
    explored = ExploreServer(html, live)
    with serve(explored) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        where = address(server, explored)
        with watched(browser) as seen:
            at = seen.page
            at.goto(where)
            panel = at.get_by_role("region", name="Conditions")
            expect(panel).to_contain_text("every failure is a free choice")
            choose = at.locator(".choices")
            expect(choose).to_contain_text("refuse_request")
            panel.get_by_label("Let this be the cause").fill("F17")
            panel.get_by_role("button", name="Make it present").click()
            expect(panel).to_contain_text("nfs.same_path=false")
            expect(panel.get_by_role("link", name="nfs_mounted_differently")).to_be_visible()
            for name in MIGRATION[:8]:
                choose.locator(".step-buttons:not(.blocked) button").filter(
                    has=at.locator(f"code:text-is('{name}')")
                ).click()
            possible = choose.locator(".step-buttons:not(.blocked)")
            expect(possible.filter(has_text="cannot_power_on")).to_contain_text("nfs_mounted_differently")
            choose.locator(".blocked button").filter(has=at.locator("code:text-is('refuse_resources')")).click()
            expect(choose.locator(".answer")).to_contain_text("none of the causes that make it possible is present")
            panel.get_by_label("Or set").select_option("network.path_mtu")
            panel.get_by_label("Value").fill("1400")
            panel.get_by_role("button", name="Set", exact=True).click()
            expect(at.get_by_role("status").first).to_contain_text("0 steps done")
            expect(panel).to_contain_text("2 causes are present")
            panel.get_by_role("button", name="Make nfs.same_path healthy").click()
            expect(panel).to_contain_text("1 cause is present: mtu_too_large")
            panel.get_by_label("Let this be the cause").fill("nonsense")
            panel.get_by_role("button", name="Make it present").click()
            expect(at.get_by_role("alert")).to_contain_text("no cause is called 'nonsense'")
            SHOTS.mkdir(parents=True, exist_ok=True)
            at.screenshot(path=SHOTS / "explore-conditions-1440-light.png")
            found = Axe().run(at).response["violations"]
            serious = [(v["id"], v["nodes"]) for v in found if v["impact"] in ("serious", "critical")]
            assert serious == []
            assert [text for text in seen.said if "409" not in text] == []
        server.shutdown()


CREATED = through("destination_created")
MIGRATION = (*CREATED, "elapse 5", *STEPS[len(CREATED) :])
"""The eight steps of the article, with nothing lost and some time in between."""


@pytest.mark.long
def test_explore_is_driven_through_a_whole_migration_and_a_refused_step(
    browser: Browser, suite: Suite, tmp_path: Path
) -> None:
    code = "from vmotion_cli.main import main; main()"
    running = subprocess.Popen([sys.executable, "-c", code, "explore"], stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        where = running.stdout.readline().strip()
        with watched(browser) as seen:
            at = seen.page
            at.goto(where)
            choose = at.locator(".choices")
            for done, name in enumerate(MIGRATION, 1):
                if name.startswith("elapse "):
                    at.get_by_label("Seconds").fill(name.split()[1])
                    at.get_by_role("button", name="pass", exact=True).click()
                else:
                    choose.locator(".step-buttons:not(.blocked) button").filter(
                        has=at.locator(f"code:text-is('{name}')")
                    ).click()
                expect(at.get_by_role("status").first).to_contain_text(f"{done} step{'s' * (done > 1)} done")
                if name == "prepare":
                    # A step that cannot be done says why, with the values.
                    choose.locator(".blocked button").filter(has=at.locator("code:text-is('resume')")).click()
                    expect(choose.locator(".answer")).to_contain_text("disk.holder is SOURCE")
            expect(at.locator(".machine .where").first).to_have_text("COMPLETED")
            with at.expect_download() as saved:
                at.get_by_role("link", name="Save script").click()
            script = tmp_path / "run.script"
            saved.value.save_as(script)
            end = play(read_script(script.read_text(encoding="utf-8"), suite.model, "saved")).state
            assert end["vcenter.state"] == "COMPLETED"
            with at.expect_download() as saved:
                at.get_by_role("link", name="Save as pytest").click()
            test = tmp_path / "test_run.py"
            saved.value.save_as(test)
            done_test = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert "1 passed" in done_test.stdout, done_test.stdout
            at.get_by_role("button", name="Back", exact=True).click()
            expect(at.get_by_role("status").first).to_contain_text(f"{len(MIGRATION) - 1} steps done")
            SHOTS.mkdir(parents=True, exist_ok=True)
            at.screenshot(path=SHOTS / "explore-1440-light.png")
            serious = [v["id"] for v in Axe().run(at).response["violations"] if v["impact"] in ("serious", "critical")]
            assert serious == []
            seen.quiet(where)
    finally:
        running.terminate()
        running.wait(timeout=10)
