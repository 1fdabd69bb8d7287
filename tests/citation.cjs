// Reads files of citations with citation-js, and prints what it understood of each as CSL-JSON.
const { readFileSync } = require("node:fs");
const { Cite } = require("@citation-js/core");
for (const plugin of ["bibtex", "csl", "ris"]) require(`@citation-js/plugin-${plugin}`);

const read = (path) => new Cite(readFileSync(path, "utf-8")).data;
console.log(JSON.stringify(process.argv.slice(2).map(read)));
