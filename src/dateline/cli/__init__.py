"""The command line: one face of the library; it holds no rules of its own."""

from dateline.cli.app import main

__all__ = ["main"]
