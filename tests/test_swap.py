from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from healthsite import swap
from healthsite.swap import MARKER, OutputRefused, check_replaceable, exchange, recover, staging


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published folder of an earlier build."""
    folder = tmp_path / "output"
    publish(folder, "old")
    return folder


@pytest.fixture(params=["in one step", "in two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "in two renames":
        monkeypatch.setattr(swap, "_exchanged_in_one_step", lambda one, other: False)
    return str(request.param)


def publish(folder: Path, text: str) -> None:
    with staging(folder) as staged:
        (staged / "index.html").write_text(text)
        exchange(staged, folder)


def shown(folder: Path) -> str:
    assert (folder / MARKER).is_file()
    return (folder / "index.html").read_text()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def dead_process() -> int:
    """The number of a process that has ended and been waited for."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left_behind(output: Path, kind: str, process: int, text: str = "half") -> Path:
    folder = output.with_name(f".{output.name}.healthsite-{kind}-{process}-0123abcd")
    folder.mkdir()
    (folder / "index.html").write_text(text)
    (folder / MARKER).touch()
    return folder


def failing_at(monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException) -> None:
    """Let the `call`th rename fail, and the others work."""
    calls = 0
    rename: Callable[..., None] = os.rename

    def fail(*paths: object) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise error
        rename(*paths)

    monkeypatch.setattr(os, "rename", fail)


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


def test_the_new_site_takes_the_place_of_the_old_and_nothing_else_stays(
    output: Path, way: str
) -> None:
    publish(output, "new")
    assert shown(output) == "new"
    assert names(output.parent) == ["output"]


@pytest.mark.parametrize("before", ["absent", "empty"])
def test_a_first_build_needs_no_output_folder(tmp_path: Path, way: str, before: str) -> None:
    output = tmp_path / "deep" / "output"
    if before == "empty":
        output.mkdir(parents=True)
    publish(output, "new")
    assert shown(output) == "new"
    assert names(output.parent) == ["output"]


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is a call of Linux")
def test_linux_exchanges_in_one_step(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "rename", lambda *paths: pytest.fail("a second step"))
    publish(output, "new")
    assert shown(output) == "new"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_everybody_may_read_the_published_folder(output: Path) -> None:
    former = os.umask(0o022)
    try:
        publish(output, "new")
    finally:
        os.umask(former)
    assert output.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("error", [RuntimeError("a fault"), KeyboardInterrupt(), SystemExit(1)])
def test_a_failed_or_interrupted_build_leaves_the_old_site_and_no_rubbish(
    output: Path, error: BaseException
) -> None:
    def build() -> None:
        with staging(output) as staged:
            (staged / "index.html").write_text("half")
            raise error

    with pytest.raises(type(error)):
        build()
    assert shown(output) == "old"
    assert names(output.parent) == ["output"]


@pytest.mark.parametrize("error", [full_disk(), PermissionError(13, "no"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", [1, 2])
def test_a_failing_rename_leaves_the_old_site_whole(
    output: Path, monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException
) -> None:
    monkeypatch.setattr(swap, "_exchanged_in_one_step", lambda one, other: False)
    failing_at(monkeypatch, call, error)
    with pytest.raises(type(error)):
        publish(output, "new")
    assert shown(output) == "old"
    assert names(output.parent) == ["output"]


def test_a_failing_exchange_leaves_the_old_site_whole(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(one: Path, other: Path) -> bool:
        raise full_disk()

    monkeypatch.setattr(swap, "_exchanged_in_one_step", fail)
    with pytest.raises(OSError, match="No space"):
        publish(output, "new")
    assert shown(output) == "old"
    assert names(output.parent) == ["output"]


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is a call of Linux")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_exchange_gets_two_renames(
    output: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    class Library:
        def renameat2(self, *_: object) -> int:
            swap.ctypes.set_errno(number)
            return -1

    monkeypatch.setattr(swap.ctypes, "CDLL", lambda *_, **__: Library())
    publish(output, "new")
    assert shown(output) == "new"
    assert names(output.parent) == ["output"]


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is a call of Linux")
def test_a_system_without_the_function_gets_two_renames(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap.ctypes, "CDLL", lambda *_, **__: object())
    publish(output, "new")
    assert shown(output) == "new"


def test_a_build_that_died_between_two_renames_is_undone(output: Path) -> None:
    old = left_behind(output, "old", dead_process(), "last good one")
    swap.shutil.rmtree(output)
    half = left_behind(output, "build", dead_process())
    recover(output)
    assert shown(output) == "last good one"
    assert not old.exists()
    assert not half.exists()


def test_an_old_folder_beside_a_whole_one_is_removed(output: Path) -> None:
    left_behind(output, "old", dead_process(), "older")
    recover(output)
    assert shown(output) == "old"
    assert names(output.parent) == ["output"]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX")
def test_what_a_killed_build_leaves_is_removed_by_the_next(output: Path) -> None:
    script = (
        "import os, sys, signal; from pathlib import Path; from healthsite.swap import staging\n"
        "with staging(Path(sys.argv[1])) as staged:\n"
        "    (staged / 'index.html').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent
    killed = subprocess.run([sys.executable, "-c", script, str(output)], cwd=root)
    assert killed.returncode == -signal.SIGKILL
    assert len(names(output.parent)) == 2
    publish(output, "new")
    assert shown(output) == "new"
    assert names(output.parent) == ["output"]


def test_a_dead_build_that_had_our_process_number_is_cleaned_up_too(output: Path) -> None:
    left_behind(output, "build", os.getpid())
    recover(output)
    assert names(output.parent) == ["output"]


def test_folders_of_running_builds_and_of_others_are_left_alone(output: Path) -> None:
    running = left_behind(output, "build", os.getppid())
    other = left_behind(output.with_name("output2"), "build", dead_process())
    unlike = output.with_name(".output.healthsite-build-mine")
    unlike.mkdir()
    publish(output, "new")
    assert all(folder.exists() for folder in (running, other, unlike))


def test_a_link_that_is_named_like_a_leftover_is_not_followed(output: Path) -> None:
    kept = output.parent / "kept"
    kept.mkdir()
    (kept / "file").touch()
    link = output.with_name(f".output.healthsite-build-{dead_process()}-0123abcd")
    link.symlink_to(kept)
    recover(output)
    assert names(kept) == ["file"]


def test_two_builds_at_once_do_not_disturb_each_other(output: Path, way: str) -> None:
    failures: list[BaseException] = []
    begin = threading.Barrier(4)

    def build(name: str) -> None:
        begin.wait()
        try:
            for _ in range(15):
                publish(output, name)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=build, args=(f"build {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert shown(output).startswith("build ")
    assert names(output.parent) == ["output"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there may be a gap")
def test_a_reader_always_finds_a_whole_site_while_processes_exchange_it(output: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from healthsite.swap import exchange, staging\n"
        "output = Path(sys.argv[1])\n"
        "for _ in range(40):\n"
        "    with staging(output) as staged:\n"
        "        (staged / 'index.html').write_text('new')\n"
        "        exchange(staged, output)\n"
    )
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", script, str(output)]
    builds = [subprocess.Popen(command, cwd=root) for _ in range(2)]
    looks = 0
    while any(build.poll() is None for build in builds):
        assert (output / "index.html").exists()
        looks += 1
    assert [build.returncode for build in builds] == [0, 0]
    assert looks > 0
    assert shown(output) == "new"
    assert names(output.parent) == ["output"]


def test_the_marker_of_a_folder_is_deleted_last(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "z/b"):
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).touch()
    seen: list[list[str]] = []
    rmtree = swap.shutil.rmtree

    def look(path: Path, **settings: bool) -> None:
        if path.exists():
            seen.append(names(path))
        rmtree(path, **settings)

    monkeypatch.setattr(swap.shutil, "rmtree", look)
    publish(output, "new")
    assert seen == [["b"], [MARKER]]


def test_a_folder_that_became_somebody_elses_meanwhile_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with staging(output) as staged:
        output.mkdir()
        (output / "thesis.txt").touch()
        with pytest.raises(OutputRefused, match="not made by this build"):
            exchange(staged, output)
    assert names(output) == ["thesis.txt"]
    assert names(tmp_path) == ["output"]


def test_the_marker_is_the_same_in_every_build_and_hidden(output: Path) -> None:
    first = (output / MARKER).read_bytes()
    publish(output, "new")
    assert (output / MARKER).read_bytes() == first
    assert MARKER.startswith(".")
    assert str(output.parent).encode() not in first


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "work" / "repository"
    for name in ("content/articles", "theme/css", "healthsite", ".git/refs"):
        (folder / name).mkdir(parents=True)
    (folder / "healthsite/model.py").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    return folder


def protected(repository: Path) -> list[Path]:
    return [repository, repository / "content", repository / "theme"]


@pytest.mark.parametrize("place", ["output", "build/site", "../elsewhere", "content-built"])
def test_an_absent_or_empty_folder_may_be_replaced(repository: Path, place: str) -> None:
    check_replaceable(repository / place, protected(repository))
    (repository / place).mkdir(parents=True)
    check_replaceable(repository / place, protected(repository))


def test_a_marked_folder_may_be_replaced_and_another_may_not(repository: Path) -> None:
    output = repository / "output"
    publish(output, "old")
    check_replaceable(output, protected(repository))
    (output / MARKER).unlink()
    with pytest.raises(OutputRefused, match="delete it and build again"):
        check_replaceable(output, protected(repository))


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (".", "is, or holds"),
        ("..", "is, or holds"),
        ("content", "is, or holds"),
        ("content/articles", "is inside"),
        ("content/new", "is inside"),
        ("output/../theme/css", "is inside"),
        ("healthsite", "not made by this build"),
        (".git/refs", "inside a `.git` folder"),
        ("../..", "home folder"),
        ("../../..", "home folder"),
        ("/", "whole disk"),
        ("/home/somebody", "home folder"),
    ],
)
def test_what_is_not_ours_is_never_replaced_even_if_marked(
    repository: Path, place: str, reason: str
) -> None:
    folder = repository / place
    if folder.resolve().is_relative_to(repository) and place != "healthsite" and folder.exists():
        (folder / MARKER).touch()
    with pytest.raises(OutputRefused, match=reason) as caught:
        check_replaceable(folder, protected(repository))
    assert str(caught.value).endswith(".")


def test_without_a_repository_among_them_all_protected_folders_are_closed(
    repository: Path,
) -> None:
    kept = [repository / "content", repository / "theme"]
    check_replaceable(repository / "output", kept)
    with pytest.raises(OutputRefused, match="is inside"):
        check_replaceable(repository / "theme/output", kept)
    check_replaceable(repository / "theme/output", kept, repository=repository / "theme")


def test_a_link_is_never_replaced(repository: Path) -> None:
    for target in (repository / "content", repository / "gone"):
        link = repository / "output"
        link.symlink_to(target)
        with pytest.raises(OutputRefused, match="is a link"):
            check_replaceable(link, protected(repository))
        with pytest.raises(OutputRefused, match="is a link"):
            publish(link, "new")
        link.unlink()


def test_a_protected_folder_is_recognized_through_a_link_above_it(repository: Path) -> None:
    link = repository.parent / "link"
    link.symlink_to(repository)
    with pytest.raises(OutputRefused, match="is, or holds"):
        check_replaceable(link / "content", protected(repository))


def test_a_file_is_never_replaced(repository: Path) -> None:
    (repository / "output").touch()
    with pytest.raises(OutputRefused, match="is a file"):
        check_replaceable(repository / "output", protected(repository))


def test_a_marked_folder_with_a_history_of_its_own_is_not_replaced(repository: Path) -> None:
    output = repository / "output"
    publish(output, "old")
    (output / ".git").mkdir()
    with pytest.raises(OutputRefused, match="history would be lost"):
        check_replaceable(output, protected(repository))


def test_a_marker_that_is_a_link_does_not_count(repository: Path) -> None:
    output = repository / "output"
    output.mkdir()
    (output / MARKER).symlink_to(repository / "healthsite/model.py")
    with pytest.raises(OutputRefused, match="not made by this build"):
        check_replaceable(output, protected(repository))
