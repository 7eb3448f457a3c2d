"""The user's own folder for what was made before and can be made again: whole entries, or none.

An entry counts only if its digest is right and made by this version of the reader,
and if it and its folder are the user's own. Anything else in the folder is ignored.
The folder may be deleted at any time.
"""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

try:  # the same hash without loading OpenSSL, which takes longer than all else here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

VARIABLE, OFF = "KALMAR_CACHE", "off"
_ROOMS = ("base", "budget", "read", "shelf")
_PACKAGE = Path(__file__).parent.parent
_DIGEST = 32
_LARGEST = 500_000_000
_DAY = 86_400
_UNUSED = 30 * _DAY


def digest(content: bytes) -> bytes:
    """The hash of a content."""
    return blake2b(content, digest_size=_DIGEST).digest()


def get(name: str) -> bytes | None:
    """The entry of a name, if there is one that counts."""
    try:
        with _own_folder(make=False) as folder:
            found = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            with open(found, "rb") as file:
                about = os.fstat(found)
                if not stat.S_ISREG(about.st_mode) or not _is_own(about) or about.st_size > _LARGEST:
                    return None
                written = file.read(_DIGEST)
                content = file.read()
                if written != _seal(name, content):
                    return None
                if about.st_mtime < time.time() - _DAY:
                    os.utime(found)  # it is in use
                return content
    except (OSError, ValueError, MemoryError):
        return None


def put(name: str, content: bytes) -> None:
    """Keeps an entry; where nothing can be written, nothing is kept."""
    beside = f"{os.urandom(8).hex()}.part"
    try:
        with _own_folder(make=True) as folder:
            _remove_unused(folder)
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
                with open(os.open(beside, flags, 0o600, dir_fd=folder), "wb") as file:
                    file.write(_seal(name, content))
                    file.write(content)
                os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                os.unlink(beside, dir_fd=folder)
                raise
    except (OSError, ValueError):
        return  # a full disk or a home that is read-only costs speed, nothing else


def place() -> Path | None:
    """Where the folder is; None if it is off, without a home, or where nothing says who owns what."""
    if os.environ.get(VARIABLE, "").strip().lower() == OFF or not hasattr(os, "geteuid"):
        return None
    given, home = os.environ.get("XDG_CACHE_HOME", ""), os.environ.get("HOME", "")
    if os.path.isabs(given):  # a relative one is to be ignored, says the standard
        return Path(given, "kalmar")
    return Path(home, ".cache", "kalmar") if os.path.isabs(home) else None


@contextmanager
def _own_folder(*, make: bool) -> Iterator[int]:
    """The folder, open and closed to others. Raises OSError if there is none, or it is somebody else's."""
    path = place()
    if path is None:
        raise FileNotFoundError
    if make:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.mkdir(0o700, exist_ok=True)
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        about = os.fstat(folder)
        if not _is_own(about):
            raise PermissionError
        if about.st_mode & 0o077:
            os.fchmod(folder, 0o700)  # an earlier version left it open to be read
        yield folder
    finally:
        os.close(folder)


def _is_own(about: os.stat_result) -> bool:
    return about.st_uid == os.geteuid()


def _seal(name: str, content: bytes) -> bytes:
    """What stands before an entry: it holds for this name, content and reader only."""
    seal = blake2b(content, digest_size=_DIGEST, key=fingerprint())
    seal.update(os.fsencode(name))
    return seal.digest()


@cache
def fingerprint() -> bytes:
    """A hash of the reader: Python, the YAML library, and every module that takes part in a Budget."""
    whole = blake2b(sys.version.encode(), digest_size=_DIGEST)
    for room in _ROOMS:
        for module in sorted(os.listdir(_PACKAGE / room)):
            if module.endswith(".py"):
                whole.update(f"\0{room}/{module}\0".encode())
                whole.update((_PACKAGE / room / module).read_bytes())
    for about in _yaml_files():
        whole.update(about.encode())
    return whole.digest()


def _yaml_files() -> Iterator[str]:
    """The YAML library's files, with their sizes and times; it is not imported for that."""
    spec = PathFinder.find_spec("yaml")
    for folder in (spec and spec.submodule_search_locations) or ():
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if not entry.is_dir():
                    about = entry.stat()
                    yield f"\0{entry.path}\0{about.st_size}\0{about.st_mtime_ns}"


_removed = False


def _remove_unused(folder: int) -> None:
    """Removes, once in a run, what nobody has asked for in a month."""
    global _removed
    if _removed:
        return
    _removed = True
    before = time.time() - _UNUSED
    for name in os.listdir(folder):
        if os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime < before:
            os.unlink(name, dir_fd=folder)
