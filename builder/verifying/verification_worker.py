"""The process in which one PDF is verified, run by `kb.common.limited_worker`.

Reads `{"path": …, "shown": …}` from standard input; answers one JSON object on standard output: a proof, or
`{"refused": …, "remedy": …}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from builder.verifying.proving import prove
from kb.common.output import as_json
from kb.errors import SocEvidenceError


def main() -> None:
    """Verify the file named in the request."""
    request = json.load(sys.stdin)
    try:
        answer = as_json(prove(Path(request["path"]).read_bytes(), request["shown"]), None)
    except SocEvidenceError as error:
        answer = as_json({"refused": error.message, "remedy": error.remedy}, None)
    except MemoryError:
        raise
    except Exception as error:  # a parser's own failure on a hostile file: said, never traced
        told = f"It cannot be verified ({type(error).__name__}: {str(error)[:120]})."
        answer = as_json({"refused": told, "remedy": "The PDF is damaged, or was made to do harm."}, None)
    sys.stdout.buffer.write(answer.encode())
