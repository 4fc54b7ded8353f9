"""What the app's store says, by looking into it."""
import contextlib
import itertools
import sqlite3
import time

from postgres_server import Connection, Unavailable

LIMIT = 60  # s for an answer
PENDING, RUNNING, DONE, PARKED = range(4)

# Makes a store of SQLite one whose ledger forgets: no copy of an event is known for one.
FORGETFUL_FILE = "CREATE TRIGGER forget BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END"

# Makes a store of PostgreSQL one whose ledger forgets: no copy of an event is known for one.
FORGETFUL = ("CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
             "CREATE TRIGGER forget BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION forget()")


class _Store:
    """`address` is for the app. What is asked for is nothing while nobody can tell: an app that was killed may have
    left no tables, or a log that only its next start may read."""

    _VALUE = "{}"  # how a text is asked for

    def events(self):
        """(file id, state, reason) of each stored event."""
        rows = self._ask("SELECT {}, state, {} FROM event".format(*map(self._VALUE.format, ("resource_id", "reason"))))
        return [(file, int(state), reason) for file, state, reason in rows]

    def _count(self, of):
        try:
            return int(self._ask("SELECT count(*) FROM " + of)[0][0])
        except (sqlite3.OperationalError, Unavailable):
            return None

    def unfinished(self):
        return self._count(f"event WHERE state < {DONE}")

    def running(self):
        return self._count(f"event WHERE state = {RUNNING}")

    def lost_runs(self):
        """How many runs were taken over by another one, because their lease had run out."""
        return self._count("run WHERE ending = 'lost'")

    def leased(self):
        """How many events have a lease that has not run out."""
        return self._count(f"event WHERE state = {RUNNING} AND leased_until > {1000 * time.time():.0f}")

    def run_again(self):
        """How many events had more than one run, beside such that were given back."""
        return self._count("(SELECT 1 FROM run WHERE ending <> 'given back' "
                           "GROUP BY event HAVING count(*) > 1) AS again")

    def is_sound(self):
        """Only what is running has a run that has not ended."""
        return self._count("run JOIN event ON event.id = run.event "
                           f"WHERE run.ended IS NULL AND state <> {RUNNING}") == 0


class SqliteStore(_Store):
    def __init__(self, folder):
        self._path = folder / "crash.db"
        self.address = f"sqlite:{self._path}"

    def _ask(self, query):
        with contextlib.closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=LIMIT)) as database:
            return database.execute(query).fetchall()

    def is_sound(self):
        return super().is_sound() and self._ask("PRAGMA integrity_check") == [("ok",)]

    def never_remember(self):
        with contextlib.closing(sqlite3.connect(self._path, timeout=LIMIT)) as database:
            database.execute(FORGETFUL_FILE)

    def forget(self):
        """Loses everything, as no store may."""
        for path in self._path.parent.glob(self._path.name + "*"):
            path.unlink()

    def close(self):
        pass


class PostgresStore(_Store):
    """A schema of its own on a server that others use, too."""

    _VALUE = "convert_from({}, 'UTF8')"
    _numbers = itertools.count()

    def __init__(self, server):
        self._schema = f"crash_{next(self._numbers)}"
        self._connection = Connection(server.url)
        self.address = f"{server.url}&schema={self._schema}&application_name={self._schema}"

    def _ask(self, query):
        return self._connection.ask(f"SET search_path TO {self._schema}; {query}")

    def sessions(self):
        """How many are open that apps have with it: what one that was killed has sent may still be carried out."""
        return self._count(f"pg_stat_activity WHERE application_name = '{self._schema}'")

    def sabotage(self, *statements):
        for each in statements:
            self._ask(each)

    def forget(self):
        """Loses everything, as no store may."""
        self._connection.ask(f"SET client_min_messages TO warning; DROP SCHEMA {self._schema} CASCADE")

    def close(self):
        self._connection.close()
