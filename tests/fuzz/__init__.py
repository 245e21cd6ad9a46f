"""Random contacts through every way in: no fault of the server, refusals that name their field, nothing accepted lost."""
