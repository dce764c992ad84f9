"""Hold the files that come with a spreadsheet: a folder, or a zip file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from gongkai.domain.errors import Refusal

_MOST_BYTES = 2 * 1024**3


class FolderUnreadable(Refusal):
    """The files that come with the spreadsheet can not be opened."""

    code = "import_folder_unreadable"


class Folder:
    """Files by their bare name, wherever they lie."""

    def __init__(self, places: dict[str, list[str]], read: object) -> None:
        self._places, self._read = places, read

    @classmethod
    def none(cls) -> Folder:
        """Return a folder without files."""
        return cls({}, lambda _place: b"")

    @classmethod
    def of_path(cls, path: Path) -> Folder:
        """Return the files below a folder, or inside a zip file.

        Raises:
            FolderUnreadable: there is neither.
        """
        if path.is_dir():
            found = [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
            return cls(
                _by_name([str(one) for one in found]), lambda place: Path(place).read_bytes()
            )
        if not path.is_file():
            raise FolderUnreadable(name=path.name)
        return cls.of_zip(path.open("rb"), path.name)

    @classmethod
    def of_zip(cls, stream: BinaryIO, name: str) -> Folder:
        """Return the files inside a zip file; nothing of it is unpacked to the disk.

        Raises:
            FolderUnreadable: it is none, or far too large.
        """
        try:
            package = ZipFile(stream)
        except BadZipFile as error:
            raise FolderUnreadable(name=name) from error
        parts = [part for part in package.infolist() if not part.is_dir()]
        if sum(part.file_size for part in parts) > _MOST_BYTES:
            raise FolderUnreadable(name=name)
        by_place = {_name_of(part.filename, part.flag_bits): part for part in parts}
        return cls(_by_name(list(by_place)), lambda place: package.read(by_place[place]))

    def count(self, name: str) -> int:
        """Return how many files have a name."""
        return len(self._places.get(name, []))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        content: bytes = self._read(self._places[name][0])  # type: ignore[operator]
        return content


def _name_of(name: str, flags: int) -> str:
    """Return a name inside a zip file; Chinese Windows writes it in GBK without saying so."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _by_name(places: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in sorted(places):
        found.setdefault(PurePosixPath(place.replace("\\", "/")).name, []).append(place)
    return found
