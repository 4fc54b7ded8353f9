"""Runs programs of the build and waits for what they print: no sleeps, only lines and exits, each with a time limit."""
import os
import pathlib
import queue
import re
import select
import signal
import subprocess
import threading
import time

BIN = pathlib.Path(os.environ["FRAMEIO_BIN"])
CLI = str(BIN / "frameio")
LIMIT = 60
WEBHOOK_SECRET = "webhook secret of the test"
ACTION_SECRET = "action secret of the test"
NAP = 0.05  # s between looks at what nobody tells
OF_APPS = ("FRAMEIO_ENCRYPTION_KEY", "FRAMEIO_ENCRYPTION_KEY_FILE", "FRAMEIO_TOKEN", "FRAMEIO_API_URL", "ADOBE_IMS_URL",
           "ADOBE_CLIENT_ID", "ADOBE_CLIENT_SECRET")


def forget_environment():
    """Whoever runs the tests may have apps of their own."""
    for name in OF_APPS:
        os.environ.pop(name, None)


class Program:
    """A program that runs until it is told to end. Collects what it prints. Without a store, unless it is given one."""

    def __init__(self, name, *arguments, folder=None, **environment):
        self.lines = []
        self.log = []
        self._arrived = queue.Queue()
        self._process = subprocess.Popen(
            [str(BIN / name), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
            env={**os.environ, "FRAMEIO_STORE": "memory:", **environment})
        self._readers = [self._read(self._process.stdout, self.lines), self._read(self._process.stderr, self.log)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self.has_ended():
            self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join()
        self._process.stdout.close()
        self._process.stderr.close()

    def _read(self, stream, lines):
        def run():
            for line in stream:
                lines.append(line.rstrip("\n"))
                self._arrived.put(True)
            self._arrived.put(False)
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def wait_for(self, pattern):
        """The match of the first line, of either stream, with the pattern."""
        end = time.monotonic() + LIMIT
        open_streams = 2
        while True:
            for line in [*self.lines, *self.log]:
                found = re.search(pattern, line)
                if found:
                    return found
            if open_streams == 0:
                raise AssertionError(f"ended without a line like {pattern!r}: {self.lines} {self.log}")
            try:
                open_streams -= not self._arrived.get(timeout=max(end - time.monotonic(), 0))
            except queue.Empty:
                raise AssertionError(f"no line like {pattern!r} in {LIMIT} s: {self.lines} {self.log}") from None

    def url(self):
        return self.wait_for(r"^listening on (\S+)$").group(1)

    def wait_until(self, look, wanted):
        """Looks again and again at what nobody tells; no longer when it has ended."""
        end = time.monotonic() + LIMIT
        while (seen := look()) != wanted:
            if time.monotonic() > end or self.has_ended():
                raise AssertionError(f"{seen!r} has not become {wanted!r}: {self.lines} {self.log}")
            self.nap()

    def nap(self):
        """What is done between two looks."""
        self.ends_within(NAP)

    def has_ended(self):
        return self._process.poll() is not None

    def ends_within(self, seconds):
        """Waits until it has ended, and no longer than that."""
        if self.has_ended():
            return True
        ended = os.pidfd_open(self._process.pid)
        watch = select.poll()
        watch.register(ended, select.POLLIN)
        is_over = bool(watch.poll(1000 * seconds))
        os.close(ended)
        return is_over

    def wait(self):
        """Waits until it has ended by itself; returns its exit code."""
        code = self._process.wait(LIMIT)
        for reader in self._readers:
            reader.join(LIMIT)
        return code

    def stop(self, number=signal.SIGTERM):
        """Tells it to end; returns its exit code."""
        self._process.send_signal(number)
        return self.wait()


def frameio(*arguments, stdin=None, **environment):
    """Runs the frameio command."""
    return subprocess.run([CLI, *arguments], input=stdin, capture_output=True, text=True, timeout=LIMIT,
                          env={**os.environ, "FRAMEIO_STORE": "memory:", **environment})


def new_key():
    return frameio("keys", "generate").stdout.strip()
