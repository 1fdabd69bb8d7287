"""The bench measures what it says: its made-up file is one that the import takes whole."""

import subprocess
import sys

import pytest

from benchmarks import imports

ROWS = 2_000


@pytest.mark.slow
def test_the_made_up_file_is_imported_whole(tmp_path):
    file = imports.generate(tmp_path / "GEDEvent_v26_1.csv", ROWS)
    pack = imports.empty(tmp_path / "pack")
    command = [sys.executable, "-m", "drawdown", "import", "ucdp", str(file), "--pack", str(pack)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{ROWS:,} of {ROWS:,} rows taken" in done.stdout
