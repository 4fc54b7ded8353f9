"""What it costs to store deliveries before they are acknowledged. Run by `bench/run durable`.

Every figure is a ratio to a bare loop that inserts the same rows, 64 per transaction, measured in the same rounds. How
long the disk takes for one fdatasync is printed beside it: on a disk that takes long, both wait for it.
"""

import argparse
import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from report import Report
from rows import medians, ratios

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"store": "store, SQLite", "bare": "bare loop, SQLite"}


def run(program, *flags):
    """In a folder of its own, beside the build: /tmp may be memory."""
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        command = [str(program), "--folder", folder, *map(str, flags)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def alternate(program, seconds, rounds):
    figures = collections.defaultdict(list)
    hows = list(NAMES)
    for turn in range(rounds):
        for how in hows if turn % 2 else reversed(hows):
            figures[how].append(run(program, "--how", how, "--seconds", seconds))
    return dict(figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: a look, not a result")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--json", type=Path, default=ROOT / "build/release/bench-durable.json")
    given = parser.parse_args()
    seconds, rounds = (0.5, 3) if given.quick else (2.0, 9)
    program = given.programs / "bench_durable"
    report = Report("deliveries stored by")
    disk = run(program, "--fsync")
    report.raw["fdatasync"] = disk
    print(f"fdatasync of 4 KiB: median {disk['p50']:.0f} µs, 99 % {disk['p99']:.0f} µs\n")
    figures = alternate(program, seconds, rounds)
    report.raw["sqlite"] = figures
    speed = medians(figures, "per_second")
    cpu = medians(figures)
    slower = 1 / ratios(figures, "per_second", base="bare")["store"]
    note = f"store {speed['store']:,.0f}, bare {speed['bare']:,.0f} per second"
    report.judge("G12", "stored before 200, per second: bare loop to store", 1 / 0.8, slower, note)
    note = f"store {cpu['store']:.1f}, bare {cpu['bare']:.1f} µs"
    report.judge("G12", "CPU per delivery, to the bare loop", 2, ratios(figures, base="bare")["store"], note)
    report.compare("per second", {NAMES[how]: value for how, value in speed.items()}, "{:,.0f}")
    report.compare("CPU µs", {NAMES[how]: value for how, value in cpu.items()})
    report.print_comparison(NAMES.values())
    report.write(given.json, seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
