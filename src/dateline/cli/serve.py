"""`dateline serve`: the workbench, in the browser, on this machine."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from threading import Thread
from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import note
from dateline.cli.weigh import weighed_now
from dateline.ledger import Ledger, LedgerError

PORT = 8321  # that of dateline.workbench.settings: it is not imported, so that the program starts fast

Host = Annotated[
    str, typer.Option(metavar="H", help="The address to listen on; others than this machine's need a token.")
]
Port = Annotated[int, typer.Option(metavar="P", min=0, max=65535, help="The port; 0 takes any that is free.")]
Token = Annotated[
    str | None,
    typer.Option(
        metavar="SECRET", envvar="DATELINE_TOKEN", help="What callers must show. Better set as DATELINE_TOKEN."
    ),
]
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar="DATELINE_BY", help="Who decides, where a person has not said it at the page."),
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser, too.")]


def serve(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    token: Token = None,
    by: By = None,
    open_: Open = False,
) -> None:
    """Open the workbench: a local web page to search, read, weigh and decide. Stop it with Ctrl-C."""
    try:
        from dateline.workbench import Settings, create_app
        from dateline.workbench.listening import Server, address, bound
        from dateline.workbench.settings import SettingsError
    except ModuleNotFoundError as error:
        raise LedgerError(f"The workbench needs {error.name}: pip install 'dateline[web]'.") from None
    try:
        settings = Settings(ledger=ledger, host=host, port=port, token=token or None, by=by)
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from None
    with bound(host, port) as sock:
        _weigh(ledger)
        at = address(host, sock)

        def ready() -> None:
            print(f"The workbench is at {at} (Ctrl-C stops it).", flush=True)
            if open_:
                Thread(target=webbrowser.open, args=(at,), daemon=True).start()

        server = Server(create_app(settings), ready)
        with suppress(KeyboardInterrupt):  # the server hands on what it was stopped by, but not at every moment
            server.run([sock])
        note("The workbench is closed.")


def _weigh(ledger: str) -> None:
    """Opens the ledger, makes an empty one where there is none, and weighs what is pending."""
    with Ledger.open(ledger) as book:
        if not weighed_now(book) and not book.stats().reports:
            note(f"{book.where} is empty: drop reports on the first page, or add them with `dateline add`.")
