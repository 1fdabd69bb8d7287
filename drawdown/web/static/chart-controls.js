// What a reader can do with an interactive chart by keyboard or finger: its series, its horizontal axis, its steps.
"use strict";

window.drawdownControls = (() => {
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const group = (name, title, buttons) => make(
    "fieldset", { className: name }, make("legend", { textContent: title }), ...buttons,
  );

  const BLOCK = "M2 3H18V13H2Z";
  const HATCH = "M2 10L9 3M5 13L15 3M11 13L18 6";
  const SHAPES = {
    square: "M6 4H14V12H6Z",
    diamond: "M10 2.5L15.5 8L10 13.5L4.5 8Z",
    "triangle-up": "M10 3L15 12H5Z",
    "triangle-left": "M5 8L14 3V13Z",
    "x-thin-open": "M6 4L14 12M14 4L6 12",
    circle: "M5.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z",
  };

  const look = ({ type, mode = "", fill, fillpattern, line = {}, marker = {} }) => {
    if (fill && fillpattern) return { d: HATCH, colour: line.color, fill: 0, thin: true };
    if (fill) return { d: BLOCK, colour: line.color, fill: 0.3 };
    if (type === "bar" && marker.pattern) return { d: BLOCK + HATCH, colour: marker.color, fill: 0, thin: true };
    if (type === "bar") return { d: BLOCK, colour: marker.color, fill: 1 };
    if (mode.includes("lines")) return { d: "M0 8H20", colour: line.color, fill: 0, dashed: line.dash === "dash" };
    const ring = marker.line?.width > 0;
    const colour = ring ? marker.line.color : marker.color;
    return { d: SHAPES[marker.symbol] ?? SHAPES.circle, colour, fill: ring ? 0 : 1 };
  };

  // What a series looks like, in its colour of the page's theme.
  const swatch = (trace, colours) => {
    const { d, colour, fill, dashed = false, thin = false } = look(trace);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS(svg.namespaceURI, "path");
    const drawn = { d, fill: "currentColor", "fill-opacity": fill, stroke: "currentColor", "stroke-width": thin ? 1.3 : 2 };
    if (dashed) drawn["stroke-dasharray"] = "4 3";
    Object.entries(drawn).forEach(([name, value]) => path.setAttribute(name, value));
    Object.entries({ viewBox: "0 0 20 16", class: "chart-swatch", "aria-hidden": "true" })
      .forEach(([name, value]) => svg.setAttribute(name, value));
    const shade = trace.meta?.swatch ?? colour; // neutral, where panels show the series in colours of their own
    svg.style.setProperty("--swatch-light", shade);
    svg.style.setProperty("--swatch-dark", colours[shade] ?? shade);
    svg.append(path);
    return svg;
  };

  // A button for each entry of the legend; `toggled` is told its group, and whether that is shown now.
  const series = ({ data, layout }, title, toggled) => {
    const entries = data.filter(({ showlegend }) => showlegend).sort((a, b) => a.legendrank - b.legendrank);
    return group("chart-series", title, entries.map((trace) => {
      const button = make("button", { type: "button", ariaPressed: "true" });
      button.append(swatch(trace, layout.meta?.colours ?? {}), make("span", { textContent: trace.name }));
      button.addEventListener("click", () => {
        const shown = button.ariaPressed === "false";
        button.ariaPressed = String(shown);
        toggled(trace.legendgroup, shown);
      });
      return button;
    }));
  };

  // The ends of an axis as numbers, those of a date axis as milliseconds; and back; and in words.
  const ends = ({ type, range }) => range.map((end) => (
    type === "date" ? Date.parse(`${String(end).replace(" ", "T")}Z`) : Number(end)
  ));
  const coded = ({ type }, found) => found.map((end) => (type === "date" ? new Date(end).toISOString().slice(0, -1) : end));
  const worded = ({ type, categoryarray }, end) => {
    const language = `${window.drawdownLocale.tag}-u-nu-latn`;
    if (type === "date") return new Date(end).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
    if (type !== "category") return end.toLocaleString(language, { maximumSignificantDigits: 3 });
    return categoryarray[Math.min(Math.max(Math.round(end), 0), categoryarray.length - 1)];
  };

  const MOVES = [ // the new ends, in lengths of what is shown
    ["+", "closer", 0.25, 0.75],
    ["−", "wider", -0.5, 1.5],
    ["←", "left", -0.25, 0.75],
    ["→", "right", 0.25, 1.25],
  ];

  // Buttons that zoom and move the horizontal axis; `tell` is told in words what is shown then.
  const zoom = (plot, texts, reset, tell) => {
    const move = async (from, to) => {
      const { xaxis } = plot._fullLayout;
      const [low, high] = ends(xaxis);
      const found = [from, to].map((share) => low + share * (high - low));
      await window.Plotly.relayout(plot, { "xaxis.range": coded(xaxis, found), "xaxis.autorange": false });
      const [first, last] = found.map((end) => worded(xaxis, end));
      tell(texts.shown.replace("{from}", first).replace("{to}", last));
    };
    const button = (sign, name, action) => {
      const made = make("button", { type: "button", title: name, ariaLabel: name, textContent: sign });
      made.addEventListener("click", action);
      return made;
    };
    const made = group("chart-zoom", texts.zoom, [
      ...MOVES.map(([sign, name, from, to]) => button(sign, texts[name], () => move(from, to))),
      button("↺", texts.reset, async () => { await reset(); tell(texts.whole); }),
    ]);
    made.dir = "ltr"; // as the axis runs
    return made;
  };

  // A slider over the steps of a chart that moves: the browser's own, which keys move too.
  const slider = ({ title, labels, notes }, moved) => {
    const last = labels.length - 1;
    const range = make("input", { type: "range", min: 0, max: last, step: 1, dir: "ltr", value: last }); // as time runs
    const [day, note] = [make("b", {}), make("span", { dir: "auto" })];
    const said = make("span", { className: "chart-step", ariaLive: "polite" }, day, " ", note);
    const tell = () => {
      day.textContent = labels[range.value];
      note.textContent = notes[range.value];
      range.ariaValueText = labels[range.value];
    };
    range.addEventListener("input", () => { tell(); moved(Number(range.value)); });
    tell();
    return make("label", { className: "chart-steps" }, make("span", { textContent: title }), range, said);
  };

  const controls = (...parts) => make("div", { className: "chart-controls" }, ...parts);

  return { controls, series, slider, zoom };
})();
