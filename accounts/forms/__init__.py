"""Forms about signing in, oneself, and staff."""
