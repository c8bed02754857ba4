"""The catalogue: by what reports can be chosen, held in memory, so that choosing and counting take no time.

A ledger's catalogue is made once and kept in step with it: what was added since is read in, and what was weighed anew
is read again. It answers which stories a choice finds, in any order and from any place on, and how many reports have
each value of each facet. What only the database knows (full text, places, actors) it asks the database.
"""

from dateline.weighing.catalogue.beside import Stands
from dateline.weighing.catalogue.catalogue import Catalogue, Found, Group, Order, catalogue_of
from dateline.weighing.catalogue.choice import Choice
from dateline.weighing.catalogue.facets import FACETS, Facets, Value

__all__ = ["FACETS", "Catalogue", "Choice", "Facets", "Found", "Group", "Order", "Stands", "Value", "catalogue_of"]
