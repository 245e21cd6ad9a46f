"""Processes killed with signal 9 at marked points, and two people at once: nothing lost, nothing doubled."""
