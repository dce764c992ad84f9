"""Put files into the public directory so that a reader never meets half of one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path
from uuid import uuid4

from gongkai.apps.static_site import conf
from gongkai.domain.errors import Refusal

ALGORITHM = "sm3" if "sm3" in hashlib.algorithms_available else "sha256"
_PART = ".part"
_BLOCK = 1 << 20


class OutsidePublicRoot(Refusal):
    """A path leads out of the public directory.

    Facts: path.
    """

    code = "outside_public_root"


class WrittenDifferently(Refusal):
    """What was read back is not what was written.

    Facts: path.
    """

    code = "written_differently"


def place(path: str) -> Path:
    """Return where a public path lies on the disk.

    Raises:
        OutsidePublicRoot: it would lie outside the public directory.
    """
    parts = path.split("/")
    if not path or path.startswith("/") or "\x00" in path or {"", ".", ".."} & set(parts):
        raise OutsidePublicRoot(path=path)
    return conf.public_root().joinpath(*parts)


def digest_of(content: bytes) -> str:
    """Return the digest of bytes with its algorithm in front."""
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, content).hexdigest()}"


def digest_of_file(file: Path) -> str:
    """Return the digest of a file with its algorithm in front."""
    digest = hashlib.new(ALGORITHM)
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return f"{ALGORITHM}:{digest.hexdigest()}"


def write(path: str, content: bytes) -> bool:
    """Write a public file whole or not at all; return whether anything changed.

    Raises:
        OutsidePublicRoot: the path leads out of the public directory.
        WrittenDifferently: reading back gave something else.
    """
    file = place(path)
    if _holds(file, content):
        return False
    part = file.with_name(f".{file.name}.{uuid4().hex}{_PART}")
    try:
        _fill(part, content)
        os.replace(part, file)  # noqa: PTH105 -- the very call the crash tests break
    finally:
        part.unlink(missing_ok=True)
    if not _holds(file, content):
        raise WrittenDifferently(path=path)
    return True


def _holds(file: Path, content: bytes) -> bool:
    """Tell whether a file holds exactly these bytes."""
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _fill(part: Path, content: bytes) -> None:
    """Write the bytes into a new file; another process may just have tidied its folder away."""
    for last in (False, True):
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as opened:
                opened.write(content)
                if conf.syncs_files():
                    opened.flush()
                    os.fsync(opened.fileno())
        except FileNotFoundError:
            if last:
                raise
        else:
            return


def copy_media(path: str) -> tuple[str, int] | None:
    """Show an uploaded file to the public; return digest and size, None when there is none.

    The file is linked, not copied, where the file system can: uploads are never written
    over in place.

    Raises:
        OutsidePublicRoot: the path leads out of the public directory.
    """
    file = place(path)
    source = conf.media_root() / path.removeprefix(conf.MEDIA_PREFIX)
    if not source.is_file():
        return None
    if not _same_file(file, source):
        part = file.with_name(f".{file.name}.{uuid4().hex}{_PART}")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, part)
            except OSError:
                shutil.copyfile(source, part)
            part.chmod(0o644)
            os.replace(part, file)  # noqa: PTH105 -- see above
        finally:
            part.unlink(missing_ok=True)
    return digest_of_file(file), file.stat().st_size


def _same_file(file: Path, source: Path) -> bool:
    """Tell whether the public file is the uploaded one, or an equal copy."""
    if not file.is_file():
        return False
    return file.samefile(source) or (
        file.stat().st_size == source.stat().st_size
        and digest_of_file(file) == digest_of_file(source)
    )


def remove(path: str) -> bool:
    """Take a public file away, and folders that become empty; return whether there was one."""
    file = place(path)
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    root = conf.public_root()
    for folder in file.parents:
        if folder == root:
            break
        with contextlib.suppress(OSError):
            folder.rmdir()
            continue
        break
    return True


def files_on_disk() -> dict[str, Path]:
    """Return every file under the public directory by its public path, unfinished ones too."""
    root = conf.public_root()
    return (
        {str(file.relative_to(root)): file for file in root.rglob("*") if file.is_file()}
        if root.is_dir()
        else {}
    )
