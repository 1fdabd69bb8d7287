"""``drawdown cite``."""

from pathlib import Path

import click

from drawdown import paths


@click.command()
@click.argument("what", default="")
@click.option("--style", default="apa", help="A style or a format, see above (default: apa).")
@click.option("--lang", default="en", help="The language of the edition, en or ar (default: en).")
@click.option("--as-of", "as_of", metavar="DAY", default="latest", help="The day of knowledge (default: the latest).")
@click.option("--data", type=click.Path(path_type=Path), default=paths.DATA, help="A data pack.")
def cite(what: str, style: str, lang: str, as_of: str, data: Path) -> None:
    """Print how to cite WHAT: the book, a chapter, a figure, a number or a table.

    \b
    Examples:
      drawdown cite                                    the book
      drawdown cite troop_levels --style chicago       a chapter
      drawdown cite troop_levels/levels --lang ar      a figure, by the id of its page
      drawdown cite fact:troop_levels/plans            a number, where a figure has the same id
      drawdown cite table:troop_levels --style ris     a table of the evidence
      drawdown cite troop_levels --as-of 2024-08-24    as known on a day

    \b
    Styles:  apa, chicago, mla, iso690
    Formats: bibtex, ris, csl-json

    Figures and numbers are those of the built site, `drawdown build`; the rest needs none. A work of a frozen edition
    has the address at which that edition stays.
    """
    from drawdown.book.publish import place
    from drawdown.citing.answer import answer
    from drawdown.pack.schema import Schema
    from drawdown.parameters import Parameters

    schema = Schema(data.resolve())
    parameters = Parameters(as_of=as_of, lang=lang, data=str(data.resolve()))
    click.echo(answer(what, style, parameters, schema, place(schema)), nl=False)
