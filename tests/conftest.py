"""What several test folders share: the shipped suite, and one complete search of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from vmotion_proofs.check import Checked, check_with_evidence
from vmotion_proofs.explore import Explored, explore
from vmotion_proofs.files import certificate_path, runs_path
from vmotion_proofs.options import Options
from vmotion_proofs.remembered import FOLDER
from vmotion_proofs.verdicts import CheckResult
from vmotion_specs.properties import Kind
from vmotion_specs.suites import Suite, vmotion_suite

settings.register_profile("nightly", max_examples=10_000, deadline=None, print_blob=True)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What solvers said is remembered in a folder of the tests' own: the user's cache is neither believed nor filled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("remembered")))
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
    formulas = {p.id: p.formula for p in suite.properties if p.kind is Kind.INVARIANT}
    return explore(suite.model, formulas, Options(locations=suite.locations))
