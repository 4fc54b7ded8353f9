"""The process that is killed and started again, and what its store says."""
import contextlib
import os
import select
import signal
import sqlite3
import subprocess
import time

from fake_api import TOKEN
from sender import SECRET

LIMIT = 120  # s for anything that is waited for
SHORT_LEASE = 4.0  # how long events that a killed app was running wait for the next one
PENDING, RUNNING, DONE, PARKED = range(4)


class KilledApp:
    """crash_app with a store in `folder`, as often as it is started."""

    def __init__(self, program, folder, api_url, *flags):
        self.store = folder / "crash.db"
        self.port = None
        self.starts = 0
        self._log = folder / "log.txt"
        self._command = [str(program), "--listen", "127.0.0.1:0", "--store", f"sqlite:{self.store}", *flags]
        self._environment = {**os.environ, "WEBHOOK_SECRET": SECRET, "FRAMEIO_TOKEN": TOKEN, "FRAMEIO_API_URL": api_url}
        self._process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process is not None:
            self.kill()

    def begin(self, **environment):
        """Starts it, and does not wait for anything."""
        self.starts += 1
        self.port = None
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log,
                                             env={**self._environment, **environment})

    def is_listening(self):
        """Waits until it is ready for deliveries, or has ended."""
        ready, _, _ = select.select([self._process.stdout], [], [], LIMIT)
        line = self._process.stdout.readline() if ready else b""
        if not line.startswith(b"listening on "):
            self._process.wait(LIMIT)
            return False
        self.port = int(line.rsplit(b":", 1)[1])
        return True

    def start(self):
        self.begin()
        if not self.is_listening():
            raise AssertionError(f"it does not start, or not after a crash:\n{self.log()}")

    def has_ended(self):
        return self._process.poll() is not None

    def wait(self):
        """The exit code of one that has been killed, or ends by itself."""
        code = self._process.wait(LIMIT)
        self._process.stdout.close()
        return code

    def signal(self, number):
        """Sends a signal, from any thread; the process may have ended."""
        self._process.send_signal(number)

    def kill(self):
        """Kills it, and returns its exit code: it may have ended by itself."""
        self._process.kill()
        return self.wait()

    def drain(self):
        """Ends it as an administrator does; returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait_until(self, what, condition):
        """Looks again and again, as long as it takes."""
        end = time.monotonic() + LIMIT
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"not within {LIMIT} s: {what}\n{self.log()}")
            time.sleep(0.03)

    def forget(self):
        """Loses the store, as no app may."""
        for path in self.store.parent.glob(self.store.name + "*"):
            path.unlink()

    def log(self):
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _ask(self, query):
        with contextlib.closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=LIMIT)) as database:
            return database.execute(query).fetchall()

    def events(self):
        """(file id, state, reason) of each stored event."""
        return self._ask("SELECT resource_id, state, reason FROM event")

    def is_idle(self):
        """Whether all stored events are done or parked. Not while nobody can tell: an app that was killed may have left
        no tables, or a log that only its next start may read."""
        try:
            return self._ask("SELECT count(*) FROM event WHERE state < 2") == [(0,)]
        except sqlite3.OperationalError:
            return False

    def is_sound(self):
        return self._ask("PRAGMA integrity_check") == [("ok",)]
