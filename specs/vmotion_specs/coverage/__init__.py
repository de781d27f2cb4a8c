"""What the article KB 1003734 says, statement by statement, and what in the model answers for it."""

from __future__ import annotations

from .page import render_coverage
from .references import UnknownReference, unknown_references
from .statement import STEERS, Refers, Sentence, Statement, load_statements, parse_statements

__all__ = [
    "STEERS",
    "Refers",
    "Sentence",
    "Statement",
    "UnknownReference",
    "load_statements",
    "parse_statements",
    "render_coverage",
    "unknown_references",
]
