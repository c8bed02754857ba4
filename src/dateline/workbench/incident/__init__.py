"""What the page of an incident shows, laid out: its matrix, its voices, and what is said against it."""
