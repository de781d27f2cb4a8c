"""Conditions as an administrator writes them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.language import Value
from vmotion_model.protocol.conditioned import healthy
from vmotion_model.protocol.conditions import CONDITIONS
from vmotion_specs.conditions import OPEN, ConditionsError, read_conditions, read_setting, template
from vmotion_specs.conditions.reading import shown_value


def test_the_template_says_every_healthy_value_once() -> None:
    text = template()
    assert read_conditions(text) == healthy()
    for condition in CONDITIONS:
        assert text.count(condition.var.description) == 1, condition.name


@settings(max_examples=examples(60))
@given(st.data())
def test_a_value_that_is_shown_is_read_back(data: st.DataObject) -> None:
    condition = data.draw(st.sampled_from(CONDITIONS))
    kind: Any = condition.var.type
    if hasattr(kind, "members"):
        value: Value = data.draw(st.sampled_from(sorted(kind.members)))
    elif hasattr(kind, "low"):
        value = data.draw(st.integers(kind.low, kind.high))
    else:
        value = data.draw(st.booleans())
    assert read_setting(f"{condition.name}={shown_value(value)}") == (condition.name, value)


def test_what_is_not_known_is_left_open() -> None:
    assert read_setting("vm.sdps=?") == ("vm.sdps", OPEN)
    assert read_conditions('[vm]\nsdps = "open"\n') == {"vm.sdps": OPEN}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[network]\n\npath_mtu = 3\n",
            r"^x.toml:3: network.path_mtu is a whole number of bytes from 1280 to 9216, not 3$",
        ),
        ("[network]\npath_mtu = true\n", r"^x.toml:2: .* not True$"),
        ("[network]\npath_mtu = 1500.0\n", r"^x.toml:2: .* not 1500.0$"),
        ('[network]\npath_mtu = "1500"\n', r"^x.toml:2: .* not '1500'$"),
        ("[vm]\n# one\nsdps = 1\n", r"^x.toml:3: vm.sdps is true or false, not 1$"),
        ("[nfs]\nsame_path = true\n\n[nfs.x]\ny = 1\n", r"^x.toml:4: there is no condition 'nfs.x'"),
        ("[vm]\nsdsp = true\n", r"^x.toml:2: there is no condition 'vm.sdsp'; did you mean 'vm.sdps'"),
        (
            "[nsf]\nsame_path = true\n",
            r"^x.toml:2: there is no condition 'nsf.same_path'; did you mean 'nfs.same_path'",
        ),
        ('[vm]\nserial_port = "PROXY"\n', r"^x.toml:2: vm.serial_port is one of NO_SERIAL_PORT, CONCENTRATOR"),
        ("sdps = true\n", r"^x.toml:1: sdps stands outside a table; write \[family\] above it"),
        ("[vm]\nsdps = true\nsdps = false\n", r"^x.toml is not TOML: .*line 3"),
        ("# nothing\n", r"^x.toml says nothing: write \[family\]"),
        ("[vm\n", r"^x.toml is not TOML: .*line 1"),
    ],
)
def test_bad_input_is_one_message_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConditionsError, match=message):
        read_conditions(text, "x.toml")


@pytest.mark.parametrize(
    "text", ["vm.sdps", "=true", "vm.sdps=", "vm.sdps=maybe", "vm.dirty_rate=-1", "vm.dirty_rate=1e3"]
)
def test_a_setting_that_sets_nothing_is_refused(text: str) -> None:
    with pytest.raises(ConditionsError):
        read_setting(text)
