"""Bytes of a page in memory and on QEMU's wire (F1), as plain numbers for simulations."""

PAGE = 4096
WIRE = 4104
ZERO = 9
"""On the wire, of a page of zeros."""
