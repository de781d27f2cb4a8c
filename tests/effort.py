"""What a test run by default leaves to ``.ci/run``: examples of random tests, and cases of tests that have many of a kind."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import settings

OF_MANY = {
    "test_a_cause_is_found_by_everything_that_it_is_called": 12,
    "test_a_change_of_a_teaching_model_has_the_verdicts_and_behaviour_that_it_declares": 3,
    "test_a_change_of_it_is_judged_drawn_and_has_a_page": 1,
    "test_a_change_that_makes_a_statement_say_less_fails_unless_it_declares_that": 2,
    "test_a_changed_file_is_refused": 3,
    "test_a_check_says_the_same_with_another_core": 1,
    "test_a_check_that_counts_one_unit_too_few_breaks_the_limit_of_its_resource": 2,
    "test_a_clock_in_a_premise_is_asked_of_states_that_know_its_number": 1,
    "test_a_closed_standard_error_changes_no_exit_code": 0,
    "test_a_condition_is_found_by_its_name_and_the_words_of_its_sentence": 25,
    "test_a_copy_stands_where_the_original_stands_and_goes_its_own_way": 3,
    "test_a_ctrl_c_is_one_line_and_exit_code_3": 1,
    "test_a_file_that_certify_refuses_proves_nothing": 2,
    "test_a_full_standard_output_is_said_once": 1,
    "test_a_json_file_is_compared_with_what_it_was": 0,
    "test_a_keepalive_that_rearms_the_timer_lets_a_starved_receiver_hold_all_up": 0,
    "test_a_lasso_is_run_twice_and_without_the_assumption_that_was_left_out": 0,
    "test_a_message_is_found_in_a_line_that_holds_it": 15,
    "test_a_model_without_commands_proves_nothing": 2,
    "test_a_mutant_is_judged_as_if_everything_had_been_asked": 1,
    "test_a_preflight_says_what_the_article_says_of_a_wrong_nfs_mount": 0,
    "test_a_premise_that_no_run_reaches_is_a_defect": 2,
    "test_a_proof_beyond_its_budget_leaves_no_file": 1,
    "test_a_random_run_meets_only_failures_that_have_a_cause": 2,
    "test_a_ranking_rests_on_an_invariant_that_holds": 1,
    "test_a_ranking_that_meets_its_duties_leaves_no_fair_run": 1,
    "test_a_reader_who_went_away_changes_no_exit_code": 0,
    "test_a_repair_is_shown_as_an_edit_that_a_change_file_takes": 0,
    "test_a_revision_whose_model_can_not_be_built_is_bad_input": 2,
    "test_a_saved_counterexample_finds_the_model_again": 1,
    "test_a_saved_script_and_a_saved_test_lead_to_the_same_end": 0,
    "test_a_sweep_agrees_with_the_exact_verdicts": 6,
    "test_a_table_may_use_what_a_later_one_defines": 0,
    "test_a_teaching_model_has_the_known_verdicts_and_counts": 6,
    "test_a_text_that_says_something_else_is_noticed": 2,
    "test_a_variable_called_like_a_rank_fools_nobody": 1,
    "test_a_word_lists_what_speaks_of_it_on_one_line_each": 1,
    "test_a_wrong_word_in_the_text_is_noticed": 2,
    "test_an_end_that_excuses_more_is_a_weaker_statement": 0,
    "test_an_example_changes_what_it_says": 3,
    "test_an_interrupt_keeps_what_was_decided": 2,
    "test_an_interrupt_says_how_far_it_came": 0,
    "test_arrows_keep_clear_of_what_is_not_theirs": 4,
    "test_bad_input_is_an_object_where_json_is_asked_for": 2,
    "test_bad_input_is_one_message_and_exit_2": 9,
    "test_bad_input_is_said_in_the_format_that_was_asked_for": 1,
    "test_both_engines_say_that_it_holds": 2,
    "test_both_solvers_refuse_a_ranking_with_one_mistake": 3,
    "test_clocks_that_hand_over_in_no_time_stop_it": 2,
    "test_dask_makes_the_same_grid": 0,
    "test_durations_of_two_hosts_are_compared_whatever_their_clocks_show": 2,
    "test_each_assumption_is_needed": 2,
    "test_each_value_of_a_sweep_is_a_change_of_its_own": 1,
    "test_every_hypothesis_is_needed": 12,
    "test_every_kind_of_entry_is_shown_within_80_columns": 1,
    "test_every_kind_of_verdict_can_be_drawn": 1,
    "test_every_mined_lemma_holds_in_every_reachable_state": 0,
    "test_every_prover_proves_mutual_exclusion": 2,
    "test_every_step_of_a_random_run_is_a_projected_step": 1,
    "test_every_step_of_the_scenario_is_told_in_order": 8,
    "test_every_text_of_the_description_is_in_both": 3,
    "test_exit_codes_are_those_of_the_result": 0,
    "test_explain_loads_no_solver_and_no_numpy": 1,
    "test_explore_begins_with_a_script_under_its_conditions_and_those_of_the_command_line": 0,
    "test_graphviz_accepts_the_text_without_a_complaint": 4,
    "test_hostile_text_stays_text_in_a_drawn_picture": 6,
    "test_hosts_that_fit_or_contradict_each_other": 6,
    "test_it_holds_what_a_dict_holds": 5,
    "test_it_replays_the_version_in_the_working_tree": 0,
    "test_judging_anew_agrees_with_the_record": 0,
    "test_logged_states_are_places_of_the_machines": 0,
    "test_logs_of_a_migration_that_did_not_fail_are_refused": 0,
    "test_longer_windows_dirty_no_less_and_no_more_than_their_parts": 3,
    "test_many_machines_on_several_processes_stay_in_order": 0,
    "test_mermaid_is_right_line_by_line": 4,
    "test_more_values_than_a_byte_counts_are_proved_about": 1,
    "test_names_are_unique_and_no_mutant_means_what_the_model_means": 1,
    "test_no_engine_contradicts_another": 1,
    "test_no_line_is_longer_and_none_goes_on_at_the_margin": 9,
    "test_no_line_makes_a_grammar_search_for_long": 1,
    "test_no_run_of_the_machines_ends_as_the_search_says_it_cannot": 0,
    "test_no_safety_property_breaks_on_the_way": 8,
    "test_of_many_combinations_the_first_runs_are_in_the_page": 0,
    "test_one_answer_for_all_values_of_what_is_open": 2,
    "test_one_process_and_several_give_the_same": 0,
    "test_open_conditions_give_a_part_and_a_run_for_every_combination": 0,
    "test_output_that_can_not_be_written_is_one_line_and_never_a_pass": 1,
    "test_plantuml_is_right_line_by_line": 4,
    "test_png_and_pdf_are_what_they_say": 1,
    "test_random_graphs_are_judged_as_all_sets_of_states_say": 1,
    "test_run_of_a_mutated_model_is_impossible_and_the_wrong_records_are_named": 1,
    "test_small_models": 2,
    "test_smt_relation_agrees_with_the_compiled_function_on_sampled_states": 1,
    "test_spacer_is_held_back_only_where_it_answers_nothing": 0,
    "test_spin_counts_what_was_derived_by_hand": 2,
    "test_steps_that_go_with_their_state_are_lost_and_nothing_else_is": 1,
    "test_stun_is_held_against_the_limit_that_is_told_else_the_default": 2,
    "test_svg_is_well_formed_and_holds_every_name_inside_its_frame": 3,
    "test_text_formats_mark_the_step_and_hold_the_sentence": 2,
    "test_text_of_a_change_is_text": 3,
    "test_text_stays_readable_at_the_width_of_a_readme": 3,
    "test_the_articles_issues": 3,
    "test_the_articles_words_lead_to_what_answers_for_them": 12,
    "test_the_command_runs": 8,
    "test_the_cycle_of_a_lasso_can_be_gone_round_as_it_is_drawn": 0,
    "test_the_key_edit_is_what_the_change_is_about": 12,
    "test_the_property_falls": 2,
    "test_the_run_fails_by_the_cause_and_never_comes_to_what_it_blocks": 2,
    "test_the_run_is_one_of_the_machines_under_these_conditions": 2,
    "test_the_shipped_model_passes_in_80_columns_without_colour": 0,
    "test_the_text_form_fits_80_columns_and_leaves_out_nothing": 2,
    "test_the_validation_page_tells_every_recording_and_what_misses_its_target": 0,
    "test_time_that_runs_out_keeps_what_was_decided": 0,
    "test_time_without_progress": 1,
    "test_tlc_sees_an_integer_leave_its_range": 0,
    "test_two_runs_at_once_write_whole_lines": 0,
    "test_units_that_do_not_return_break_the_account_and_leave_the_queue_stuck": 1,
    "test_what_a_run_shows_has_a_run_in_every_graph": 4,
    "test_what_implies_the_old_statement_is_no_finding": 5,
    "test_what_is_forbidden_fails_although_it_is_declared": 2,
    "test_what_is_interrupted_leaves_nothing_behind": 1,
    "test_what_is_no_condition_is_refused_and_changes_nothing": 3,
    "test_what_is_no_revision_is_bad_input": 0,
    "test_what_is_on_file_is_what_a_search_finds": 1,
    "test_what_is_proved_is_certified_although_another_prover_uses_up_its_time": 0,
    "test_what_says_less_is_a_finding": 8,
    "test_what_was_proposed_leaves_the_same_seven_steps": 1,
    "test_whatever_an_entry_says_is_found_and_quoted": 12,
    "test_where_all_is_healthy_no_failure_has_a_cause_in_any_state_of_the_run": 0,
    "test_whether_time_stops_is_judged_unasked": 2,
    "test_windows_line_ends_and_utf_16_change_nothing": 4,
    "test_without_a_dot_on_the_path_the_first_picture_is_drawn_by_the_installed_package": 0,
    "test_without_assumptions_only_what_a_timer_sees_to_comes_about": 0,
    "test_without_the_version_check_a_destination_is_built_from_a_config_that_was_edited_later": 0,
}
"""By the test's name: so many of its cases run by default, spread over all of them; of one that takes seconds and has quicker
ones beside it none. The others are ``long``."""
AT_NIGHT = {
    "test_a_picture_of_something_else_or_a_missing_one_is_stale",
    "test_all_that_is_on_file_is_what_the_searches_find",
    "test_every_cause_stands_in_every_format[json]",
    "test_every_cause_stands_in_every_format[markdown]",
    "test_every_cause_stands_in_every_format[text]",
    "test_machines_and_compiled_function_agree_on_every_state_of_a_small_instance",
    "test_names_are_unique_and_no_mutant_means_what_the_model_means[vmotion]",
    "test_no_adversary_leaves_the_bounds_of_many_more_option_sets",
    "test_refreshing_makes_them_current[dot]",
    "test_refreshing_makes_them_current[wheel]",
    "test_smt_relation_equals_the_compiled_function_command_by_command",
    "test_the_shipped_model_at_its_tick_and_admission",
    "test_the_slowest_change_keeps_to_its_time[15.0]",
    "test_the_slowest_change_keeps_to_its_time[6.0]",
    "test_the_validation_page_on_file_is_what_the_command_makes",
}
"""Long tests that ``.ci/run``, which has half an hour, leaves to the night: each has a smaller one beside it."""
MARKED = ("changes", "random", "outside", "long", "nightly")


def leave_most_of_many(items: Iterable[pytest.Item]) -> None:
    """Mark the cases beyond those numbers; what has a marker of its own keeps it and does not count."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.name in AT_NIGHT:
            item.add_marker(pytest.mark.nightly)
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
