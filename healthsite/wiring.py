"""Where the site meets Pelican: the build in order, one line a step.

The only module that knows Pelican. It decides nothing: content is read, checked and
planned by the other modules, and Pelican renders the plan.

Pelican keeps only weak references to the functions connected to its signals, so they are
functions of this module and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, ChoiceLoader, DictLoader, FileSystemLoader, Template
from jinja2.bccache import Bucket
from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Category, Tag
from pelican.utils import sanitised_join
from pelican.writers import Writer

from healthsite.addresses import Addresses
from healthsite.assets import AssetFault, bundle_css, hashed_name, split_print
from healthsite.catalog import Assets, Catalog, PlannedPage, plan
from healthsite.chart_drawing import render_charts
from healthsite.component_page import component_page
from healthsite.drawings import Drawn, read_palette, render_drawings
from healthsite.files import show
from healthsite.kept import Anew
from healthsite.loading import Content, load
from healthsite.model import SiteData, Text
from healthsite.offline import SET_PAGES, WORKER, cache_prefix, no_worker, worker
from healthsite.scripts import bundle_js, script_words
from healthsite.templates import Dedented
from healthsite.words import Words

BUILD = "HEALTHSITE_BUILD"
STYLES = ("page", "article", "breathing_article", "overdose")
"""The stylesheets, of which each page holds one. The first has the rules of all others."""
PREVIEW_STYLE = "components"
"""The one of the page that only the preview has."""
KEPT = "HEALTHSITE_KEPT"
"""The setting under which a build is told what earlier ones of this process made."""
# Pelican asks for these even where its own lists are off and nothing is rendered.
_NEVER_RENDERED = ("archives.html", "author.html", "category.html", "tag.html")


Compiled = dict[tuple[str, str], CodeType]
"""Compiled templates by their name and the checksum of their source."""


@dataclass(frozen=True)
class Build:
    """What one run of Pelican carries out.

    `rendered_with` is what every page depends on besides its view; `compiled` is filled by
    the first generator that needs a template, and spares the others the work.
    """

    content: Content
    catalog: Catalog
    addresses: Addresses
    by_file: dict[str, tuple[Text, PlannedPage]]
    kept: Anew
    rendered_with: object
    compiled: Compiled
    offline: bool


def register() -> None:
    """Connect the steps. Called by Pelican, once for every run in a process."""
    signals.initialized.connect(prepare)
    signals.readers_init.connect(use_our_reader_only)
    signals.generator_init.connect(use_our_templates_only)
    signals.get_generators.connect(add_lists)
    signals.get_writer.connect(use_our_writer)
    signals.finalized.connect(add_worker)


def prepare(pelican: Pelican) -> None:
    """Read, check and plan everything before Pelican looks at a single file.

    Raises:
        ContentFaults: the content has errors; nothing has been written.
    """
    settings = pelican.settings
    kept: Anew = settings.get(KEPT) or Anew()
    kept.begin()
    rendered_with = _rendered_with(settings)
    content = load(
        Path(settings["PATH"]), settings["TODAY"], preview=settings["PREVIEW"], kept=kept
    )
    addresses = site_addresses(content, settings["SITEURL"])
    static = f"/{settings['THEME_STATIC_DIR']}"
    styles, paper = _styles(
        Path(settings["THEME"]),
        [*STYLES, PREVIEW_STYLE] if settings["PREVIEW"] else STYLES,
        static=addresses.href(static),
    )
    print_style = f"assets/{hashed_name('print.css', paper.encode())}"
    offline = content.data.site.offline and not settings["PREVIEW"]
    script_text = bundle_js(
        Path(settings["THEME"]) / "js" / "site.js",
        theme=Path(settings["THEME"]),
        built=known_to_scripts(content.data, addresses, offline=offline),
    )
    script = f"assets/{hashed_name('site.js', script_text.encode())}"
    drawn = draw(Path(settings["THEME"]), content.data)
    catalog = plan(
        content.data,
        content.library,
        addresses,
        Assets(
            styles,
            f"/{print_style}",
            f"/{script}",
            _colors(Path(settings["THEME"])),
            static,
            drawn,
        ),
        redirects=content.moves.redirects,
        desk=content.desk,
        preview=settings["PREVIEW"],
        kept=kept,
    )
    catalog.files |= {print_style: paper, script: script_text}
    if settings["PREVIEW"]:
        catalog.pages.append(component_page(catalog, Path(settings["THEME"]), drawn))
    by_file = _by_file(content, catalog)
    # What a template becomes depends on the settings too (trim_blocks, filters, …).
    compiled: Compiled = kept.once("templates", rendered_with[1], dict)
    settings[BUILD] = Build(
        content, catalog, addresses, by_file, kept, rendered_with, compiled, offline
    )
    # Naming the files keeps drafts, and anything that appeared since, out of Pelican's hands.
    settings["ARTICLE_PATHS"] = _paths(content, catalog, "article")
    settings["PAGE_PATHS"] = _paths(content, catalog, "page")
    settings["STATIC_PATHS"] = [
        *(picture.lstrip("/") for picture in content.folder.pictures),
        *content.folder.extras,
    ]
    settings["EXTRA_PATH_METADATA"] = {
        extra: {"path": extra.removeprefix("extra/")} for extra in content.folder.extras
    }


def _styles(theme: Path, names: Sequence[str], *, static: str) -> tuple[dict[str, str], str]:
    """Return the styles that stand in pages, by name, and the one for paper.

    Nobody waits for what is for paper, so it is a file, the same for all pages.

    Args:
        theme: the theme's folder.
        names: stylesheets of its `css/`, the one with the rules of all others first.
        static: the address under which `theme/static` is published.

    Raises:
        AssetFault: a stylesheet has a fault, or names a file that is not published.
    """

    def published(file: Path) -> str:
        """Return the address of a file that a stylesheet names."""
        try:
            return f"{static}/{file.relative_to(theme.resolve() / 'static').as_posix()}"
        except ValueError:
            fault = f"{show(file)}:1: Stylesheets name it, but only theme/static is published."
            raise AssetFault([f"{fault} Move it there."]) from None

    screens: dict[str, str] = {}
    papers = []
    for name in names:
        bundle = bundle_css(theme / "css" / f"{name}.css", address=published)
        screens[name], paper = split_print(bundle)
        papers.append(paper)
    return screens, papers[0]


def _colors(theme: Path) -> dict[str, str]:
    """Return the colors that a device shows outside a page.

    Raises:
        AssetFault: the theme has no such role.
    """
    tokens = theme / "css" / "tokens.css"
    light = read_palette(tokens.parent).light
    if missing := [role for role in ("paper", "band") if role not in light]:
        raise AssetFault(
            [f"{show(tokens)}:1: There is no role --{missing[0]}, which the manifest uses. Add it."]
        )
    return {role: light[role] for role in ("paper", "band")}


def draw(theme: Path, data: SiteData) -> Drawn:
    """Return every drawing and chart of a site, in every language.

    Raises:
        AssetFault: a drawing lacks a word, or the theme has a fault in one.
    """
    words = {
        lang: Words(lang, data.site.languages[lang].locale, data.strings[lang])
        for lang in data.languages
    }
    return Drawn(render_drawings(theme, words), render_charts(theme, data.charts, words))


def site_addresses(content: Content, siteurl: str) -> Addresses:
    """Return the addresses of a site: the given one, else that of `site.toml`."""
    address = (siteurl or content.data.site.address).rstrip("/")
    return Addresses(address, content.data.languages[0])


def known_to_scripts(data: SiteData, addresses: Addresses, *, offline: bool) -> dict[str, object]:
    """Return what the theme's scripts get from the build, as `built`."""
    return {
        "caches": cache_prefix(addresses.base),
        "scope": addresses.href("/"),
        "words": {lang: script_words(words) for lang, words in data.strings.items()},
        "worker": addresses.href(WORKER) if offline else "",
    }


def _by_file(content: Content, catalog: Catalog) -> dict[str, tuple[Text, PlannedPage]]:
    found = {}
    for text in content.library.texts:
        shown = text.document.file.path
        if shown not in catalog.texts:
            continue  # Stories are written with the lists.
        real = os.path.abspath(content.folder.path(shown))  # noqa: PTH100 - as Pelican does
        found[real] = (text, catalog.texts[shown])
    return found


def _paths(content: Content, catalog: Catalog, kind: str) -> list[str]:
    return [
        text.document.file.path.removeprefix(f"{content.folder.shown}/")
        for text in content.library.texts
        if text.kind == kind and text.document.file.path in catalog.texts
    ]


class PlannedReader(BaseReader):  # type: ignore[misc]
    """Hands Pelican what was read already. A file that was not planned is never asked for."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def read(self, filename: str) -> tuple[str, dict[str, Any]]:
        """Return the finished HTML of a file, and its facts under Pelican's names."""
        build: Build = self.settings[BUILD]
        text, page = build.by_file[os.path.abspath(filename)]  # noqa: PTH100
        metadata: dict[str, Any] = {
            "title": page.view.title,
            "summary": page.view.description,
            "lang": text.lang,
            "slug": text.slug,
            "status": "published",
            "template": page.template,
            "save_as": page.save_as,
            "url": page.view.path.lstrip("/"),
            "modified": _midnight(text.modified),
            "view": page.view,
        }
        if text.kind == "article":
            metadata["date"] = _midnight(text.article.date)
            metadata["category"] = Category(text.topic, self.settings)
            metadata["tags"] = [Tag(tag, self.settings) for tag in text.article.tags]
        return str(page.view.body), metadata


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def use_our_reader_only(readers: Readers) -> None:
    """Leave no reader that would publish a stray HTML or reStructuredText file."""
    readers.reader_classes = {"static": BaseReader, "md": PlannedReader}


def use_our_templates_only(generator: Generator) -> None:
    """Leave no way back to Pelican's own theme: a missing template is an error."""
    theme = Path(generator.settings["THEME"])
    overrides = generator.settings["THEME_TEMPLATES_OVERRIDES"]
    ours = FileSystemLoader([*overrides, theme / "templates", theme])
    generator.env.add_extension(Dedented)
    generator.env.bytecode_cache = CompiledTemplates(generator.settings[BUILD].compiled)
    generator.env.loader = ChoiceLoader([ours, DictLoader(dict.fromkeys(_NEVER_RENDERED, ""))])


class CompiledTemplates(BytecodeCache):
    """Compiled templates in memory, found by their name and their whole source."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over the compiled template, if this very source was compiled before."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        assert bucket.code is not None
        self._compiled[bucket.key, bucket.checksum] = bucket.code


def use_our_writer(pelican: Pelican) -> type[Writer]:
    """Name the writer that renders a page once for as long as it stays the same."""
    del pelican
    return PlannedWriter


class PlannedWriter(Writer):  # type: ignore[misc]
    """Writes a page whose template and view are those of the last build without rendering it."""

    def write_file(
        self, name: str, template: Template, context: dict[str, Any], **values: Any
    ) -> None:
        """Render one page, or take what was rendered, and write it."""
        if not name:
            return  # One of Pelican's own lists, which are off.
        build: Build = self.settings[BUILD]
        shown = values.get("view") or (values.get("article") or values["page"]).view
        path = Path(sanitised_join(self.output_path, name))

        def rendered() -> bytes:
            super(PlannedWriter, self).write_file(name, template, context, **values)
            return path.read_bytes()

        made_from = (template.name, shown, build.rendered_with)
        page = build.kept.once(("page", name), made_from, rendered)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page)


def _rendered_with(settings: dict[str, Any]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return what every page depends on besides its view: all templates, and all settings."""
    theme = Path(settings["THEME"])
    templates = {str(path): path.read_bytes() for path in sorted(theme.rglob("*.html"))}
    left_out = (BUILD, KEPT, "OUTPUT_PATH")
    return templates, {key: value for key, value in settings.items() if key not in left_out}


def add_lists(pelican: Pelican) -> type[Generator]:
    """Add the generator that writes every page that no file stands for."""
    del pelican
    return ListGenerator


class ListGenerator(Generator):  # type: ignore[misc]
    """Writes the catalog's lists, feeds, sitemap, script and the stylesheet for paper."""

    def generate_output(self, writer: Writer) -> None:
        """Write all of them into the output folder."""
        build: Build = self.settings[BUILD]
        for page in build.catalog.pages:
            template = self.get_template(page.template)
            writer.write_file(page.save_as, template, self.context, view=page.view)
        for name, text in sorted(build.catalog.files.items()):
            path = Path(self.output_path) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def add_worker(pelican: Pelican) -> None:
    """Write the worker once every page is there: it is named by their bytes."""
    build: Build = pelican.settings[BUILD]
    scripts = Path(pelican.settings["THEME"]) / "js"
    base = build.addresses.base
    if build.offline:
        written = {page.view.path for page in build.catalog.planned}
        pages = {}
        for lang in build.content.data.languages:
            paths = {slug: build.addresses.path(lang, slug) for slug in SET_PAGES}
            pages[build.addresses.path(lang)] = {
                slug: path for slug, path in paths.items() if path in written
            }
        output = Path(pelican.output_path)
        text = worker(scripts / "worker.js", output, base=base, pages=pages)
    else:
        text = no_worker(scripts / "worker_off.js", base=base)
    path = Path(pelican.output_path) / WORKER.lstrip("/")
    path.write_text(text, encoding="utf-8")
