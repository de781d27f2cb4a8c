"""The page in a real browser: from disk, by mouse and by keyboard, with hostile texts, in every size and colour."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from plain_run import STEPS
from report_pages import DESKTOP, PHONE, SHOTS, Colours, watched
from vmotion_convergence.expected_figures import expect as expected
from vmotion_convergence.verdict import judge
from vmotion_model.precopy.question import Question, read_question
from vmotion_proofs.results.replay import followed
from vmotion_report.models import model_to_json
from vmotion_report.runs import Book, ReportedRun
from vmotion_report.subjects import of_convergence, of_trace
from vmotion_specs.suites import Suite
from vmotion_traces import trace


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
    run = followed(suite.model, STEPS[:5], suite.locations)
    assert run is not None
    book.add(ReportedRun("sent", "scenario", "The source is asked", run))
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
        expect(rows).to_have_count(83)
        at.get_by_placeholder("Find a property").fill("config")
        expect(rows.first).to_contain_text("config")
        assert 2 < rows.count() < 20
        at.get_by_placeholder("Find a property").fill("no such thing at all")
        expect(at.get_by_text("No property is like that.")).to_be_visible()
        at.get_by_role("button", name="Show all").click()
        expect(rows).to_have_count(83)
        # Of those, the ones that speak of a role; the address keeps it.
        at.get_by_label("Role").select_option("destination")
        expect(rows.filter(has=at.get_by_role("link", name="S7b", exact=True))).to_have_count(1)
        expect(rows.filter(has=at.get_by_role("link", name="S7a", exact=True))).to_have_count(0)
        assert "role=destination" in at.url
        at.get_by_label("Role").select_option("")
        expect(rows).to_have_count(83)
        at.get_by_role("button", name="Property", exact=True).click()
        at.get_by_role("button", name="Property", exact=True).click()
        expect(at.locator("thead th").first).to_have_attribute("aria-sort", "descending")
        expect(rows.first).to_contain_text("timelock")
        at.get_by_role("button", name="83 proved").click()
        expect(at.get_by_role("button", name="83 proved")).to_have_attribute("aria-pressed", "true")
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
        expect(at.locator(".steps [aria-current] .n")).to_have_text("0")
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
