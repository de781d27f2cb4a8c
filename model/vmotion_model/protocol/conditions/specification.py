"""What the specification of step 3 says of the VM and of both hosts, and what follows where it can't be met."""

from vmotion_model.protocol.vocabulary import ARTICLE

from .cause import Cause, number, yes

FAULT_TOLERANCE = "KB 1003734; vSphere API, FaultToleranceNotSameBuild and FaultToleranceAntiAffinityViolated"
SAME_ADDRESS = "KB 1003734; recollected text: Source and destination hosts' IP addresses are the same"


class _Specification:
    ft_supported = yes(
        "specification.ft_supported",
        "The destination offers what the VM's Fault Tolerance settings ask for (or it has none).",
        FAULT_TOLERANCE,
    )
    disk_size = number(
        "specification.disk_size",
        0,
        0,
        1_000_000,
        "GiB",
        "What the VM's disks need on the destination's datastore (0: they stay where they are).",
        ARTICLE,
    )
    free_space = number(
        "specification.free_space",
        1024,
        0,
        1_000_000,
        "GiB",
        "What the destination's datastore has free.",
        ARTICLE,
    )
    addresses_differ = yes(
        "specification.addresses_differ",
        "The vMotion addresses of source and destination are not the same.",
        SAME_ADDRESS,
    )
    config_place = yes(
        "specification.config_place",
        "The place of the configuration file at the destination exists and can be written.",
        ARTICLE,
    )


specification = _Specification()
GROUPS = (specification,)

CAUSES = (
    Cause(
        "ft_not_supported",
        ~specification.ft_supported.var,
        "",
        "The destination does not offer what the VM's Fault Tolerance settings ask for.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("fault tolerance", "ft"),
    ),
    Cause(
        "disks_do_not_fit",
        ~(specification.disk_size.var <= specification.free_space.var),
        "",
        "The destination's datastore has less free than the VM's disks need.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("disk size", "no space", "datastore full"),
    ),
    Cause(
        "addresses_same",
        ~specification.addresses_differ.var,
        "",
        "Source and destination have the same vMotion address.",
        fails=("refuse_prepare",),
        blocks=("prepare",),
        words=("ip address", "addresses are the same", "0xbad010d"),
    ),
    Cause(
        "config_place_missing",
        ~specification.config_place.var,
        "",
        "The place that the specification names for the configuration file at the destination can't be used.",
        fails=("cannot_power_on",),
        blocks=("wait_for_source",),
        words=("configuration file", "vmx file"),
    ),
)
