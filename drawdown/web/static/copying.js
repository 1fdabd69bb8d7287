// The copy buttons of a page: they copy an element's text or a file's. Where the browser gives no access to the
// clipboard they select the text, or say that it is not copied.
"use strict";

(() => {
  const select = (element) => {
    if (element.select) element.select();
    else window.getSelection().selectAllChildren(element);
  };

  const shown = (id) => {
    const element = document.getElementById(id);
    select(element);
    return element.value ?? element.textContent;
  };

  const kept = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };

  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const { copies, copiesFile, done, failed } = button.dataset;
    const status = button.closest("dialog, [popover], section").querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(copies ? shown(copies) : await kept(copiesFile));
      status.textContent = done;
    } catch {
      status.textContent = copies ? "" : failed;
    }
  });
})();
