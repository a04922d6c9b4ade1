"""From a network to a picture that works offline."""
