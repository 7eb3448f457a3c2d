"""A document as bytes: the same ones for the same document, whatever the clock says."""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def to_bytes(document: Any) -> bytes:
    """The document's file; its parts bear the first day that an archive can tell."""
    saved, output = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(output, "w") as archive:
        for name in parts.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return output.getvalue()
