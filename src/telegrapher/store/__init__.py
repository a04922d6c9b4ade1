"""Where a graph lives: embedded on disk, or behind an endpoint."""
