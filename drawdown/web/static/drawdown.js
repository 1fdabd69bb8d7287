// Interactive charts, on demand. A page shows static drawings; "Explore" loads Plotly and the chart's own file
// from this site, once, and puts the interactive chart in the drawing's place.
"use strict";

window.drawdownFigures = {}; // filled by the chart files: {"chapter/key": Plotly figure}
window.drawdownLocale = {}; // by its own: how the language of the page writes dates

(() => {
  const NARROW = 520; // pixels
  const PARTS = ["chart-plot.js", "chart-controls.js"].map((name) => new URL(name, document.currentScript.src).href);
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

  // The drawing's own height, so that the text below stays where it is, or what the figure asks for (on a phone; less
  // where its controls need fewer rows), if that is more. It is taken at the press: nothing moves later.
  const room = (drawing, asked) => {
    const { width, height } = drawing.getBoundingClientRect();
    return `${Math.max(height, (width < NARROW ? 1 : 0.8) * asked)}px`;
  };

  const prepare = (button) => {
    const texts = button.dataset;
    const frame = button.closest("figure");
    const drawing = frame.querySelector(".chart-static");
    const status = frame.querySelector(".chart-status");
    const hidden = new Set(); // the groups of traces that the reader switched off
    let box = null; // of the plot and its controls
    let redraw = null;

    const tell = (text) => { status.textContent = text; };

    const build = (whole) => {
      const { controls, series, slider, zoom } = window.drawdownControls;
      const { draw, reset } = window.drawdownPlot;
      const { steps } = whole.layout.meta ?? {};
      let step = steps && steps.labels.length - 1;
      const plot = document.createElement("div");
      plot.className = "chart-plot";
      plot.role = "img";
      plot.ariaLabel = drawing.querySelector("[role=img][aria-label]")?.ariaLabel ?? drawing.ariaLabel;
      const back = () => reset(plot, whole);
      redraw = async () => {
        const first = !plot.on; // Plotly gives it
        await draw(plot, whole, step, hidden);
        if (first) plot.on("plotly_doubleclick", back);
      };
      box = document.createElement("div");
      box.className = "chart-interactive";
      if (steps) box.append(slider(steps, (to) => { step = to; redraw(); }));
      if (whole.data.length) {
        const toggled = (group, shown) => { hidden[shown ? "delete" : "add"](group); redraw(); };
        box.append(controls(series(whole, texts.series, toggled), zoom(plot, texts, back, tell)));
      }
      box.append(plot);
      drawing.after(box);
    };

    const widest = () => Math.max(...[texts.explore, texts.static, texts.loading].map((label) => {
      button.textContent = label;
      return button.offsetWidth;
    }));

    const show = (interactive) => {
      drawing.hidden = interactive;
      if (box) box.hidden = !interactive;
      button.textContent = interactive ? texts.static : texts.explore;
    };

    const open = async () => {
      const place = drawing.parentElement;
      const height = room(drawing, Number(texts.room));
      place.style.minBlockSize = height;
      button.setAttribute("aria-busy", "true");
      status.classList.remove("chart-failed");
      if (!box) button.textContent = status.textContent = texts.loading;
      try {
        await Promise.all([texts.library, texts.locale, texts.plot, ...PARTS].map(load));
        if (!box) build(window.drawdownFigures[texts.figure]);
        box.style.blockSize = height;
        show(true);
        await redraw();
        tell(texts.ready);
      } catch (error) {
        if (box) box.remove();
        box = null;
        place.style.minBlockSize = "";
        show(false);
        tell(texts.failed);
        status.classList.add("chart-failed");
      }
      button.removeAttribute("aria-busy");
    };

    const close = () => {
      drawing.parentElement.style.minBlockSize = "";
      show(false);
      tell("");
    };

    button.addEventListener("click", () => {
      if (button.hasAttribute("aria-busy")) return;
      if (drawing.hidden) close(); else open();
    });
    button.hidden = false;
    button.style.minInlineSize = `${widest()}px`; // no label moves what is beside it
    button.textContent = texts.explore;
    return () => { if (box && !box.hidden) redraw(); };
  };

  const redraws = [...document.querySelectorAll(".chart-explore")].map(prepare);
  new MutationObserver(() => redraws.forEach((redraw) => redraw()))
    .observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
