"""What the words of a sentence say by their order alone, where no parse is needed or none can be trusted."""

from telegrapher.extraction.surface.capacity import bought_of_owner, without_own_capacity
from telegrapher.extraction.surface.makers import read_makers
from telegrapher.extraction.surface.roles import with_roles, with_trades, without_own, without_strangers
from telegrapher.extraction.surface.rows import read_rows
from telegrapher.extraction.surface.rules import Row, rows
from telegrapher.extraction.surface.shares import read_shares
from telegrapher.extraction.surface.sites.reader import read_sites
from telegrapher.extraction.surface.sites.rules import SiteRule, phrase_examples, site_rules
from telegrapher.extraction.surface.supply.adopted import read_adopted
from telegrapher.extraction.surface.supply.continued import read_continued, with_only_supplier
from telegrapher.extraction.surface.supply.pairs import read_pairs
from telegrapher.extraction.surface.supply.rules import Scene, scenes
from telegrapher.extraction.surface.supply.scenes import read_supply
from telegrapher.extraction.surface.supply.tried import read_tried
from telegrapher.extraction.surface.supply.unsaid import read_unsaid
from telegrapher.extraction.surface.tables import examples
from telegrapher.extraction.surface.things import with_things
from telegrapher.extraction.surface.traits import read_traits

__all__ = [
    "Row",
    "Scene",
    "SiteRule",
    "bought_of_owner",
    "examples",
    "phrase_examples",
    "read_adopted",
    "read_continued",
    "read_makers",
    "read_pairs",
    "read_rows",
    "read_shares",
    "read_sites",
    "read_supply",
    "read_traits",
    "read_tried",
    "read_unsaid",
    "rows",
    "scenes",
    "site_rules",
    "with_only_supplier",
    "with_roles",
    "with_things",
    "with_trades",
    "without_own",
    "without_own_capacity",
    "without_strangers",
]
