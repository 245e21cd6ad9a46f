"""Pages of signing in, of oneself, of colleagues and of the system administrator."""
