"""Brings what is made from data in a page up to date: `python -m dateline.export docs/export.md docs/codebook.md`."""

import sys
from pathlib import Path

from dateline.export.dictionary import refreshed

for name in sys.argv[1:]:
    path = Path(name)
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
