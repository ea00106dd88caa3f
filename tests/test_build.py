"""A build is whole or not there: aside, checked, then exchanged."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from healthsite.__main__ import main
from healthsite.build import BuildFailed, Request, build, check_address
from healthsite.loading import ContentFaults
from tests.conftest import ROOT, TODAY, Site, copy_small

SOUP = "articles/food/warm-soup.md"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, the build's own mark left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".healthsite")
    }


def test_a_failing_build_leaves_the_former_output(small: Site) -> None:
    small.build()
    before = files(small.output)
    small.replace(SOUP, "[soup, night]", "[sop]")
    with pytest.raises(ContentFaults, match="`sop` in `tags`"):
        small.build()
    assert files(small.output) == before


def test_a_template_that_fails_is_named_and_nothing_is_published(
    small: Site, tmp_path: Path
) -> None:
    settings = tmp_path / "broken.py"
    theme = tmp_path / "theme"
    subprocess.run(["cp", "-r", str(ROOT / "theme"), str(theme)], check=True)
    article = theme / "templates" / "article.html"
    article.write_text("<p>{{ nothing_of_that_name }}</p>", "utf-8")
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    settings.write_text(text.replace('THEME = "theme"', f'THEME = "{theme}"'), "utf-8")
    with pytest.raises(BuildFailed, match=r"templates/.*\.html:\d+: .*Mend the template"):
        build(Request(settings, small.output, TODAY, content=small.content))
    assert not small.output.exists()


def test_two_builds_give_the_same_bytes_elsewhere_and_in_another_order(
    tmp_path: Path,
) -> None:
    outputs = []
    for name, hash_seed, zone in (("one", "1", "UTC"), ("two", "2", "Pacific/Kiritimati")):
        folder = tmp_path / name
        folder.mkdir()
        site = copy_small(folder)
        if name == "two":
            # The order in which a file system lists files follows the order of their making.
            for path in sorted(site.content.rglob("*.md"), reverse=True):
                text = path.read_bytes()
                path.unlink()
                path.write_bytes(text)
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-m", "healthsite", "build", "--content", str(site.content)]
        subprocess.run(
            [*command, "--output", str(site.output), "--today", "2026-11-21"],
            check=True,
            cwd=ROOT,
            env=environment,
            capture_output=True,
        )
        outputs.append(files(site.output))
    assert outputs[0] == outputs[1]


def test_the_day_of_the_build_is_in_no_byte_of_it(small: Site) -> None:
    small.build()
    before = files(small.output)
    build(Request(ROOT / "pelicanconf.py", small.output, TODAY.replace(2027), small.content))
    assert files(small.output) == before


def test_plain_pelican_makes_the_same_pages(small: Site, tmp_path: Path) -> None:
    small.build()
    plain = tmp_path / "plain"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pelican",
            str(small.content),
            "-s",
            "pelicanconf.py",
            "-o",
            str(plain),
        ],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    assert files(plain) == files(small.output)
    assert filecmp.dircmp(plain, small.output).left_only == []


def test_plain_pelican_fails_on_a_fault_and_tells_it(small: Site, tmp_path: Path) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pelican",
            str(small.content),
            "-s",
            "pelicanconf.py",
            "-o",
            str(tmp_path / "plain"),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "`sop` in `tags`" in done.stdout + done.stderr
    assert not list(tmp_path.glob("plain/**/*.html"))


def test_the_output_must_be_ours_or_empty(small: Site) -> None:
    small.output.mkdir()
    (small.output / "thesis.txt").write_text("years of work")
    with pytest.raises(BuildFailed):
        small.build()
    assert (small.output / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "address",
    ["https://both-together.example", "https://example.org/guide", "http://localhost:8000"],
)
def test_publishing_refuses_a_placeholder(address: str) -> None:
    with pytest.raises(BuildFailed, match="placeholder"):
        check_address(address)


def test_publishing_refuses_an_address_without_encryption() -> None:
    with pytest.raises(BuildFailed, match="https"):
        check_address("http://guide.gov")


def test_publishing_takes_the_address_from_the_surroundings(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://guide.opioids.gov/start/")
    arguments = ["build", "--publish", "--content", str(small.content)]
    assert main([*arguments, "--output", str(small.output)]) == 0
    assert 'href="https://guide.opioids.gov/start/food/warm-soup/"' in small.page(
        "food/warm-soup/index.html"
    )


def test_publishing_a_site_without_address_says_what_to_do(
    small: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    arguments = ["build", "--publish", "--content", str(small.content)]
    assert main([*arguments, "--output", str(small.output)]) == 1
    assert "SITE_URL" in capsys.readouterr().err
    assert not small.output.exists()


def test_a_settings_file_that_is_not_there_is_said(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--settings", "nowhere.py", "--output", str(small.output)]) == 1
    assert "There is no settings file nowhere.py" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["guide", "ftp://x.org", "https://", "https://[x"])
def test_an_odd_base_url_is_said(small: Site, address: str) -> None:
    with pytest.raises(BuildFailed, match="not an address"):
        small.build(address)


def test_a_build_of_one_article_has_no_related_box(small: Site) -> None:
    shutil.rmtree(small.content / "stories")
    for name in ("sleep/good-nights.md", "sleep/good-nights.es.md", "sleep/long-walks.md"):
        (small.content / "articles" / name).unlink()
    (small.content / "articles/sleep/long-walks.es.md").unlink()
    small.replace(SOUP, "related: [long-walks]\n", "")
    assert small.build().articles == 1
    assert 'class="related"' not in small.page("food/warm-soup/index.html")


def test_a_site_without_articles_still_stands(small: Site) -> None:
    shutil.rmtree(small.content / "articles")
    shutil.rmtree(small.content / "stories")
    assert small.build().articles == 0
    assert (small.output / "es/a-to-z/index.html").is_file()


def test_the_marker_and_temporary_folders_are_not_left_beside_the_output(small: Site) -> None:
    small.build()
    assert sorted(path.name for path in small.output.parent.iterdir()) == ["content", "output"]


def test_publishing_stops_on_phone_lines_nobody_has_looked_up_for_half_a_year(
    small: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", "https://guide.opioids.gov")
    arguments = ["build", "--publish", "--content", str(small.content)]
    arguments += ["--output", str(small.output), "--today", "2027-05-15"]
    assert main(arguments) == 1
    assert "Not looked up for more than 180 days: 911, 988, warm" in capsys.readouterr().err
    assert not small.output.exists()
    assert main([*arguments, "--accept-overdue", "a wrong dose must be corrected now"]) == 0
    assert "a wrong dose must be corrected now" in small.page("build.json")


def test_old_phone_lines_never_stop_a_build_that_is_not_published(small: Site) -> None:
    late = Request(ROOT / "pelicanconf.py", small.output, TODAY.replace(2028), small.content)
    result = build(late)
    assert "dates.helpline_overdue" in {finding.rule for finding in result.findings}
    assert not (small.output / "build.json").exists()
