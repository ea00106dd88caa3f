"""What only publishing turns on: the address from outside, and no drafts.

The address is SITE_URL where it is set (a host's own settings), else the one in
content/data/site.toml. Publishing refuses an address that is only a placeholder.
"""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403 - this file adds to those settings

SITEURL = os.environ.get("SITE_URL", "").rstrip("/")
PREVIEW = False
