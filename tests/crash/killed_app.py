"""The process that is killed and started again."""
import os
import pathlib
import select
import signal
import subprocess
import threading
import time

from fake_api import TOKEN
from sender import SECRET

LIMIT = 120  # s for anything that is waited for
SHORT_LEASE = 3.0  # how long events that a killed app was running wait for the next one
ESTABLISHED = "01"  # in the kernel's list of connections
NAP = 0.1  # s between looks at what nobody tells


def _is_ready(file, seconds):
    """Whether it can be read within that time. Its number may be large: there are many connections."""
    watch = select.poll()
    watch.register(file, select.POLLIN)
    return bool(watch.poll(1000 * seconds))


class KilledApp:
    """crash_app with a store, as often as it is started. Its calls to the API are made with the token."""

    _changed = threading.Condition()  # whether any of them listens

    def __init__(self, program, folder, store, api_url, *flags, token=TOKEN):
        self.store = store
        self.port = None
        self._lives = 0  # in which it has listened
        self._log = folder / f"{token}.log"
        self._command = [str(program), "--listen", "127.0.0.1:0", "--store", store.address, *flags]
        self._environment = {**os.environ, "WEBHOOK_SECRET": SECRET,
                             "CUSTOM_ACTION_SECRET": SECRET, "FRAMEIO_TOKEN": token, "FRAMEIO_API_URL": api_url}
        self._process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process is not None:
            self.kill()

    def begin(self, **environment):
        """Starts it, and does not wait for anything."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log,
                                             env={**self._environment, **environment})

    def is_listening(self):
        """Waits until it is ready for deliveries, or has ended."""
        line = self._process.stdout.readline() if _is_ready(self._process.stdout, LIMIT) else b""
        if not line.startswith(b"listening on "):
            self._process.wait(LIMIT)
            return False
        with self._changed:
            self.port = int(line.rsplit(b":", 1)[1])
            self._lives += 1
            self._changed.notify_all()
        return True

    @classmethod
    def await_one(cls, apps, lives):
        """Waits, in any thread, until one of the apps listens, in a later life than `lives` says; returns the first
        such app, its life's number, and its port."""
        def find():
            return next(((app, app._lives, app.port) for app in apps if app.port and app._lives > lives.get(app, 0)),
                        None)

        with cls._changed:
            found = cls._changed.wait_for(find, LIMIT)
            if not found:
                raise AssertionError("no app listens")
            return found

    def start(self):
        self.begin()
        if not self.is_listening():
            raise AssertionError(f"it does not start, or not after a crash:\n{self.log()}")

    def has_ended(self):
        return self._process.poll() is not None

    def wait(self):
        """The exit code of one that has been killed, or ends by itself."""
        code = self._process.wait(LIMIT)
        with self._changed:
            self.port = None
        self._process.stdout.close()
        return code

    def signal(self, number):
        """Sends a signal, from any thread; the process may have ended."""
        self._process.send_signal(number)

    def kill(self):
        """Kills it, and returns its exit code: it may have ended by itself."""
        self._process.kill()
        return self.wait()

    def ends_within(self, seconds):
        """Waits until it has ended, and no longer than that."""
        watched = os.pidfd_open(self._process.pid)
        ended = _is_ready(watched, seconds)
        os.close(watched)
        return ended

    def has_unread(self):
        """Whether something was sent to it that it has not read."""
        rows = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return any(row[1].endswith(f":{self.port:04X}") and row[3] == ESTABLISHED and not row[4].endswith(":00000000")
                   for row in rows)

    def drain(self):
        """Ends it as an administrator does; returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait_until(self, what, condition):
        """Looks again and again, as long as it takes; at once when the process has ended."""
        end = time.monotonic() + LIMIT
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"not within {LIMIT} s: {what}\n{self.log()}")
            self.nap()

    def nap(self):
        """What is done between two looks."""
        if not self.has_ended():
            self.ends_within(NAP)

    def is_idle(self):
        """Whether all stored events are done or parked."""
        return self.store.unfinished() == 0

    def log(self):
        return self._log.read_text(errors="replace") if self._log.exists() else ""
