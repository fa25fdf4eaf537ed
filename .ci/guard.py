"""Refuse files that must not be published: `git ls-files -z | xargs -0 python3 .ci/guard.py`.

Every finding is one line, `FILE:LINE: what it is`; what was found is not repeated.
"""

import re
import sys
from pathlib import Path

NAMES = {
    r"(^|/)(uv|pylock(\..+)?)\.(lock|toml)$": "a lock file that records registry addresses",
    r"(^|/)\.env$": "an operator's settings",
    r"\.(pem|key|p12|sqlite3?|db)$": "a key or a database",
}
CONTENTS = {
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|archive\.ubuntu\.com)\b": (
        "a registry address"
    ),
    r"https?://[^\s\"'<>]+/simple\b": "a registry address",
    r"--((extra-)?index-url|trusted-host|find-links)\b": "a registry setting",
    r"(?<![\w.:/-])/(work|root)(/|\b(?![\w/-]))": "a path of one machine",
    r"(?<![\w.:/-])/(home|Users)/\w": "a path of one machine",
    r"\b[A-Za-z]:\\+Users\\": "a path of one machine",
    r"\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}\b": "a Discord token",
    r"discord(app)?\.com/api/(v\d+/)?webhooks/\d+/[\w-]{20,}": "a Discord webhook",
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----": "a private key",
    r"\b(AKIA|ASIA)[A-Z0-9]{16}\b": "an access key",
    r"\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[A-Za-z0-9_-]{16,}": "an access token",
    r"\b(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{64}\b": "an exchange key",
    r"\bhttps?://[^\s/:@\"'<>{}]+:[^\s/@\"'<>{}]+@": "a password in an address",
}


def findings(path: Path) -> list[str]:
    """Return what must not be published in the name and the text of a file."""
    found = [f"{path}: {what}" for name, what in NAMES.items() if re.search(name, path.as_posix())]
    text = path.read_text(encoding="utf-8", errors="replace")
    for pattern, what in CONTENTS.items():
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path}:{line}: {what}")
    return found


def main(names: list[str]) -> int:
    """Print every finding of the named files; return 1 if there is one."""
    files = [path for path in map(Path, names) if path.is_file()]
    found = [finding for path in files for finding in findings(path)]
    print("\n".join(found) or f"guard: {len(files)} files hold nothing that must stay at home")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
