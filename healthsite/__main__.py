"""The verbs: `python -m healthsite check | build | serve | new | addresses | pictures`.

Reads the clock once and passes the day on; `serve`, which stays open, reads it at each build.
Exit codes: 0 good, 1 errors in the content or the build, 2 wrong use of the command.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from healthsite import check as check_verb
from healthsite.files import show
from healthsite.loading import ContentFaults, load, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m healthsite", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    check = verbs.add_parser("check", help="say everything that is wrong, build nothing")
    check_verb.add_options(check)
    _common(check)
    check.set_defaults(run=check_verb.check)

    build = verbs.add_parser("build", help="build the site, check it, put it in place")
    build.add_argument("--output", type=Path, default=Path("output"), help="default: output")
    build.add_argument("--settings", type=Path, help="Pelican's settings file")
    build.add_argument("--base-url", default="", help="the site's address, in full")
    build.add_argument("--publish", action="store_true", help="refuse a placeholder address")
    build.add_argument(
        "--accept-overdue", default="", metavar="REASON", help="publish old phone lines, with why"
    )
    build.add_argument("--preview", action="store_true", help="show drafts, marked as such")
    _common(build)
    build.set_defaults(run=_build)

    addresses = verbs.add_parser("addresses", help="record the addresses of new pages")
    _common(addresses)
    addresses.set_defaults(run=_addresses)

    new = verbs.add_parser("new", help="begin an article or a translation, as a draft")
    new.add_argument("article", metavar="TOPIC/NAME", help="as in treatment/sleep-medicines")
    new.add_argument("--in", dest="lang", default="", metavar="LANGUAGE", help="translate: es")
    _common(new)
    new.set_defaults(run=_new)

    serve = verbs.add_parser("serve", help="see the site while you write")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--settings", type=Path, help="Pelican's settings file")
    _common(serve)
    # A preview stays open overnight: unless a day is named, it asks again what day it is.
    serve.set_defaults(run=_serve, today=None)

    pictures = verbs.add_parser("pictures", help="picture every kind of page (for designers)")
    pictures.add_argument("--site", type=Path, default=Path("output"), help="a built site")
    pictures.add_argument("--output", type=Path, required=True, help="the folder to write")
    pictures.add_argument("--kind", action="append", help="only this kind; may be repeated")
    pictures.add_argument("--first-screen", action="store_true", help="only what is seen first")
    pictures.set_defaults(run=_pictures)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, help="the content folder; default: content")
    parser.add_argument(
        "--today", type=_day, default=date.today(), help="the day to check against (2026-11-21)"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date such as 2026-11-21") from None


def _build(options: argparse.Namespace) -> int:
    from healthsite.build import BuildFailed, Request, build, settings_for, site_url

    request = Request(
        settings=options.settings or settings_for(options.publish),
        output=options.output,
        today=options.today,
        content=options.content,
        base_url=options.base_url or (site_url() if options.publish else ""),
        preview=options.preview,
        publish=options.publish,
        accept_overdue=options.accept_overdue,
    )
    try:
        result = build(request)
    except ContentFaults as faults:
        print(faults, file=sys.stderr)
        print("Nothing was built; the former output is unchanged.", file=sys.stderr)
        return 1
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    if result.findings:
        print(report(result.findings))
    print(f"{result.pages} pages, {result.articles} of them articles, in {show(result.output)}.")
    return 0


def _addresses(options: argparse.Namespace) -> int:
    from healthsite.addresses import Addresses, site_paths
    from healthsite.redirects import record

    root = options.content or Path("content")
    try:
        content = load(root, options.today)
    except ContentFaults as faults:
        print(faults, file=sys.stderr)
        return 1
    start = content.data.languages[0]
    paths = site_paths(content.data, content.library, Addresses("", start))
    number = record(root / "data", paths)
    print(f"{number} new address{'' if number == 1 else 'es'} in {show(root)}/data/addresses.txt.")
    return 0


def _new(options: argparse.Namespace) -> int:
    from healthsite.new import Refused, begin

    try:
        begun = begin(
            options.content or Path("content"), options.article, options.lang, options.today
        )
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except ContentFaults as faults:
        print(faults, file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
        return 1
    print(begun)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from healthsite.preview import serve

    named: date | None = options.today
    return serve(
        settings=options.settings,
        content=options.content,
        port=options.port,
        today=lambda: named or date.today(),
    )


def _pictures(options: argparse.Namespace) -> int:
    # The browser's driver is a tool of the tests: whoever only builds does not need it.
    from healthsite.browser import BrowserMissing
    from healthsite.contact_sheet import KINDS, contact_sheets

    unknown = sorted(set(options.kind or ()) - set(KINDS))
    if unknown:
        print(f"There is no kind `{unknown[0]}`. Use one of: {', '.join(KINDS)}.", file=sys.stderr)
        return 2
    if not (options.site / "index.html").is_file():
        print(f"There is no site in {options.site}. Build it: make html", file=sys.stderr)
        return 2
    kinds = {kind: KINDS[kind] for kind in options.kind or KINDS}
    try:
        files = contact_sheets(
            options.site, options.output, kinds=kinds, whole=not options.first_screen
        )
    except BrowserMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"{len(files)} files; open {show(files[-1])}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
