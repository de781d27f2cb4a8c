"""Checking a change: its verdicts, how behaviour differs, and whether a property says less than before."""
