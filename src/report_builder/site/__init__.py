"""What lies in dist/ beside PDFs and pictures: pages, feeds, citations, checksums, headers."""
