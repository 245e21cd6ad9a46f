"""Which rows of two extracts are one person: probabilities from the rows alone, no index needed."""
