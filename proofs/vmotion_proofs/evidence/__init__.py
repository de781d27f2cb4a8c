"""What a proof is: lemmas, rankings, and the SMT-LIB text whose queries solvers must refute."""
