"""By what the progress of another hypervisor's migration is known."""

KUBEVIRT = "Migration info for"
_SYNCS = '"dirty-sync-count"'


def is_replies(text: str) -> bool:
    """Whether a text begins as replies of QEMU's ``query-migrate``."""
    return text.lstrip()[:1] in ("{", "[") and _SYNCS in text and '"ram"' in text
