"""Recorded migrations: read, fitted, predicted and compared. Nothing recorded enters a proof."""
