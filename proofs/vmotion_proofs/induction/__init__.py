"""Proofs without a bound: mined lemmas, cut down to an inductive set, and the certificates made of them."""
