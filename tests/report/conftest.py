"""A small model whose texts are hostile, its page, and a browser where there is one."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from report_pages import HOSTILE
from vmotion_model.language import Command, Constant, Model, Param, boolean, clock, enumeration
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import check
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult
from vmotion_report.page import page
from vmotion_report.subjects import of_change, of_check, of_preflight
from vmotion_specs.properties import Property
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import Suite
from vmotion_specs.suites import suite as suite_of

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Place(StrEnum):
    """Where the sender of the small model stands."""

    READY = "READY"
    WAITING = "WAITING"


@pytest.fixture(scope="session")
def small() -> Suite:
    """A token is sent over a channel that may lose it: four commands, one of them a fault, and two properties that fail."""
    place = enumeration("sender.place", "sender", Place.READY, f"Where it stands. {HOSTILE}")
    arrived = boolean("receiver.arrived", "receiver", False, "The token is here.")
    under_way = boolean("channel.under_way", "shared", False, "The token is under way.")
    patience = clock("sender.patience", "sender", place == Place.WAITING, "How long it has waited.")
    model = Model(
        f"token {HOSTILE.replace(chr(0x202E), '')}",
        (place, arrived, under_way, patience),
        (Constant("timeout", 5, "s", HOSTILE),),
        (
            Command(
                "send",
                "sender",
                {f"ready {HOSTILE}": place == Place.READY},
                {place: Place.WAITING, under_way: True},
                description=HOSTILE,
            ),
            Command(
                "receive",
                "receiver",
                {"it is here": under_way},
                {under_way: False, arrived: True},
                description="It arrives.",
            ),
            Command(
                "lose",
                "channel",
                {"it is under way": under_way},
                {under_way: False},
                fault="loss",
                description="It is lost.",
            ),
            Command(
                "give_up",
                "sender",
                {"waits": place == Place.WAITING, "for too long": patience >= Param("timeout")},
                {place: Place.READY},
                description="It gives up.",
            ),
        ),
        description=HOSTILE,
    )
    never = Property("P1", f"no token arrives {HOSTILE}", ~arrived, why=HOSTILE, citation=HOSTILE)
    early = Property("P2", "the sender waits while a token is under way", place == Place.WAITING, premise=under_way)
    return Suite("small", model, lambda _: (never, early), {"sender": "sender.place"})


@pytest.fixture(scope="session")
def small_result(small: Suite) -> CheckResult:
    """Its check by a search of all states."""
    return check(small.model, small.properties, Options(engine="explicit", locations=small.locations))


@pytest.fixture
def small_page(small: Suite, small_result: CheckResult, tmp_path: Path) -> Path:
    """Its page as a file."""
    path = tmp_path / "small.html"
    path.write_text(page(of_check(small, small_result)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, that of the system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield opened
        opened.close()


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
    proposal = check_change(
        shipped_change("turn-before-flag"), chosen, Options(engine="explicit", locations=chosen.locations)
    )
    return written("peterson", dict(of_change(chosen, proposal)))


@pytest.fixture(scope="session")
def whole(written: Callable[[str, dict[str, Any]], str], suite: Suite, options: Options) -> str:
    """The shipped model, with all its verdicts and a run to each premise."""
    result = check(suite.model, suite.properties, replace(options, witnesses=True))
    return written("vmotion", dict(of_check(suite, result)))


@pytest.fixture(scope="session")
def foreseen(written: Callable[[str, dict[str, Any]], str], suite: Suite) -> str:
    """What follows where a switch between the hosts has a smaller MTU than they have."""
    return written("preflight", dict(of_preflight(suite, preflight({"network.path_mtu": 1400}, (), Options()))))
