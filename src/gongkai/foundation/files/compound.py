"""Read the directory of Microsoft's older container (doc, xls, ppt), and blank its properties.

Layout after [MS-CFB]: sectors chained by a table, a directory of 128-byte entries, short
streams in a stream of their own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.foundation.files.errors import FileDamaged

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTY_STREAMS = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_ENTRY = 128
_SHORT_SECTOR = 64
_IN_HEADER = 109  # numbers of table sectors that stand in the header itself
_LAST_SECTOR = 0xFFFFFFF0  # from here on numbers mean the end, or nothing
_ROOT = 5
_SECTOR_SHIFTS = (9, 12)  # [MS-CFB] 2.2: sectors of 512 bytes in version 3, of 4096 in version 4
# A property set of no properties: byte order, version, system, class, one section, its
# format, its place, its length and its count.
_EMPTY_PROPERTIES = struct.pack("<HHI16sI16sIII", 0xFFFE, 0, 0x20006, bytes(16), 1, bytes(16),
                                48, 8, 0)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stream:
    """One entry of the directory."""

    name: str
    kind: int
    start: int
    size: int


class _Container:
    """The tables of one file."""

    def __init__(self, content: bytes, name: str) -> None:
        self.content, self.name = content, name
        try:
            (shift,) = struct.unpack_from("<H", content, 30)
            if shift not in _SECTOR_SHIFTS:
                raise FileDamaged(name=name)
            self.sector = 1 << shift
            self.cutoff = int(struct.unpack_from("<I", content, 56)[0])
            self.table = self._read_table()
            (first,) = struct.unpack_from("<I", content, 48)
            (short,) = struct.unpack_from("<I", content, 60)
            self.streams = list(self._read_directory(first))
            self.short_table = self._numbers(short)
        except (struct.error, IndexError) as error:
            raise FileDamaged(name=name) from error

    def _at(self, number: int) -> int:
        """Return where a sector begins."""
        return (number + 1) * self.sector

    def _read_table(self) -> list[int]:
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self.content, 76))
        (following,) = struct.unpack_from("<I", self.content, 68)
        per_sector = self.sector // 4
        seen: set[int] = set()
        while following < _LAST_SECTOR and following not in seen:
            seen.add(following)
            more = struct.unpack_from(f"<{per_sector}I", self.content, self._at(following))
            numbers += more[:-1]
            following = more[-1]
        table: list[int] = []
        for number in numbers:
            if number < _LAST_SECTOR:
                table += struct.unpack_from(f"<{per_sector}I", self.content, self._at(number))
        return table

    def chain(self, start: int, table: list[int]) -> Iterator[int]:
        """Yield the sectors of a stream; a chain that turns in a circle is damage."""
        seen: set[int] = set()
        while start < _LAST_SECTOR:
            if start in seen or start >= len(table):
                raise FileDamaged(name=self.name)
            seen.add(start)
            yield start
            start = table[start]

    def _numbers(self, start: int) -> list[int]:
        found: list[int] = []
        for number in self.chain(start, self.table):
            found += struct.unpack_from(f"<{self.sector // 4}I", self.content, self._at(number))
        return found

    def _read_directory(self, first: int) -> Iterator[_Stream]:
        for number in self.chain(first, self.table):
            for place in range(self._at(number), self._at(number) + self.sector, _ENTRY):
                (length,) = struct.unpack_from("<H", self.content, place + 64)
                kind = self.content[place + 66]
                start, size = struct.unpack_from("<II", self.content, place + 116)
                if kind:
                    text = self.content[place : place + max(length - 2, 0)]
                    yield _Stream(text.decode("utf-16-le", "replace"), kind, start, size)

    def places(self, stream: _Stream) -> Iterator[tuple[int, int]]:
        """Yield place and length of the pieces that a stream is made of."""
        if stream.size >= self.cutoff:
            for number in self.chain(stream.start, self.table):
                yield self._at(number), self.sector
            return
        root = next((one for one in self.streams if one.kind == _ROOT), None)
        if root is None:
            raise FileDamaged(name=self.name)
        wide = list(self.chain(root.start, self.table))
        for number in self.chain(stream.start, self.short_table):
            sector, within = divmod(number * _SHORT_SECTOR, self.sector)
            if sector >= len(wide):
                raise FileDamaged(name=self.name)
            yield self._at(wide[sector]) + within, _SHORT_SECTOR


def entries(content: bytes, name: str) -> list[str]:
    """Return the names in the directory.

    Raises:
        FileDamaged: the tables of the container do not hold together.
    """
    return [stream.name for stream in _Container(content, name).streams]


def without_properties(content: bytes, name: str) -> bytes:
    """Return the file with its sets of properties (author, organisation, path) emptied."""
    container = _Container(content, name)
    blanked = bytearray(content)
    for stream in container.streams:
        if stream.name not in PROPERTY_STREAMS:
            continue
        rest = _EMPTY_PROPERTIES
        for place, length in container.places(stream):
            piece, rest = rest[:length], rest[length:]
            end = min(place + length, len(blanked))
            blanked[place:end] = piece.ljust(end - place, b"\0")
    return bytes(blanked)
