"""Packs that attack: a text that is markup in every language a page passes through, wherever a text may stand."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

TOKENS = tuple(f"zq{letter}" for letter in "abcdefghijklmnop")  # alone in an element only where markup was obeyed
OUTSIDE = "zqoutside"  # what stands in a file beside the pack
# HTML, Markdown, MyST, reStructuredText, Jinja, Plotly's templates, LaTeX, BibTeX; in one line, as a cell is.
PAYLOAD = " ".join(
    (
        "<script>hit('script')</script><img src=x onerror=\"hit('img')\"><svg onload=hit('svg')><b>zqa</b></svg>",
        "<x-hit>zqb</x-hit><iframe srcdoc='<script>parent.hit(1)</script>'></iframe><style>*{display:none}</style>",
        "\"' onfocus=hit('attribute') autofocus x='</title></script></style>--><!-- ]]>",
        "&lt;script&gt;hit('entity')&lt;/script&gt; &#60;i&#62;zqc&#60;/i&#62;",
        "**zqd** __zqe__ `zqf` [zqg](javascript:hit('link')) <javascript:hit('auto')> [zqh](OUT) ![zqi](OUT)",
        "{raw}`zqj` {eval}`1+1` {include}`OUT` {download}`zqk <OUT>` :raw:`zql` `zqm`_ |zqm|",
        "{glue:text}`zqm` {cite}`zqm` {{ zqn*7 }} {% include 'OUT' %} {peak} {nope} %{customdata} %s",
        r"$zqo^2$ \(x\) \input{OUT} \write18{id} \textbf{zqp} ~ ^ # & _ @book{x, | 1 | 2 | <br> -- ---",
    )
)
TOLD = ("title", "question", "caveat", "description")  # texts of a descriptor, in any language
FIXED = ("enum", "pattern")  # constraints that leave no room for a text
SET = (  # columns that hold ids, codes or days, whatever their constraints
    *("related_rows", "outcome_rows", "source_keys", "language", "url", "table", "row_id", "status", "date"),
    *("lags_behind", "split_of"),
)


def armed(pack: Path, folder: Path, outside: Path) -> Path:
    """Copy a pack, with the text in every cell and every word of the descriptor that takes one."""
    payload = PAYLOAD.replace("OUT", str(outside))
    shutil.copytree(pack, folder)
    outside.write_text(OUTSIDE, encoding="utf-8")
    descriptor = folder / "datapackage.json"
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    for table in described["resources"]:
        _fill(folder / table["path"], open_columns(table), payload)
    descriptor.write_text(json.dumps(_worded(described, payload), ensure_ascii=False, indent=2), encoding="utf-8")
    return folder


def open_columns(table: dict[str, Any]) -> list[str]:
    """Return the columns of a table that take any text."""
    rules = table["schema"]
    tied = {column for key in rules.get("foreignKeys", []) for column in key["fields"]}
    tied |= {*rules["primaryKey"], *SET}
    return [
        field["name"]
        for field in rules["fields"]
        if field["type"] == "string"
        and field["name"] not in tied
        and not any(rule in field.get("constraints", {}) for rule in FIXED)
    ]


def changed(path: Path, rows: list[dict[str, str]]) -> None:
    """Write the rows of a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _fill(path: Path, columns: list[str], payload: str) -> None:
    rows = rows_of(path)
    if rows:
        changed(path, [row | {name: f"{row[name]} {payload}" for name in columns if row[name]} for row in rows])


def _worded(held: Any, payload: str) -> Any:
    if isinstance(held, list):
        return [_worded(item, payload) for item in held]
    if not isinstance(held, dict):
        return held
    return {
        key: f"{value} {payload}" if isinstance(value, str) and key.startswith(TOLD) else _worded(value, payload)
        for key, value in held.items()
    }
