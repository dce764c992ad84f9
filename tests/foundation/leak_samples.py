"""Files with one leak each, and their clean twins, built in memory."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def zipped(parts):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def run(text, mark=""):
    return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"


def word(body="", **parts):
    """Return a document; keyword arguments are further parts, ``__`` for the slash."""
    held = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "word/document.xml": f"<w:document {W}><w:body><w:p>{run('答复如下：')}{body}</w:p>"
        "</w:body></w:document>",
    }
    return "答复.docx", zipped(held | {k.replace("__", "/") + ".xml": v for k, v in parts.items()})


def word_part(part, element, text):
    inside = f"<w:p>{run(text)}</w:p>"
    if element == "comments":
        inside = f'<w:comment w:id="0" w:author="x">{inside}</w:comment>'
    return word(**{part: f"<w:{element} {W}>{inside}</w:{element}>"})


def split(text):
    """Return a text cut into runs, as editors leave it."""
    return "".join(run(text[at : at + 3]) for at in range(0, len(text), 3))


def word_properties(text, tag="dc:description"):
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return word(docProps__core=f"<p {space}><{tag}>{text}</{tag}></p>")


def sheet(change):
    book = Workbook()
    book.active.append(["村名", "户数"])
    book.active.append(["东村", 12])
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return "名单.xlsx", buffer.getvalue()


def cell(text):
    return sheet(lambda book: book.active.append(["备注", text]))


def other_sheet(text, state):
    def change(book):
        extra = book.create_sheet("底稿")
        extra["B3"], extra.sheet_state = text, state

    return sheet(change)


def hidden_row(text):
    def change(book):
        book.active["A5"] = text
        book.active.row_dimensions[5].hidden = True

    return sheet(change)


def hidden_column(text):
    def change(book):
        book.active["E2"] = text
        book.active.column_dimensions["E"].hidden = True

    return sheet(change)


def cell_comment(text):
    def change(book):
        book.active["A1"].comment = Comment(text, "x")

    return sheet(change)


def defined_name(text):
    def change(book):
        book.defined_names["n"] = DefinedName("n", attr_text=f'"{text}"')

    return sheet(change)


def cell_formula(text):
    return sheet(lambda book: book.active.append([f'=CONCATENATE("{text}","")']))


def pdf(steps="", *, change=None, **properties):
    """Return a page of 300 by 300 points drawn with raw steps; F1 is Helvetica."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=300)
    stream = DecodedStreamObject()
    stream.set_data((shown("Notice 2025", 250) + steps).encode())
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    if change:
        change(writer)
    writer.metadata = properties.get("metadata")
    buffer = BytesIO()
    writer.write(buffer)
    return "reply.pdf", buffer.getvalue()


def shown(text, height, left=20):
    return f"BT /F1 12 Tf {left} {height} Td ({text}) Tj ET\n"


def covered(text, height=100):
    """Draw a text and a black box over the line at a height."""
    return shown(text, 100) + f"0 0 0 rg 10 {height - 5} 250 20 re f\n"


def drawn_under(text):
    """Draw a text upon a shaded box, as tables do."""
    return "0.9 g 10 95 250 20 re f 0 g\n" + shown(text, 100)


def noted(text):
    return pdf(change=lambda writer: writer.add_annotation(0, Text(rect=(1, 1, 9, 9), text=text)))


def marked_over(text):
    """Cover a text with a filled square that hangs on the page."""

    def change(writer):
        box = DictionaryObject({
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Square"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (10, 95, 260, 115))),
            NameObject("/IC"): ArrayObject(map(FloatObject, (0, 0, 0))),
        })  # fmt: skip
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(box)])

    return pdf(shown(text, 100), change=change)


def pdf_attached(text):
    return pdf(change=lambda writer: writer.add_attachment("inner.txt", text.encode()))


def picture(kind="JPEG", *, exif=None, **options):
    image = Image.linear_gradient("L").convert("RGB").resize((48, 32))
    held = image.getexif()
    for tag, value in (exif or {}).items():
        held[tag] = value
    buffer = BytesIO()
    image.save(buffer, kind, exif=held.tobytes() if exif else b"", **options)
    return f"现场.{'jpg' if kind == 'JPEG' else 'png'}", buffer.getvalue()


def described_png(text, key="Comment"):
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, text)
    return picture("PNG", pnginfo=info)


def with_other_thumbnail():
    """Return a photograph whose thumbnail shows something else."""
    small, buffer = Image.new("RGB", (16, 16), "white"), BytesIO()
    small.save(buffer, "JPEG")
    thumbnail = buffer.getvalue()
    # little-endian TIFF: an empty first directory that leads to one with the thumbnail
    at = 8 + 6 + 30
    entries = [(0x0201, at), (0x0202, len(thumbnail))]
    second = len(entries).to_bytes(2, "little") + b"".join(
        tag.to_bytes(2, "little") + b"\x04\0\x01\0\0\0" + value.to_bytes(4, "little")
        for tag, value in entries
    )
    head = b"II*\0\x08\0\0\0" + b"\0\0" + (14).to_bytes(4, "little")
    exif = b"Exif\0\0" + head + second + b"\0\0\0\0" + thumbnail
    buffer = BytesIO()
    Image.new("RGB", (48, 32), "black").save(buffer, "JPEG", exif=exif)
    return "现场.jpg", buffer.getvalue()


def archive(name, content):
    return "附件.zip", zipped({name: content})


def old_archive(name):
    """Return an archive whose member is named in GB18030 without saying so."""
    info = ZipInfo("x" * len(name.encode("gb18030")))
    content = zipped({info.filename: "正文"})
    return "附件.zip", content.replace(info.filename.encode(), name.encode("gb18030"))
