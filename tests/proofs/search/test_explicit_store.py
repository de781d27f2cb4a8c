"""The set of states: against a Python dict, with and without collisions."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from effort import examples
from vmotion_proofs.search.states_and_steps import Store

HASHES: dict[str, Callable[[int], int] | None] = {
    "as it is": None,
    "all collide": lambda _: 0,
    "all collide at the end of the table": lambda _: 2**40 - 1,
    "two homes": lambda w: w & 1,
    "neighbours": lambda w: w & 7,
}

Batch = list[tuple[int, ...]]


def batches(words: int) -> st.SearchStrategy[list[Batch]]:
    word = st.sampled_from([0, 1, 2, 3, 2**63, 2**64 - 1]) | st.integers(0, 40)
    state = st.tuples(*[word] * words)
    return st.lists(st.lists(state, max_size=30), max_size=8)


def packed(batch: Batch, words: int) -> NDArray[np.uint64]:
    return np.array(batch, dtype=np.uint64).reshape(len(batch), words).T.copy()


def weakened(store: Store, hashing: Callable[[int], int] | None, patch: pytest.MonkeyPatch) -> None:
    if hashing is None:
        return

    def home(self: Store, words: NDArray[np.uint64]) -> NDArray[np.int64]:
        found = [hashing(int(sum(int(w) for w in column))) for column in words.T]
        return np.array(found, dtype=np.int64) & (len(self._slots) - 1)

    patch.setattr(Store, "_home", home)
    assert store.size == 0


@pytest.mark.parametrize("hashing", HASHES)
@pytest.mark.parametrize("capacity", [1, 3, 16])
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data(), words=st.integers(1, 3))
def test_it_holds_what_a_dict_holds(hashing: str, capacity: int, data: st.DataObject, words: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        store = Store(words, capacity)
        weakened(store, HASHES[hashing], patch)
        plain: dict[tuple[int, ...], int] = {}
        for batch in data.draw(batches(words)):
            new, index = store.add(packed(batch, words))
            fresh = {s for s in batch if s not in plain}
            # Each new state is named once, by one of its places in the batch, in order; it gets the next index.
            assert {batch[i] for i in new} == fresh
            assert len(new) == len(fresh)
            assert list(new) == sorted(new)
            known = len(plain)
            plain.update((batch[i], known + n) for n, i in enumerate(new))
            assert [plain[s] for s in batch] == list(index)
            assert store.size == len(plain)
            columns = [tuple(int(w) for w in column) for column in store.words.T]
            assert columns == sorted(plain, key=plain.__getitem__)
        asked = [*plain, *data.draw(st.lists(st.tuples(*[st.integers(0, 50)] * words), max_size=20))]
        assert list(store.find(packed(asked, words))) == [plain.get(s, -1) for s in asked]


def test_many_states_through_several_growths() -> None:
    """Sixty thousand states in overlapping batches of growing size, from a table of two slots."""
    store = Store(2, 1)
    size, at = 1, 0
    while at < 60_000:
        numbers = np.arange(max(at - size // 2, 0), at + size, dtype=np.uint64)
        new, index = store.add(np.stack([numbers * np.uint64(2**33), numbers]))
        assert len(new) == size
        assert np.array_equal(index, numbers.astype(np.int64))
        at, size = at + size, size * 2
    assert store.size == at
    assert np.array_equal(store.words[1], np.arange(at, dtype=np.uint64))
    assert store.find(np.array([[7], [7]], dtype=np.uint64))[0] == -1


def test_an_empty_batch_changes_nothing() -> None:
    store = Store(1)
    new, index = store.add(np.empty((1, 0), dtype=np.uint64))
    assert (len(new), len(index), store.size) == (0, 0, 0)
    assert list(store.find(np.zeros((1, 2), dtype=np.uint64))) == [-1, -1]
