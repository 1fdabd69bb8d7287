"""A pack with texts in another language owes its readers each text and name in it; one in English alone does not."""

import csv
import json
from pathlib import Path

import pytest

from drawdown.pack import check
from drawdown.pack.problem import Problem

ROWS = {"statement": "attack_events.csv", "promised": "pledges.csv", "title": "milestones.csv"}


def described(pack: Path, **changed: object) -> None:
    """Change what the descriptor of a pack says."""
    path = pack / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changed), encoding="utf-8")


def naming(pack: Path, table: str, column: str) -> list[str]:
    """Say of a column that it holds names, and return them in the order of their first rows."""
    path = pack / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    fields = next(held for held in descriptor["resources"] if held["name"] == table)["schema"]["fields"]
    next(field for field in fields if field["name"] == column)["names"] = True
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    with (pack / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row[column] for row in csv.DictReader(file) if row[column]))


def blanked(pack: Path, file: str, column: str, row: int | None = None, instead: str = "") -> None:
    """Blank the cells of a column, or one of them, or write a text instead; row 2 is the first below the header."""
    with (pack / file).open(encoding="utf-8", newline="") as held:
        lines = list(csv.DictReader(held))
    for number, cells in enumerate(lines, start=2):
        if row in (None, number):
            cells[column] = instead
    with (pack / file).open("w", encoding="utf-8", newline="") as held:
        writer = csv.DictWriter(held, lines[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def told(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(problem.file, problem.row, problem.column, problem.value) for problem in problems]


@pytest.mark.parametrize("name", ROWS)
def test_a_text_without_its_arabic_is_named(broken_pack, name):
    described(broken_pack, languages={"en": "en", "ar": "ar"})
    assert check.problems(broken_pack) == []
    blanked(broken_pack, ROWS[name], f"{name}_ar", row=3)
    (problem,) = check.problems(broken_pack)
    assert told([problem]) == [(ROWS[name], 3, f"{name}_ar", "")]
    assert f"{name}_en is filled" in problem.rule and "'ar'" in problem.rule
    assert "Translate it" in problem.mend and "out of languages" in problem.mend


@pytest.mark.parametrize("column", ["note", "edit_note"])
def test_a_note_without_its_arabic_is_named(broken_pack, column):
    described(broken_pack, languages={"en": "en", "ar": "ar"})
    blanked(broken_pack, "troop_levels.csv", column, row=3, instead="Read again.")
    (problem,) = check.problems(broken_pack)
    assert told([problem]) == [("troop_levels.csv", 3, f"{column}_ar", "")]
    assert f"{column} is filled" in problem.rule


@pytest.mark.parametrize(("language", "owed"), [("en", ["ar"]), ("ar", ["en"]), ("de", ["en", "ar"])])
def test_a_title_is_owed_in_the_languages_it_is_not_in(broken_pack, language, owed):
    described(broken_pack, languages={"en": "en", "ar": "ar"})
    blanked(broken_pack, "sources.csv", "language", row=2, instead=language)
    for code in ("en", "ar"):
        blanked(broken_pack, "sources.csv", f"title_{code}", row=2)
    assert told(check.problems(broken_pack)) == [("sources.csv", 2, f"title_{code}", "") for code in sorted(owed)]


def test_where_there_is_no_text_there_is_none_to_translate(broken_pack):
    described(broken_pack, languages={"en": "en", "ar": "ar"})
    for code in ("en", "ar"):
        blanked(broken_pack, "pledges.csv", f"outcome_note_{code}")
    assert check.problems(broken_pack) == []


def test_a_pack_in_english_alone_needs_no_other_text(broken_pack):
    described(broken_pack, languages={"en": "en"}, question_ar="")
    for name, file in ROWS.items():
        blanked(broken_pack, file, f"{name}_ar")
    naming(broken_pack, "attack_events", "site")
    assert check.problems(broken_pack) == []


def test_each_name_without_words_is_named_once_where_it_first_stands(broken_pack):
    described(broken_pack, languages={"en": "en", "ar": "ar"})
    names = naming(broken_pack, "positions", "actor")
    found = check.problems(broken_pack)
    assert [problem.value for problem in found] == names and len(names) > 1
    assert {problem.column for problem in found} == {"actor"} and {problem.file for problem in found} == {
        "positions.csv"
    }
    assert "title_ar" in found[0].rule and "terms" in found[0].mend
    words = [
        {"name": names[0], "title_ar": "جهة"},
        *({"name": f"actor.{name}", "title_ar": "جهة"} for name in names[1:]),
    ]
    described(broken_pack, terms=words)
    assert check.problems(broken_pack) == []
    described(broken_pack, terms=[{**word, "name": word["name"].replace("actor.", "site.")} for word in words])
    assert [problem.value for problem in check.problems(broken_pack)] == names[1:]


def test_the_descriptor_owes_its_own_texts(broken_pack):
    theatres = [{"name": "Arland", "title_en": "Arland"}, {"name": "Borland", "title_en": "B", "title_ar": "بورلاند"}]
    described(broken_pack, languages={"en": "en", "ar": "ar"}, theatres=theatres, question_en="Why?", question_ar="")
    found = {(problem.column, problem.value) for problem in check.problems(broken_pack)}
    assert ("title_ar", "Arland") in found and not any(value == "Borland" for _column, value in found)
    assert "question_ar" in {column for column, _value in found}
