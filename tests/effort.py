"""What a test run by default leaves to ``.ci/run``: examples of random tests, and cases of tests that have many of a kind."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import settings

OF_MANY = {
    "test_a_change_of_a_teaching_model_has_the_verdicts_and_behaviour_that_it_declares": 3,
    "test_a_change_that_makes_a_statement_say_less_fails_unless_it_declares_that": 2,
    "test_a_changed_file_is_refused": 3,
    "test_a_check_says_the_same_with_another_core": 1,
    "test_a_ctrl_c_is_one_line_and_exit_code_3": 1,
    "test_a_mutant_is_judged_as_if_everything_had_been_asked": 1,
    "test_a_reader_who_went_away_changes_no_exit_code": 1,
    "test_a_teaching_model_has_the_known_verdicts_and_counts": 8,
    "test_a_text_that_says_something_else_is_noticed": 2,
    "test_bad_input_is_an_object_where_json_is_asked_for": 3,
    "test_bad_input_is_one_message_and_exit_2": 9,
    "test_both_solvers_refuse_a_ranking_with_one_mistake": 6,
    "test_each_assumption_is_needed": 7,
    "test_every_hypothesis_is_needed": 30,
    "test_every_kind_of_entry_is_shown_within_80_columns": 2,
    "test_every_kind_of_verdict_can_be_drawn": 1,
    "test_every_step_of_a_random_run_is_a_projected_step": 2,
    "test_every_text_of_the_description_is_in_both": 3,
    "test_explain_loads_no_solver_and_no_numpy": 1,
    "test_it_holds_what_a_dict_holds": 5,
    "test_longer_windows_dirty_no_less_and_no_more_than_their_parts": 3,
    "test_mermaid_is_right_line_by_line": 4,
    "test_output_that_can_not_be_written_is_one_line_and_never_a_pass": 1,
    "test_plantuml_is_right_line_by_line": 4,
    "test_smt_relation_agrees_with_the_compiled_function_on_sampled_states": 1,
    "test_spin_counts_what_was_derived_by_hand": 4,
    "test_svg_is_well_formed_and_holds_every_name_inside_its_frame": 3,
    "test_text_of_a_change_is_text": 4,
    "test_the_property_falls": 4,
    "test_what_implies_the_old_statement_is_no_finding": 5,
    "test_what_says_less_is_a_finding": 8,
}
"""By the test's name: so many of its cases run by default, spread over all of them. The others are ``long``."""
MARKED = ("changes", "random", "outside", "long", "nightly")


def leave_most_of_many(items: Iterable[pytest.Item]) -> None:
    """Mark the cases beyond those numbers; what has a marker of its own keeps it and does not count."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        name = getattr(item, "originalname", item.name)
        if name in OF_MANY and not any(item.get_closest_marker(m) for m in MARKED):
            cases[name].append(item)
    for name, some in cases.items():
        kept = {len(some) * i // OF_MANY[name] for i in range(OF_MANY[name])}
        for at, item in enumerate(some):
            if at not in kept:
                item.add_marker(pytest.mark.long)


def examples(number: int) -> int:
    """So many at night; by default a third of them, for whoever changes something and waits."""
    return number if settings.get_current_profile_name() == "nightly" else max(number // 3, 5)
