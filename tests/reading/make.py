"""Builders of Word files from raw XML, so that a test says exactly what stands in the file."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, *, deleted: bool = False, properties: str = "") -> str:
    """Return a run of text."""
    tag = "delText" if deleted else "t"
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph of runs; ``properties`` stand in its ``w:pPr``."""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{content}</w:p>"


def numbered(text: str, number: int | str = 1, level: int = 0) -> str:
    """Return a paragraph in list ``number`` at ``level`` (from 0)."""
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def field(instruction: str, result: str) -> str:
    """Return a field: its instruction, which is not printed, and its result, which is."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def row(*cells: str, properties: str = "") -> str:
    """Return a table row of cells made by `cell`."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*blocks: str, properties: str = "") -> str:
    """Return a table cell; a block that is no XML becomes a paragraph."""
    inside = "".join(block if block.startswith("<") else paragraph(run(block)) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows made by `row`."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(index: int, number_format: str, text: str, extra: str = "", *, start: int = 1) -> str:
    """Return the definition of a list level."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, key: int = 0, extra: str = "") -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}{extra}</w:abstractNum>'


def listing(number: int, key: int = 0, overrides: str = "") -> str:
    """Return a list that uses abstract list ``key``."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def body(*blocks: str) -> str:
    """Return the main part's XML."""
    return f"<w:document {_SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def docx(
    main: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    endnotes: str = "",
    header: str = "",
    footer: str = "",
    extra: dict[str, bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a Word file; each part is given by what stands inside its root element."""
    parts = {
        name: f"<w:{tag} {_SPACES}>{inside}</w:{tag}>"
        for name, tag, inside in (
            ("numbering", "numbering", numbering),
            ("styles", "styles", styles),
            ("footnotes", "footnotes", footnotes),
            ("endnotes", "endnotes", endnotes),
            ("header1", "hdr", header),
            ("footer1", "ftr", footer),
        )
        if inside
    }
    kinds = {"header1": "header", "footer1": "footer"}
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{_KINDS}/{kinds.get(name, name)}" Target="{name}.xml"/>'
        for name in parts
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kinds.get(name, name)}+xml"/>'
        for name in parts
    )
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    data = {name: xml.encode() for name, xml in files.items()} | (extra or {})
    return pack(data, compression)


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def pack(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of ``files``, the same bytes each time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, compression)
    return buffer.getvalue()
