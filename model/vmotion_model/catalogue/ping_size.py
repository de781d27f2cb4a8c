"""How large a ping may be that must cross a network in one piece."""

from __future__ import annotations

IPV4_HEADER_BYTES = 20
ICMP_HEADER_BYTES = 8


def icmp_payload(mtu: int) -> int:
    """Return the largest ICMP payload, in bytes, that fits unfragmented into an IPv4 packet of `mtu` bytes.

    It is what `vmkping -d -s` takes (KB 1003734). Raises ValueError where the MTU has no room for a payload.
    """
    payload = mtu - IPV4_HEADER_BYTES - ICMP_HEADER_BYTES
    if payload < 1:
        least = IPV4_HEADER_BYTES + ICMP_HEADER_BYTES + 1
        raise ValueError(f"an MTU of {mtu} bytes leaves no room for an ICMP payload; it must be at least {least}")
    return payload
