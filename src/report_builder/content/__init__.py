"""What editors write: strict YAML, the models, the rules it has to follow."""
