"""`dateline serve`: the workbench, in the browser, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import note
from dateline.ledger import LedgerError

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


def serve(
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    token: Token = None,
    by: By = None,
) -> None:
    """Open the workbench: a local web page to search, read, weigh and decide. Stop it with Ctrl-C."""
    try:
        import uvicorn

        from dateline.workbench import Settings, create_app
    except ModuleNotFoundError as error:
        raise LedgerError(f"The workbench needs {error.name}: pip install 'dateline[web]'.") from None
    app = create_app(Settings(ledger=ledger, host=host, port=port, token=token, by=by))
    note(f"The workbench is at http://{host}:{port}/ (Ctrl-C stops it).")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
