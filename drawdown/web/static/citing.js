// The links to citations: the part of the page they lead to is shown over the page being read.
"use strict";

(() => {
  const pages = new Map();
  const page = (address) => {
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      }));
    }
    return pages.get(address);
  };

  const whole = (part, address) => {
    for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
    for (const button of part.querySelectorAll("[data-copies-file]")) {
      button.dataset.copiesFile = new URL(button.dataset.copiesFile, address);
    }
    return part;
  };

  const show = (part) => {
    const dialog = document.createElement("dialog");
    dialog.className = "chart-panel cite-dialog";
    dialog.setAttribute("aria-labelledby", part.getAttribute("aria-labelledby"));
    // the buttons that copy, and the one that closes the dialog
    for (const hidden of part.querySelectorAll("button.copy, form")) hidden.hidden = false;
    dialog.append(part);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.cite-link");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const [address, name] = link.href.split("#");
    try {
      show(whole(document.importNode((await page(address)).getElementById(name), true), address));
    } catch {
      location.assign(link.href); // the page itself holds the same
    }
  });
})();
