"""How lemmas are found that are inductive and imply the invariants."""
