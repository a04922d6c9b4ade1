"""Bullets, tables and definition lines under a lead-in."""
