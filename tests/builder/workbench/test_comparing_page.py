"""Occupations side by side: what `compare` says, as tables, chart and files; its address gives it again."""

from __future__ import annotations

import csv
import json
import re
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

import kb
from kb.analysis.comparison_rows import comparison_csv
from kb.common.output import as_json
from kb.workspace import Workspace

PAGE = {"accept": "text/html"}
ASKED = "/compare?codes=33-9032&codes=33-9091,33-0000&by=functions&by=wages&by=employment&whole=1"


def test_functions_figures_shares_and_a_chart_stand_side_by_side(client: TestClient) -> None:
    page = client.get(ASKED, headers=PAGE).text
    assert [each.partition("</h2>")[0] for each in page.split("<h2>")[1:]] == [
        "What is compared",
        "Duties by function",
        "Figures",
        "Shares of a group",
        "As a chart",
        "What the base does not have",
    ]
    assert 'href="/matrix/33-9032/control-access"' in page
    assert ">1,283,470</a>" in page
    assert "<svg" in page
    assert client.get("/compare?codes=33-9032", headers=PAGE).text.count("Shares of a group") == 0


def test_downloads_are_what_the_command_writes(client: TestClient, begun: Workspace) -> None:
    page = client.get(ASKED, headers=PAGE).text
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/compare[^"]+format=\w+)"', page)]
    files = {link.rpartition("=")[2]: client.get(link).text for link in links}
    with kb.open(begun) as base:
        found = base.compare(
            "33-9032", "33-9091", "33-0000", by=("functions", "wages", "employment"), whole=True
        )
    assert files["csv"] == comparison_csv(found)
    assert files["json"] == as_json(found)
    assert ET.fromstring(files["svg"]).tag.endswith("svg")
    assert list(csv.reader(files["csv"].splitlines()))
    assert json.loads(files["json"])


def test_figures_of_all_periods_have_a_row_each(client: TestClient) -> None:
    latest = client.get("/compare?codes=43-5031&by=employment", headers=PAGE).text
    every = client.get("/compare?codes=43-5031&by=employment&series=1", headers=PAGE).text
    assert every.count("/figure/") > latest.count("/figure/")
    assert "jobs, 2019-05" in every


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("codes=43-503", 400, "43-503"),
        ("codes=43-5031&by=pay", 400, "pay"),
        ("codes=43-5031&by=ratings", 400, "soc-evidence import onet"),
        ("codes=43-5031&format=docx", 400, "docx"),
        ("", 200, "Compare by"),
    ],
)
def test_what_cannot_be_compared_is_told(client: TestClient, asked: str, status: int, words: str) -> None:
    answer = client.get(f"/compare?{asked}", headers=PAGE)
    assert answer.status_code == status
    assert words in answer.text
    if "format" not in asked:
        assert 'name="codes"' in answer.text, "the form is there to be corrected"
