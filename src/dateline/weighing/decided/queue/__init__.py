"""The queue: what a person is asked about, one thing at a time; rounds of coders who do not see each other's work."""
