"""Proofing: what reviewers got, what they say of it, what changed since, and who approved it."""
