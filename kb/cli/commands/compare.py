"""`soc-evidence compare`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode

_BY = (
    *("functions", "activities", "context", "interests", "values", "styles"),
    *("ratings", "training", "wages", "employment", "figures", "elsewhere", "all"),
)


@click.command(
    epilog="Examples: soc-evidence compare 43-5031 33-9031; "
    "soc-evidence compare 43-5031 33-0000 43-0000 --whole --by wages --series --chart wages.svg"
)
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
@click.option(
    "--by",
    "by",
    multiple=True,
    type=click.Choice(_BY),
    help="What to compare by; may be given several times. Without it everything, in brief.",
)
@click.option("--whole", is_flag=True, help="Groups as wholes only, without each of their occupations.")
@click.option("--series", is_flag=True, help="Figures of all periods, not only the latest.")
@click.option(
    "--element",
    "elements",
    multiple=True,
    metavar="WORDS",
    help="Of work activities, context and the like only those with these words; may be repeated.",
)
@click.option(
    "--required-by",
    metavar="THRESHOLD",
    default="",
    help="Tasks that count as required by what those who do the work say, such as 'relevance>=80'.",
)
@click.option(
    "--ratings",
    metavar="WHOSE",
    default="",
    help="Whose functions duties have: majority, unanimous, or a rater; else as recorded.",
)
@click.option("--sensitivity", is_flag=True, help="Count functions under every rule, and nothing else.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Write a chart of what is compared, too.",
)
def command(
    codes: tuple[str, ...],
    by: tuple[str, ...],
    whole: bool,
    series: bool,
    elements: tuple[str, ...],
    required_by: str,
    ratings: str,
    sensitivity: bool,
    form: str,
    chart: Path | None,
) -> int:
    """Put occupations and groups side by side.

    Compares by the functions that recorded duties perform, by O*NET's work activities, work context and
    ratings, by interests, work values and work styles of those who do the work, by training, wages and
    employment: each with source and period, values of surveys with the number of answers and a 95 %
    interval; and says where other classifications put them. What O*NET rates is compared with the first
    code. A group such as 33-9000 stands for itself and for its detailed occupations. With --sensitivity
    the functions are counted under every rule that one might choose: by the definition or by tasks,
    required or not, whatever the length of the list.
    """
    from kb.analysis.compare import SECTIONS
    from kb.analysis.comparison_charts import chart_of
    from kb.analysis.comparison_rows import comparison_csv
    from kb.analysis.comparison_text import PIPED, comparison_text
    from kb.api import open_base
    from kb.charts.svg import svg
    from kb.cli.missing_files import name_missing_files
    from kb.common.files import write_atomically
    from kb.common.output import as_json
    from kb.common.tables import terminal_width

    if sensitivity:
        return _count(codes, required_by, ratings, form, chart)
    sections = SECTIONS if not by or "all" in by else by
    details = SECTIONS if "all" in by else by
    base = open_base()
    name_missing_files(base)
    found = base.compare(
        *codes,
        by=sections,
        whole=whole,
        series=series,
        required_by=required_by,
        elements=elements,
        ratings=ratings,
    )
    if chart:
        picture = chart_of(found, base.records.sources)
        write_atomically(chart, svg(picture.charts, picture.title).encode())
        click.echo(f"Wrote {chart}.", err=True)
    if form == "json":
        text = as_json(found)
    elif form == "csv":
        text = comparison_csv(found)
    else:
        text = comparison_text(found, terminal_width() or PIPED, details)
    click.echo(text, nl=False)
    return ExitCode.CLEAN


def _count(codes: tuple[str, ...], required_by: str, ratings: str, form: str, chart: Path | None) -> int:
    """Print the counts of functions under every rule."""
    from kb.analysis.sensitivity_text import sensitivity_chart, sensitivity_csv, sensitivity_text
    from kb.api import open_base
    from kb.charts.svg import svg
    from kb.cli.missing_files import name_missing_files
    from kb.common.files import write_atomically
    from kb.common.output import as_json
    from kb.common.tables import terminal_width

    base = open_base()
    name_missing_files(base)
    found = base.sensitivity(*codes, required_by=required_by, ratings=ratings)
    if chart:
        drawn = sensitivity_chart(found, base.records.titles)
        write_atomically(chart, svg((drawn,), drawn.title).encode())
        click.echo(f"Wrote {chart}.", err=True)
    if form == "json":
        text = as_json(found)
    elif form == "csv":
        text = sensitivity_csv(found)
    else:
        text = sensitivity_text(found, terminal_width())
    click.echo(text, nl=False)
    return ExitCode.CLEAN
