"""A worker for the tests that stays: does what it is asked to."""

from __future__ import annotations

import os
import time


def answer(request: bytes) -> bytes:
    asked = request.decode()
    if asked == "hang":
        time.sleep(60)
    elif asked == "rest":
        time.sleep(1)
    elif asked == "eat":
        return str(len(bytearray(1 << 40))).encode()
    elif asked == "leave":
        os._exit(3)
    elif asked == "fill":
        return str(len(bytearray(1 << 30))).encode()
    return f"{os.getpid()} {asked}".encode()
