"""Certificates of the theorems on convergence: what solvers say of them."""
