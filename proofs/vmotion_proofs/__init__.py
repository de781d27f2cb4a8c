"""How it is shown: search, induction, certificates and the solvers behind them."""
