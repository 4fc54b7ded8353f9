"""Servers and loads as processes: started, pinned, looked at and ended."""

import contextlib
import dataclasses
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECRET = "a-secret-of-the-bench-with-a-usual-length"
CORES = sorted(os.sched_getaffinity(0))
# With one core there is nothing to separate, and the rows say so.
SERVER_CORE = {CORES[0]} if len(CORES) > 1 else None
LOAD_CORE = {CORES[1]} if len(CORES) > 1 else None
BOTH_CORES = set(CORES[:2]) if len(CORES) > 1 else None


def raise_descriptor_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextlib.contextmanager
def pinned(cores):
    """Children that are started inside inherit these cores, without a program in between."""
    before = os.sched_getaffinity(0)
    if cores:
        os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextlib.contextmanager
def kept_awake(cores):
    """Spins there with idle priority: that gives way at once, and a virtual CPU that went to sleep does not."""
    code = "import os; os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\nwhile True: pass"
    with pinned(cores):
        spinning = subprocess.Popen([sys.executable, "-c", code])
    try:
        yield
    finally:
        spinning.kill()
        spinning.wait()


@dataclasses.dataclass(frozen=True)
class Program:
    """A server's name in the tables, and how it is started."""

    name: str
    command: tuple
    threads_flag: bool = False
    tls_flags: tuple = ()
    is_native: bool = True


class Server:
    """A running server; ended with the block that it is used in."""

    def __init__(self, command, cores=SERVER_CORE, wrapper=(), patience=60, folder=None):
        self.errors = tempfile.TemporaryFile("w+")  # a pipe that no one reads would stop a server that logs
        began = time.perf_counter()
        with pinned(cores):
            self.process = subprocess.Popen(
                [*wrapper, *map(str, command)],
                stdout=subprocess.PIPE,
                stderr=self.errors,
                text=True,
                cwd=folder,
                env={**os.environ, "WEBHOOK_SECRET": SECRET},
            )
        self.address = self._read_address(patience)
        socket.create_connection(self.address, timeout=10).close()
        self.start_seconds = time.perf_counter() - began

    def _read_address(self, patience):
        timer = signal.signal(signal.SIGALRM, lambda *_: self.process.kill())
        signal.alarm(patience)
        line = self.process.stdout.readline()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, timer)
        found = re.match(r"listening on https?://([\d.]+):(\d+)", line)
        if not found:
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"{self.process.args} did not start: {line}{self.log()}")
        return found[1], int(found[2])

    def cpu_nanoseconds(self):
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks)

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def log(self):
        self.errors.seek(0)
        return self.errors.read()

    def stop(self):
        """Asks it to end, and waits for it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise RuntimeError(f"{self.process.args} does not end on SIGTERM") from None
        self.process.stdout.close()
        self.errors.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            if kind is None:
                self.stop()
            else:
                self.process.kill()
                self.process.wait()


class Load:
    """The load generator, against one server."""

    def __init__(self, program, server, *flags):
        host, port = server.address
        self.server = server
        with pinned(LOAD_CORE):
            self.process = subprocess.Popen(
                [str(program), "--to", f"{host}:{port}", *map(str, flags)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "WEBHOOK_SECRET": SECRET},
            )

    def result(self):
        line = self.process.stdout.readline()
        if not line.startswith("{"):
            raise RuntimeError(f"{self.process.args} failed")
        return json.loads(line)

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        if self.process.wait() != 0:
            raise RuntimeError(f"{self.process.args}: there were errors")


def run_load(program, server, *flags):
    """Runs a load and returns its figures, with the server's CPU time for a request.

    The clock of the server starts when the connections are there and have been used once.
    """
    load = Load(program, server, "--hold", *flags)
    if load.process.stdout.readline() != "ready\n":
        raise RuntimeError(f"{load.process.args} failed")
    before = server.cpu_nanoseconds()
    load.process.stdin.write("\n")
    load.process.stdin.flush()
    figures = load.result()
    spent = server.cpu_nanoseconds() - before
    load.end()
    if not figures["requests"]:
        raise RuntimeError(f"{load.process.args}: no request was answered")
    return {**figures, "cpu_us": spent / 1000 / figures["requests"]}
