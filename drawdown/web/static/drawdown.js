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

  // The values of a chart that moves, on one of its steps. The file holds the last step, and what leads back from each.
  const stepped = ({ data, layout }, step) => {
    const { undo } = layout.meta.steps;
    const traces = data.map((trace) => ({ ...trace }));
    for (let at = undo.length; at > step; at -= 1) {
      undo[at - 1].forEach(([number, name, ...edit]) => {
        const trace = traces[number];
        if (edit.length === 1) {
          if (edit[0] === null) delete trace[name]; else [trace[name]] = edit;
        } else {
          const [start, removed, items] = edit;
          trace[name] = [...trace[name].slice(0, start), ...items, ...trace[name].slice(start + removed)];
        }
      });
    }
    return traces;
  };

  const draw = (box, name, step) => {
    const whole = window.drawdownFigures[name];
    const { steps, ...meta } = whole.layout.meta ?? {};
    const shown = { data: steps ? stepped(whole, step) : whole.data, layout: { ...whole.layout, meta } };
    const { data, layout } = themed(shown);
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

  // A slider over the steps of a chart that moves: the browser's own, which keys move too.
  const slider = ({ title, labels, notes }, moved) => {
    const control = document.createElement("label");
    const tags = ["span", "input", "span", "b", "span"];
    const [name, range, said, day, note] = tags.map((tag) => document.createElement(tag));
    control.className = "chart-steps";
    said.className = "chart-step";
    said.setAttribute("aria-live", "polite");
    note.dir = "auto";
    name.textContent = title;
    Object.assign(range, { type: "range", min: 0, max: labels.length - 1, step: 1, dir: "ltr" }); // as its time runs
    range.value = labels.length - 1;
    const tell = () => {
      day.textContent = labels[range.value];
      note.textContent = notes[range.value];
      range.setAttribute("aria-valuetext", labels[range.value]);
    };
    range.addEventListener("input", () => { tell(); moved(Number(range.value)); });
    said.append(day, " ", note);
    control.append(name, range, said);
    tell();
    return { control, last: labels.length - 1 };
  };

  const prepare = (button) => {
    const { figure, plot, library, explore, static: back, loading, ready, failed } = button.dataset;
    const frame = button.closest("figure");
    const drawing = frame.querySelector(".chart-static");
    const status = frame.querySelector(".chart-status");
    let box = null; // of the plot and, where the chart moves, its slider
    let plotted = null;
    let step = 0;

    const redraw = () => draw(plotted, figure, step);

    const build = (chart) => {
      box = document.createElement("div");
      plotted = document.createElement("div");
      box.className = "chart-interactive";
      plotted.className = "chart-plot";
      box.hidden = true;
      box.style.blockSize = `${room(drawing, chart)}px`;
      box.append(plotted);
      if (chart.layout.meta?.steps) {
        const { control, last } = slider(chart.layout.meta.steps, (to) => { step = to; redraw(); });
        step = last;
        box.prepend(control);
        box.style.blockSize = "";
        plotted.style.blockSize = `${chart.layout.height}px`;
      }
      drawing.after(box);
    };

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
        if (!box) build(window.drawdownFigures[figure]);
        show(true);
        await redraw();
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
    return () => { if (box && !box.hidden) redraw(); };
  };

  const redraws = [...document.querySelectorAll(".chart-explore")].map(prepare);
  new MutationObserver(() => redraws.forEach((redraw) => redraw()))
    .observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
