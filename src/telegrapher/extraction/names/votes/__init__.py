"""What kind of thing a name names: votes from its form, its neighbours, lists and the whole text."""
