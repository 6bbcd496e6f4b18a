"""The commands of the proofing loop."""
