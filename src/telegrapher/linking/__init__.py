"""Linking: which entity a name means, or that the text does not say."""

from telegrapher.linking.link import link

__all__ = ["link"]
