"""What every package uses: errors, budget, progress, files written whole, text that is safe to show."""
