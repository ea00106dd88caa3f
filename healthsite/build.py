"""Build aside, check, then exchange: the published folder is whole at every moment.

Pelican writes into a new folder beside the output. Only if it said nothing was wrong, and
the output check finds nothing, does that folder take the place of the former one.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from pelican import Pelican, console
from pelican.settings import read_settings

from healthsite.assets import AssetFault
from healthsite.component_page import COMPONENT_PAGE
from healthsite.editorial.dates import HELPLINE_DAYS, overdue_helplines
from healthsite.files import show
from healthsite.kept import Anew
from healthsite.model import Finding
from healthsite.output_check import check_output
from healthsite.swap import OutputRefused, check_replaceable, exchange, staging
from healthsite.wiring import BUILD, KEPT, Build
from healthsite.words import UnknownWord

_PLACEHOLDER_ENDS = (".example", ".invalid", ".test", ".localhost")
_PLACEHOLDERS = {"localhost", "example.com", "example.org", "example.net", "127.0.0.1"}
# Pelican warns of every picture with an empty text; ours are empty only where an editor
# marked them as decorative, which is checked while reading.
_EXPECTED = ("Empty alt attribute",)


class BuildFailed(Exception):
    """Nothing was published; the former output is untouched. The message is for people."""

    exitcode = 1


@dataclass(frozen=True)
class Request:
    """What to build, and where.

    `base_url` is the absolute address of the site; empty takes the one in `site.toml`.
    `publish` refuses a placeholder address, and phone lines nobody has looked up for long
    unless `accept_overdue` gives a reason, which is kept in `build.json`. `preview` shows
    drafts. `kept` is what earlier builds of this process made.
    """

    settings: Path
    output: Path
    today: date
    content: Path | None = None
    base_url: str = ""
    preview: bool = False
    publish: bool = False
    accept_overdue: str = ""
    kept: Anew = field(default_factory=Anew, compare=False)


@dataclass
class Result:
    """What was built: how many pages, and the findings that did not stop the build.

    `sources` are the content and the theme folder; `plan` is what was carried out.
    """

    output: Path
    pages: int
    articles: int
    findings: list[Finding]
    sources: tuple[Path, Path]
    plan: Build


class _Log(logging.Handler):
    """Keeps what Pelican warns of: it would log it, drop a page and exit with 0."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not str(record.msg).startswith(_EXPECTED):
            self.messages.append(record.getMessage())


def build(request: Request) -> Result:
    """Build the site and put it in place.

    Raises:
        ContentFaults: the content has errors.
        BuildFailed: anything else is wrong; the message says what and what to do.
    """
    if not request.settings.is_file():
        raise BuildFailed(f"There is no settings file {show(request.settings)}. Check --settings.")
    output = request.output
    try:
        override = _override(request)
        settings = _settings(request.settings.resolve(), override)
        source, theme = Path(str(settings["PATH"])), Path(str(settings["THEME"]))
        check_replaceable(output, [source, theme, request.settings.parent / "healthsite"])
        output.parent.mkdir(parents=True, exist_ok=True)
        with staging(output) as staged:
            settings["OUTPUT_PATH"] = str(staged)
            result = _render(settings, request, staged)
            exchange(staged, output)
        return result
    except OutputRefused as error:
        raise BuildFailed(str(error)) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise BuildFailed(
            f"The site could not be written: {error.strerror or error}{where}. "
            "The former output is unchanged."
        ) from error


def _settings(path: Path, override: dict[str, object]) -> dict[str, object]:
    """Read Pelican's settings.

    Raises:
        BuildFailed: the file, or one it imports, is no Python or cannot be carried out.
        OSError: it cannot be read.
    """
    try:
        found: dict[str, object] = read_settings(str(path), override=override)
    except OSError:
        raise
    except SyntaxError as error:
        place = f"{show(Path(error.filename or path))}:{error.lineno or 1}"
        raise BuildFailed(f"{place}: {error.msg}. Mend the settings.") from None
    except Exception as error:
        name, line = _innermost(error, lambda name: Path(name).parent == path.parent)
        place = f"{show(Path(name or path))}:{line or 1}"
        said = str(error).rstrip(".") or type(error).__name__
        raise BuildFailed(f"{place}: {said}. Mend the settings.") from error
    return found


def _override(request: Request) -> dict[str, object]:
    override: dict[str, object] = {
        "TODAY": request.today,
        "PREVIEW": request.preview,
        KEPT: request.kept,
    }
    if request.content is not None:
        if not request.content.is_dir():
            raise BuildFailed(
                f"There is no content folder {show(request.content)}. Check --content."
            )
        override["PATH"] = str(request.content.resolve())
    if request.base_url:
        override["SITEURL"] = _checked(request.base_url)
    return override


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment:
        raise BuildFailed(
            f"`{address}` is not an address of a site. "
            "Write it in full: https://guide.example.org or https://example.org/guide"
        )
    return address.rstrip("/")


def check_address(address: str) -> None:
    """Refuse to publish under an address that is only a placeholder.

    Raises:
        BuildFailed: it is a placeholder, or not https.
    """
    host = urlsplit(_checked(address)).hostname or ""
    last = ".".join(host.split(".")[-2:])
    if last in _PLACEHOLDERS or host in _PLACEHOLDERS or host.endswith(_PLACEHOLDER_ENDS):
        raise BuildFailed(
            f"The site's address is still a placeholder: {address}. Set SITE_URL, "
            "or `address` in content/data/site.toml, to the real one and publish again."
        )
    if not address.startswith("https://"):
        raise BuildFailed(f"A published site needs an https address, not {address}.")


def check_helplines(plan: Build, request: Request) -> None:
    """Refuse to publish phone lines that nobody has looked up for half a year.

    Raises:
        BuildFailed: there are such lines, and no reason was given to accept them.
    """
    overdue = overdue_helplines(plan.content.data, request.today)
    if overdue and not request.accept_overdue.strip():
        raise BuildFailed(
            f"Not looked up for more than {HELPLINE_DAYS} days: {', '.join(overdue)}. Read their "
            "pages again and set `looked_up` in data/helplines.toml. If a correction cannot wait: "
            '--accept-overdue "the reason".'
        )
    if overdue:
        record = {"accepted_overdue": {"helplines": overdue, "reason": request.accept_overdue}}
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        plan.catalog.files["build.json"] = text


def _render(settings: dict[str, object], request: Request, staged: Path) -> Result:
    log = _Log()
    logger = logging.getLogger("pelican")
    before = logger.propagate
    logger.addHandler(log)
    logger.propagate = False
    quiet, console.quiet = console.quiet, True
    try:
        pelican = Pelican(settings)
        plan: Build = settings[BUILD]  # type: ignore[assignment]
        if request.publish:
            check_address(plan.addresses.site)
            check_helplines(plan, request)
        pelican.run()
    except AssetFault as error:
        raise BuildFailed(str(error)) from None
    except Exception as error:
        told = _template_fault(error)
        if not told:
            raise
        raise BuildFailed(told) from error
    finally:
        console.quiet = quiet
        logger.propagate = before
        logger.removeHandler(log)
    if log.messages:
        raise BuildFailed("\n".join(["Pelican reports:", *log.messages]))
    _check(plan, staged)
    texts = plan.content.library.articles
    sources = (Path(str(settings["PATH"])), Path(str(settings["THEME"])))
    pages = len(plan.catalog.page_files)
    return Result(request.output, pages, len(texts), plan.content.findings, sources, plan)


def _template_fault(error: Exception) -> str:
    """Say in which template the fault is; empty if no template had a part in it.

    Any exception may come out of a template: a word that is not there, a macro called with
    a parameter too many, a value of the wrong kind.
    """
    name, line = _innermost(error, lambda name: name.endswith(".html"))
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        name, line = error.filename, error.lineno
    place = f"{show(Path(name))}:{line}: " if name else ""
    if isinstance(error, UnknownWord):
        return f"{place}{error}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"{place}There is no template {error.name}. Mend the template."
    if isinstance(error, jinja2.TemplateError) or name:
        return f"{place}{str(error).rstrip('.')}. Mend the template."
    return ""


def _innermost(error: Exception, wanted: Callable[[str], bool]) -> tuple[str, int]:
    """Return file and line of the innermost call in a wanted file; ("", 0) if there is none."""
    name, line = "", 0
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame.f_code.co_filename
        if wanted(frame):
            name, line = frame, trace.tb_lineno
        trace = trace.tb_next
    return name, line


def _check(plan: Build, staged: Path) -> None:
    problems = [
        problem
        for problem in check_output(
            staged,
            plan.addresses.base,
            site_address=plan.addresses.site,
            expected_pages=plan.catalog.page_files,
            draft_addresses=plan.content.draft_paths,
            kept=plan.kept,
        )
        # The preview's page of components shows examples, whose links lead nowhere.
        if problem.page != COMPONENT_PAGE
    ]
    if problems:
        rows = [f"{problem.page}: {problem.message}" for problem in sorted(problems, key=str)]
        total = f"{len(rows)} fault{'' if len(rows) == 1 else 's'} in the built pages."
        raise BuildFailed("\n".join([*rows, f"{total} Nothing was published."]))


def settings_for(publish: bool) -> Path:
    """Return the settings file used when none is named."""
    return Path("publishconf.py" if publish else "pelicanconf.py")


def site_url() -> str:
    """Return the address that the surroundings give, empty if none."""
    return os.environ.get("SITE_URL", "")
