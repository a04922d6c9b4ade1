"""Which names name the same thing, and the page on which each becomes a referent."""
