"""The verbs: `python -m healthsite check | build | serve`.

Reads the clock once and passes the day on. Exit codes: 0 good, 1 errors in the content or
the build, 2 wrong use of the command.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from healthsite.files import show
from healthsite.loading import ContentFaults, examine, report
from healthsite.model import Finding, Level


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
    check.add_argument("paths", nargs="*", type=Path, help="only these files (all are read)")
    check.add_argument("--format", choices=["text", "json"], default="text")
    _common(check)
    check.set_defaults(run=_check)

    build = verbs.add_parser("build", help="build the site, check it, put it in place")
    build.add_argument("--output", type=Path, default=Path("output"), help="default: output")
    build.add_argument("--settings", type=Path, help="Pelican's settings file")
    build.add_argument("--base-url", default="", help="the site's address, in full")
    build.add_argument("--publish", action="store_true", help="refuse a placeholder address")
    build.add_argument("--preview", action="store_true", help="show drafts, marked as such")
    _common(build)
    build.set_defaults(run=_build)

    serve = verbs.add_parser("serve", help="see the site while you write")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--settings", type=Path, help="Pelican's settings file")
    _common(serve)
    serve.set_defaults(run=_serve)
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


def _check(options: argparse.Namespace) -> int:
    _, findings = examine(options.content or Path("content"), options.today)
    if options.paths:
        missing = [path for path in options.paths if not path.exists()]
        if missing:
            print(f"There is no file {missing[0]}. Check the name.", file=sys.stderr)
            return 2
        named = [show(path) for path in options.paths]
        findings = [f for f in findings if _is_named(f, named)]
    if options.format == "json":
        rows = [asdict(finding) for finding in sorted(findings)]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(report(findings))
    return 1 if any(finding.level is Level.ERROR for finding in findings) else 0


def _is_named(finding: Finding, named: list[str]) -> bool:
    return any(finding.path == name or finding.path.startswith(f"{name}/") for name in named)


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


def _serve(options: argparse.Namespace) -> int:
    from healthsite.preview import serve

    return serve(
        settings=options.settings, content=options.content, port=options.port, today=options.today
    )


if __name__ == "__main__":
    raise SystemExit(main())
