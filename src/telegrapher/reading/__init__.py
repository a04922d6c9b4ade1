"""From bytes to releases."""
