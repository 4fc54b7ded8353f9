"""The receive path against its goals, G1 to G10. Run by `bench/run receive`.

Every figure is a ratio to the limit, a server that does only what cannot be left out, measured in the same rounds.
G5 is counted exactly and decides the exit code; the others depend on the machine and its other users.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import exact
import rows
from processes import CORES, Program, raise_descriptor_limit
from report import Report
from rows import Bench, medians, ratios

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def find_programs(folder):
    listen = ("--listen", "127.0.0.1:0")
    tls_framework = ("--tls-cert", "certificate", "--tls-key", "key")
    tls_limit = ("--tls", "certificate", "key")
    found = [
        Program("limit", (folder / "bench_limit", *listen), True, tls_limit),
        Program("framework", (folder / "bench_framework", *listen, "--store", "memory:"), True, tls_framework),
        Program("parsed", (folder / "bench_parsed", *listen), True),
        Program("beast", (folder / "bench_beast", *listen)),
    ]
    found = [program for program in found if program.command[0].exists()]
    if shutil.which("go"):
        built = folder / "bench_go"
        subprocess.run(["go", "build", "-o", built, HERE / "peers/server.go"], check=True)
        found.append(Program("go net/http", (built,), is_native=False))
    if shutil.which("node"):
        found.append(Program("node http", ("node", HERE / "peers/server.mjs"), is_native=False))
    return found


def make_certificate(folder):
    certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def ratio_row(report, goal, what, bound, column, figures, key="cpu_us"):
    report.raw[what] = figures
    of_limit = ratios(figures, key)
    middle = medians(figures, key)
    note = ", ".join(f"{name} {middle[name]:.2f}" for name in ("limit", "framework") if name in middle) + " µs"
    report.judge(goal, what, bound, of_limit.get("framework"), note)
    report.compare(column, of_limit)
    return middle


def throughput_rows(bench, report, wanted, many):
    if "G1" in wanted:
        middle = ratio_row(report, "G1", "keep-alive, 315 B: CPU", 1.20, "keep-alive", rows.receiving(bench, many))
        report.compare("CPU µs", middle)
    if "G2" in wanted:
        ratio_row(report, "G2", "4 KiB body: CPU", 1.20, "4 KiB", rows.receiving(bench, bench.rounds, "--body", 4096))
    if "G3" in wanted:
        figures = rows.receiving(bench, bench.rounds, "--mode", "pipelined", "--depth", 16)
        ratio_row(report, "G3", "16 requests pipelined: CPU", 1.8, "pipelined", figures)
    if "G4" in wanted:
        figures = rows.receiving(bench, bench.rounds, "--mode", "close")
        ratio_row(report, "G4", "new connection for each request: CPU", 1.15, "new connection", figures)


def exact_rows(bench, report):
    if not shutil.which("valgrind"):
        print("G5   valgrind is not there")
        return
    native = [program for program in bench.programs if program.is_native]
    figures = {program.name: rows.counted(bench, program) for program in native}
    ours = figures.get("framework", {"allocations": None, "instructions": None})
    report.raw["exact"] = figures
    report.judge("G5", "heap allocations for a request", 0, ours["allocations"])
    report.judge("G5", "user instructions for a request, without SHA", exact.BUDGET, ours["instructions"])
    report.compare("instructions", {name: each["instructions"] for name, each in figures.items()}, "{:,.0f}")
    report.compare("allocations", {name: each["allocations"] for name, each in figures.items()}, "{:.2f}")


def thread_row(bench, report):
    figures = rows.threads(bench)
    report.raw["threads"] = figures

    def of_one(name):
        if f"{name}, 2" not in figures:
            return None
        return ratios({key: figures[key] for key in figures if key.startswith(name)}, base=f"{name}, 1")[f"{name}, 2"]

    note = f"limit {of_one('limit'):.2f}; both free to use two cores, one of them shared with the load"
    report.judge("G6", "two threads: CPU, to one thread's", 1.05, of_one("framework"), note)


def tls_rows(bench, report):
    figures = rows.tls(bench)
    ratio_row(report, "G8", "TLS 1.3 keep-alive: CPU", 1.05, "TLS", figures)
    figures = rows.tls(bench, "--handshakes")
    ratio_row(report, "G8", "full TLS handshake: CPU", 1.05, "handshake", figures)


def memory_rows(bench, report):
    plain = {program.name: rows.idle_memory(bench, program, False) for program in bench.programs}
    tls = {program.name: rows.idle_memory(bench, program, True) for program in bench.programs if program.tls_flags}
    report.raw["idle KiB"] = {"plain": plain, "tls": tls}
    report.judge("G9", "KiB for an idle connection, plain", 0.5, plain.get("framework"), f"limit {plain['limit']:.2f}")
    report.judge("G9", "KiB for an idle connection, TLS", 30, tls.get("framework"), f"limit {tls['limit']:.2f}")
    report.compare("idle KiB", plain)
    report.compare("TLS idle KiB", tls, "{:.1f}")


def start_row(bench, report):
    times = {program.name: rows.start_time(bench, program) for program in bench.programs}
    report.raw["start ms"] = times
    report.judge("G10", "ms from start to accepting", 10, times.get("framework"), f"limit {times['limit']:.2f}")
    report.compare("start ms", times, "{:.1f}")


def run(bench, report, wanted, many):
    throughput_rows(bench, report, wanted, many)
    if "G5" in wanted:
        exact_rows(bench, report)
    if "G6" in wanted:
        thread_row(bench, report)
    if "G7" in wanted:
        figures = rows.latency(bench, many)
        ratio_row(report, "G7", "median latency at 5,000 requests/s", 1.05, "latency", figures, "p50")
    if "G8" in wanted:
        tls_rows(bench, report)
    if "G9" in wanted:
        memory_rows(bench, report)
    if "G10" in wanted:
        start_row(bench, report)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: a look, not a result")
    parser.add_argument("--only", default=",".join(f"G{i}" for i in range(1, 11)), help="goals, such as G1,G5")
    parser.add_argument("--no-peers", action="store_true", help="the limit and the framework only")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--json", type=Path, default=ROOT / "build/release/bench-receive.json")
    return parser.parse_args()


def main():
    given = parse_arguments()
    raise_descriptor_limit()
    if len(CORES) < 2:
        print("One core only: server and load share it, nothing is pinned, and the ratios are worth less.")
    with tempfile.TemporaryDirectory() as scratch:
        found = find_programs(given.programs)
        seconds, rounds, many = (0.4, 3, 5) if given.quick else (1.0, 7, 20)
        load = given.programs / "bench_load"
        bench = Bench(found, load, make_certificate(scratch), seconds, rounds, scratch)
        if given.no_peers:
            bench.programs = rows.paired(bench)
        report = Report("server")
        run(bench, report, given.only.split(","), many)
        report.print_comparison([program.name for program in bench.programs])
        report.write(given.json, bench.seconds)
    return 1 if report.has_missed("G5") else 0


if __name__ == "__main__":
    sys.exit(main())
