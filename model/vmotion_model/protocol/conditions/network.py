"""Conditions of the vMotion network and of the management network, and what follows from them."""

from vmotion_model.language import if_then
from vmotion_model.protocol.vocabulary import ADVANCED_SETTINGS, ARTICLE, READING, TROUBLESHOOTING, VMOTION_FAULTS

from .cause import Cause, number, yes
from .step_groups import (
    AT_START,
    CALLS_TO_DESTINATION_LOST,
    CALLS_TO_SOURCE_LOST,
    COPYING,
    IN_PRECOPY,
    IN_SWITCHOVER,
    LOST_IN_SWITCHOVER,
    MESSAGES_LOST,
)
from .virtual_machine import vm

MULTIPLE_PORTS = f"{ADVANCED_SETTINGS}, VMotionStreamHelpers: at least one for each address of a stream"

SLOWEST = 1000
"""Mbps below which vCenter warns of a slow vMotion link."""


class _Network:
    source_mtu = number(
        "network.source_mtu", 1500, 1280, 9000, "bytes", "The MTU of the source's vMotion port.", ARTICLE
    )
    destination_mtu = number(
        "network.destination_mtu", 1500, 1280, 9000, "bytes", "The MTU of the destination's vMotion port.", ARTICLE
    )
    path_mtu = number(
        "network.path_mtu",
        1500,
        1280,
        9216,
        "bytes",
        "The smallest MTU of the switches and trunks in between.",
        ARTICLE,
    )
    reachable = yes("network.reachable", "The vMotion ports reach each other.", "Broadcom KB 424375")
    stays_up = yes("network.stays_up", "The connections of a transfer do not break.", TROUBLESHOOTING)
    delivers = yes("network.delivers", "The vMotion network loses no message.", READING)
    rate = number(
        "network.rate", 10_000, 1, 800_000, "Mbps", "What the vMotion network transmits, over all its streams.", ARTICLE
    )
    all_streams = yes(
        "network.all_streams", "Every stream connects, of each of the vMotion ports that a host has.", MULTIPLE_PORTS
    )
    rate_of_the_rest = number(
        "network.rate_of_the_rest",
        5_000,
        1,
        800_000,
        "Mbps",
        "What the streams that do connect transmit, where some do not.",
        MULTIPLE_PORTS,
    )
    same_names = yes("network.same_names", "The hosts call their vMotion networks alike.", VMOTION_FAULTS)
    port_groups_match = yes(
        "network.port_groups_match", "The destination has the port groups that the VM is connected to.", VMOTION_FAULTS
    )
    switches_notified = yes(
        "network.switches_notified",
        "Switches learn at once where the VM is: Notify Switches is on, and the VLAN is there.",
        "vSphere 8.0 Networking, teaming and failover policy",
    )


class _Management:
    delivers = yes("management.delivers", "Calls between vCenter and the hosts are not lost.", READING)
    in_time = yes(
        "management.in_time",
        "The compatibility check is answered in time: port 902 is open, no address is translated, clocks agree.",
        "Broadcom KB 393932",
    )


network = _Network()
management = _Management()
GROUPS = (network, management)

_transmits_more_than_dirtied = if_then(
    network.all_streams.var, network.rate.var > vm.dirty_rate.var, network.rate_of_the_rest.var > vm.dirty_rate.var
)
_source_fits = network.source_mtu.var <= network.path_mtu.var
_destination_fits = network.destination_mtu.var <= network.path_mtu.var

CAUSES = (
    Cause(
        "slow_link",
        ~((network.rate.var >= SLOWEST) & network.same_names.var),
        "F05",
        "The vMotion link is below 1000 Mbps, or the hosts name their networks differently.",
        words=("slow", "half duplex"),
        described="vCenter only warns; the migration goes on.",
    ),
    Cause(
        "validation_too_slow",
        ~management.in_time.var,
        "F07",
        "vCenter and the hosts cannot talk to each other in time.",
        fails=("validation_times_out",),
        blocks=("allow_vmotion", "disallow_vmotion"),
        words=("902", "compatibility check"),
    ),
    Cause(
        "port_group_missing",
        ~network.port_groups_match.var,
        "F08",
        "The destination lacks a port group that the VM is connected to.",
        fails=("disallow_vmotion",),
        blocks=("allow_vmotion",),
        words=("port group", "network adapter"),
    ),
    Cause(
        "hosts_unreachable",
        ~network.reachable.var,
        "F14",
        "The vMotion ports do not reach each other.",
        fails=(*AT_START, *IN_PRECOPY),
        blocks=("receive_batch",),
        only=COPYING,
        words=("unreachable", "vmkping", "subnet", "firewall"),
    ),
    Cause(
        "stream_fails",
        ~network.all_streams.var,
        "",
        "Some of the streams between the vMotion ports do not connect: less is transmitted.",
        words=("stream", "adapter", "several ports", "multi-nic"),
        described="The migration goes on over the streams that connect; whether pre-copy ends is asked with their rate.",
    ),
    Cause(
        "mtu_too_large",
        ~_source_fits & ~_destination_fits,
        "F15",
        "A full page does not fit the path: the MTU of both ports is larger than that of a switch or trunk in between.",
        fails=IN_PRECOPY,
        blocks=("receive_batch",),
        only=COPYING,
        words=("mtu", "jumbo", "vmkping", "trunk"),
    ),
    Cause(
        "mtu_differs",
        (_source_fits & ~_destination_fits) | (~_source_fits & _destination_fits),
        "F15",
        "The MTU of one port is larger than that of a switch or trunk in between; hosts that agree on the smaller one pass.",
        fails=(*IN_PRECOPY, *IN_SWITCHOVER),
        only=COPYING,
        words=("mtu", "jumbo", "vmkping", "trunk"),
    ),
    Cause(
        "connection_breaks",
        ~network.stays_up.var,
        "F19",
        "The connection between the hosts breaks during the transfer.",
        fails=("transfer_fails", *IN_PRECOPY, *IN_SWITCHOVER, *LOST_IN_SWITCHOVER),
        only=COPYING,
        words=("connection", "failed waiting for data", "network", "networking"),
    ),
    Cause(
        "messages_lost",
        ~network.delivers.var,
        "F19",
        "The vMotion network loses messages.",
        fails=(*MESSAGES_LOST, *IN_PRECOPY, *IN_SWITCHOVER, *LOST_IN_SWITCHOVER),
        strikes=MESSAGES_LOST,
        only=COPYING,
        words=("loss", "packet loss"),
    ),
    Cause(
        "calls_lost",
        ~management.delivers.var,
        "F33",
        "Calls between vCenter and the hosts are lost.",
        fails=(*CALLS_TO_SOURCE_LOST, *CALLS_TO_DESTINATION_LOST, "owe_cleanup", "protection_expires"),
        strikes=(*CALLS_TO_SOURCE_LOST, *CALLS_TO_DESTINATION_LOST),
        words=("management network", "not responding"),
    ),
    Cause(
        "dirtied_faster_than_sent",
        ~vm.sdps.var & ~_transmits_more_than_dirtied,
        "F21",
        "Memory is dirtied at least as fast as it is sent, and SDPS is off.",
        fails=("cannot_converge",),
        blocks=("round_reaches_goal",),
        words=("sdps", "converge", "dirty rate"),
    ),
    Cause(
        "switches_not_notified",
        ~network.switches_notified.var,
        "F34",
        "Switches do not learn where the VM is now.",
        words=("no network after vmotion", "vlan", "rarp"),
        described="The migration is complete; the network behind it is no part of the model.",
    ),
)
