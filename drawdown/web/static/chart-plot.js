// A figure's file as Plotly draws it: in the page's theme, on one of its steps, with the series that are shown.
"use strict";

window.drawdownPlot = (() => {
  const WIDE = 520; // pixels: room for as many ticks as Plotly would draw
  const PAD = 8; // pixels above the plot, where the figure's own legend would be

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

  // Where each axis of a layout begins and ends.
  const ranges = (layout) => Object.entries(layout ?? {})
    .filter(([name]) => /^[xy]axis\d*$/.test(name))
    .map(([name, { range, autorange }]) => [name, { range: range && [...range], autorange }]);

  const draw = (plot, whole, step, hidden) => {
    const { steps, ...meta } = whole.layout.meta ?? {};
    const shown = { data: steps ? stepped(whole, step) : whole.data, layout: { ...whole.layout, meta } };
    const { data, layout } = themed(shown);
    const { width, height, ...rest } = structuredClone(layout); // the page gives the size, and Plotly writes into it
    const fit = {
      ...rest,
      autosize: true,
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom", // a finger scrolls the page
      margin: { ...layout.margin, t: PAD },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      showlegend: false, // the controls name the series
    };
    if (plot.clientWidth > WIDE) delete fit.xaxis?.nticks; // it says how many fit a phone
    ranges(plot.layout).forEach(([name, kept]) => { fit[name] = { ...fit[name], ...kept }; }); // as the reader left it
    const traces = data.map((trace) => ({ ...trace, visible: !hidden.has(trace.legendgroup) }));
    const { tag, format } = window.drawdownLocale;
    const spoken = { locale: tag, locales: { [tag]: { format } } };
    return window.Plotly.react(plot, traces, fit, { responsive: true, displayModeBar: false, doubleClick: false, ...spoken });
  };

  // The axes of the whole figure, however far the reader went.
  const reset = (plot, whole) => {
    const back = ranges(whole.layout).flatMap(([name, { range }]) => (
      range ? [[`${name}.range`, range], [`${name}.autorange`, false]] : [[`${name}.autorange`, true]]
    ));
    return window.Plotly.relayout(plot, Object.fromEntries(back));
  };

  return { draw, reset };
})();
