"""Where names stand: runs of words, how they open, join and are cut."""
