"""How it looks: layouts are folders of templates and CSS; a model goes in, sections come out."""
