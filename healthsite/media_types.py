"""What a server says of a file, by the ending of its name.

For the two small servers, the preview's and the tests' (`preview/server.py`, `browser.py`). Said
here, because the system's own table differs from machine to machine.
"""

from __future__ import annotations

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
