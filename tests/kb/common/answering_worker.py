"""A worker for the tests: does what it is asked to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    asked = sys.stdin.read()
    if asked == "hang":
        time.sleep(60)
    elif asked.startswith("start a program"):
        program = subprocess.Popen(["sleep", "60"])
        Path(asked.split()[-1]).write_text(str(program.pid))
        program.wait()
    elif asked == "eat":
        sys.stdout.write(str(len(bytearray(1 << 40))))
    elif asked == "break":
        raise ValueError("no such thing")
    elif asked == "abort":
        os.abort()
    sys.stdout.write(f"answer to {asked}")
