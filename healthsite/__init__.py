"""The site's own code: reads what editors write, checks it, and hands it to Pelican.

One module per concern; `wiring` is the only one that knows Pelican. See docs/flow.md.
"""
