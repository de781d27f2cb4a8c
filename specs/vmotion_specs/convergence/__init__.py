"""What must hold of pre-copy convergence: theorems T1-T8 and F9 as data, with named hypotheses and sources."""
