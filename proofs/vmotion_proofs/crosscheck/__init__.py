"""The same questions answered by other people's tools (SPIN, TLC), and by all engines on the corpus."""
