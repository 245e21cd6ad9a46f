"""Measures the main pages at full size against a bare page in the same run: `python -m bench`."""
