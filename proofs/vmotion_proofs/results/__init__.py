"""What a check is given and what it answers: options, verdicts, runs replayed on the machines."""
