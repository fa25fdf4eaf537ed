"""Compiled templates and catalogues kept on disk, so that a start need not make them again.

Each set of texts, in each version of Python and of the template engine, has a folder of its own;
those of other sets are taken away. A folder that cannot be written costs time and nothing else.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile
from typing import Final

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

BYTES: Final = 12


class Compiled(FileSystemBytecodeCache):
    """The compiled templates of one language."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept of a template, if that can be read."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 -- a broken pickle raises whatever it likes
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled(folder: Path | None, language: str) -> Compiled | None:
    """Return where the templates of a language are kept, in a folder of `home`."""
    return None if folder is None else Compiled(str(folder), f"{language}-%s")


def keep(file: Path, content: bytes) -> None:
    """Write a file at once or not at all, if that is possible."""
    with suppress(OSError):
        with NamedTemporaryFile(dir=file.parent, delete=False) as whole:
            whole.write(content)
        Path(whole.name).replace(file)


def home(folder: Path, texts: Mapping[str, str]) -> Path | None:
    """Return the folder for what comes of some texts, private and empty of anything else.

    None where it cannot be made.
    """
    digest = blake2b(repr((sys.version, jinja2.__version__)).encode(), digest_size=BYTES)
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
    kept = folder / digest.hexdigest()
    try:
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        for other in folder.iterdir():
            if other != kept:
                rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return kept
