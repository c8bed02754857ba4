"""What export says when it cannot do what was asked."""


class ExportError(Exception):
    """The export was not made; the message says why and what to do. What stood at its place is as it was."""
