"""A smallest set of records that contradict one: against all subsets, for any family of sets that contradict."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vmotion_traces.joint.contradiction import smallest
from vmotion_traces.joint.question import Place

RECORDS = [(0, n) for n in range(7)]
families = st.lists(st.frozensets(st.sampled_from(RECORDS), max_size=4), min_size=1, max_size=5)


@given(families)
def test_what_is_left_contradicts_and_none_of_its_parts_does(family: list[frozenset[Place]]) -> None:
    def contradicts(some: tuple[Place, ...]) -> bool:
        return any(each <= set(some) for each in family)

    found, is_smallest = smallest(RECORDS, contradicts)
    assert contradicts(found)
    assert not any(contradicts(part) for size in range(len(found)) for part in combinations(found, size))
    least = min(map(len, family))
    if is_smallest:
        assert len(found) == least
    # Up to two beside the record, it is always known that there are no fewer.
    if least <= 2:
        assert (len(found), is_smallest) == (least, True)


@given(families, st.integers(0, 1000), st.floats(0, 1))
def test_where_something_is_not_decided_it_contradicts_all_the_same(
    family: list[frozenset[Place]], seed: int, share: float
) -> None:
    chance = random.Random(seed)

    def contradicts(some: tuple[Place, ...]) -> bool | None:
        return None if chance.random() < share else any(each <= set(some) for each in family)

    found, is_smallest = smallest(RECORDS, contradicts)
    assert any(each <= set(found) for each in family)
    if is_smallest:
        assert len(found) == min(map(len, family))
