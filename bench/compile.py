"""G11: what a translation unit with three handlers costs to compile. Run by `bench/run compile`.

The CPU time of the compiler, against that of a unit that includes only <boost/asio/awaitable.hpp>, in alternation.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BOUND = 4.0


def compile_seconds(compiler, source):
    flags = ["-std=c++20", "-O2", "-I", str(HERE.parent / "include"), "-c", "-o", os.devnull]
    child = subprocess.Popen([compiler, *flags, str(HERE / source)])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{source} does not compile")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--compiler", default=os.environ.get("CXX", "g++"))
    given = parser.parse_args()
    pairs = []
    for _ in range(3 if given.quick else 7):
        sources = ("compile_baseline.cpp", "compile_handlers.cpp")
        pairs.append([compile_seconds(given.compiler, source) for source in sources])
    ratio = statistics.median(handlers / baseline for baseline, handlers in pairs)
    baseline, handlers = (statistics.median(column) for column in zip(*pairs))
    verdict = "met" if ratio <= BOUND else "missed"
    print(f"G11  three handlers, -O2, {given.compiler}: {handlers:.2f} s of CPU")
    print(f"     <boost/asio/awaitable.hpp> alone: {baseline:.2f} s")
    print(f"     ratio {ratio:.2f}, goal <= {BOUND:g}: {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
