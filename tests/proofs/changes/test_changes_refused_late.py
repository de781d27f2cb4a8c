"""Changes whose mistake shows only in the changed model, not in the text of an edit."""

import pytest

from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import Checked
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult
from vmotion_specs.apply import changed
from vmotion_specs.change import ChangeError, parse_change
from vmotion_specs.reachability import REACHABILITY
from vmotion_specs.suites import vmotion_suite

UNCHECKED = Checked(CheckResult("vmotion", "", ()), Evidence())


def test_a_variable_that_leaves_its_range_is_an_error_of_the_change() -> None:
    text = """
schema = 1
title = "Others take three units at once, of which a host has two"
[[effect]]
command = "others_take_unit"
variable = "units.others"
value = "units.others + 3"
"""
    change = parse_change(text.encode(), "x.toml")
    with pytest.raises(ChangeError) as caught:
        check_change(change, vmotion_suite(), Options(), UNCHECKED)
    assert str(caught.value) == (
        "x.toml:4:1: the changed model makes no sense: command others_take_unit: units.others leaves its range"
    )


def test_a_variable_that_a_property_needs_for_itself_is_refused() -> None:
    taken = next(o.var.name for p in REACHABILITY for o in p.observers)
    text = f"""
schema = 1
title = "A variable whose name is taken"
[[variable]]
name = "{taken}"
owner = "shared"
kind = "boolean"
initial = false
"""
    with pytest.raises(ChangeError) as caught:
        changed(parse_change(text.encode(), "x.toml"), vmotion_suite())
    assert str(caught.value).startswith("x.toml:4:1: the properties do not fit the changed model: ")
    assert taken in str(caught.value)
