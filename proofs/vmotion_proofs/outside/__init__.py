"""Outside witnesses: the finite model as other checkers read it, and what they say of it."""
