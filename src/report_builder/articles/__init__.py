"""Each case study of an issue as a page for browsers, with its pictures and its figures' data.

shown = pictures.of(laid_out)                  # beside the joining of the PDFs
articles = making.of(edition, shown, singles)
"""
