"""Photos of an issue outside its PDF."""

import io

from pikepdf import Name, Pdf

# Those that mean the same in a JPEG file.
_SPACES = (Name.DeviceRGB, Name.DeviceGray)


def jpeg(picture: bytes) -> bytes | None:
    """The JPEG in the PDF of a photo (see `join_parts`), None where it is stored in another way."""
    with Pdf.open(io.BytesIO(picture)) as pdf:
        stream = pdf.Root.Picture
        plain = Name.SMask not in stream and stream.get(Name.ColorSpace) in _SPACES
        if plain and stream.get(Name.Filter) == Name.DCTDecode:
            return stream.read_raw_bytes()
    return None
