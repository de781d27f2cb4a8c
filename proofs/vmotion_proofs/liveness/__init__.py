"""How responses are decided: rankings that prove them, fair cycles that break them."""
