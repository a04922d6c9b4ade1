"""Persons: contact blocks, speakers, posts and who comes to them or leaves them."""
