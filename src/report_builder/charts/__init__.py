"""Charts from data, drawn as SVG in the brand's colours and fonts.

Why no chart library: matplotlib and its kin set their own type, draw axes and boxes that then have
to be taken away again, and bring numpy along; pygal and leather have no direct labels; Vega needs
a JavaScript engine. What a printed chart needs – words set in the brand's font, placed so that
none touches another – none of them does, and what is left of drawing five kinds is little.
"""
