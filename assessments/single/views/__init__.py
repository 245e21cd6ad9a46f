"""Pages of the single assessment."""
