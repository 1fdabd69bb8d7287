// The numbers and terms of the prose, in short where they stand. Each links to its card, or to its entry in the
// glossary, and says in its title what it is: its meaning, its value or name, what it rests on, a line each. Here the
// title becomes a summary for pointer, keyboard and touch, where the first tap shows it and the second follows.
"use strict";

(() => {
  const GAP = 6; // pixels between a link and its summary
  const LINGER = 200; // milliseconds in which the pointer may cross the gap
  let shown = null; // the link whose summary is open
  let touched = false;
  let waiting = 0;

  const box = document.createElement("div");
  box.id = "fact-summary";
  box.className = "fact-summary";
  box.setAttribute("role", "tooltip");
  box.hidden = true;

  const line = (tag, text, name) => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };

  const place = (link) => {
    const { scrollX, scrollY, innerHeight } = window;
    const { clientWidth } = document.documentElement;
    const [first] = link.getClientRects();
    const { offsetWidth: width, offsetHeight: height } = box;
    const start = getComputedStyle(box).direction === "rtl" ? first.right - width : first.left;
    const left = Math.max(GAP, Math.min(start, clientWidth - width - GAP));
    const below = first.bottom + GAP + height <= innerHeight;
    box.style.left = `${left + scrollX}px`; // measured from the left in both directions of reading
    box.style.top = `${(below ? first.bottom + GAP : first.top - GAP - height) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(waiting);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  };

  const show = (link) => {
    clearTimeout(waiting);
    if (shown === link) return;
    hide();
    const [definition, value, basis] = link.dataset.summary.split("\n");
    const lines = [["strong", value, "value"], ["span", definition, "definition"], ["span", basis, "basis"]];
    const more = line("a", link.dataset.more, "fact-summary-more");
    more.href = link.href;
    more.tabIndex = -1; // by keyboard the text itself is the link
    box.replaceChildren(
      ...lines.filter(([, text]) => text).map(([tag, text, name]) => line(tag, text, `fact-summary-${name}`)),
      more,
    );
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    shown = link;
    place(link);
  };

  const leave = () => {
    clearTimeout(waiting);
    waiting = setTimeout(hide, LINGER);
  };

  const mouse = (action) => (event) => { if (event.pointerType === "mouse") action(event.currentTarget); };

  const prepare = (link) => {
    link.dataset.summary = link.title;
    link.removeAttribute("title"); // or the browser would show it too
    link.addEventListener("pointerenter", mouse(show));
    link.addEventListener("pointerleave", mouse(leave));
    link.addEventListener("focus", () => { if (!touched) show(link); });
    link.addEventListener("blur", leave);
    link.addEventListener("click", (event) => {
      if (touched && shown !== link) {
        event.preventDefault();
        show(link);
      } else {
        hide();
      }
    });
  };

  // Browsers open the card that an address leads into by themselves, if they are new enough.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const card = target && target.closest("details.fact-card");
    if (!card || card.open) return;
    card.open = true;
    target.scrollIntoView();
  };

  const links = [...document.querySelectorAll("a.fact[title], a.term[title]")];
  if (links.length) {
    links.forEach(prepare);
    box.addEventListener("pointerenter", () => clearTimeout(waiting));
    box.addEventListener("pointerleave", mouse(leave));
    box.addEventListener("click", hide);
    (document.querySelector("main") ?? document.body).append(box);
    document.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse";
      if (touched && shown && !box.contains(event.target) && !shown.contains(event.target)) hide();
    }, true);
    document.addEventListener("keydown", (event) => {
      touched = false;
      if (event.key === "Escape") hide();
    });
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
