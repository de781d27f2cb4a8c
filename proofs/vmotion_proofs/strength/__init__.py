"""Strength: whether the properties of a suite notice when its model is made wrong."""
