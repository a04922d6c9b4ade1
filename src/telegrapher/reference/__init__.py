"""Curated knowledge of the field: names, and the entities they can mean."""
