"""What a request brings to be read: files, or the words of one report with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from dateline.intake import IntakeError, Options
from dateline.ledger import LedgerError
from dateline.workbench.desk import Desk
from dateline.workbench.said import is_json, json_of
from dateline.workbench.uploads import PASTED, Upload

FIELDS = ("published", "outlet", "title", "url")
MOST_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Brought:
    """The words of a report, or files, and what was said of them. A field that is empty was not said."""

    text: str = ""
    files: tuple[UploadFile, ...] = ()
    published: str = ""
    outlet: str = ""
    title: str = ""
    url: str = ""

    @property
    def options(self) -> Options:
        """How to read it. Raises IntakeError for a date that is none."""
        published, outlet, title, url = (getattr(self, name).strip() or None for name in FIELDS)
        try:
            return Options(published=published, outlet=outlet, title=title, url=url)
        except IntakeError as error:
            raise IntakeError(str(error).replace("--published", "The date of publication", 1)) from None

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The files one by one, or the words as one of them."""
        if self.text.strip():
            yield PASTED, self.text.encode("utf-8", "surrogatepass")
        for file in self.files:
            yield file.filename or PASTED, file.file.read()


async def brought(request: Request, largest: int) -> Brought:
    """What a form or a JSON object brings: `text` or `file` (once or more often), and `published`, `outlet`, `title`
    and `url`, which win over what the text says itself."""
    if is_json(request):
        said = json_of(await request.body())
        if not isinstance(said.get("text"), str):
            raise LedgerError("A report is an object with `text`, and what is known of published, outlet, title, url.")
        return Brought(said["text"], (), *_facts(said))
    form = await request.form(max_files=MOST_FILES, max_part_size=largest)
    files = tuple(one for one in form.getlist("file") if isinstance(one, UploadFile) and (one.filename or one.size))
    # A form sends line ends as CR LF, whatever they were.
    text = str(form.get("text") or "").replace("\r\n", "\n")
    return Brought(text, files, *_facts(form))


async def submit(desk: Desk, what: Brought) -> Upload:
    """Has it read, after what was brought before. Raises LedgerError or IntakeError where that cannot be."""
    options = what.options
    pasted = bool(what.text.strip())
    return await run_in_threadpool(lambda: desk.uploads.take(what.parts(), options, pasted=pasted))


def _facts(said: Mapping[str, Any]) -> list[str]:
    return [str(said.get(name) or "") for name in FIELDS]
