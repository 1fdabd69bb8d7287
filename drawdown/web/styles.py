"""The one style sheet of the site: the colours of the charts, then the parts in ``styles/`` in a fixed order."""

from pathlib import Path

from sphinx.application import Sphinx

from drawdown.charts.style import Colour

NAME = "book.css"
FOLDER = Path(__file__).parent / "styles"
PARTS = ("page", "text", "tables", "figures", "facts", "measures", "sources", "print")  # later ones override


def setup(app: Sphinx) -> None:
    """Register the sheet."""
    app.add_css_file(NAME, priority=900)
    app.connect("builder-inited", _write)


def sheet() -> str:
    """Return the whole sheet; one file, since each more would cost a slow line another round trip."""
    parts = [(FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join([colours(), *parts])


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
    (folder / NAME).write_text(sheet(), encoding="utf-8")
