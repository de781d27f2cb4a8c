"""Edits of the vocabulary, of commands' attributes and of what is asked: what they make of a small model.

The model is written here by hand, and so is what every edit must make of it.
"""

import pytest

from vmotion_model.language import (
    SHARED,
    Boolean,
    Clock,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Integer,
    Model,
    Param,
    Time,
    Var,
    digest,
    to_text,
)
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_specs.apply import changed_suite
from vmotion_specs.assumptions import Assumption, Works
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite import Suite

HEAD = 'schema = 1\ntitle = "A change"\nmodel = "lamp"\n'


def lamp() -> Suite:
    """A lamp that a person switches on, and that goes out by itself."""
    states = Enumeration("Lamp", ("OFF", "ON"))
    state: Var[str] = Var("lamp.state", states, "lamp", "OFF")
    wanted: Var[bool] = Var("wanted", Boolean(), SHARED, False)
    used: Var[int] = Var("used", Integer(0, 2), SHARED, 0, follows="lives")
    burns: Var[Time] = Var("lamp.burns", Clock(), "lamp", 0, active=state == "ON")
    spare: Var[bool] = Var("spare", Boolean(), SHARED, False)
    commands = (
        Command("press", "person", {"dark": ~wanted}, {wanted: True}, events=("a press",)),
        Command(
            "light",
            "lamp",
            {"wanted": wanted, "off": state == "OFF", "lives": used < Param("lives")},
            {state: "ON", used: used + 1, wanted: False},
        ),
        Command("expire", "lamp", {"time": burns >= 10}, {state: "OFF"}),
    )
    model = Model(
        "lamp",
        (state, wanted, used, burns, spare),
        (Constant("lives", 2, ""),),
        commands,
        (Deadline("lamp.burns", Param("lives") + 8, ("expire",)),),
    )
    lit = Property(
        "lit",
        "who wants light gets it",
        state == "ON",
        wanted,
        PropertyKind.RESPONSE,
        assumptions=(Assumption("the lamp works", "It does what it can.", weak=(Works("lamp"),)),),
    )
    once = Property("spared", "the spare is never used", ~spare)
    return Suite.of(model, [lit, once], {"lamp": "lamp.state"})


def after(text: str) -> Suite:
    return changed_suite(parse_change((HEAD + text).encode(), "x.toml"), lamp())


def test_a_range_and_an_initial_value_change_and_what_reads_them_goes_along() -> None:
    made = after('[[variable]]\naction = "change"\nname = "used"\nkind = "integer 0..5"\ninitial = 1\nsays = "New."\n')
    used = made.model.variable["used"]
    assert (used.type, used.initial, used.follows, used.description) == (Integer(0, 5), 1, "", "New.")
    assert made.model.command["light"].updates["used"].children[0] is used
    assert [v.name for v in made.model.variables] == [v.name for v in lamp().model.variables]


def test_a_range_may_end_at_a_constant_of_the_file() -> None:
    made = after(
        '[[variable]]\naction = "change"\nname = "used"\nkind = "integer 0..most"\n'
        '[[constant]]\naction = "add"\nname = "most"\nvalue = 7\nunit = "h"\nsays = "So many."\n'
    )
    assert made.model.variable["used"].type == Integer(0, 7)
    assert made.model.variable["used"].follows == "most"
    assert made.model.constants[-1] == Constant("most", 7, "h", "So many.")


def test_a_clock_runs_under_another_condition() -> None:
    made = after('[[variable]]\naction = "change"\nname = "lamp.burns"\nactive = "lamp.state == ON and wanted"\n')
    active = made.model.variable["lamp.burns"].active
    assert active is not None
    assert to_text(active) == "lamp.state == ON and wanted"


def test_a_new_member_is_there_for_variables_guards_properties_and_conditions_of_clocks() -> None:
    made = after(
        '[[enumeration]]\nname = "Lamp"\nmembers = ["BROKEN"]\n'
        '[[effect]]\ncommand = "expire"\nvariable = "lamp.state"\nvalue = "BROKEN if used == lives else OFF"\n'
    )
    assert made.model.variable["lamp.state"].type == Enumeration("Lamp", ("OFF", "ON", "BROKEN"))
    assert to_text(made.model.command["expire"].updates["lamp.state"]) == "BROKEN if used == lives else OFF"
    assert [to_text(p.claim) for p in made.properties if p.id == "lit"] == ["lamp.state == ON"]


def test_new_members_alone_change_nothing_that_is_written() -> None:
    made = after('[[enumeration]]\nname = "Lamp"\nmembers = ["BROKEN"]\n').model
    old = lamp().model
    for name, command in old.command.items():
        assert {k: to_text(g) for k, g in made.command[name].guard.items()} == {
            k: to_text(g) for k, g in command.guard.items()
        }


def test_a_variable_that_nothing_uses_is_removed_with_the_property_that_speaks_of_it() -> None:
    gone = '[[variable]]\naction = "remove"\nname = "spare"\n'
    with pytest.raises(ChangeError, match=r"x\.toml:6:8: the properties do not fit the changed model: spared.* spare"):
        after(gone)
    made = after(gone + '[[property]]\naction = "drop"\nid = "spared"\n')
    assert "spare" not in made.model.variable
    assert [p.id for p in made.properties] == ["timelock", "lit"]
    with pytest.raises(ChangeError, match=r"x\.toml:6:8: used is still used by command light, guard 'lives'"):
        after('[[variable]]\naction = "remove"\nname = "used"\n')


def test_what_is_said_of_a_command_changes_and_nothing_that_it_does() -> None:
    made = after(
        '[[command]]\naction = "change"\nname = "expire"\nfault = "burnt out"\nfair = false\nsays = "It dies."\n'
        'fact = "a shop"\nevents = ["a press"]\n'
    )
    command, old = made.model.command["expire"], lamp().model.command["expire"]
    assert (command.fault, command.fair, command.description) == ("burnt out", False, "It dies.")
    assert (command.citation, command.events) == ("a shop", ("a press",))
    assert to_text(command.enabled) == to_text(old.enabled)
    back = parse_change(
        (HEAD + '[[command]]\naction = "change"\nname = "expire"\nfault = ""\nfair = true\n').encode(), "x.toml"
    )
    assert digest(changed_suite(back, made).model) == digest(lamp().model)


def test_a_new_role_has_commands_and_stands_somewhere() -> None:
    made = after(
        '[[command]]\naction = "change"\nname = "press"\nrole = "child"\n'
        '[[variable]]\nname = "child.mood"\nowner = "child"\nkind = ["BORED", "GLAD"]\ninitial = "BORED"\n'
        '[[role]]\nname = "child"\nsays = "Who plays."\nlocation = "child.mood"\n'
    )
    assert made.model.roles == ("child", "lamp")
    assert made.locations == {"lamp": "lamp.state", "child": "child.mood"}
    assert made.meanings["child"].says == "Who plays."


def test_demands_and_responses_with_assumptions_of_the_model_and_of_the_file() -> None:
    made = after(
        '[[property]]\naction = "add"\nid = "worn"\nkind = "demand"\nclaim = "used == lives"\n'
        '[[property]]\naction = "add"\nid = "dark"\nkind = "response"\npremise = "lamp.state == ON"\n'
        'claim = "lamp.state == OFF"\nassumptions = ["quiet", "the lamp works"]\n'
        '[[assumption]]\nname = "quiet"\nsays = "Nobody presses for ever."\nfinite = ["press"]\n'
        'recurring = ["not wanted"]\nstrong = ["light"]\n'
    )
    by_id = {p.id: p for p in made.properties}
    assert by_id["worn"].kind is PropertyKind.REACHABLE
    quiet, works = by_id["dark"].assumptions
    assert (quiet.finite, quiet.strong, [to_text(r) for r in quiet.recurring]) == (
        ("press",),
        ("light",),
        ["not wanted"],
    )
    assert works == lamp().properties[1].assumptions[0]
    assert by_id["dark"].kind is PropertyKind.RESPONSE


def test_a_renamed_role_keeps_its_place_and_what_is_assumed_of_it() -> None:
    made = after(
        '[[rename]]\nkind = "role"\nfrom = "lamp"\nto = "bulb"\n'
        '[[rename]]\nkind = "property"\nfrom = "lit"\nto = "served"\n'
        '[[command]]\naction = "add"\nname = "glow"\nrole = "bulb"\n[command.guard]\n"on" = "lamp.state == ON"\n'
    )
    assert made.locations == {"bulb": "lamp.state"}
    assert {v.owner for v in made.model.variables} == {"bulb", SHARED}
    (served,) = (p for p in made.properties if p.id == "served")
    assert claim_of(made.model, served).fairness.weak == ("light", "glow")


BULB = '[[rename]]\nkind = "role"\nfrom = "lamp"\nto = "bulb"\n'
SERVED = '[[rename]]\nkind = "property"\nfrom = "lit"\nto = "served"\n'


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (
            '[[rename]]\nkind = "role"\nfrom = "lamps"\nto = "bulb"\n',
            r"6:8: there is no role 'lamps'; did you mean 'lamp'",
        ),
        ('[[rename]]\nkind = "role"\nfrom = "lamp"\nto = "shared"\n', r"7:6: something is called 'shared' already"),
        ('[[rename]]\nkind = "role"\nfrom = "lamp"\nto = "person"\n', r"7:6: something is called 'person' already"),
        ('[[rename]]\nkind = "role"\nfrom = "lamp"\nto = "a b"\n', r"7:6: 'a b' is no name of a role"),
        (
            BULB
            + '[[role]]\nname = "lamp"\n[[variable]]\nname = "x"\nowner = "lamp"\nkind = "boolean"\ninitial = true\n',
            r"9:8: 'lamp' was the name of what this change renames: give what is new another name",
        ),
        (
            '[[rename]]\nkind = "property"\nfrom = "list"\nto = "served"\n',
            r"6:8: there is no property 'list'; did you mean 'lit'",
        ),
        ('[[rename]]\nkind = "property"\nfrom = "lit"\nto = "spared"\n', r"7:6: something is called 'spared' already"),
        ('[[rename]]\nkind = "property"\nfrom = "lit"\nto = "so lit"\n', r"7:6: a response's id holds no blank"),
        ('[[rename]]\nkind = "property"\nfrom = "timelock"\nto = "time"\n', r"6:8: timelock guards every verdict"),
        (
            SERVED + '[expect]\nlit = "proved"\n',
            r"9:7: \[expect\] names 'lit', which is no property; this change calls it 'served'",
        ),
        (
            BULB + '[[command]]\naction = "change"\nname = "press"\nrole = "lamp"\n',
            r"11:8: there is no role 'lamp'; this change calls it 'bulb'",
        ),
        (
            BULB + '[[variable]]\nname = "x"\nowner = "lamp"\nkind = "boolean"\ninitial = true\n',
            r"10:9: nobody is called 'lamp'; this change calls it 'bulb'",
        ),
        (
            SERVED + '[[property]]\naction = "drop"\nid = "lit"\n',
            r"10:6: there is no property 'lit'; this change calls it 'served'",
        ),
        (
            SERVED + '[[property]]\naction = "add"\nid = "lit"\nclaim = "True"\n',
            r"10:6: 'lit' was the name of what this change renames",
        ),
    ],
)
def test_a_rename_of_a_role_or_property_that_makes_no_sense(edits: str, message: str) -> None:
    with pytest.raises(ChangeError, match=r"x\.toml:" + message):
        after(edits)


GROWN = '[[enumeration]]\nname = "Lamp"\nmembers = ["BROKEN"]\n'
LESS = '[[enumeration]]\naction = "remove"\nname = "Lamp"\nmembers = ["BROKEN"]\n'


def broken_lamp() -> Suite:
    """The lamp with a state in which it may end, a step to it and what is asked of that."""
    text = (
        GROWN + '[[command]]\naction = "add"\nname = "break_down"\nrole = "lamp"\n'
        '[command.guard]\n"on" = "lamp.state == ON"\n[command.effect]\n"lamp.state" = "BROKEN"\n'
        '[[property]]\naction = "add"\nid = "whole"\nclaim = "lamp.state != BROKEN"\n'
    )
    return after(text)


def edited(suite: Suite, text: str) -> Suite:
    return changed_suite(parse_change((HEAD + text).encode(), "x.toml"), suite)


def test_a_member_that_nothing_uses_any_more_is_removed() -> None:
    drop = '[[command]]\naction = "remove"\nname = "break_down"\n[[property]]\naction = "drop"\nid = "whole"\n'
    made = edited(broken_lamp(), LESS + drop)
    assert made.model.variable["lamp.state"].type == Enumeration("Lamp", ("OFF", "ON"))
    assert digest(made.model) == digest(lamp().model)
    assert [to_text(p.claim) for p in made.properties] == [to_text(p.claim) for p in lamp().properties]


def test_a_member_that_is_used_stays_and_every_place_is_told() -> None:
    with pytest.raises(
        ChangeError, match=r"x\.toml:7:11: BROKEN is still used by command break_down, effect on lamp.state"
    ):
        edited(broken_lamp(), LESS)
    step = '[[command]]\naction = "remove"\nname = "break_down"\n'
    with pytest.raises(
        ChangeError, match=r"x\.toml:6:8: the properties do not fit .* whole speaks of BROKEN, which Lamp"
    ):
        edited(broken_lamp(), LESS + step)
    off = LESS.replace("BROKEN", "OFF")
    with pytest.raises(
        ChangeError, match=r"OFF is still used by command light, guard 'off'; .*expire.*; lamp.state, which st"
    ):
        edited(lamp(), off)
    with pytest.raises(ChangeError) as found:
        edited(lamp(), off)
    # What only follows from it is left out.
    assert len(found.value.errors) == 1
    clock = LESS.replace("BROKEN", "ON")
    with pytest.raises(ChangeError, match=r"ON is still used by .*clock lamp.burns, active"):
        edited(lamp(), clock)
    whole = '[[property]]\naction = "replace"\nid = "whole"\nclaim = "True"\npremise = "lamp.state == BROKEN"\n'
    with pytest.raises(ChangeError, match=r"x\.toml:1[0-9]:\d+: .*BROKEN"):
        edited(broken_lamp(), LESS + step + whole)


def test_a_member_goes_where_the_variable_starts_elsewhere_now() -> None:
    unlit = (
        '[[enumeration]]\nname = "Lamp"\nmembers = ["NEW"]\n'
        '[[variable]]\naction = "change"\nname = "lamp.state"\ninitial = "NEW"\n'
    )
    new = edited(lamp(), unlit)
    less = LESS.replace("BROKEN", "NEW")
    with pytest.raises(ChangeError, match=r"NEW is still used by lamp\.state, which starts there"):
        edited(new, less)
    back = edited(new, less + '[[variable]]\naction = "change"\nname = "lamp.state"\ninitial = "OFF"\n')
    assert digest(back.model) == digest(lamp().model)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (LESS, r"7:11: there is no member of Lamp 'BROKEN'"),
        (LESS.replace('"BROKEN"', '"OFF", "ON"'), r"7:11: Lamp would have no member left"),
        (LESS.replace("Lamp", "Bulb"), r"6:8: there is no enumeration 'Bulb'"),
        (
            LESS.replace("BROKEN", "OFF") + LESS.replace("BROKEN", "ON"),
            r"9:10: enumeration Lamp remove is changed twice",
        ),
    ],
)
def test_members_that_can_not_be_removed(edits: str, message: str) -> None:
    with pytest.raises(ChangeError, match=r"x\.toml:" + message):
        after(edits)


def test_a_constant_that_nothing_uses_is_removed() -> None:
    with pytest.raises(
        ChangeError, match=r"x\.toml:6:8: lives is still used by command light, guard 'lives'; used, whose range"
    ):
        after('[[constant]]\naction = "remove"\nname = "lives"\n')
    made = after(
        '[[constant]]\naction = "remove"\nname = "lives"\n'
        '[[guard]]\ncommand = "light"\naction = "replace"\nconjunct = "lives"\nexpression = "used < 2"\n'
        '[[variable]]\naction = "change"\nname = "used"\nkind = "integer 0..2"\n'
        '[[deadline]]\naction = "replace"\nclock = "lamp.burns"\nlimit = "10"\n'
    )
    assert made.model.constants == ()
    with pytest.raises(ChangeError, match=r"x\.toml:6:8: there is no constant 'live'; did you mean 'lives'"):
        after('[[constant]]\naction = "remove"\nname = "live"\n')
    with pytest.raises(ChangeError, match=r"x\.toml:\d+:\d+: action = 'remove' takes no value"):
        after('[[constant]]\naction = "remove"\nname = "lives"\nvalue = 3\n')


def test_a_constant_of_which_a_property_speaks_goes_with_the_property() -> None:
    spoken = after(
        '[[constant]]\naction = "add"\nname = "most"\nvalue = 2\n'
        '[[property]]\naction = "add"\nid = "few"\nclaim = "used <= most"\n'
    )
    gone = '[[constant]]\naction = "remove"\nname = "most"\n'
    with pytest.raises(ChangeError, match=r"x\.toml:6:8: the properties do not fit the changed model: few"):
        edited(spoken, gone)
    made = edited(spoken, gone + '[[property]]\naction = "replace"\nid = "few"\nclaim = "used <= 2"\n')
    assert [to_text(p.claim) for p in made.properties if p.id == "few"] == ["used <= 2"]
