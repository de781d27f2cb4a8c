"""Pictures of causes: by any of their names, the step marked by which it fails, with the cause's sentence."""

import pytest

from vmotion_diagrams import KindError, all_formats, describe
from vmotion_diagrams.description import Action, MessageFate, Sequence, Status


def drawn(kind: str) -> Sequence:
    description = describe(kind)
    assert isinstance(description, Sequence)
    return description


def marked(diagram: Sequence) -> list[str]:
    return [
        line.text.split()[1]
        for row in diagram.rows
        if isinstance(row, Action)
        for line in row.lines
        if line.strong and line.status is Status.FAILURE
    ]


def test_all_names_of_a_cause_draw_the_same() -> None:
    picture = drawn("F17")
    assert "nfs_mounted_differently" in picture.moment[0]
    assert "which makes it two datastores" in picture.moment[0]
    assert picture.moment[1] == "Where nfs.same_path = false, the migration is rolled back."
    assert marked(picture) == ["cannot_power_on"]
    assert picture == drawn("cause:nfs") == drawn("f017") == drawn("cause:NFS mounted differently")


def test_a_page_that_does_not_fit_is_sent_and_nobody_takes_it() -> None:
    picture = drawn("cause:mtu_too_large")
    assert marked(picture) == ["network_times_out"]
    (batch,) = [m for m in picture.messages if m.text.startswith("batch")]
    assert (batch.sender, batch.receiver, batch.fate) == ("source", "destination", MessageFate.DROPPED)


def test_what_is_no_failure_completes_all_the_same() -> None:
    picture = drawn("cause:console")
    assert marked(picture) == ["open_console"]
    assert "completes all the same" in picture.moment[1]


def test_a_cause_without_a_step_says_why_there_is_none() -> None:
    picture = drawn("F5")
    assert marked(picture) == []
    assert picture.moment[-1] == "vCenter only warns; the migration goes on."


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("cause:mtu", "several causes are called 'mtu'; name one: cause:mtu_differs or cause:mtu_too_large"),
        ("F18", "cause:datastore_not_visible or cause:file_locked or "),
        ("F12", "no cause is tied to F12, so there is no run of it: the timer that runs out"),
        ("F77", "no cause is called 'F77'"),
        ("cause:nsf", "did you mean 'nfs'"),
    ],
)
def test_a_name_of_several_causes_or_none_is_refused(kind: str, message: str) -> None:
    with pytest.raises(KindError, match=message):
        describe(kind)


def test_a_cause_is_drawn_of_the_shipped_protocol_alone() -> None:
    with pytest.raises(KindError, match="leave out --change and --set"):
        describe("F17", "hard-deadline")
    with pytest.raises(KindError, match="leave out --change and --set"):
        describe("cause:nfs", given={})


@pytest.mark.parametrize("name", [n for n, f in all_formats().items() if not f.binary and n != "svg"])
def test_text_formats_mark_the_step_and_hold_the_sentence(name: str) -> None:
    text = all_formats()[name].render(drawn("F17"))
    assert isinstance(text, str)
    plain = (
        text.replace("<U+005F>", "_")
        .replace("<U+002D>", "-")
        .replace("<BR/>", " ")
        .replace("</B>", "")
        .replace("<B>", "")
    )
    assert "nfs_mounted_differently" in plain
    assert "✗" in plain
    assert max(map(len, text.splitlines())) <= 80 or name != "text"
