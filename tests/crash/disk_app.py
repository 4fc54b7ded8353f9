"""An app on a disk that fails as it is told, and deliveries for it."""
import collections
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import time

import power_loss

LIMIT = 60  # s for anything that is waited for
SECRET = "webhook secret of the test"
STORE = "disk.db"


def _signed(file):
    body = json.dumps({"account": {"id": "account"}, "project": {"id": "project"}, "user": {"id": "user"},
                       "resource": {"id": file, "type": "file"}, "type": "file.upload.completed",
                       "workspace": {"id": "workspace"}}).encode()
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return body, {"Content-Type": "application/json", "X-Frameio-Request-Timestamp": stamp,
                  "X-Frameio-Signature": "v0=" + digest}


class Answer:
    def __init__(self, status, retry_after, seconds):
        self.status = status
        self.retry_after = retry_after
        self.seconds = seconds


class DiskApp:
    """disk_app with its store in `folder`, and beside that the disk's journal. As long as `broken` is there, what has
    begun to fail goes on to."""

    def __init__(self, programs, folder):
        self.folder = pathlib.Path(folder)
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        self.store = self.disk / STORE
        self.broken = self.folder / "broken"
        self.port = None
        self._taken = collections.defaultdict(list)  # by the port, which others may get again: files answered 200
        self._journal = self.folder / "journal"
        self._log = self.folder / "log.txt"
        self._command = [str(programs.app), "--listen", "127.0.0.1:0", "--store", f"sqlite:{self.store}", "--threads", "1",
                         "--lease", "3"]
        self._environment = {**os.environ, "WEBHOOK_SECRET": SECRET, "LD_PRELOAD": str(programs.disk),
                             "DISK_FOLDER": str(self.disk), "DISK_JOURNAL": str(self._journal)}
        self._process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process is not None and self._process.poll() is None:
            self.end(signal.SIGKILL)

    def start(self, **disk):
        """Whether it listens; otherwise it has ended."""
        variables = {f"DISK_{name.upper()}": str(value) for name, value in disk.items()}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log,
                                             env={**self._environment, **variables})
        ready, _, _ = select.select([self._process.stdout], [], [], LIMIT)
        line = self._process.stdout.readline() if ready else b""
        if line.startswith(b"listening on "):
            self.port = int(line.rsplit(b":", 1)[1])
            return True
        self.code = self.end(signal.SIGKILL) if not ready else self._wait()
        return False

    def _wait(self):
        code = self._process.wait(LIMIT)
        self._process.stdout.close()
        return code

    def end(self, number=signal.SIGTERM):
        """Its exit code."""
        self._process.send_signal(number)
        return self._wait()

    def deliver(self, file):
        """Sends it once."""
        body, headers = _signed(file)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        with contextlib.closing(connection):
            connection.connect()
            port = connection.sock.getsockname()[1]
            began = time.monotonic()
            connection.request("POST", "/", body, headers)
            answer = connection.getresponse()
            if answer.status == 200:
                self._taken[port].append(file)  # while the port is ours
            return Answer(answer.status, answer.getheader("Retry-After"), time.monotonic() - began)

    def log(self):
        return self._log.read_text(errors="replace")

    def records(self):
        return power_loss.read_journal(self._journal)

    def acknowledged(self, records):
        """Of each record the file whose delivery is answered with 200, or is about to be; none if it is another."""
        taken = {port: iter(files) for port, files in self._taken.items()}
        return [next(taken[each.place]) if each.kind == "A" else None for each in records]

    def beside(self):
        """Another process that has the store open, on the same disk."""
        return Other(self.store, {name: self._environment[name]
                                  for name in ("LD_PRELOAD", "DISK_FOLDER", "DISK_JOURNAL")})


class Other:
    """Runs SQL in a process of its own."""

    _PROGRAM = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in sys.stdin:
    print(database.execute(line).fetchall(), flush=True)
database.close()
"""

    def __init__(self, store, environment):
        self._process = subprocess.Popen([sys.executable, "-c", self._PROGRAM, str(store)], text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         env={**os.environ, **environment})

    def __enter__(self):
        self.execute("SELECT count(*) FROM event")
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(LIMIT)

    def execute(self, sql):
        """Returns when it is done."""
        self._process.stdin.write(sql + "\n")
        self._process.stdin.flush()
        if not self._process.stdout.readline():
            raise AssertionError(f"another process cannot do {sql}")
