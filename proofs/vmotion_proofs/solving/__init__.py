"""Solvers: terms as SMT-LIB text and in Z3, child processes that answer, and the cache of answers."""
