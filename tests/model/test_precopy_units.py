"""Units: a wrong reading of a number is a wrong verdict."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.common.errors import InputError
from vmotion_model.precopy.units import parse_rate, parse_share, parse_size, parse_time, show_size


@pytest.mark.parametrize(
    ("text", "value"),
    [("64GiB", 64 * 2**30), ("1.5 MB", 1_500_000), ("4096B", 4096), ("1e3kB", 10**6), ("2TiB", 2**41)],
)
def test_sizes_with_binary_and_decimal_prefixes(text: str, value: int) -> None:
    assert parse_size(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("25Gbps", 3_125_000_000), ("1.2GB/s", 1_200_000_000), ("100Mbit/s", 12_500_000), ("1MiB/s", 2**20)],
)
def test_rates_tell_bits_from_bytes(text: str, value: int) -> None:
    assert parse_rate(text) == value


def test_durations_are_exact_and_not_floats() -> None:
    assert parse_time("0.1s") == Fraction(1, 10)
    assert parse_time("28us") == Fraction(28, 10**6)


@pytest.mark.parametrize(
    "text", ["64", "-1GiB", "0GiB", "64 gigs", "", "nan", "1e999GiB", "64gib", "64GiB;rm", "1e30GiB"]
)
def test_bad_sizes_are_refused_with_the_name_of_the_option(text: str) -> None:
    with pytest.raises(InputError, match="memory"):
        parse_size(text, what="memory size")


def test_a_near_miss_names_the_unit_that_was_meant() -> None:
    with pytest.raises(InputError, match="did you mean GiB"):
        parse_size("64gib")


@pytest.mark.parametrize("text", ["120%", "-5%", "1.2", "20 MB", "x"])
def test_bad_shares_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_share(text)


@given(st.integers(1, 2**50))
def test_a_size_in_bytes_reads_back_exactly(value: int) -> None:
    assert parse_size(f"{value}B") == value
    assert parse_size(f"{Fraction(value, 2**0)}B") == value


@given(st.integers(1, 2**40))
def test_what_is_shown_can_be_read_again_within_its_four_digits(value: int) -> None:
    shown = parse_size(show_size(Fraction(value)).replace(" ", ""))
    assert abs(shown - value) <= Fraction(value, 1000)


@given(st.integers(1, 64), st.integers(1, 400), st.sampled_from(["GbE", "Gbps", "Gb/s", "MB/s", "GiB/s"]))
def test_several_links_carry_as_much_as_they_are(links: int, rate: int, unit: str) -> None:
    one = parse_rate(f"{rate}{unit}")
    for text in (f"{links}x{rate}{unit}", f" {links} x {rate} {unit}", f"{links}\u00d7{rate}{unit}"):
        assert parse_rate(text) == links * one


def test_ethernet_is_named_by_its_line_rate() -> None:
    assert parse_rate("25GbE") == parse_rate("25Gbps") == Fraction(25 * 10**9, 8)
    assert parse_rate("2x25GbE") == parse_rate("50Gb/s")
    assert parse_rate("100MbE") == parse_rate("100Mbps")


@pytest.mark.parametrize(
    "text", ["0x25GbE", "65x25GbE", "x25GbE", "2x", "2x25", "2x2x25GbE", "-2x25GbE", "1.5x25GbE", "2x25gbe", "25GBE"]
)
def test_links_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_rate(text)
