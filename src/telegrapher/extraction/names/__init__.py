"""From a release to a page with sentences, mentions and referents."""

from telegrapher.extraction.names.find import find_names
from telegrapher.extraction.names.referents.described import describe_network
from telegrapher.extraction.names.text.scene import deeds as told_deeds
from telegrapher.extraction.names.votes.tagger import Tagger

__all__ = ["Tagger", "describe_network", "find_names", "told_deeds"]
