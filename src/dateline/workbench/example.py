"""A report of our own to try the reader with: the people, the groups and the outlet in it do not exist."""

from __future__ import annotations

from dateline.workbench.brought import Brought

TEXT = """\
CHAVUMA, March 4 (Example Wire) -- Shells hit the ferry landing at Chavuma on Tuesday, killing two traders and \
wounding at least five people, the district hospital said.

"They fell on the queue, one behind the other," said Ruth Kalunga, who sells tea at the landing.

The army denied that it had shelled the landing. A senior officer, who spoke on condition of anonymity, said the army \
was planning an offensive in the hills of Kasempa later this month. A diplomat in Lusaka told Example Wire that \
officials had confirmed the plan.

In February, gunmen abducted three road workers near Kabompo, the police said. They were freed on Sunday.

MORE FROM EXAMPLE WIRE
Bakers end strike after nine days
Ten recipes for the rainy season
"""

EXAMPLE = Brought(
    text=TEXT,
    published="2031-03-05",
    outlet="Example Wire (invented)",
    title="Two killed as shells hit ferry landing in Chavuma",
)
