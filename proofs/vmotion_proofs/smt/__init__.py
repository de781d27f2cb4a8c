"""Walkers from the model language to solver terms."""
