"""Putting dist/ where readers find it: what goes there, in which order, and whether it arrived."""
