"""The README of an empty pack: what each table and column is for, what to fill in first, and which commands help."""

from drawdown.pack.schema import SOURCES, Table, standard

FIRST = (  # what to fill in first, and what a book gains from it
    (SOURCES, "the documents; every other row names one of them"),
    ("milestones", "the dated events; they make the timeline"),
    ("troop_levels", "the numbers of troops as they were stated; they make the chapter on levels"),
    ("pledges", "what was promised, and what came of it"),
    ("waves", "the stretches of build-up and drawdown, each between two milestones"),
)
SHOWN = 12  # values a column may have that are listed; of more, the schema lists them


def guide(title: str, name: str) -> str:
    """Return the README of a pack with this title and short name."""
    first = "\n".join(f"{n}. `{table}.csv`: {gain}." for n, (table, gain) in enumerate(FIRST, start=1))
    tables = "\n".join(_table(table) for table in standard().values())
    return _HEAD.format(title=title, name=name, first=first, tables=tables)


def _table(table: Table) -> str:
    fields = table.descriptor["schema"]["fields"]
    columns = "\n".join(f"- `{field['name']}` ({_kind(field)}): {field.get('description', '')}" for field in fields)
    return f"### `{table.path}`: {table.title}\n\n{table.descriptor['description']}\n\n{columns}\n"


def _kind(field: dict[str, object]) -> str:
    rules = field.get("constraints", {})
    assert isinstance(rules, dict)
    values = rules.get("enum", [])
    listed = f"one of {', '.join(map(str, values))}" if 0 < len(values) <= SHOWN else str(field["type"])
    marks = [
        listed,
        f"like {rules['pattern']}" if "pattern" in rules else "",
        "" if rules.get("required") else "optional",
    ]
    return "; ".join(mark for mark in marks if mark)


_HEAD = """\
# {title}

A data pack: dated, sourced facts on a withdrawal of forces, from which `drawdown` makes a book. It is empty yet.

    drawdown check .            # is it sound? lists every problem: file, row, column, value, rule
    drawdown build --data .     # its book, in _build/packs/{name}/html of the project
    drawdown build --data . --no-files                # the pages alone: faster, and without a browser
    drawdown serve --data .     # and read it

The book can be made at any time: a table without rows leaves a sentence in the place of its figures.

## What to fill in first

{first}

Then, as far as you have them, counts and reports of attacks, positions, series on violence, and the claims of an
article with the mechanisms and predictions that the synthesis grades. A table you will never need can go: delete the
file, and its entry under `resources` in `datapackage.json`.

## What `datapackage.json` says

- `title_en`, `question_en`: what the book is called, and what it asks.
- `contributors` (`[{{"title": "..."}}]`), `homepage`: by whom it is, and the address of its site.
- `theatres`: the countries, each with `name` (as the rows write it), `title_en`, and `title_ar` for a book in Arabic.
  The values of the columns `country` are these names; change both together.
- `window`: the first and the last day covered.
- `languages`: those that have texts, each with the locale its dates follow (`{{"en": "en", "ar": "ar_MA"}}`). Columns
  that end in `_ar` may stay blank until Arabic is one of them; then each is filled where its `_en` is. The title of a
  source is told in each language it is not in: `title_en` of an Arabic page, `title_ar` of an English one.
- `terms`: words (`[{{"name": "...", "title_en": "..."}}]`) for codes of your own, where a column leaves them to you,
  and the names in the rows (of sites, actors, series) in other languages (`{{"name": "...", "title_ar": "..."}}`),
  each once.
- `caveat_en` in a table: what its readers should bear in mind, shown with it.
- `example`: the `country` and the `day` that the book's commands use as an example.

A folder `pages` holds what you add to a page of the book: `pages/coding.md` stands on the page on the coding.

## The rules

- A row is what one source says. Two sources that disagree are two rows; nothing is averaged.
- A row has two clocks: the day it is about, and `reported_on`, the day it could be read. Where no page shows that
  day, it is the earliest the text proves, and `reported_on_basis` says so.
- Every row names a `source` that was seen to say it; a blank cell means "not stated", never zero.
- Sources have tiers: A official document or dataset; B wire or established outlet; C faithful reprint or reputable
  regional outlet; D party or state outlet, aggregator, rewrite. No headline number rests on D alone.
- Claims are not counts; plans and ceilings are not levels. Text is a paraphrase; a quotation has at most twenty words.
- Ids are unique across tables and are never used again. Rows stand by their main date, then by id.

## Tables

{tables}"""
