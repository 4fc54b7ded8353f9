"""A PostgreSQL server of the test's own, with fsync, and a plain connection to it."""
import contextlib
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

LIMIT = 240  # s to start or to end, on a machine that does much else


def _program(name):
    """Debian keeps the server's programs away from the path."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda each: float(each.parts[4]))
    return str(found[-1]) if found else name


def _libpq():
    library = ctypes.CDLL("libpq.so.5")
    for name in ("PQconnectdb", "PQexec"):
        getattr(library, name).restype = ctypes.c_void_p
    for name in ("PQgetvalue", "PQerrorMessage"):
        getattr(library, name).restype = ctypes.c_char_p
    return library


class Unavailable(Exception):
    """The server does not answer, or refuses the question."""


class Connection:
    """To ask with; connects again if it must."""

    _CONNECTED = 0
    _DONE = (1, 2)  # a command, rows

    def __init__(self, url):
        self._url = url.encode()
        self._pq = _libpq()
        self._to = None

    def close(self):
        if self._to:
            self._pq.PQfinish(self._to)
            self._to = None

    def ask(self, sql):
        """The rows, as texts."""
        if not self._to:
            self._to = ctypes.c_void_p(self._pq.PQconnectdb(self._url))
        result = ctypes.c_void_p(self._pq.PQexec(self._to, sql.encode()))
        try:
            if self._pq.PQresultStatus(result) not in self._DONE:
                raise Unavailable(self._pq.PQerrorMessage(self._to).decode(errors="replace"))
            return [tuple(self._pq.PQgetvalue(result, row, column).decode()
                          for column in range(self._pq.PQnfields(result)))
                    for row in range(self._pq.PQntuples(result))]
        finally:
            self._pq.PQclear(result)
            if self._pq.PQstatus(self._to) != self._CONNECTED:
                self.close()


class PostgresServer:
    """Listens on a socket in a folder of its own and nowhere else; ends with this process. Its superuser, "postgres",
    needs no password."""

    def __init__(self, within=None):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="postgres-", dir=within))
        self._user = {}
        self._process = None
        if os.geteuid() == 0:  # which the server does not want to be
            user = pwd.getpwnam("postgres")
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            self._user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def __enter__(self):
        made = self._run("initdb", f"--pgdata={self._folder}/data", "--username=postgres", "--auth=trust",
                         "--no-locale", "--encoding=UTF8", "--no-sync")
        if made.wait(LIMIT) != 0:
            raise AssertionError(f"initdb has failed:\n{self.log()}")
        self.start()
        return self

    def __exit__(self, *_):
        self.crash()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self):
        return f"postgresql://postgres@/postgres?host={self._folder}"

    def _run(self, name, *arguments):
        def end_with_parent():
            ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG

        with open(self._folder / "log", "ab") as log:
            return subprocess.Popen([_program(name), *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    cwd="/", preexec_fn=end_with_parent, **self._user)

    def start(self):
        """Returns when it answers."""
        self._process = self._run("postgres", "-D", f"{self._folder}/data", "-k", str(self._folder),
                                  "-c", "listen_addresses=", "-c", "max_connections=500", "-c", "shared_buffers=64MB",
                                  "-c", "dynamic_shared_memory_type=mmap")  # which goes with the folder
        self.await_answer()

    def await_answer(self):
        end = time.monotonic() + LIMIT
        while True:
            try:
                self.ask("SELECT 1")
                return
            except Unavailable as failure:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise AssertionError(f"PostgreSQL does not start:\n{self.log()}") from failure

    def ask(self, sql):
        with contextlib.closing(Connection(self.url)) as connection:
            return connection.ask(sql)

    @contextlib.contextmanager
    def stopped(self):
        """All its processes stand still."""
        own = self._process.pid
        children = pathlib.Path(f"/proc/{own}/task/{own}/children").read_text().split()
        all_of_it = [own, *map(int, children)]  # it first: it makes no more of them
        for each in all_of_it:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in all_of_it:
                os.kill(each, signal.SIGCONT)

    def crash(self):
        """Ends it as `pg_ctl stop -m immediate` does; what it knows is on the disk, or lost."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(LIMIT)
            self._process = None

    def log(self):
        return (self._folder / "log").read_text(errors="replace")
