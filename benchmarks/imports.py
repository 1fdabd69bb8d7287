"""Measures the import of a large file of events beside pandas, and beside DuckDB's own scan and write. One run.

Each contender has a process of its own; time is that of the whole process, memory its peak. The file is made up, in
the form of UCDP GED: 49 columns, about 750 bytes a row, texts that mostly occur once. pandas needs pyarrow to write
Parquet; it is set up in _build/bench, away from the project's own environment, which has no use for it. It holds the
whole file in memory, 2 to 3 GB for a million rows, and is left out for larger ones.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.goal import Goal
from drawdown import paths

FOLDER = paths.BUILD / "bench" / "imports"
PYARROW = "pyarrow==26.0.1"
ROWS = 1_000_000
REPEATS = 3  # the contenders take turns, and the fastest run of each counts

# A row in which every column varies by itself; {n} is a number of its own for each column.
HASH = "(hash(i + {n} * 1000003) % 1000000007)::BIGINT"
COLUMNS = {
    "id": "i",
    "relid": "concat('ARL-', 1989 + i % 36, '-', 1 + {h} % 3, '-', {h} % 9999, '-', i % 99)",
    "year": "1989 + i % 36",
    "active_year": "1",
    "code_status": "'Clear'",
    "type_of_violence": "1 + {h} % 3",
    "conflict_dset_id": "{h} % 20000",
    "conflict_new_id": "{h} % 20000",
    "conflict_name": "concat('Arland: Government number ', {h} % 200)",
    "dyad_dset_id": "{h} % 900",
    "dyad_new_id": "{h} % 900",
    "dyad_name": "concat('Government of Arland - Front number ', {h} % 400)",
    "side_a_dset_id": "{h} % 150",
    "side_a_new_id": "{h} % 150",
    "side_a": "concat('Government of Country ', {h} % 120)",
    "side_b_dset_id": "{h} % 900",
    "side_b_new_id": "{h} % 900",
    "side_b": "concat('Front number ', {h} % 400)",
    "number_of_sources": "1 + {h} % 4",
    "source_article": "concat('\"Arland Wire, ', DATE '1989-01-01' + ({h} % 13000)::INT, ', A dispatch on the fighting"
    " near town number ', {h} % 900000, ', the second day\";\"Borland Herald: Fighting goes on\"')",
    "source_office": "'Arland Wire;Borland Herald'",
    "source_date": "concat(DATE '1989-01-01' + ({h} % 13000)::INT, ';', DATE '1989-01-02' + ({h} % 13000)::INT)",
    "source_headline": "concat('A dispatch on the fighting near town number ', {h} % 900000, ';Fighting goes on')",
    "source_original": "'police spokesman, local hospital official'",
    "where_prec": "1 + {h} % 5",
    "where_coordinates": "concat('town ', {h} % 30000, ', district ', {h} % 300)",
    "where_description": "concat('A village about ', {h} % 90, ' km north of the town number ', {h} % 300000,"
    " ', on the road to the border crossing')",
    "adm_1": "concat('Province ', {h} % 300)",
    "adm_2": "concat('District ', {h} % 3000)",
    "latitude": "round(20 + ({h} % 1000000) / 50000.0, 6)",
    "longitude": "round(30 + ({h} % 999983) / 40000.0, 6)",
    "geom_wkt": "concat('POINT (', round(30 + ({h} % 999983) / 40000.0, 6), ' 24.5)')",
    "priogrid_gid": "150000 + {h} % 30000",
    "country": "concat('Country ', {h} % 120)",
    "country_id": "2 + {h} % 900",
    "region": "['Asia', 'Africa', 'Middle East', 'Europe', 'Americas'][1 + ({h} % 5)::INT]",
    "event_clarity": "1 + ({h} % 9 = 0)::INT",
    "date_prec": "1 + {h} % 5",
    "date_start": "concat(DATE '1989-01-01' + ({h} % 13000)::INT, ' 00:00:00.000')",
    "date_end": "concat(DATE '2024-08-05' + ({h} % 100)::INT, ' 00:00:00.000')",
    "deaths_a": "{h} % 4",
    "deaths_b": "{h} % 5",
    "deaths_civilians": "{h} % 3",
    "deaths_unknown": "0",
    "best": "5 + {h} % 7",
    "high": "12 + {h} % 7",
    "low": "{h} % 5",
    "gwnoa": "{h} % 900",
    "gwnob": "NULL",
}

OURS = "import sys; from drawdown.cli import main; main(sys.argv[1:])"
PANDAS = "import sys, pandas; pandas.read_csv(sys.argv[1], low_memory=False).to_parquet(sys.argv[2])"
SCAN = "import sys, duckdb; duckdb.execute(f\"COPY (FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}'\")"
MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Run:
    """What one contender took: seconds by the clock, seconds of processor, megabytes at the peak."""

    seconds: float
    processor: float
    memory: float


def generate(path: Path, rows: int) -> Path:
    """Write a made-up file in the form of UCDP GED, the same for the same number of rows."""
    import duckdb

    columns = ", ".join(
        f'{sql.replace("{h}", HASH.format(n=n))} AS "{name}"' for n, (name, sql) in enumerate(COLUMNS.items())
    )
    duckdb.execute(f"COPY (SELECT {columns} FROM range(1, {rows} + 1) AS t(i)) TO '{path}' (HEADER)")
    return path


def empty(pack: Path) -> Path:
    """Write an empty pack whose window holds every day of the file."""
    _run(OURS, "new", str(pack), "--start", "1989-01-01")
    return pack


def goals(rows: int = ROWS, folder: Path = FOLDER) -> Iterator[Goal]:
    """Generate a file, import it in turns with the baselines, and yield the goals."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        runs = _runs(generate(folder / "GEDEvent_v26_1.csv", rows), folder, rows)
    finally:
        shutil.rmtree(folder)
    best = {name: min(own, key=lambda run: run.seconds) for name, own in runs.items() if own}
    peak = {name: max(run.memory for run in own) for name, own in runs.items() if own}
    yield from _goals(best, peak, rows)


def _runs(file: Path, folder: Path, rows: int) -> dict[str, list[Run]]:
    pack, target = empty(folder / "pack"), str(folder / "out.parquet")
    pandas = rows <= ROWS
    pyarrow = _pyarrow(folder) if pandas else ""
    runs: dict[str, list[Run]] = {"ours": [], "pandas": [], "scan": []}
    for _turn in range(REPEATS):
        runs["ours"].append(_run(OURS, "import", "ucdp", str(file), "--pack", str(pack)))
        shutil.rmtree(pack / "imported")
        if pandas:
            runs["pandas"].append(_run(PANDAS, str(file), target, path=pyarrow))
        runs["scan"].append(_run(SCAN, str(file), target))
    return runs


def _pyarrow(folder: Path) -> str:
    words = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--python", sys.executable]
    subprocess.run([*words, "--target", str(folder / "pyarrow"), PYARROW], check=True)
    return str(folder / "pyarrow")


def _run(code: str, *words: str, path: str = "") -> Run:
    """Run code in a process of its own; another one in between measures it alone."""
    environment = {**os.environ, "PYTHONPATH": path} if path else dict(os.environ)
    command = [sys.executable, "-c", MEASURED, sys.executable, "-c", code, *words]
    with tempfile.TemporaryDirectory() as spill:  # where DuckDB by itself puts what does not fit
        done = subprocess.run(command, cwd=spill, env=environment, capture_output=True, text=True, check=True)
    return Run(*json.loads(done.stdout))


def _goals(best: dict[str, Run], peak: dict[str, float], rows: int) -> Iterator[Goal]:
    ours, what = best["ours"].seconds, f"import of {rows:,} rows"
    turns = f"the fastest of {REPEATS} runs in turns, each in a process of its own, start of Python included"
    peaks = "the highest peak of resident memory of the same runs"
    if "pandas" in best:
        method = f"`drawdown import ucdp` against pandas.read_csv and to_parquet; {turns}"
        yield Goal(f"{what}, time beside pandas", ours, best["pandas"].seconds, 0.2, method)
        yield Goal(f"{what}, memory beside pandas", peak["ours"], peak["pandas"], 0.2, peaks, unit="MB", within=600)
    else:
        yield Goal(f"{what}, memory beside DuckDB", peak["ours"], peak["scan"], None, peaks, unit="MB", within=600)
    method = f"against DuckDB copying the file to Parquet, all {len(COLUMNS)} columns, as it does by itself; {turns}"
    yield Goal(f"{what}, time beside DuckDB", ours, best["scan"].seconds, 1.5, method)
