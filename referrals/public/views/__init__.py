"""Pages of the public, and of whoever reads its held forms."""
