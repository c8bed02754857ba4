"""The learned tagger: a small encoder that finds cues and, for each cue, its source and its content."""
