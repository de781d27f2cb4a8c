"""The script format: what it refuses and where, what playing checks, and that written runs read back."""

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from plain_run import through
from vmotion_model.language import Command, Model, boolean
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.script import (
    MAX_CHARACTERS,
    MAX_NESTING,
    MAX_STEPS,
    PlayedRun,
    PlayError,
    ScriptError,
    load_script,
    play,
    read_script,
    write_script,
)

TO_PRECOPY = "\n".join(through("start_precopy")) + "\n"

HEAP = [
    "expect",
    "set",
    "refused",
    "repeat",
    "end",
    "elapse",
    "request",
    "3",
    "(",
    ")",
    "==",
    "not",
    ":",
    ";",
    "#",
    "\n",
]


def _play(text: str) -> PlayedRun:
    return play(read_script(text, vmotion(), "test.script"))


def _refused(text: str) -> ScriptError:
    with pytest.raises(ScriptError) as caught:
        read_script(text, vmotion(), "test.script")
    assert not isinstance(caught.value, PlayError)
    return caught.value


def _stopped(text: str) -> PlayError:
    with pytest.raises(PlayError) as caught:
        _play(text)
    return caught.value


def test_steps_carry_role_time_and_what_changed() -> None:
    run = _play("# A title\n" + TO_PRECOPY + "elapse 30\nsend_batch\n")

    assert run.title == "A title"
    request, *_, elapse, batch = run.steps
    assert (request.command, request.role, request.time) == ("request", "vcenter", 0)
    assert request.changed["vcenter.state"] == ("IDLE", "REQUESTED")
    assert (elapse.command, elapse.role, elapse.time, elapse.seconds) == ("elapse", "time", 30, 30)
    assert elapse.changed["source.protection"] == (0, 30)
    assert (batch.command, batch.role, batch.time) == ("send_batch", "source", 30)
    assert batch.changed == {"network.batch": ("NONE", "SENT")}
    assert run.state["network.batch"] == "SENT"


def test_comments_blank_lines_indentation_and_line_ends_do_not_matter() -> None:
    plain = _play("request\nadmit\n")

    assert _play("\ufeff# t\r\n\r\n  request  # now\r\n\tadmit\r\n".removeprefix("\ufeff")).steps == plain.steps
    assert _play("request\radmit").steps == plain.steps


def test_only_a_comment_before_the_first_step_is_the_title() -> None:
    assert read_script("#\n# first\n# second\nrequest\n", vmotion()).title == "first"
    assert read_script("request # no title\n# nor this\n", vmotion(), "name").title == "name"


def test_blocks_repeat_and_nest() -> None:
    run = _play("repeat 2\nrepeat 3\nothers_take_unit\nothers_return_unit\nend\nrequest\nrefuse_request\nend\n")

    assert [s.command for s in run.steps].count("others_take_unit") == 6
    assert [s.command for s in run.steps].count("request") == 2


def test_unknown_command_names_place_and_the_nearest_command() -> None:
    error = _refused("request\n  admitt\n")

    assert str(error) == "test.script:2:3: unknown command 'admitt'; did you mean 'admit'?"
    assert (error.line, error.column) == (2, 3)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("request now\n", 1, 9, "nothing may follow a command"),
        ("elapse\n", 1, None, "'elapse' wants a whole number"),
        ("elapse 1.5\n", 1, 8, "'elapse' wants a whole number"),
        ("elapse -1\n", 1, 8, "'elapse' wants a whole number"),
        ("elapse 0\n", 1, 8, "'elapse' wants a whole number"),
        ("elapse " + "9" * 5000 + "\n", 1, 8, "'elapse' wants a whole number"),
        ("elapse \u0661\n", 1, 8, "'elapse' wants a whole number"),
        ("request\nrepeat two\nadmit\nend\n", 2, 8, "'repeat' wants a whole number"),
        ("repeat 2\nrequest\n", 1, None, "has no 'end'"),
        ("request\nend\n", 2, None, "closes nothing"),
        ("repeat 2\nend\nrequest\n", 1, None, "nothing stands between"),
        ("repeat 2\nrequest\nend now\n", 3, 5, "nothing may follow 'end'"),
        ("expect disk.holder == SORCE\n", 1, 23, "did you mean 'SOURCE'?"),
        ("expect   disk.holdr == SOURCE\n", 1, 10, "did you mean 'disk.holder'"),
        ("expect\n", 1, None, "the expression is empty"),
        ("expect units.own\n", 1, 8, "boolean is wanted here"),
        ("expect __import__('os').system('true')\n", 1, 8, "not part of the language"),
        ("expect " + "+".join(["1"] * 1000) + " == 1\n", 1, 8, "nested deeper than 100"),
        ("expect " + "(" * 200 + "\n", 1, None, "nested deeper"),
        ("refused resum: nobody holds the disk\n", 1, 9, "did you mean 'resume'"),
        ("refused resume: nobody has the disk\n", 1, 9, "did you mean 'nobody holds the disk'"),
        ("refused resume\n", 1, 9, "say which guards fail"),
        ("request\n\0\n", 2, None, "control characters"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, line: int, column: int | None, message: str) -> None:
    error = _refused(text)

    assert message in str(error)
    assert error.line == line
    if column is not None:
        assert error.column == column


@pytest.mark.parametrize("text", ["", "\n\n", "# only a title\n", "\ufeff"])
def test_empty_scripts_are_no_pass(text: str) -> None:
    with pytest.raises(ScriptError):
        read_script(text, vmotion())


def test_huge_repeats_are_refused_before_anything_is_played() -> None:
    assert str(MAX_STEPS) in str(_refused("repeat 999999999\nrequest\nrefuse_request\nend\n"))
    nested = "repeat 1000\n" * 3 + "others_take_unit\n" + "end\n" * 3
    assert "1000000000 steps" in str(_refused(nested))


def test_deep_nesting_and_long_text_are_refused() -> None:
    deep = MAX_NESTING + 1
    assert "nested deeper" in str(_refused("repeat 1\n" * deep + "request\n" + "end\n" * deep))
    assert "longer" in str(_refused("#" * (MAX_CHARACTERS + 1)))


def test_a_model_whose_command_is_a_word_of_scripts_is_refused() -> None:
    flag = boolean("flag", "role", False, "")
    model = Model("m", (flag,), (), (Command("repeat", "role", {}, {flag: True}),))

    with pytest.raises(ScriptError, match="rename it"):
        read_script("repeat\n", model)


def test_disabled_command_names_line_failing_conjuncts_and_values() -> None:
    error = _stopped(TO_PRECOPY + "# too early\nrelease_disk\n")

    assert error.line == 14
    assert "release_disk cannot be done here" in str(error)
    assert "'waiting for the handshake' fails" in str(error)
    assert "source.state is PRECOPY" in str(error)
    assert "'the destination is ready' fails" in str(error)
    assert "network.verdict is NONE" in str(error)
    assert "the source holds the disk" not in str(error)
    assert [s.command for s in error.run.steps] == TO_PRECOPY.split()


def test_wrong_expect_says_what_the_values_are() -> None:
    error = _stopped("request\nexpect disk.holder == SOURCE and vcenter.state == IDLE and units.own == 1\n")

    assert error.line == 2
    assert "vcenter.state == IDLE and units.own == 1 is wanted" in str(error)
    assert "vcenter.state is REQUESTED, units.own is 0" in str(error)
    assert "disk.holder" not in str(error)


def test_expect_of_a_falsehood_fails() -> None:
    assert "it is never true" in str(_stopped("expect False\n"))


def test_refused_fails_where_the_command_can_be_done_or_other_guards_fail() -> None:
    can = _stopped(TO_PRECOPY + "refused send_batch: nothing is under way\n")
    other = _stopped("refused admit: the host has units left\n")

    assert "it can be done" in str(can)
    assert "what fails is 'the request waits'" in str(other)
    assert _play("refused admit: the request waits\n").conditions == 1


def test_elapse_past_a_deadline_says_how_long_may_pass_and_what_comes_then() -> None:
    # The protection timer is 90 s (KB 1003734, step 4) and runs since the pre-copy began.
    error = _stopped(TO_PRECOPY + "elapse 60\nelapse 31\n")

    assert error.line == 14
    assert "30 s at most may pass here, not 31 s" in str(error)
    assert "protection_expires" in str(error)
    assert "switchover_times_out" not in str(error)
    assert error.run.steps[-1].time == 60
    assert _play(TO_PRECOPY + "elapse 60\nelapse 30\nprotection_expires\n").steps[-1].time == 90


def test_a_failing_line_leaves_the_machines_where_they_were() -> None:
    migration = Migration()
    with pytest.raises(PlayError):
        play(read_script("request\nresume\n", vmotion()), migration)

    assert migration.history == ["request"]
    assert migration.state["vcenter.state"] == "REQUESTED"


def test_a_script_goes_on_from_where_the_machines_stand() -> None:
    migration = Migration()
    play(read_script("request\n", vmotion()), migration)

    assert play(read_script("admit\n", vmotion()), migration).steps[0].changed["units.own"] == (0, 2)


def test_a_script_for_another_model_is_refused() -> None:
    flag = boolean("flag", "role", False, "")
    other = Model("other", (flag,), (), (Command("go", "role", {}, {flag: True}),))

    with pytest.raises(ScriptError, match="another model"):
        play(read_script("go\n", other), Migration())
    assert play(read_script("go\nexpect flag\n", other)).conditions == 1


def test_files_are_read_as_utf8_with_and_without_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.script"
    path.write_bytes(b"\xef\xbb\xbf# \xc3\x9cbergabe\nrequest\n")

    assert load_script(path, vmotion()).title == "Übergabe"


@pytest.mark.parametrize("raw", [b"request\n\xff\xfe\x00", b"\x7fELF\x02\x01\x01\x00", "request\n".encode("utf-16")])
def test_binary_files_are_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "binary.script"
    path.write_bytes(raw)

    with pytest.raises(ScriptError, match=r"binary\.script:\d+: "):
        load_script(path, vmotion())


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.script", tmp_path):
        with pytest.raises(ScriptError, match="cannot be read"):
            load_script(path, vmotion())


@given(seed=st.integers(0, 10**6), length=st.integers(1, 60))
@settings(deadline=None, max_examples=examples(30))
def test_a_written_run_reads_and_plays_back_to_itself(seed: int, length: int) -> None:
    chance = random.Random(seed)
    migration = Migration()
    for _ in range(length):
        longest = migration.longest_delay()
        longest = 50 if longest is None else longest
        if longest and chance.random() < 0.2:
            migration.elapse(chance.randint(1, longest))
        else:
            migration.fire(chance.choice(migration.enabled()))

    run = play(read_script(write_script(migration.history), vmotion()))
    again = play(read_script(write_script(run.steps, "t"), vmotion()))

    assert run.state == again.state == migration.state
    assert [str(s) for s in run.steps] == migration.history
    assert run.steps == again.steps
    assert run.steps[-1].time == migration.time


@given(title=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_a_title_survives_being_written(title: str) -> None:
    script = read_script(write_script(["request"], title), vmotion(), "unnamed")

    assert script.title == (" ".join(title.split()) or "unnamed")


@given(text=st.text(max_size=200))
def test_no_text_ends_in_anything_but_a_script_or_a_script_error(text: str) -> None:
    with contextlib.suppress(ScriptError):
        read_script(text, vmotion())


@given(words=st.lists(st.sampled_from(HEAP)))
def test_no_heap_of_words_ends_in_anything_but_a_script_or_a_script_error(words: list[str]) -> None:
    with contextlib.suppress(ScriptError):
        read_script(" ".join(words), vmotion())
