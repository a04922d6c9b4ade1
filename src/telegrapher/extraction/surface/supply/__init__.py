"""Who buys what from whom, by the order of names and words."""
