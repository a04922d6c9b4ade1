"""From a graph to networks and measures."""
