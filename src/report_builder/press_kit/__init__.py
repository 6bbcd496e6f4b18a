"""What the press gets of an issue: the release as text, page and PDF, title image, logos, a zip."""
