"""The command line: one face of the library; it holds no rules of its own."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program."""
    try:  # the program is loaded here, so that stopping it at once is no error either
        from dateline.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


__all__ = ["main"]
