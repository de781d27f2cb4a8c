"""The answers to survivors are well-formed and complete, and none of them is left over."""

from pathlib import Path

import pytest

from vmotion_model.language import ModelError
from vmotion_specs.mutation import explained_survivors, group_of, read_groups
from vmotion_specs.mutation.page import with_table
from vmotion_specs.suites import SUITES

GROUP = '[[group]]\nmodel = "m"\nmutants = ["drop a/*"]\ndoes = "more"\nreason = "Because."\n'


def test_a_group_speaks_of_the_survivors_that_its_patterns_match() -> None:
    groups = read_groups(f"schema = 1\n{GROUP}", "file")

    assert group_of(groups, "m", "drop a/b", "more") is groups[0]
    assert group_of(groups, "m", "drop a/b", "less") is None
    assert group_of(groups, "m", "drop b/a", "more") is None
    assert group_of(groups, "other", "drop a/b", "more") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema = ", "no TOML"),
        (GROUP, "schema"),
        ("schema = 1\n" + GROUP.replace("Because.", " "), "group 1"),
        ("schema = 1\n" + GROUP.replace('"more"', '"most"'), "does"),
        ("schema = 1\n" + GROUP.replace('["drop a/*"]', "[]"), "mutants"),
        ("schema = 1\n" + GROUP.replace("reason", "because"), "group 1"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(ModelError, match=f"^file.*{says}"):
        read_groups(text, "file")


def test_shipped_groups_speak_of_shipped_models() -> None:
    assert {g.model for g in explained_survivors()} <= SUITES.keys()


def test_the_table_in_the_documents_is_the_data() -> None:
    document = Path(__file__).parents[2] / "docs" / "limits.md"
    text = document.read_text(encoding="utf-8")

    assert with_table(text, explained_survivors()) == text, "make it anew with vmotion_specs.mutation.page.with_table"
