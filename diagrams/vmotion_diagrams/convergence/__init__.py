"""Plots of pre-copy: what is left with its proved bound, rates under stun, sweeps, and recordings beside
predictions.
"""
