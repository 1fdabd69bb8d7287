"""How to mend each kind of problem: those frictionless finds in a table, and those of our own rules."""

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
    "too-early": "Correct the wrong one of the two days; where no page shows the day of a report, it is the earliest"
    " the text proves.",
    "backwards": "Correct the first or the last day of the period.",
    "before-row": "Correct the wrong one of the two days; an outcome follows what it is the outcome of.",
    "size": "Correct the numbers: low is at most the estimate, and the estimate at most high.",
    "falls": "Correct the number; if the source has it so, name the newer row in lags_behind, or say in edit_note that"
    " it was revised, or is lower than an earlier total.",
    "uneven": "Correct a number, or write split_complete = no; if the source has it so, say in edit_note that it does"
    " not add up.",
    "untranslated": "Translate it; or, if the pack is to have no book in that language, take it out of languages.",
    "unnamed": "Add it to terms: its name as the row writes it, or the column, a dot and the name, and its title.",
    "undescribed": "Describe it as the descriptor that `drawdown new` writes does, or take the whole table out.",
    "unused": "Take the source out, or name it in the row that rests on it.",
    "too-long": "Say it in fewer words, or look for a quotation mark that does not close.",
    "unseen": "Type the text of the cell anew; it was probably copied, or converted from another encoding.",
    "outer-space": "Take it out; leave the cell blank if it is to hold nothing.",
    "formula": "Begin with another letter, or put the text in quotation marks of print.",
    "key": "Write it as the ids of the other rows.",
    "address": "Write the whole address, which begins with https:// or http://.",
    "theatre": "Give the country such a name, and its words as title_en.",
    "error": "See the codebook for what the table may hold.",
}
