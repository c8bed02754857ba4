"""What the queue asks a person, one thing at a time: by doubt, by report, in a coding round, or between its coders."""
