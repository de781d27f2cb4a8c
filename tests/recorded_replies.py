"""Made-up answers of QEMU's ``query-migrate`` that several tests of recordings read."""

from collections.abc import Sequence


def replies(rows: Sequence[tuple[int, int, float, float]]) -> list[dict[str, object]]:
    """Replies (ms, sync, MB left by the figure, MB remaining) of a sender of 10 MB per window of 100 ms."""
    return [
        {
            "status": "active",
            "total-time": ms,
            "expected-downtime": figure * 10,  # MB at 100 MB/s in ms
            "ram": {"total": 4096 * 10**5, "remaining": left * 1e6, "dirty-sync-count": sync, "mbps": 800.0},
        }
        for ms, sync, figure, left in rows
    ]
