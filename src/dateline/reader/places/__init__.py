"""The places layer: toponyms, resolved against a gazetteer."""

from dateline.reader.places.layer import PlacesLayer

__all__ = ["PlacesLayer"]
