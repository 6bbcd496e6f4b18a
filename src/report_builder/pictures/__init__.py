"""Image files that content and brand name, looked at before anything is rendered."""
