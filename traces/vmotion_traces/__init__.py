"""What really happened: logs of real migrations, replayed on the model."""
