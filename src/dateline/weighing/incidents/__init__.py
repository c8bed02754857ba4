"""Incidents: which accounts, of one report and of many, tell of one happening, and why.

`keys` finds the pairs that are worth comparing, `tie` judges a pair, `partition` parts what is tied into happenings.
All three are pure functions of accounts: nothing of a ledger's size, order or contents enters them.
"""

from dateline.weighing.incidents.grounds import Reason
from dateline.weighing.incidents.keys import keys
from dateline.weighing.incidents.partition import partition
from dateline.weighing.incidents.tie import Tie, tie

__all__ = ["Reason", "Tie", "keys", "partition", "tie"]
