"""Measurements, as ratios against a baseline in the same run.

`make bench` measures against the bare renderer, `python -m benchmarks.revisions REF` against
another revision of this project.
"""
