"""Files built by hand, each with one thing in it that must not go to the public."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

OOXML = "application/vnd.openxmlformats-officedocument"
TRACKED = '<w:ins w:id="1" w:author="张三"><w:r><w:t>新加的字</w:t></w:r></w:ins>'


def word(text="各乡镇人民政府：", *, author="", body="", parts=None):
    document = docx.Document()
    document.add_paragraph(text)
    document.core_properties.author = author
    buffer = BytesIO()
    document.save(buffer)
    return changed(buffer.getvalue(), body=body, parts=parts or {})


def changed(content, *, body="", parts):
    """Put raw WordprocessingML into the first paragraph, and whole parts into the package."""
    with ZipFile(BytesIO(content)) as package:
        held = {name: package.read(name) for name in package.namelist()}
    text = held["word/document.xml"].decode()
    held["word/document.xml"] = text.replace("</w:p>", f"{body}</w:p>", 1).encode()
    held |= {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    return zipped(held)


def zipped(parts):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def commented_word():
    """Return a document whose comment is hung up the way Word does it."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    content = word(body='<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'
                        '<w:r><w:commentReference w:id="0"/></w:r>')  # fmt: skip
    with ZipFile(BytesIO(content)) as package:
        types = package.read("[Content_Types].xml").decode()
        rels = package.read("word/_rels/document.xml.rels").decode()
    kind = f"{OOXML}.wordprocessingml.comments+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    return changed(content, parts={
        "word/comments.xml": f'<w:comments {w}><w:comment w:id="0" w:author="李四">'
                             "<w:p><w:r><w:t>先别发</w:t></w:r></w:p></w:comment></w:comments>",
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": rels.replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{relation}" Target="comments.xml"/></Relationships>'),
    })  # fmt: skip


def sheet(change=None):
    book = Workbook()
    book.active["A1"] = "村名"
    book.active["A2"] = "东村"
    if change:
        change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def hide_a_sheet(book):
    book.create_sheet("底稿").sheet_state = "hidden"


def hide_a_row(book):
    book.active.row_dimensions[2].hidden = True


def hide_a_column(book):
    book.active["B1"] = "金额"
    book.active.column_dimensions["B"].hidden = True


def comment_a_cell(book):
    book.active["A1"].comment = Comment("再核对", "李四")


def name_the_author(book):
    book.properties.creator = "王五"


def slides(*, hidden=False):
    """Return a presentation of one slide."""
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    main = f"{OOXML}.presentationml.presentation.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    override = f'<Override PartName="/ppt/presentation.xml" ContentType="{main}"/>'
    shown = ' show="0"' if hidden else ""
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{types}">{override}</Types>',
        "ppt/presentation.xml": f"<p:presentation {p}/>",
        "ppt/slides/slide1.xml": f"<p:sld {p}{shown}/>",
    })  # fmt: skip


def pdf(text="Notice", *, properties=None, script="", note="", password="", inside=None, pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=300, height=300)
        _write(writer, page, text)
    writer.metadata = properties
    if script:
        _run_when_opened(writer, script)
    if note:
        writer.add_annotation(0, Text(rect=(10, 10, 30, 30), text=note))
    if inside:
        writer.add_attachment("inner.txt", inside)
    if password:
        writer.encrypt(password)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _run_when_opened(writer, script):
    action = DictionaryObject({
        NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script),
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def _write(writer, page, text):
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)


def photo(kind="JPEG", *, position=False, orientation=1, maker=""):
    picture = Image.new("RGB", (40, 20), "green")
    picture.putpixel((0, 0), (255, 0, 0))
    exif = picture.getexif()
    if position:
        exif[0x8825] = {1: "N"}
    if orientation != 1:
        exif[0x0112] = orientation
    if maker:
        exif[0x010F] = maker
    buffer = BytesIO()
    picture.save(buffer, kind, exif=exif.tobytes() if exif else b"")
    return buffer.getvalue()


def old_word(stream="WordDocument", *, author="张三", words="通知"):
    """Return a file in the older container: header, table, directory, two streams.

    Sectors: 0 table, 1 directory, 2–9 properties, 10–17 the text.
    """
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, end, 0, end, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[free] * 108)
    chain = [0xFFFFFFFD, end, *range(3, 10), end, *range(11, 18), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    entries = [("Root Entry", 5, end, 0), ("\x05SummaryInformation", 2, 2, 4096),
               (stream, 2, 10, 4096)]  # fmt: skip
    directory = b"".join(_entry(*entry) for entry in entries).ljust(512, b"\0")
    properties = (b"\xfe\xff" + author.encode("utf-16-le")).ljust(4096, b"\0")
    return (
        bytes(header)
        + table
        + directory
        + properties
        + words.encode("utf-16-le").ljust(4096, b"\0")
    )


def _entry(name, kind, start, size):
    entry = bytearray(128)
    text = name.encode("utf-16-le")
    entry[: len(text)] = text
    struct.pack_into("<H", entry, 64, len(text) + 2)
    entry[66] = kind
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)
