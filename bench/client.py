"""The client of the API against bare loops over Boost.Beast. Run by `bench/run client`.

Every figure is a ratio to a loop that sends the same request and parses the same answer, measured in the same rounds:
once without a look at the JSON, once with simdjson and five members read. The client has everything on that a user has:
token, repetition, time limits, circuit, typed answers.
"""

import argparse
import collections
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import CORES, LOAD_CORE, Server, pinned, raise_descriptor_limit
from report import Report
from rows import medians, ratios

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BOUND = 1.3
NAMES = {"client": "client", "gated": "client, rates kept", "beast": "Beast", "json": "Beast + JSON"}
ROWS = {"C1": ("one call at a time", 1), "C64": ("64 at a time", 64), "C1000": ("1,000 at a time", 1000)}
SHORT, LONG = 500, 1500  # calls of the exact counts


def example(name):
    """An example of the OpenAPI."""
    text = json.loads((ROOT / "lib/api/openapi.json").read_text())
    return json.dumps(text["components"]["schemas"][name]["example"], separators=(",", ":")).encode()


class Bench:
    """The program, the API that it calls, how long and how often."""

    def __init__(self, program, server, seconds, rounds):
        self.program = program
        self.server = server
        self.seconds = seconds
        self.rounds = rounds

    def command(self, how, *flags, to=None):
        host, port = to or self.server.address
        return [str(self.program), "--to", f"{host}:{port}", "--how", how, *map(str, flags)]

    def run(self, how, workers):
        with pinned(LOAD_CORE):
            command = self.command(how, "--workers", workers, "--seconds", self.seconds)
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def alternate(self, hows, workers):
        """One after the other, in turns that begin elsewhere each time."""
        figures = collections.defaultdict(list)
        for turn in range(self.rounds):
            shift = turn % len(hows)
            for how in hows[shift:] + hows[:shift]:
                figures[how].append(self.run(how, workers))
        return dict(figures)


def request_of(bench, how):
    """The octets that the program sends for a call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = bench.command(how, "--workers", 1, "--calls", 1, to=listener.getsockname())
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as calling:
            connection, _ = listener.accept()
            sent = b""
            while b"\r\n\r\n" not in sent:
                sent += connection.recv(65536)
            calling.kill()
            connection.close()
    return re.sub(rb"127\.0\.0\.1:\d+", b"HOST", sent)


def check_requests(bench):
    """A comparison of unlike requests would be none."""
    ours, theirs = (sorted(request_of(bench, how).split(b"\r\n")) for how in ("client", "beast"))
    if ours != theirs:
        raise RuntimeError(f"the requests differ: {ours} and {theirs}")


def instructions(bench, how):
    """User instructions for a call, without start and end."""
    totals = []
    for calls in (SHORT, LONG):
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch, "profile")
            wrapper = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
            command = bench.command(how, "--workers", 1, "--calls", calls)
            subprocess.run([*wrapper, *command], check=True, capture_output=True)
            totals.append(int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE)[1]))
    return (totals[1] - totals[0]) / (LONG - SHORT)


def speed_row(bench, report, goal, hows, what, workers):
    figures = bench.alternate(hows, workers)
    report.raw[what] = figures
    cpu = medians(figures)
    note = f"client {cpu[hows[0]]:.2f}, Beast {cpu['beast']:.2f}, with JSON {cpu['json']:.2f} µs"
    report.judge(goal, f"{what}: CPU, to Beast", BOUND, ratios(figures, base="beast")[hows[0]], note)
    report.judge(goal, f"{what}: CPU, to Beast with JSON", BOUND, ratios(figures, base="json")[hows[0]])
    calls = medians(figures, "per_second")
    report.compare(f"{goal} CPU µs", named(cpu))
    report.compare(f"{goal} calls/s", named(calls), "{:,.0f}")
    return figures


def named(figures):
    return {NAMES[how]: value for how, value in figures.items()}


def speed_rows(bench, report, wanted):
    for goal, (what, workers) in ROWS.items():
        if goal in wanted:
            figures = speed_row(bench, report, goal, ["client", "beast", "json"], what, workers)
            report.compare(f"{goal} allocations", named(medians(figures, "allocations")), "{:.1f}")
    if "gate" in wanted:
        speed_row(bench, report, "gate", ["gated", "beast", "json"], "64 at a time, rates kept", 64)


def exact_row(bench, report):
    if not shutil.which("valgrind"):
        print("valgrind is not there: instructions are not counted")
        return
    figures = {how: instructions(bench, how) for how in NAMES}
    report.raw["instructions"] = figures
    note = f"client {figures['client']:,.0f}, Beast {figures['beast']:,.0f}, with JSON {figures['json']:,.0f}"
    report.judge("exact", "user instructions, to Beast", BOUND, figures["client"] / figures["beast"], note)
    report.judge("exact", "user instructions, to Beast with JSON", BOUND, figures["client"] / figures["json"])
    report.compare("instructions", named(figures), "{:,.0f}")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: a look, not a result")
    parser.add_argument("--only", default=",".join([*ROWS, "gate", "exact"]), help="rows, such as C1,exact")
    parser.add_argument("--answer", default="FileResponse", help="the schema of the OpenAPI whose example is answered")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--json", type=Path, default=ROOT / "build/release/bench-client.json")
    return parser.parse_args()


def main():
    given = parse_arguments()
    raise_descriptor_limit()
    if len(CORES) < 2:
        print("One core only: client and server share it, nothing is pinned, and the ratios are worth less.")
    seconds, rounds = (0.4, 3) if given.quick else (1.0, 11)
    wanted = given.only.split(",")
    report = Report("calls by")
    with tempfile.TemporaryDirectory() as scratch:
        body = Path(scratch, "answer.json")
        body.write_bytes(example(given.answer))
        # With a core of its own it need not sleep, and then the client need not wake it.
        spin = ("--spin",) if len(CORES) > 1 else ()
        with Server((given.programs / "bench_canned", "--body", body, *spin)) as server:
            bench = Bench(given.programs / "bench_client", server, seconds, rounds)
            check_requests(bench)
            speed_rows(bench, report, wanted)
            if "exact" in wanted:
                exact_row(bench, report)
    report.print_comparison(NAMES.values())
    report.write(given.json, seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
