"""What it costs to store deliveries before they are acknowledged. Run by `bench/run durable`.

G12, G13 and G16 are ratios within the same rounds: to a bare loop that inserts the same rows, 64 per transaction, and of a
large store to a small one. G14 and G15 are times of answers, under a load at a fixed rate. How long the disk takes for one
fdatasync is printed beside them: on a disk that takes long, all wait for it.
"""

import argparse
import collections
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import Server, run_load
from report import Report
from rows import medians, ratios

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/crash"))

from postgres_server import PostgresServer  # noqa: E402

NAMES = {"store": "store, SQLite", "bare": "bare loop, SQLite"}
SHARED_NAMES = {"store": "store, PostgreSQL", "bare": "bare loop, PostgreSQL"}
SMALL, LARGE = 10_000, 1_000_000  # rows of the ledger, and of the journal
BACKLOG = 100_000
HANDLER_SECONDS = 10


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def run(program, *flags, within=None):
    """In a folder of its own, unless there is one."""
    with folder() if within is None else contextlib.nullcontext(within) as place:
        command = [str(program), "--folder", str(place), *map(str, flags)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return json.loads(said) if said else None


def alternate(hows, rounds, measure):
    """The figures by name, of rounds that begin with the other one each time."""
    figures = collections.defaultdict(list)
    for turn in range(rounds):
        for how in hows if turn % 2 else reversed(hows):
            figures[how].append(measure(how))
    return dict(figures)


class Bench:
    def __init__(self, programs, report, quick):
        self.program = programs / "bench_durable"
        self.stored = programs / "bench_stored"
        self.frameio = programs / "frameio"
        self.load = programs / "bench_load"
        self.report = report
        self.quick = quick
        self.seconds, self.rounds = (0.5, 3) if quick else (2.0, 9)
        self.fsync = {}

    def disk(self):
        self.fsync = self.report.raw["fdatasync"] = run(self.program, "--fsync")
        print(f"fdatasync of 4 KiB: median {self.fsync['p50']:.0f} µs, 99 % {self.fsync['p99']:.0f} µs\n", flush=True)

    def compare_to_bare(self, goal, figures, bound, names):
        """How much slower than the bare loop the store is."""
        self.report.raw[goal] = figures
        speed, cpu = medians(figures, "per_second"), medians(figures)
        slower = 1 / ratios(figures, "per_second", base="bare")["store"]
        note = f"store {speed['store']:,.0f}, bare {speed['bare']:,.0f} per second"
        self.report.judge(goal, "stored before 200, per second: bare loop to store", bound, slower, note)
        self.report.compare(f"{goal} per second", {names[how]: value for how, value in speed.items()}, "{:,.0f}")
        self.report.compare(f"{goal} CPU µs", {names[how]: value for how, value in cpu.items()})
        return cpu

    def sqlite(self):
        """G12."""
        figures = alternate(list(NAMES), self.rounds, lambda how: run(self.program, "--how", how, "--seconds", self.seconds))
        cpu = self.compare_to_bare("G12", figures, 1 / 0.8, NAMES)
        note = f"store {cpu['store']:.1f}, bare {cpu['bare']:.1f} µs"
        self.report.judge("G12", "CPU per delivery, to the bare loop", 2, ratios(figures, base="bare")["store"], note)

    def postgresql(self):
        """G13."""
        with PostgresServer() as server:
            numbers = iter(range(1_000))
            figures = alternate(list(SHARED_NAMES), self.rounds, lambda how: run(
                self.program, "--how", how, "--seconds", self.seconds,
                "--postgresql", f"{server.url}&schema=bench_{next(numbers)}"))
        self.compare_to_bare("G13", figures, 1 / 0.6, SHARED_NAMES)

    @contextlib.contextmanager
    def serve(self, store, *flags, handler_seconds=0):
        command = ["env", f"BENCH_HANDLER_SECONDS={handler_seconds}", self.stored, "--listen", "127.0.0.1:0", "--log-level",
                   "error", "--grace", "1", "--store", store, *flags]
        with Server(command) as server:
            yield server

    def on_both(self, measure):
        """On a store of each kind: `measure` gets the kind's name, and what makes a store of its kind from a file."""
        with folder() as place:
            measure("SQLite", lambda path: f"sqlite:{path}", place)
        with PostgresServer() as server, folder() as place:
            numbers = iter(range(1_000))

            def move(path):
                store = f"{server.url}&schema=bench_{next(numbers)}"
                if path.exists():
                    subprocess.run([self.frameio, "store", "copy", f"sqlite:{path}", store], check=True, capture_output=True)
                return store

            measure("PostgreSQL", move, place)

    def slow_handlers(self):
        """G14."""
        self.on_both(self.answer_beside_slow_handlers)

    def answer_beside_slow_handlers(self, kind, move, place):
        seconds = 15 if self.quick else 40
        with self.serve(move(place / "store.db"), "--store-runs", 20_000, handler_seconds=HANDLER_SECONDS) as server:
            figures = run_load(self.load, server, "--rate", 1_000, "--seconds", seconds)
        self.report.raw[f"G14 {kind}"] = figures
        bound = 50 + 2 * self.fsync["p99"] / 1_000
        note = f"{figures['requests']} deliveries; median {figures['p50'] / 1_000:.1f} ms"
        self.report.judge("G14", f"{kind}: answers while handlers take 10 s: 99 %, in ms", round(bound, 1),
                          figures["p99"] / 1_000, note)

    def backlog(self):
        """G15."""
        self.on_both(self.answer_beside_backlog)

    def answer_beside_backlog(self, kind, move, place):
        count = BACKLOG // 10 if self.quick else BACKLOG
        run(self.program, "--fill", 2 * count, "--pending", within=place)
        store = move(place / "store.db")
        with self.serve(store, "--inbox", 2 * count) as server:
            ready = server.start_seconds
            figures = run_load(self.load, server, "--rate", 500, "--seconds", 5 if self.quick else 20)
            left = self.waiting(store)
        self.report.raw[f"G15 {kind}"] = {"ready": ready, "left": left, **figures}
        self.report.judge("G15", f"{kind}: {count:,} events wait at the start: ready after s", 2, ready)
        note = f"median {figures['p50'] / 1_000:.1f} ms at 500 per second; {left:,} events waited still at the end"
        self.report.judge("G15", f"{kind}: answers while they are run: 99 %, in ms", 250, figures["p99"] / 1_000, note)

    def waiting(self, store):
        listed = subprocess.run([self.frameio, "deliveries", "list", "--limit", "1", "--json", "--store", store], check=True,
                                capture_output=True, text=True)
        return json.loads(listed.stdout)["counts"]["pending"]

    def growth(self):
        """G16."""
        self.on_both(self.grow)

    def grow(self, kind, move, place):
        large = LARGE // 10 if self.quick else LARGE
        files = {"small": place / "small", "large": place / "large"}
        for file, rows in zip(files.values(), (SMALL, large)):
            file.mkdir()
            run(self.program, "--fill", rows, within=file)
        shared = move(files["large"] / "store.db") if kind != "SQLite" else None  # what a round adds to it is little
        figures = alternate(list(files), self.rounds, lambda how: self.cycle(
            files[how], shared if how == "large" else kind != "SQLite" and move(files[how] / "store.db")))
        self.report.raw[f"G16 {kind}"] = figures
        cpu = medians(figures)
        note = f"{SMALL:,} rows {cpu['small']:.0f} µs, {large:,} rows {cpu['large']:.0f} µs"
        self.report.judge("G16", f"{kind}: CPU of an event with a call: large store to small", 1.3,
                          ratios(figures, base="small")["large"], note)
        speed = medians(figures, "per_second")
        note = f"{SMALL:,} rows {speed['small']:,.0f}, {large:,} rows {speed['large']:,.0f} per second"
        self.report.judge("G16", f"{kind}: events with a call, per second: small to large", 1.3,
                          1 / ratios(figures, "per_second", base="small")["large"], note)

    def cycle(self, file, shared):
        """In the shared store, or on a copy of the file, so that each round finds as many rows."""
        with folder() as place:
            flags = ["--postgresql", shared] if shared else []
            if not shared:
                shutil.copy(file / "store.db", place)
            return run(self.program, "--how", "cycle", "--seconds", self.seconds, *flags, within=place)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: a look, not a result")
    parser.add_argument("--only", help="such as G12,G16")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--json", type=Path, default=ROOT / "build/release/bench-durable.json")
    given = parser.parse_args()
    tempfile.tempdir = str(ROOT / "build")  # on the disk: /tmp may be memory
    report = Report("deliveries stored by")
    bench = Bench(given.programs, report, given.quick)
    bench.disk()
    rows = {"G12": bench.sqlite, "G13": bench.postgresql, "G14": bench.slow_handlers, "G15": bench.backlog,
            "G16": bench.growth}
    for goal in given.only.split(",") if given.only else rows:
        rows[goal]()
    report.print_comparison([*NAMES.values(), *SHARED_NAMES.values()])
    report.write(given.json, bench.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
