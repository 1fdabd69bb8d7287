// Interactive charts, on demand. A page shows static drawings; "Explore" loads Plotly and the chart's own file
// from this site, once, and puts the interactive chart in the drawing's place.
"use strict";

window.drawdownFigures = {}; // filled by the chart files: {"chapter/key": Plotly figure}

(() => {
  const NARROW = 520; // pixels
  const scripts = new Map();

  const load = (url) => {
    if (!scripts.has(url)) {
      scripts.set(url, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => {
          scripts.delete(url); // the next press tries again
          script.remove();
          reject(new Error(`cannot load ${url}`));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(url);
  };

  const dark = () => document.documentElement.dataset.theme === "dark";

  // Plotly takes colours, not custom properties: exchange each light colour of the figure for its dark reading.
  const repaint = (value, colours) => {
    if (typeof value === "string") return colours[value.toLowerCase()] ?? value;
    if (Array.isArray(value)) return value.map((item) => repaint(item, colours));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, repaint(item, colours)]));
  };

  const themed = (figure) => {
    const { colours = {} } = figure.layout.meta ?? {};
    if (!dark()) return figure;
    const swaps = Object.fromEntries(Object.entries(colours).map(([key, value]) => [key.toLowerCase(), value]));
    return { data: repaint(figure.data, swaps), layout: repaint(figure.layout, swaps) };
  };

  const draw = (box, name) => {
    const { data, layout } = themed(window.drawdownFigures[name]);
    const { width, height, ...rest } = layout; // the page gives the size
    const fit = {
      ...rest,
      autosize: true,
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      uirevision: "kept", // a change of theme keeps the reader's zoom
    };
    const options = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d"] };
    return window.Plotly.react(box, data, fit, options);
  };

  // The drawing's own height, so that the text below stays where it is; on a phone, where the drawing is shrunk and
  // Plotly's letters are not, the height the figure asks for.
  const room = (drawing, { layout }) => {
    const { width, height } = drawing.getBoundingClientRect();
    return width < NARROW ? Math.max(height, layout.height ?? 0) : height;
  };

  const prepare = (button) => {
    const { figure, plot, library, explore, static: back, loading, ready, failed } = button.dataset;
    const frame = button.closest("figure");
    const drawing = frame.querySelector(".chart-static");
    const status = frame.querySelector(".chart-status");
    let box = null;

    const widest = () => Math.max(...[explore, back, loading].map((label) => {
      button.textContent = label;
      return button.offsetWidth;
    }));

    const show = (interactive) => {
      drawing.hidden = interactive;
      if (box) box.hidden = !interactive;
      button.textContent = interactive ? back : explore;
    };

    const open = async () => {
      button.setAttribute("aria-busy", "true");
      status.classList.remove("chart-failed");
      if (!box) button.textContent = status.textContent = loading;
      try {
        await Promise.all([load(library), load(plot)]);
        if (!box) {
          box = document.createElement("div");
          box.className = "chart-interactive";
          box.hidden = true;
          box.style.blockSize = `${room(drawing, window.drawdownFigures[figure])}px`;
          drawing.after(box);
        }
        show(true);
        await draw(box, figure);
        status.textContent = ready;
      } catch (error) {
        if (box) box.remove();
        box = null;
        show(false);
        status.textContent = failed;
        status.classList.add("chart-failed");
      }
      button.removeAttribute("aria-busy");
    };

    const close = () => {
      show(false);
      status.textContent = "";
    };

    button.addEventListener("click", () => {
      if (button.hasAttribute("aria-busy")) return;
      if (drawing.hidden) close(); else open();
    });
    button.hidden = false;
    button.style.minInlineSize = `${widest()}px`; // no label moves what is beside it
    button.textContent = explore;
    return () => { if (box && !box.hidden) draw(box, figure); };
  };

  const redraws = [...document.querySelectorAll(".chart-explore")].map(prepare);
  new MutationObserver(() => redraws.forEach((redraw) => redraw()))
    .observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
