"""report-builder: structured case studies in YAML become accessible PDF reports."""

__version__ = "0.1.0"
