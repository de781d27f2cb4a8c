"""Certificates that solvers have read: what they prove, how they are stored, written and read back."""
