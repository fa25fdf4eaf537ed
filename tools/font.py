"""Make the font of the pictures: what templates and listed symbols need of Noto Sans CJK.

It needs fonttools beside the bot and Debian's package fonts-noto-cjk, and is run by hand:

    python -m tools.font NotoSansCJK-Regular.ttc
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

from bot import data
from bot.render.catalogues import drawn

ROOT: Final = Path(__file__).parent.parent
FONT: Final = ROOT / "templates" / "fonts" / "NotoSansCJKsc-Regular.otf"
SIMPLIFIED: Final = 2
"""The face for simplified Chinese in the collection."""

SPOKEN: Final = {".yaml", ".j2", ".json"}
LATIN: Final = [*range(0x20, 0x7F), *range(0xA0, 0x100)]


def main() -> None:
    """Write the font anew from the collection that is named."""
    collection = sys.argv[1]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "fontTools.subset",
            collection,
            f"--font-number={SIMPLIFIED}",
            f"--text={''.join(sorted(wanted()))}",
            "--layout-features=",
            "--no-hinting",
            "--desubroutinize",
            f"--output-file={FONT}",
        ],
        check=True,
    )


def wanted() -> set[str]:
    """Return Latin letters, and what pictures and listed symbols are written with."""
    files = [*(ROOT / "templates").rglob("*"), *(ROOT / "rules" / "brackets").glob("*.json")]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in SPOKEN]
    return {*map(chr, LATIN), *"".join(texts), *drawn(data.texts("templates", ".po"))} - {"\n"}


if __name__ == "__main__":
    main()
