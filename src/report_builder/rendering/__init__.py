"""HTML to pages, with WeasyPrint. Importing `document` is slow: only where pages are made."""
