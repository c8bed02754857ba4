"""Intake: bytes -> Report. HTML, plain text, JSONL, CSV, Parquet, folders of them, and standard input."""

from dateline.intake.arrival import Arrival, IntakeError, Options, Refusal
from dateline.intake.read import count_paths, read_bytes, read_folder, read_paths

__all__ = ["Arrival", "IntakeError", "Options", "Refusal", "count_paths", "read_bytes", "read_folder", "read_paths"]
