"""The scenes, one module for each cover and each municipality."""
