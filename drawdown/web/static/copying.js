// The copy buttons of the figures' tools. Where the browser gives no access to the clipboard they select the text.
"use strict";

(() => {
  const select = (element) => {
    if (element.select) element.select();
    else window.getSelection().selectAllChildren(element);
  };

  const prepare = (button) => {
    const source = document.getElementById(button.dataset.copies);
    const status = button.closest("[popover]").querySelector("[role=status]");
    button.addEventListener("click", async () => {
      select(source);
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
        status.textContent = button.dataset.done;
      } catch {
        status.textContent = "";
      }
    });
    button.hidden = false;
  };

  document.querySelectorAll(".chart-copy").forEach(prepare);
})();
