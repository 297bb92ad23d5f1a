from __future__ import annotations

from kb.search.reference_formats import as_bibtex, as_ris

ITEM = {
    "id": "lee-2020",
    "type": "article-journal",
    "title": "Cost & benefit: 50 %\nof {calls}",
    "author": [{"family": "Lee", "given": "A. B."}, {"literal": "Bay County"}],
    "issued": {"date-parts": [[2020, 3, 4]]},
    "DOI": "10.1/x_y",
}


def test_bibtex_escapes_what_tex_would_read() -> None:
    assert as_bibtex([ITEM]) == (
        "@article{lee-2020,\n"
        "  author = {Lee, A. B. and {Bay County}},\n"
        "  title = {Cost \\& benefit: 50 \\% of \\{calls\\}},\n"
        "  doi = {10.1/x\\_y},\n"
        "  year = {2020},\n"
        "  month = {03},\n"
        "}\n"
    )


def test_ris_has_one_line_for_each_value() -> None:
    assert as_ris([ITEM]).splitlines() == [
        "TY  - JOUR",
        "ID  - lee-2020",
        "AU  - Lee, A. B.",
        "AU  - Bay County",
        "TI  - Cost & benefit: 50 % of {calls}",
        "DO  - 10.1/x_y",
        "PY  - 2020",
        "DA  - 2020/03/04",
        "ER  - ",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert as_bibtex([{"id": "x", "type": "document"}]) == "@misc{x,\n}\n"
