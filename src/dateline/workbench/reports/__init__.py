"""Reports in a list: what is chosen of them, by which facets, and what is shown of each."""
