"""From a graph to networks and measures."""

from telegrapher.analysis.files import edges_csv, graphml, nodes_csv
from telegrapher.analysis.measures import (
    BUSINESS,
    Hop,
    Share,
    centrality,
    communities,
    concentration,
    customers,
    path,
    suppliers,
)
from telegrapher.analysis.network import Network, network

__all__ = [
    "BUSINESS",
    "Hop",
    "Network",
    "Share",
    "centrality",
    "communities",
    "concentration",
    "customers",
    "edges_csv",
    "graphml",
    "network",
    "nodes_csv",
    "path",
    "suppliers",
]
