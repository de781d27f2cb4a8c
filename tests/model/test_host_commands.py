"""Which release has which command: nobody is told to type what a host does not have."""

import re

import pytest

from vmotion_model.catalogue import Remedy, all_failures
from vmotion_model.catalogue.commands import Release, changes, on_release
from vmotion_model.certainty import Trust


def remedy(text: str) -> Remedy:
    return Remedy(text, True, "the source ESXi host", Trust.RECOLLECTED)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ESXi 8.0.3", (8, 0), (8, 0)),
        ("ESXi 5 or 6 (by the form of the lines)", (5, 0), (6, 99)),
        ("ESX 4 (by the form of the lines)", (4, 0), (4, 99)),
        ("ESXi 8 or later", (8, 0), (99, 99)),
        ("ESXi 6.5.0", (6, 5), (6, 5)),
    ],
)
def test_a_release_is_read_from_what_a_log_says(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert Release.read(text) == Release(first, last)


@pytest.mark.parametrize("text", ["vCenter 6", "", "ESXi", "Windows 10"])
def test_other_products_have_no_release_of_a_host(text: str) -> None:
    assert Release.read(text) is None


@pytest.mark.parametrize(
    ("release", "command", "there"),
    [
        # vmkping has -I from 5.1 on, and the TCP/IP stack of vMotion came with 6.0 (both recollected).
        ("ESXi 8.0.3", "vmkping -I vmk1 -d -s 8972 192.0.2.12", ("vmkping -I vmk1 -d -s 8972 192.0.2.12", "")),
        ("ESX 4", "vmkping -I vmk1 -d -s 8972 192.0.2.12", ("vmkping -d -s 8972 192.0.2.12", "")),
        ("ESXi 5 or 6", "vmkping -S vmotion -I vmk1 -d -s 8972 192.0.2.12", (None, "ESXi 6.0 or later")),
        ("ESXi 5.5.0", "vmkping -S vmotion -I vmk1 -d -s 8972 192.0.2.12", None),
        ("ESX 4", "esxcli storage nfs list", ("esxcfg-nas -l", "")),
        ("ESX 4", "esxcli storage nfs add -H a -s b -v c", None),
        ("ESXi 6.7.0", "esxcli system ntp get", ("cat /etc/ntp.conf", "")),
        ("ESX 4", "esxtop", ("esxtop", "")),
    ],
)
def test_a_command_is_that_of_the_release(release: str, command: str, there: tuple[str | None, str] | None) -> None:
    found = on_release(remedy(command), Release.read(release))
    if there is None:
        assert found is None
    else:
        assert found is not None
        assert (found[0].text, found[1]) == (there[0] or command, there[1])


def test_without_a_release_the_first_that_has_it_is_said() -> None:
    assert on_release(remedy("esxcli vm process list"), None) == (remedy("esxcli vm process list"), "ESXi 5.0 or later")


def test_what_only_looks_is_told_from_what_changes_something() -> None:
    """By hand: the verbs of the catalogue's commands that change a host or a VM."""
    verb = re.compile(r"\b(?:add|remove|set|rescan|restart|cp)(?= |$)|\b(?:Set|New|Remove)-")
    for failure in all_failures():
        for each in failure.remedy:
            if each.is_command:
                assert changes(each) == (verb.search(each.text) is not None), each.text
            else:
                assert changes(each)
