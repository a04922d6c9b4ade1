"""From a network to a picture that works offline."""

from telegrapher.drawing.compose import compose
from telegrapher.drawing.page import page
from telegrapher.drawing.view import EdgeView, NodeView, Said, Source, View

__all__ = ["EdgeView", "NodeView", "Said", "Source", "View", "compose", "page"]
