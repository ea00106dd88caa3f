"""A site is built beside the published folder and put in its place in one step.

Whatever goes wrong before that step, the published folder is the last good one, whole:
    with staging(output) as staged:
        ...                       # write the site into `staged`, check it
        exchange(staged, output)

A folder that may be replaced holds the file `.healthsite-output`. Its name starts with a
dot because it is no part of the site: the output check and the usual hosts leave such files
out, nothing links to it, and it says nothing about the machine or the time of the build.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

MARKER = ".healthsite-output"
_MARKER_TEXT = "This folder is written by the site's build, which replaces all of it each time.\n"

_ATTEMPTS = 20
"""Each is lost only to another build that finished in the same instant."""

_AT_FDCWD = -100  # Linux, fcntl.h: the paths are relative to the working folder
_RENAME_EXCHANGE = 2  # Linux, linux/fs.h; see renameat2(2)
_RENAME_SWAP = 2  # macOS, sys/stdio.h; see renamex_np(2)
_NOT_OFFERED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""How a system, a file system or a container says that it has no exchange in one step."""

_unfinished: set[str] = set()
"""Names of the folders this process is building in."""


class OutputRefused(ValueError):
    """The folder must not be replaced. The message is for people."""


def check_replaceable(
    output: Path, protected: Sequence[Path], *, repository: Path | None = None
) -> None:
    """Make sure that replacing `output` destroys nothing but an earlier build.

    Args:
        output: the folder the site is to be published in.
        protected: the repository, the content and the theme folder. None of them, nothing
            that holds one and nothing inside one is replaced, except inside the repository.
        repository: which of them is the repository. If it is not given, those that hold
            others of them are taken for it, or if there is none, those with a `.git`.

    Raises:
        OutputRefused: with a sentence that says why, and what to do.
    """
    folder = _resolved(output)
    instead = "Choose another output folder, for example `output`."
    if folder.parent == folder:
        raise OutputRefused(f"The output folder is {folder}, the whole disk. {instead}")
    if _is_home(folder):
        raise OutputRefused(f"{folder} is a home folder, or holds them. {instead}")
    if ".git" in folder.parts:
        raise OutputRefused(f"{folder} is inside a `.git` folder. {instead}")
    kept = [path.resolve() for path in protected]
    whole = _repositories(kept) if repository is None else [repository.resolve()]
    for path in [*kept, *whole]:
        if _holds(folder, path):
            raise OutputRefused(f"{folder} is, or holds, {path}, which is kept. {instead}")
        if path not in whole and _holds(path, folder):
            raise OutputRefused(f"{folder} is inside {path}, which editors work in. {instead}")
    if os.path.ismount(folder):
        raise OutputRefused(
            f"{folder} is a disk of its own and cannot be exchanged. Choose a folder inside it."
        )
    _check_ours(folder)


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give an empty, marked folder beside `output`, on the same file system.

    It is gone afterwards, whatever happened, unless `exchange` has put it in place. What
    earlier builds left behind when they were killed is removed first.

    Raises:
        OutputRefused: `output` is a link.
        OSError: there is no room, or no right, to write beside `output`.
    """
    folder = _resolved(output)
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    staged = _beside(folder, "build")
    owner = os.getpid()
    _unfinished.add(staged.name)
    try:
        # Not tempfile.mkdtemp: only its owner may read what that makes, and a web server
        # is often somebody else.
        staged.mkdir()
        _mark(staged)
        yield staged
    finally:
        # A process forked off in the meantime leaves through here too, and removes nothing.
        if os.getpid() == owner:
            _delete(staged)
            _unfinished.discard(staged.name)


def exchange(staged: Path, output: Path) -> None:
    """Put the folder `staged` in the place of `output`, then delete the old one.

    On Linux and macOS no instant exists in which `output` is missing or half there. Where
    the file system cannot do that, there are two renames; if the computer stops between
    them, `recover` puts the old folder back.

    Raises:
        OutputRefused: `output` is a link, or is neither empty nor marked as ours.
        OSError: it could not be done; `output` is as it was.
    """
    folder = _resolved(output)
    _mark(staged)
    for _ in range(_ATTEMPTS):
        _check_ours(folder)
        if _replaced(staged, folder):
            # The new site is public now: if the old one cannot be deleted (a file is open,
            # on Windows), that is no failure. The next build tries again.
            _delete(staged)
            return
    raise OSError(errno.EBUSY, "Other builds keep replacing the folder", str(folder))


def recover(output: Path) -> None:
    """Clean up after builds that were killed, and undo a half-done exchange.

    Folders of builds that are still running stay as they are.

    Raises:
        OutputRefused: `output` is a link.
    """
    folder = _resolved(output)
    for kind, path in _left_behind(folder):
        if kind == "old" and not folder.exists():
            with suppress(OSError):  # another build was quicker
                path.rename(folder)
                continue
        _delete(path)


def _replaced(staged: Path, folder: Path) -> bool:
    """Try once. False means that another build changed `folder` meanwhile."""
    if not folder.exists():
        return _renamed(staged, folder)
    try:
        if _exchanged_in_one_step(staged, folder):
            return True
    except FileNotFoundError:
        if not staged.exists():
            raise
        return False
    return _exchanged_in_two_renames(staged, folder)


def _exchanged_in_one_step(one: Path, other: Path) -> bool:
    """Exchange two folders. False where the system does not offer it."""
    if sys.platform not in {"linux", "darwin"}:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            failed = library.renameat2(
                _AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE)
            )
        else:
            failed = library.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP))
    except AttributeError:  # a C library without the function
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _exchanged_in_two_renames(staged: Path, folder: Path) -> bool:
    old = _beside(folder, "old")
    # Until the old folder is dealt with, no other build of this process may take it for one
    # left behind by a dead build. (Of other processes, our number keeps them off.)
    _unfinished.add(old.name)
    try:
        return _replaced_keeping(old, staged, folder)
    finally:
        _unfinished.discard(old.name)


def _replaced_keeping(old: Path, staged: Path, folder: Path) -> bool:
    replaced = False
    try:
        folder.rename(old)
        replaced = _renamed(staged, folder)
    except FileNotFoundError:
        if not staged.exists():
            raise
    finally:
        # Also after Ctrl-C. Where `folder` exists, the new site or another build's is there.
        if not replaced and old.exists() and not folder.exists():
            _renamed(old, folder)
    # From here on it is rubbish under the name of rubbish: a half-deleted folder must never
    # be taken for the last good one.
    if replaced:
        with suppress(OSError):  # it is then removed by the next build
            old.rename(staged)
    else:
        _delete(old)
    return replaced


def _renamed(one: Path, folder: Path) -> bool:
    """Rename. False if another build's folder has come to be there."""
    try:
        one.rename(folder)
    except OSError as error:
        # Windows also says "access denied" of a folder that is there.
        if error.errno in {errno.EEXIST, errno.ENOTEMPTY}:
            return False
        if error.errno == errno.EACCES and sys.platform == "win32" and folder.exists():
            return False
        raise
    return True


def _mark(folder: Path) -> None:
    (folder / MARKER).write_text(_MARKER_TEXT, encoding="utf-8", newline="\n")


def _delete(folder: Path) -> None:
    """Delete as much as can be deleted, the marker last.

    Another build may just be looking at this folder, as the one it is to replace. It must
    see to the end that the folder is ours.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != MARKER:
                with suppress(OSError):
                    path.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _check_ours(folder: Path) -> None:
    reason = _why_not_ours(folder)
    if reason:
        raise OutputRefused(reason)


def _why_not_ours(folder: Path) -> str:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - one look at one folder, not a lazy walk
    except FileNotFoundError:
        return ""
    except NotADirectoryError:
        return f"{folder} is a file, not a folder. Choose another output folder."
    if ".git" in names:
        return (
            f"{folder} holds a `.git`, whose history would be lost. Build into another folder "
            "and copy the pages from there."
        )
    if not names or (MARKER in names and not (folder / MARKER).is_symlink()):
        return ""
    return (
        f"{folder} was not made by this build and is not empty, so it is left alone. "
        "If nothing in it is needed, delete it and build again; "
        "otherwise choose another output folder."
    )


def _resolved(output: Path) -> Path:
    if output.is_symlink():
        raise OutputRefused(
            f"{output} is a link to another place. Give the folder itself as the output folder."
        )
    return output.resolve()


def _is_home(folder: Path) -> bool:
    homes = []
    with suppress(RuntimeError):  # no home folder is known
        homes.append(Path.home().resolve())
    if any(_holds(folder, home) for home in homes):
        return True
    return folder.parent in {Path("/home"), Path("/Users"), Path("C:/Users")}


def _repositories(kept: Sequence[Path]) -> list[Path]:
    outermost = [
        path for path in kept if not any(other != path and _holds(other, path) for other in kept)
    ]
    holding = [
        path for path in outermost if any(other != path and _holds(path, other) for other in kept)
    ]
    return holding or [path for path in outermost if (path / ".git").exists()]


def _holds(folder: Path, path: Path) -> bool:
    """Say whether `path` is `folder` or inside it, also where letter case does not count."""
    if path.is_relative_to(folder):
        return True
    if not folder.exists():
        return False
    return any(above.exists() and above.samefile(folder) for above in [path, *path.parents])


def _beside(folder: Path, kind: Literal["build", "old"]) -> Path:
    name = f".{folder.name}.healthsite-{kind}-{os.getpid()}-{secrets.token_hex(4)}"
    return folder.with_name(name)


def _left_behind(folder: Path) -> list[tuple[str, Path]]:
    """Return the folders of builds of `folder` that are no longer running."""
    pattern = re.compile(
        rf"\.{re.escape(folder.name)}\.healthsite-(build|old)-([0-9]+)-[0-9a-f]{{8}}"
    )
    found = []
    if folder.parent.is_dir():
        for path in sorted(folder.parent.iterdir()):
            match = pattern.fullmatch(path.name)
            if match and not path.is_symlink() and not _is_running(int(match[2]), path.name):
                found.append((match[1], path))
    return found


def _is_running(process: int, name: str) -> bool:
    # In a container every build may have the same process number, so our own number alone
    # does not say that the folder is ours.
    if process == os.getpid():
        return name in _unfinished
    if sys.platform == "win32":
        # os.kill(process, 0) would send Ctrl-C there.
        synchronize = 0x00100000
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, False, process)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
