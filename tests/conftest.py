"""What several test folders share: how random tests are, the shipped suite, and one complete search of it.

By default nothing is left to chance: Hypothesis' own profile ``ci`` draws the same examples every time and keeps none. With
``--hypothesis-profile=nightly`` they are others each time; their seed is printed, and a failure is kept with it.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from secrets import randbits
from time import strftime

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings

from answered import Answered
from effort import leave_most_of_many
from vmotion_model.common.caches import FOLDER
from vmotion_proofs.check.check import Checked, check_with_evidence
from vmotion_proofs.evidence.shipped_files import certificate_path, runs_path
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult
from vmotion_proofs.search.explore import Explored, explore
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import Suite, vmotion_suite

# A quarter of Hypothesis' number: the same examples every time find what they find once, and the night draws thousands.
settings.register_profile("ci", settings.get_profile("ci"), max_examples=25)
settings.register_profile("nightly", settings.get_profile("ci"), derandomize=False, max_examples=10_000)
# An option --hypothesis-profile takes its place later.
settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent
FAILED = ROOT / ".hypothesis" / "failed"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """At night the seed is one that can be given again, not one that only Hypothesis knows."""
    if config.getoption("hypothesis_profile") == "nightly" and config.getoption("hypothesis_seed") is None:
        config.option.hypothesis_seed = str(randbits(64))


def pytest_collection() -> None:
    """Nothing that is made while tests are collected is garbage: not to look for any saves a fifth of that."""
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before ``-m`` chooses."""
    leave_most_of_many(items)


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: looking through them for garbage, again and again, cost a tenth of the time."""
    gc.freeze()
    gc.enable()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Say the seed before anything can go wrong, also where ``-q`` leaves the header out."""
    seed, reporter = (
        session.config.getoption("hypothesis_seed"),
        session.config.pluginmanager.get_plugin("terminalreporter"),
    )
    if seed is not None and reporter is not None and not hasattr(session.config, "workerinput"):
        reporter.write_line(f"seed of the random tests: --hypothesis-seed={seed}")


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Keep what failed by chance: how to see it again, and what Hypothesis and the test said of it."""
    seed, failed = config.getoption("hypothesis_seed"), terminalreporter.stats.get("failed", [])
    if seed is None or not failed or hasattr(config, "workerinput"):
        return
    FAILED.mkdir(parents=True, exist_ok=True)
    target = FAILED / f"{strftime('%Y%m%d-%H%M%S')}.txt"
    profile = config.getoption("hypothesis_profile") or "ci"
    again = f"--hypothesis-profile={profile} --hypothesis-seed={seed}"
    texts = (f'python -m pytest -m "" {again} "{r.nodeid}"\n\n{r.longreprtext}\n' for r in failed)
    target.write_text("\n\n".join(texts), encoding="utf-8")
    terminalreporter.write_line(f"what failed, and how to see it again, is kept in {target}")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What solvers said is remembered in a folder of the tests' own: the user's cache is neither believed nor filled.

    The processes of one run share it, so that both solvers read the shipped certificate once.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(_shared(tmp_path_factory) / "remembered"))
        yield


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of one run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What solvers have answered in this run is not asked again by the tests of a module that is marked as using this."""
    folder = _shared(tmp_path_factory) / "answered"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        Answered(folder).put_in(patch)
        yield


@pytest.fixture(scope="session")
def suite() -> Suite:
    """The shipped protocol and its properties."""
    return vmotion_suite()


@pytest.fixture(scope="session")
def options(suite: Suite) -> Options:
    """Options that use the certificate on file."""
    return Options(locations=suite.locations, certificate=certificate_path(suite.name), demands=runs_path(suite.name))


@pytest.fixture(scope="session")
def checked(suite: Suite, options: Options) -> Checked:
    """The check of the shipped protocol with its certificate, and the evidence."""
    return check_with_evidence(suite.model, suite.properties, options)


@pytest.fixture(scope="session")
def shipped(checked: Checked) -> CheckResult:
    """The check of the shipped protocol with its certificate."""
    return checked.result


@pytest.fixture(scope="session")
def explored(suite: Suite) -> Explored:
    """Every reachable state of the shipped protocol in its natural tick."""
    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    return explore(suite.model, formulas, Options(locations=suite.locations))
