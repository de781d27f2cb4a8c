"""Pre-copy as arithmetic: guests, links, stop rules, stun policies, and the formulas F1-F13 in exact rationals."""
