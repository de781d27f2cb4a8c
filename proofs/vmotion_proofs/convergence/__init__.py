"""How the convergence theorems are shown, and verdicts on single migrations in exact arithmetic."""
