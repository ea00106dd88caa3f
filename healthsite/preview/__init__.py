"""`make serve`: the site in a browser while somebody writes.

    newest    the newest build, its faults, and who waits for the next one
    watching  says when a file was saved, renamed or deleted
    server    answers a browser on this computer, and nobody else
    panel     what was found in the page on the screen, and where on it
    desk      what waits for the editors: drafts, reviews, translations, phone lines
    faults    what stops the build, with the line from the file
    browser/  the preview's own pages, styles and scripts

Nothing of it is in a page of the site: what a browser needs is added to a page as it is sent.
"""

from healthsite.preview.serving import serve

__all__ = ["serve"]
