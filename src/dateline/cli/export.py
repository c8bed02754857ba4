"""`dateline export`: the ledger as the tables people use."""


def export() -> None:
    """x"""
