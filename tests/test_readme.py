"""The data's README tells the coverage as the pack has it."""

import os

from drawdown import paths
from drawdown.measures import coverage as measures
from drawdown.pack import tables
from drawdown.pack.schema import SOURCES, Schema

README = paths.DATA / "README.md"
BEGIN, END = "<!-- coverage -->", "<!-- /coverage -->"
KINDS = list(measures.KINDS)


def coverage() -> str:
    """The table of the coverage, as the README should show it."""
    schema = Schema(paths.DATA)
    dated = {name: table for name, table in schema.tables.items() if table.time and name != SOURCES}
    rows = {name: tables.read(schema, name) for name in dated}
    registry = tables.read(schema, SOURCES).set_index(schema.tables[SOURCES].key)
    keys = {name: table.key for name, table in dated.items()}
    times = {name: table.time for name, table in dated.items()}
    cited = {name: table.sources for name, table in dated.items()}
    evidence = measures.evidence(rows, keys, times, cited, registry)
    shares = measures.by_kind(evidence).pivot(index="table", columns="kind", values="share").fillna(0)
    gaps = measures.gaps(evidence, schema.theatres)
    lines = [f"| table | rows | {' | '.join(KINDS)} | gaps over 60 days | longest, days |"]
    lines.append("|---|" + "---:|" * (len(KINDS) + 3))
    for name in dated:
        own = gaps[gaps["table"] == name]["days"]
        cells = [f"{shares.loc[name].get(kind, 0):.0%}" for kind in KINDS]
        lines.append(
            f"| `{name}` | {len(rows[name])} | {' | '.join(cells)} | {len(own)} | {own.max() if len(own) else 0} |"
        )
    return "\n".join(lines)


def test_the_readme_shows_the_coverage_of_the_pack():
    """Run with UPDATE_README=1 to write the table anew after the data changed."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    shown, after = rest.split(END)
    if os.environ.get("UPDATE_README"):
        README.write_text(f"{before}{BEGIN}\n{coverage()}\n{END}{after}", encoding="utf-8")
    else:
        assert shown.strip() == coverage()
