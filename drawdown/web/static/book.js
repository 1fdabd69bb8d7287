// What every page does: the choice of colours, the mark of the section being read, boxes that scroll, cards to open.
"use strict";

(() => {
  const root = document.documentElement;

  // Colours: the reader's choice is kept; without one the page follows the system, also while it is open.
  const button = document.querySelector(".theme-switch");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paint = (theme) => {
    root.dataset.theme = theme;
    button.setAttribute("aria-pressed", String(theme === "dark"));
  };
  const chosen = () => localStorage.getItem("theme");
  paint(chosen() ?? (system.matches ? "dark" : "light"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", theme);
    paint(theme);
  });
  system.addEventListener("change", () => { if (!chosen()) paint(system.matches ? "dark" : "light"); });

  // The same place in another language or edition; which language the reader chose is kept for their next visit.
  document.querySelectorAll(".language-switch, .same-place").forEach((link) => link.addEventListener("click", () => {
    if (link.hreflang) localStorage.setItem("language", link.hreflang);
    link.hash = location.hash;
  }));

  // The section being read is marked in the list beside the page: the last heading that has passed under the head.
  const links = [...document.querySelectorAll(".page-contents a[href^='#']")];
  const headings = new Map(links.map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  headings.delete(null);
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) target.dataset.seen = isIntersecting ? "yes" : "";
    const current = [...headings.keys()].findLast((section) => section.dataset.seen);
    links.forEach((link) => link.removeAttribute("aria-current"));
    if (current) headings.get(current).setAttribute("aria-current", "true");
  }, { rootMargin: "-15% 0% -75% 0%" });
  headings.forEach((_link, section) => seen.observe(section));

  // A list of contents that lies over the page goes away when it has led somewhere on it.
  document.addEventListener("click", (event) => {
    const over = event.target.closest("a[href^='#']") && event.target.closest(":popover-open");
    if (over) over.hidePopover();
  });

  // A box that scrolls sideways is reached by keyboard; one that does not is no stop on the way. One in a section that
  // is not laid out yet is a stop until its size is known.
  const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0; else target.removeAttribute("tabindex");
  }));
  document.querySelectorAll(".table-box, pre").forEach((box) => {
    box.tabIndex = 0;
    sized.observe(box);
  });

  // Whom an edition led to a place, or a page, that the latest one has no more is told so, with the way back there.
  const from = new URLSearchParams(location.search).get("from");
  const gone = [...document.querySelectorAll("template.gone")].find((told) => told.dataset.edition === from);
  const led = () => location.hash && !document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (gone && ("whole" in gone.dataset || led())) {
    const [notice] = gone.content.children;
    gone.replaceWith(notice);
    const back = notice.querySelector("a");
    const site = new URL(root.dataset.content_root, location.href);
    back.href += location.pathname.slice(site.pathname.length);
    back.hash = location.hash;
  }
})();
