"""What no cell of a type may hold, and what no cell may: {how it is wrong: the cell}."""

from drawdown.pack.cells import LONGEST

TYPED = {  # what is of no type, or looks like one and is not
    "integer": {
        "a word": "many",
        "a fraction": "1.5",
        "grouped with commas": "8,000",
        "grouped with points": "8.000",
        "grouped with a non-breaking space": "8\u00a0000",
        "in Arabic-Indic digits": "\u0662",
        "in full-width digits": "\uff12",
        "with an underscore": "1_0",
        "after a non-breaking space": "\u00a02",
        "rounded by a spreadsheet": "8E+3",
        "beyond every count": "9" * 30,
        "not a number": "NaN",
        "a day": "2024-08-24",
    },
    "number": {
        "a word": "north",
        "with a decimal comma": "33,26",
        "in Arabic-Indic digits": "\u0663\u0663",
        "with an Arabic decimal mark": "\u0663\u0663\u066b\u0662",
        "with an underscore": "1_0.5",
        "before a non-breaking space": "33.2\u00a0",
        "rounded by a spreadsheet": "1E+1",
        "not a number": "NaN",
        "infinite": "inf",
    },
    "date": {
        "a word": "soon",
        "a day that does not exist": "2024-02-31",
        "in another order": "31.12.2023",
        "with strokes": "12/31/2023",
        "without zeros": "2024-1-1",
        "without hyphens": "20240101",
        "of a week": "2024-W01-1",
        "with a time": "2024-01-01T00:00:00",
        "a serial number": "45528",
        "in Arabic-Indic digits": "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661",
        "with full-width digits": "\uff12\uff10\uff12\uff14-01-01",
        "after a space": " 2024-01-01",
        "before a line break": "2024-01-01\n",
        "in a year of five digits": "12024-01-01",
    },
}
ANY = {  # what no cell may hold
    "longer than any": "x" * (LONGEST + 1),
    "a space alone": " ",
    "a non-breaking space alone": "\u00a0",
    "with a control character": "a\x07b",
    "with a terminal's escape": "\x1b[31ma",
    "with a mark of lost characters": "a\ufffdb",
    "with a byte order mark": "\ufeffa",
    "with an unseen space": "a\u200bb",
}
