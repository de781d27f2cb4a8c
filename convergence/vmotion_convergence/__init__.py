"""Whether pre-copy converges: verdicts, sweeps and what-if by exact arithmetic, without any solver."""
