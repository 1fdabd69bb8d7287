"""What a page may load and run: one Content-Security-Policy, as a tag of every page and as a file for hosts.

Everything comes from the site itself; of the scripts written into pages only the two known by their hashes run. Styles
stand in the drawings, and Plotly writes its own. The wasm is that of the search. No policy forbids that a figure's
page stands in a frame of another site: that is what it is for.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from drawdown import paths
from drawdown.pack.plain import is_web
from drawdown.web import config
from drawdown.web.layout import FIRST
from drawdown.web.markup import SITES
from drawdown.web.twins import CHOSEN

HEADERS = "_headers"  # as Netlify and Cloudflare Pages read it, at the root of a site
OUTWARD = "noopener noreferrer"  # what a link to another site says
_HASH = re.compile(r"'sha256-[^']+'")


def hashed(script: str) -> str:
    """Return what allows one script that is written into a page."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' 'wasm-unsafe-eval' {hashed(FIRST)} {hashed(CHOSEN)}",
        "worker-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def headers(others: Iterable[str] = ()) -> str:
    """Return the file for hosts.

    Parameters
    ----------
    others
        The files of sites that are published below this one, such as frozen editions: a host gives their pages this
        site's headers, so that the scripts in them are allowed here too.
    """
    own = _HASH.findall(POLICY)
    more = sorted({found for text in others for found in _HASH.findall(text)} - set(own))
    policy = POLICY.replace(own[-1], " ".join([own[-1], *more]))
    return f"/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n"


class Outward(SphinxPostTransform):
    """Has links to other sites tell them nothing of the page."""

    default_priority = 950  # when citations and references are links
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark the links."""
        own = config.base(self.config)
        for link in self.document.findall(nodes.reference):
            if is_web(link.get("refuri", "")) and not (own and link["refuri"].startswith(own)):
                link["rel"] = OUTWARD


def setup(app: Sphinx) -> None:
    """Register the tag, the file and the links."""
    app.add_post_transform(Outward)
    app.connect("html-page-context", _context)
    app.connect("build-finished", _write)


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    context.update(policy=POLICY, outward=OUTWARD)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name in SITES and not config.folder(app.config, app.config.language):
        shown = paths.own(config.pack(app.config))  # the site that the frozen editions are put into
        held = sorted(paths.EDITIONS.glob(f"*/{HEADERS}")) if shown else []
        text = headers(path.read_text(encoding="utf-8") for path in held)
        (Path(app.outdir) / HEADERS).write_text(text, encoding="utf-8")
