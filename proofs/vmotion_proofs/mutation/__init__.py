"""Mutation testing: the model is made wrong, and some property must notice."""
