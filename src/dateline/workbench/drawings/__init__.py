"""Drawings made on the server: SVG that needs no script. Each module works out places, a template draws them."""
