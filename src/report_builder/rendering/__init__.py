"""HTML to pages, with WeasyPrint. Import `document` only where something is rendered: it is slow."""
