"""How to mend each kind of problem that frictionless finds in a table."""

MEND = {
    "type-error": "Write it as the codebook shows for this column; leave the cell blank if no source states it.",
    "constraint-error": "Use a value the codebook allows for this column.",
    "unique-error": "Two rows share the value: give one of them its own.",
    "primary-key": "Two rows share the id: give the newer row an id of its own; ids are never reused.",
    "foreign-key": "Add the row it points to (for a source: to sources.csv), or correct the key.",
    "blank-row": "Take the empty line out.",
    "missing-cell": "The row has too few cells: add the missing commas.",
    "extra-cell": "The row has too many cells: put text that holds a comma in double quotes.",
    "blank-label": "Give every column of the header its name.",
    "duplicate-label": "The header names the column twice: take one out.",
    "incorrect-label": "Name the columns as the schema does, in its order.",
    "missing-label": "Add the missing column to the header.",
    "extra-label": "The schema does not know the column: take it out, or describe it in datapackage.json.",
    "error": "See the codebook for what the table may hold.",
}
