"""What makes a rendered PDF a publication: metadata, labels, attachments; and reading it back."""
