"""Furniture: what a page put around the report's own words, marked and kept, never read."""

from dateline.reader.furniture.layer import FurnitureLayer

__all__ = ["FurnitureLayer"]
