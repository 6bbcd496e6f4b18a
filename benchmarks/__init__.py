"""Measurements, as ratios against a baseline in the same run.

`make bench`, `bench-scale`, `bench-site` and `bench-peers` measure with a generated series and
renew docs/performance.md; `python -m benchmarks.revisions REF` measures against another revision of
this project.
"""
