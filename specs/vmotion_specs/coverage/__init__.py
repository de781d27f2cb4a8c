"""What the article KB 1003734 says, statement by statement, and what in the model answers for it."""

from __future__ import annotations

from vmotion_specs.coverage.page import render_coverage
from vmotion_specs.coverage.references import UnknownReference, unknown_references
from vmotion_specs.coverage.statement import Refers, Sentence, Statement, load_statements, parse_statements

__all__ = [
    "Refers",
    "Sentence",
    "Statement",
    "UnknownReference",
    "load_statements",
    "parse_statements",
    "render_coverage",
    "unknown_references",
]
