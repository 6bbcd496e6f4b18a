"""The drawing vocabulary and the scenes behind ``scripts/artwork.py``."""
