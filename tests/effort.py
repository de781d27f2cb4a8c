"""How many examples a random test takes."""

from hypothesis import settings


def examples(number: int) -> int:
    """So many at night; by default a third of them, for whoever changes something and waits."""
    return number if settings.get_current_profile_name() == "nightly" else max(number // 3, 5)
