"""A migration in which nothing goes wrong, as steps: the eight steps of the article, with one batch of pages."""

STEPS = (
    "request",
    "admit",
    "allow_vmotion",
    "destination_allowed",
    "compute_specification",
    "prepare",
    "source_prepared",
    "create",
    "wait_for_source",
    "destination_created",
    "start_source",
    "start_precopy",
    "send_batch",
    "receive_batch",
    "round_reaches_goal",
    "stun",
    "send_last",
    "receive_pages",
    "receive_checkpoint",
    "send_ready",
    "release_disk",
    "resume",
    "switch_host",
    "switch_inventory",
    "switch_pool",
    "finish",
    "power_down",
    "unregister",
    "release_resources",
    "complete",
)


def through(step: str) -> tuple[str, ...]:
    """Its steps up to and with this one."""
    return STEPS[: STEPS.index(step) + 1]
