"""Weighing: from readings to stories, incidents and standing. Pure; the ledger keeps what it says."""
