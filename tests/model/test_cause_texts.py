"""What printed texts mean: the causes that a reader of the article and of the cases would name, however the text is quoted."""

from __future__ import annotations

import time
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.common.strict_tables import DataError
from vmotion_model.protocol.conditions import CAUSES, texts
from vmotion_model.protocol.conditions.devices import kinds_in
from vmotion_model.protocol.conditions.messages import messages_of
from vmotion_model.protocol.conditions.remedies import parse as parse_remedies
from vmotion_model.protocol.conditions.remedies import remedies_of
from vmotion_model.protocol.conditions.texts import cause_texts, parse, possible_texts, texts_in

NO_DATA = (
    "The vMotion failed because the destination host did not receive data from the source host on the vMotion network. "
    "Please check your vMotion network settings and physical network configuration and ensure they are correct."
)
RESUME = "A general system error occurred: Source detected that destination failed to resume."
NETWORK = {"hosts_unreachable", "mtu_too_large", "mtu_differs", "connection_breaks", "messages_lost"}


def may(text: str) -> set[str]:
    """The causes that all texts in it allow together."""
    sets = [{c.name for c in found.text.may} for found in texts_in(text) if found.text.may]
    return set.intersection(*sets) if sets else set()


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (NO_DATA, NETWORK),
        ("Failed to initialize migration at source. Error 0xbad010d. Source and destination hosts' IP addresses are the same", {"addresses_same"}),  # noqa: E501
        ("World 3249843 waited 15.783 seconds to leave low memory state on dest host during pre-copy.", {"memory_short_on_destination"}),  # noqa: E501
        ("Currently connected device 'Network adapter 1' uses backing 'VM Network', which is not accessible.", {"port_group_missing"}),  # noqa: E501
        ("Currently connected device 'CD/DVD drive 1' uses backing '[a] b.iso', which is not accessible.", {"device_not_reachable"}),  # noqa: E501
        ("The target host does not support the virtual machine's current hardware requirements.", {"cpu_features_differ"}),
        ("(vim.fault.CpuIncompatible1ECX) {", {"cpu_features_differ"}),
        ("Failed to lock the file\nCannot open the disk '/vmfs/volumes/x/vm.vmdk' or one of the snapshot disks it depends on.", {"file_locked"}),  # noqa: E501
        ("vMotion migration [c000020b:15] failed to connect to remote host <192.0.2.12> from host <192.0.2.11>: Timeout", {"hosts_unreachable"}),  # noqa: E501
        ("Failed to power on 'vm-a': Admission check failed for memory resource", {"reservation_not_met"}),
        ("fault: vim.fault.AffinityConfigured", {"affinity_configured"}),
        ("Maximum switchover time (100 seconds) reached. Failing migration; VM should resume on source.", {"disks_reopen_slowly"}),  # noqa: E501
        ("vim.fault.NoPermission", set()),
        ("A general system error occurred: invalid fault", set()),
        ("Migration to host esx02 failed with error", set()),
        ("NoPermissionWhatever is no fault", set()),
        ("nothing of the kind", set()),
        ("Failed: (0xbad010d)", set()),
        ("Failed waiting for data.  Error bad0014. Out of memory.", {"memory_short_on_destination"}),
        ("The ramdisk 'root' is full. As a result, the file /var/run/x could not be written", {"no_room_on_destination", "runs_full_on_destination"}),  # noqa: E501
        (("The migration was canceled because the amount of changing memory for the virtual machine was greater than the available "  # noqa: E501
         "network bandwidth, so the migration was not making forward progress."), {"dirtied_faster_than_sent"}),
        ("Insufficient resources to satisfy configured failover level for vSphere HA.", set()),
        ("The vMotion interface is not configured (or is misconfigured) on the 'Destination' host 'esx02'.", {"vmotion_disabled_on_destination"}),  # noqa: E501
        ("Unable to access a file since it is locked", {"file_locked"}),
        ("failed writing stream completion: Already disconnected", set()),
    ],
)  # fmt: skip
def test_a_text_means_the_causes_that_print_it(text: str, causes: set[str]) -> None:
    assert may(text) == causes


@pytest.mark.parametrize(
    ("text", "some"),
    [
        (RESUME, {"hardware_out_of_date", "vt_disabled", "file_missing", "nfs_mounted_differently", "concentrator_silent"}),
        ("maximum switchover time of 100 second(s)", {"switchover_too_slow", "vgpu_restores_slowly", "disks_reopen_slowly"}),
        ("Timed out waiting for migration data", NETWORK | {"receiver_starved", "memory_short_on_destination"}),
        ("Operation timed out", {"log_rotates_too_often", "cpu_features_differ", "destination_agents_hang"}),
    ],
)  # fmt: skip
def test_a_text_of_many_causes_names_them_all(text: str, some: set[str]) -> None:
    assert some <= may(text)
    assert len(may(text)) > 1


def test_what_the_model_has_no_condition_for_is_said_and_no_cause_is_made_of_it() -> None:
    (found,) = texts_in("The encryption key required is not available on host esx02")
    assert found.text.may == ()
    assert "encryption key" in found.text.beyond
    (generic,) = texts_in("[NFC ERROR] NfcFssrvrRecv: failed")
    assert generic.text.may == ()  # every failed file transfer prints it


def test_a_longer_text_hides_the_shorter_one_inside_it() -> None:
    says = [f.text.says for f in texts_in("Unable to create virtual machine swap file: No space left on device")]
    assert says == ["virtual machine swap file: No space left on device"]


def test_a_number_in_a_text_is_the_value_of_a_condition() -> None:
    (found,) = texts_in("The migration has exceeded the maximum switchover time of 8 second(s). ESX has")
    assert found.tells == {"vm.switchover_limit": 8}


@given(
    st.lists(st.sampled_from([" ", "\n", "  ", "\r\n    ", "\t"]), min_size=45, max_size=45),
    st.booleans(),
    st.booleans(),
)
def test_white_space_case_and_what_stands_around_do_not_matter(gaps: list[str], loud: bool, around: bool) -> None:
    words = NO_DATA.split()
    text = "".join(word + gap for word, gap in zip(words, [*gaps, *gaps], strict=False))
    text = f"> Status: \u201c{text}\u201d (vm-a)" if around else text
    assert may(text.upper() if loud else text) == NETWORK


@given(st.integers(0, len(NO_DATA)), st.sampled_from(["", "...", "\u2026"]))
def test_a_text_that_is_cut_off_is_known_by_its_beginning(length: int, end: str) -> None:
    """It means the same, or nothing where too little of it is left: never anything else."""
    found = may(NO_DATA[:length] + end)
    assert found in (NETWORK, set())
    assert found == NETWORK or length < 95


def test_every_cause_can_be_told_what_to_do_about_except_those_that_only_warn() -> None:
    assert [c.name for c in CAUSES if not remedies_of(c)] == []


def test_remedies_of_an_entry_about_another_cause_are_not_offered() -> None:
    """F18 is about zoning, F08 about drives: neither helps against a full ramdisk, or a missing port group."""
    by_name = {c.name: " ".join(r.text for r in remedies_of(c)) for c in CAUSES}
    assert "zoning" not in by_name["no_room_on_destination"] + by_name["file_locked"]
    assert "CDDrive" not in by_name["port_group_missing"]
    assert "vmkfstools -D" in by_name["file_locked"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[[text]]\nsays = "x y"\ncauses = ["no_such"]\ntag = "S"\nsource = "s"', "no cause 'no_such'"),
        (
            '[[text]]\nsays = "x y"\nsteps = ["request"]\ntag = "S"\nsource = "s"',
            "no cause makes a step 'request' fail",
        ),
        ('[[text]]\nsays = "x y"\nsets = "vm.sdp"\ntag = "S"\nsource = "s"', "no condition 'vm.sdp'"),
        ('[[text]]\nsays = "x y"\nsets = "vm.switchover_limit"\ntag = "S"\nsource = "s"', "has no number"),
        ('[[text]]\nsays = "x y"\ntag = "S"\nsource = "s"\n[[text]]\nsays = "X  Y"\ntag = "S"\nsource = "s"', "twice"),
        ('[[text]]\nsays = "x y"\ntag = "S"\nsource = "s"\nmeans = "z"', "unknown key means"),
    ],
)
def test_a_damaged_table_is_refused_with_its_reason(table: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse(table)


def test_a_remedy_for_no_cause_is_refused() -> None:
    with pytest.raises(DataError, match="no such cause"):
        parse_remedies('[[remedy]]\ncause = "no_such"\nactions = [{ do = "x", tag = "I" }]')


def test_every_text_is_found_in_itself() -> None:
    for text in cause_texts():
        printed = text.says.replace("<n>", "7").replace("<host>", "esx01").replace("<text>", "a b c")
        assert any(f.text is text for f in texts_in(printed)) or len(texts_in(printed)) > 0, text.says
        assert text.wording.find(printed) is not None, text.says


HOSTILE = [
    "the " * 4000,
    "device " * 2300,
    "a" * 16_000,
    "the vmotion failed..." * 800,
    "device '" + "a " * 8000,
    "'" * 16_000,
]


def test_hostile_records_cost_no_more_than_their_length() -> None:
    """Each takes some 15 ms; what is quadratic in it would take minutes."""
    begun = time.monotonic()
    assert [texts_in(text) for text in HOSTILE] == [()] * len(HOSTILE)
    assert time.monotonic() - begun < 10


def test_text_whose_end_is_cut_off_is_one_of_all_that_begin_so() -> None:
    """Two texts of the table begin alike; a client that cuts the end off leaves both, so that the causes of both are meant."""
    table = parse(
        """
        [[text]]
        says = "the copy was given up because the host was busy with disks"
        causes = ["file_locked"]
        tag = "I"
        source = "made up"
        [[text]]
        says = "the copy was given up because the host was too warm"
        causes = ["vt_disabled"]
        tag = "I"
        source = "made up"
        """
    )
    with mock.patch.object(texts, "cause_texts", return_value=table):
        (group,) = possible_texts("Task: The copy was given up because the host w...")
        assert {cause.name for found in group for cause in found.text.may} == {"file_locked", "vt_disabled"}
        (whole,) = possible_texts("The copy was given up because the host was busy with disks")
        assert {cause.name for found in whole for cause in found.text.may} == {"file_locked"}
        assert {c.name for c in texts.causes_of_message("The copy was given up because the host was ") or ()} == {
            "file_locked",
            "vt_disabled",
        }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Virtual device 'PCI device 0' cannot be migrated.", "PCI device"),
        ("Currently connected device 'CD/DVD drive 1' uses backing '[a] b.iso', which is not accessible.", "CD drive"),
        (
            "Currently connected device 'Floppy drive 1' uses backing '/dev/fd0', which is not accessible.",
            "floppy drive",
        ),
        ("Currently connected device 'Hard disk 2' uses backing 'isolated', which is not accessible.", "disk"),
        ("Virtual device 'USB 1' cannot be migrated", "USB device"),
        ("Virtual device 'Serial port 1' cannot be migrated", "serial or parallel port"),
        ("Virtual device 'Sound card' cannot be migrated", "other device"),
    ],
)
def test_kind_of_device_is_that_of_the_text(text: str, kind: str) -> None:
    assert [found.kind for found in kinds_in([text])] == [kind]


def test_text_without_a_device_names_no_kind() -> None:
    assert kinds_in(["The operation is not allowed in the current state."]) == ()


@pytest.mark.parametrize(
    ("cause", "first", "never"),
    [
        # Its entry is about zoning, and so is what that quotes.
        ("runs_full_on_destination", "No space left on device", "Migration to host <host> failed with error"),
        ("file_locked", "Could not power on VM : No swap file", "Migration to host <host> failed with error"),
        # The article quotes one for old virtual hardware, and the table has no other.
        ("hardware_out_of_date", "Source detected that destination failed to resume", "Operation timed out"),
        # No entry quotes a message, but the table has what is printed.
        (
            "vmotion_disabled_on_source",
            "interface is not configured (or is misconfigured) on the Source host",
            "VMotionNotConfigured",
        ),
        # Out of memory is another message than that of a starved receiver, which has the same entry.
        (
            "memory_short_on_destination",
            "waited <n> seconds to leave low memory state on dest host",
            "vob.vmotion.stream.keepalive.read.fail",
        ),
    ],
)
def test_messages_of_a_cause_are_its_own(cause: str, first: str, never: str) -> None:
    messages = messages_of(next(c for c in CAUSES if c.name == cause))
    assert messages[0] == first
    assert never not in messages
    assert len(set(messages)) == len(messages)
