"""Pelican's settings, in the order of a page's life.

`pelican content -s pelicanconf.py -o DIR` makes the pages that `make html` makes; the
latter adds the checks of the output and replaces the former site in one step.
"""

from datetime import date

from jinja2 import StrictUndefined

# 1. Where things are, and what day it is. The day decides findings only (a date in the
#    future, an overdue check), never a byte of a page.
PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
TODAY = date.today()

# 2. The site's address. Empty: the one in content/data/site.toml. Links on pages carry only
#    its path, so that the site works on any host and below any folder.
SITEURL = ""
RELATIVE_URLS = False
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
LOCALE = ["C"]

# 3. Our package does the reading, the checks and the lists. PLUGINS is set so that Pelican
#    does not load whatever else is installed.
PLUGINS = ["healthsite.wiring"]
PREVIEW = False

# 4. Reading. Every fact comes from the header of a file; nothing is guessed from names, and
#    Pelican's own cache stays off because it does not notice changed settings.
FILENAME_METADATA = ""
PATH_METADATA = ""
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "none"
FORMATTED_FIELDS = []
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
TYPOGRIFY = False

# 5. Templates: text is escaped, and a name that does not exist is an error.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
THEME_STATIC_DIR = "theme"
THEME_STATIC_PATHS = ["static"]

# 6. Lists and feeds are written by the catalog, for every language; Pelican's own hold only
#    the start language, so they are off.
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = ""
MONTH_ARCHIVE_SAVE_AS = ""
DAY_ARCHIVE_SAVE_AS = ""
FEED_ALL_ATOM = None
FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TAG_FEED_ATOM = None
DEFAULT_PAGINATION = False

# 7. Writing. A build goes to a folder of its own, so there is nothing to delete.
DELETE_OUTPUT_DIRECTORY = False
