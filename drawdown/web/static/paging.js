// Long tables and lists, a part at a time. Each pager stands before its table or list and has its texts; without
// JavaScript it is empty and the table whole. Paper shows all rows, and a link to a hidden row shows the part it is in.
"use strict";

(() => {
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const prepare = (pager) => {
    const next = pager.nextElementSibling;
    const held = next.matches("ul, table") ? next : next.querySelector("table");
    const rows = [...held.querySelectorAll(":scope > tbody > tr, :scope > li")];
    // a list is as long as several screens: its buttons stand at its end too
    const foot = next.matches("ul") ? pager.cloneNode(true) : null;
    if (foot) {
      foot.querySelector(".pager-status").removeAttribute("role"); // said once
      next.after(foot);
    }
    const each = (name) => [pager, foot].filter(Boolean).map((box) => box.querySelector(name));
    const [back, on, all, status] = [".pager-previous", ".pager-next", ".pager-all", ".pager-status"].map(each);
    const size = Number(pager.dataset.size);
    const more = all[0].textContent;
    let first = 0;
    let whole = false;

    const show = () => {
      const last = whole ? rows.length : Math.min(first + size, rows.length);
      const start = whole ? 0 : first;
      rows.forEach((row, at) => { row.hidden = at < start || at >= last; });
      const shown = fill(whole ? pager.dataset.all : pager.dataset.rows, { first: start + 1, last, n: rows.length });
      status.forEach((text) => { text.textContent = shown; });
      // not "disabled": the button that was pressed would lose the focus
      back.forEach((button) => button.setAttribute("aria-disabled", whole || start === 0));
      on.forEach((button) => button.setAttribute("aria-disabled", whole || last === rows.length));
      all.forEach((button) => { button.textContent = whole ? button.dataset.less : more; });
    };

    const turn = (step) => (event) => {
      if (event.currentTarget.getAttribute("aria-disabled") === "true") return;
      first += step;
      show();
      if (foot?.contains(event.currentTarget)) pager.scrollIntoView();
    };

    const reveal = (element) => {
      const at = rows.findIndex((row) => row.contains(element));
      if (at < 0 || !rows[at].hidden) return;
      first = at - (at % size);
      show();
      element.scrollIntoView();
    };

    back.forEach((button) => button.addEventListener("click", turn(-size)));
    on.forEach((button) => button.addEventListener("click", turn(size)));
    all.forEach((button) => button.addEventListener("click", () => {
      whole = !whole;
      show();
    }));
    [...back, ...on, ...all].forEach((button) => { button.hidden = false; });
    show();
    return reveal;
  };

  const reveals = [...document.querySelectorAll(".pager")].map(prepare);
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (target) reveals.forEach((reveal) => reveal(target));
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
