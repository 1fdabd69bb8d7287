"""Reading a table: typed by the schema, and refused where a cell does not fit."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.errors import DataError
from drawdown.pack import tables
from drawdown.pack.schema import Schema, Table

TABLE = Table(
    {
        "name": "counts",
        "path": "counts.csv",
        "schema": {
            "primaryKey": ["id"],
            "fields": [
                {"name": "id", "type": "string"},
                {"name": "day", "type": "date"},
                {"name": "n", "type": "integer"},
                {"name": "share", "type": "number"},
                {"name": "note", "type": "string"},
            ],
        },
    }
)
ABOUT = '"theatres": [{"name": "Arland"}], "window": {"start": "2001-01-01", "end": "2030-01-01"}'
DESCRIPTOR = '{"resources": [%s], ' + ABOUT + "}"


@pytest.fixture
def counts(tmp_path):
    """Write a table of counts and return its schema."""
    import json

    def write(text):
        (tmp_path / "datapackage.json").write_text(DESCRIPTOR % json.dumps(TABLE.descriptor), encoding="utf-8")
        (tmp_path / "counts.csv").write_text(text, encoding="utf-8")
        return Schema(tmp_path)

    return write


def test_cells_have_the_types_of_the_schema(counts):
    rows = tables.read(counts("id,day,n,share,note\nA1,2024-08-24,900,0.5,text\nA2,,,,\n"), "counts")
    assert rows["day"].tolist()[0] == pd.Timestamp("2024-08-24")
    assert rows["n"].dtype == "Int64"
    assert rows["n"].tolist()[0] == 900
    assert rows["share"].tolist()[0] == 0.5


def test_a_blank_is_missing_and_blank_text_is_empty(counts):
    rows = tables.read(counts("id,day,n,share,note\nA2,,,,\n"), "counts")
    assert rows[["day", "n", "share"]].isna().all(axis=None)
    assert rows["note"].tolist() == [""]


def test_text_that_looks_missing_is_text(counts):
    rows = tables.read(counts("id,day,n,share,note\nNA,,,,null\n"), "counts")
    assert rows.loc[0, ["id", "note"]].tolist() == ["NA", "null"]


def test_columns_come_in_the_order_of_the_schema(counts):
    rows = tables.read(counts("note,share,n,day,id\nx,,1,,A1\n"), "counts")
    assert list(rows) == list(TABLE.types)


def test_a_header_alone_is_a_typed_empty_table(counts):
    rows = tables.read(counts("id,day,n,share,note\n"), "counts")
    assert rows.empty
    assert rows["day"].dtype == "datetime64[s]"
    assert rows["n"].dtype == "Int64"


def test_a_table_the_pack_lacks_has_no_rows(counts):
    assert tables.read(counts("id,day,n,share,note\n"), "positions").empty


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A2,2024-02-31,1,1,x", "counts.csv row 3, column day: '2024-02-31' is not of type date"),
        ("A2,24/08/2024,1,1,x", "column day"),
        ("A2,2024-08-24,many,1,x", "counts.csv row 3, column n: 'many' is not of type integer"),
        ("A2,2024-08-24,1,half,x", "column share: 'half' is not of type number"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(counts, row, said):
    with pytest.raises(DataError) as error:
        tables.read(counts(f"id,day,n,share,note\nA1,,,,\n{row}\n"), "counts")
    assert said in str(error.value)
    assert "`drawdown check`" in str(error.value)


def test_a_fraction_is_not_an_integer(counts):
    with pytest.raises(DataError, match="column n"):
        tables.read(counts("id,day,n,share,note\nA1,,1.5,,\n"), "counts")


def test_a_missing_column_is_named(counts):
    with pytest.raises(DataError, match="lacks the column share"):
        tables.read(counts("id,day,n,note\nA1,,,\n"), "counts")


@pytest.mark.parametrize("damage", ["missing", "empty", "latin-1"])
def test_a_file_that_cannot_be_read_is_named(counts, tmp_path, damage):
    schema = counts("id,day,n,share,note\n")
    path = tmp_path / "counts.csv"
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else "id,day,n,share,note\nA1,,,,café\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"counts.csv cannot be read: "):
        tables.read(schema, "counts")


@given(
    days=st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), max_size=5),
    numbers=st.lists(st.integers(-(2**53), 2**53), max_size=5),
)
def test_what_was_written_is_read_back(tmp_path_factory, days, numbers):
    import json

    folder = tmp_path_factory.mktemp("pack")
    lines = [f"A,{day},{n},,\n" for day, n in zip(days, numbers, strict=False)]
    (folder / "datapackage.json").write_text(DESCRIPTOR % json.dumps(TABLE.descriptor), encoding="utf-8")
    (folder / "counts.csv").write_text("id,day,n,share,note\n" + "".join(lines), encoding="utf-8")
    rows = tables.read(Schema(folder), "counts")
    assert [(row.day.date(), row.n) for row in rows.itertuples()] == list(zip(days, numbers, strict=False))


def test_a_row_has_the_best_tier_of_its_sources():
    descriptor = {
        "schema": {
            "primaryKey": ["id"],
            "fields": [{"name": n, "type": "string"} for n in ("id", "source", "source_2")],
        }
    }
    rows = pd.DataFrame({"id": ["1", "2", "3"], "source": ["weak", "weak", "lost"], "source_2": ["good", "", ""]})
    graded = tables.graded(rows, Table(descriptor), pd.Series({"good": "B", "weak": "D"}))
    assert graded["tier"].tolist() == ["B", "D", "D"]


def test_a_table_without_sources_has_no_tier():
    descriptor = {"schema": {"primaryKey": ["id"], "fields": [{"name": "id", "type": "string"}]}}
    assert "tier" not in tables.graded(pd.DataFrame({"id": ["1"]}), Table(descriptor), pd.Series(dtype=str))


@pytest.mark.parametrize("lacking", ["resources", "theatres", "window"])
def test_a_descriptor_without_its_parts_is_refused(tmp_path, lacking):
    import json

    whole = {"resources": [], "theatres": [], "window": {}}
    whole.pop(lacking)
    (tmp_path / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(DataError, match=f"lacks {lacking}"):
        Schema(tmp_path)
