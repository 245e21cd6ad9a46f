"""Extracts of other systems taken into the index: read line by line, said what was refused, never half-written."""
