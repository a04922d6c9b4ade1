"""Rows of places: offices, landings, ends of lines, markets."""
