"""The papers: values of a plan, as their reader may see it, to template data to PDF.

Typst and numpy come with `reports` alone: windows use small parts of this package long before a paper is made.
"""
