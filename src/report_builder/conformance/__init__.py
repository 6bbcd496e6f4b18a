"""What veraPDF says of a PDF: whether it is PDF/A-3a and PDF/UA-1."""
