"""``vmotion explore`` in a real browser: the page with the model behind it."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from plain_run import STEPS, through
from report_pages import SHOTS, watched
from vmotion_model.script import play, read_script
from vmotion_report.live import Live
from vmotion_report.page import page
from vmotion_report.saved_run import Origin
from vmotion_report.server import ExploreServer, address, serve
from vmotion_report.subjects import of_model
from vmotion_report.surroundings import choices
from vmotion_specs.suites import Suite


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
