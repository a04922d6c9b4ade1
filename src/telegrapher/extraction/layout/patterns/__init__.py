"""Fixed patterns over sentences whose names are masked."""
