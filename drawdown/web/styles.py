"""The style sheets of the site, each made of the colours of the charts and parts in ``styles/``."""

from pathlib import Path

from sphinx.application import Sphinx

from drawdown import language
from drawdown.charts.style import Colour, families
from drawdown.web import face

NAME = "book.css"
ALONE = "figure-page.css"  # of a figure's own page
LEADING = {"Latn": 1.6, "Arab": 1.8}  # by script: marks above and below letters want room between lines
FOLDER = Path(__file__).parent / "styles"
# One file each, since one more would cost a slow line another round trip; later parts override earlier ones.
SHEETS = {
    NAME: (
        *("page", "text", "tables", "figures", "interactive", "tools"),
        *("facts", "measures", "sources", "evidence"),
    ),
    ALONE: ("tools", "bare"),
}


def setup(app: Sphinx) -> None:
    """Register the sheet of the pages, whatever the theme, and that of paper."""
    app.add_css_file(NAME, priority=900)
    app.add_css_file("print.css", priority=950, media="print")  # a browser that shows a screen does not wait for it
    app.connect("builder-inited", _write)


def sheet(name: str) -> str:
    """Return a whole sheet, in the faces of the active language."""
    return "\n".join(
        [
            letters(),
            colours(),
            *((FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS[name]),
        ]
    )


def letters() -> str:
    """Return the faces of the active language and the height of its lines as custom properties."""
    leading = LEADING.get(language.script(), LEADING["Latn"])
    return f"{face.rules()}:root {{\n  --book-families: {families()};\n  --book-leading: {leading};\n}}\n"


def colours() -> str:
    """Return the chart colours as custom properties; paper is always light."""
    light, dark = (_properties(theme) for theme in ("light", "dark"))
    return (
        f":root {{\n{light}}}\n"
        f'html[data-theme="dark"] {{\n{dark}}}\n'
        # without JavaScript the theme stays "auto"
        f'@media (prefers-color-scheme: dark) {{\nhtml[data-theme="auto"] {{\n{dark}}}\n}}\n'
        f"@media print {{\nhtml[data-theme] {{\n{light}}}\n}}\n"
    )


def _properties(theme: str) -> str:
    return "".join(f"  --chart-{colour.name.lower()}: {getattr(colour, theme)};\n" for colour in Colour)


def _write(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHEETS:
        (folder / name).write_text(sheet(name), encoding="utf-8")
