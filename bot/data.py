"""Find rules/ and templates/, in a checkout and in an installed wheel alike; read named files."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from bot.errors import FileUnreadable

ENCODING: Final = "utf-8-sig"
"""UTF-8, also as editors on Windows write it."""

FONT: Final = "NotoSansCJKsc-Regular.otf"


def folder(name: str) -> Path:
    """Return the folder `rules` or `templates`; never by the working directory."""
    package = Path(str(files("bot")))
    packed = package / "_data" / name
    return packed if packed.is_dir() else package.parent / name


def checkout() -> Path | None:
    """Return the root of a checkout, or None in an installed wheel."""
    package = Path(str(files("bot")))
    return None if (package / "_data").is_dir() else package.parent


def texts(name: str, *suffixes: str) -> dict[str, str]:
    """Return every text of the folder that ends in one of *suffixes*, by its path in it."""
    root = folder(name)
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix in suffixes
    }


def font() -> Path:
    """Return the font that all pictures are drawn in."""
    return folder("templates") / "fonts" / FONT


def text(path: str, limit: int) -> str:
    """Return the text of a file that the operator names.

    Raises:
        FileUnreadable: There is none, it has more than *limit* bytes, or it is no text.
    """
    try:
        file = Path(path)
        if file.is_file():
            with file.open("rb") as opened:
                content = opened.read(limit + 1)
            if len(content) <= limit:
                return content.decode(ENCODING)
    except (OSError, ValueError):
        pass
    raise FileUnreadable(value=path)
