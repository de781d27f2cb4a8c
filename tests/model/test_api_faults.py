"""The faults of vSphere's API: every one means causes or says why it means none, and the names are those of the API itself."""

from importlib.util import find_spec

import pytest

from vmotion_model.catalogue import all_failures
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.api_faults import DIRECT, MEANS_NONE, causes_of_fault, faults_of

NAMES = {c.name: c for c in CAUSES}
TOLD = {fault for failure in all_failures() for fault in failure.faults}


def test_no_fault_is_tied_twice_or_to_a_cause_that_is_none() -> None:
    assert not set(DIRECT) & TOLD
    assert not set(DIRECT) & set(MEANS_NONE)
    assert not set(MEANS_NONE) & TOLD
    assert {name for names in DIRECT.values() for name in names} <= set(NAMES)
    assert all(MEANS_NONE.values())


@pytest.mark.parametrize(
    ("fault", "causes"),
    [
        # What the API's own description of each says.
        ("VMotionNotConfigured", {"vmotion_disabled_on_source", "vmotion_disabled_on_destination"}),
        ("VMotionLinkDown", {"link_down_on_source", "link_down_on_destination"}),
        ("MigrationNotReady", {"vm_not_ready", "request_withdrawn"}),
        ("FaultToleranceNotSameBuild", {"ft_not_supported"}),
        ("AffinityConfigured", {"affinity_configured"}),
        ("NoGuestHeartbeat", set()),
        ("NoSuchFault", set()),
    ],
)
def test_a_fault_means_the_causes_that_its_description_names(fault: str, causes: set[str]) -> None:
    assert {c.name for c in causes_of_fault(fault, CAUSES)} == causes


def test_a_fault_of_refused_migrations_means_only_causes_that_refuse_or_warn() -> None:
    """A fault is raised before anything is prepared at the destination: none means a cause of the switchover."""
    for fault in DIRECT:
        for cause in causes_of_fault(fault, CAUSES):
            assert "cannot_resume" not in cause.fails
            assert "switchover_times_out" not in cause.fails
            assert fault in faults_of(cause)


def test_the_names_are_those_that_the_api_derives_from_its_two_types() -> None:
    if find_spec("pyVmomi") is None:
        pytest.skip("pyvmomi, which lists the types of the API, is not installed: pip install pyvmomi")
    from pyVmomi import VmomiSupport, vim

    roots = (vim.fault.MigrationFault, vim.fault.VMotionInterfaceIssue)
    known = VmomiSupport.GetWsdlTypes()  # type: ignore[no-untyped-call]
    types = [t for t in known if isinstance(t, type) and issubclass(t, vim.fault.MigrationFault)]
    names = {t.__name__.rpartition(".")[2] for t in types if t.__mro__[1] in roots}
    assert len(names) == 41  # counted in the API's list of types
    assert {n for n in names if causes_of_fault(n, CAUSES)} | set(MEANS_NONE) == names
    assert set(DIRECT) <= names
    # What derives from one of these means the same, more exactly.
    deeper = [t for t in types if t not in roots and t.__mro__[1] not in roots]
    assert deeper
    assert all(any(base.__name__.rpartition(".")[2] in names for base in t.__mro__[1:]) for t in deeper)
