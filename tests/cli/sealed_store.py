"""A store of a test's own, with what apps keep sealed in it."""
import contextlib
import pathlib
import sqlite3
import sys
import tempfile
import unittest

from sealing import seal

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / each) for each in ("samples", "simulator", "crash")]

from processes import forget_environment, frameio  # noqa: E402


class SealedStore(unittest.TestCase):
    """A test with one, and a command that is asked about it and never tells a secret."""

    group = ""  # of the commands
    collection = ""  # where things are if nothing else is said

    @classmethod
    def setUpClass(cls):
        forget_environment()

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "frameio.db"
        self.address = f"sqlite:{self.path}"
        self.assertEqual(frameio("store", "migrate", self.address).returncode, 0)
        self.secrets = set()

    def database(self):
        return contextlib.closing(sqlite3.connect(self.path, isolation_level=None))

    def keep(self, key, name, text, collection=None, expires=None):
        collection = collection or self.collection
        self.put(name, seal(key, collection, name, text), collection, expires)

    def put(self, name, value, collection=None, expires=None):
        collection = collection or self.collection
        with self.database() as database:
            database.execute("INSERT INTO collection VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET changes = changes + 1",
                             (collection,))
            database.execute("INSERT OR REPLACE INTO document (collection, key, value, version, expires) SELECT ?, ?, "
                             "CAST(? AS TEXT), changes, ? FROM collection WHERE name = ?",
                             (collection, name, value, expires, collection))

    def kept(self, name, collection=None):
        """Its value and when it expires; nothing if it is not there."""
        with self.database() as database:
            database.text_factory = bytes
            return database.execute("SELECT value, expires FROM document WHERE collection = ? AND key = ?",
                                    (collection or self.collection, name)).fetchone()

    def environment(self, keys):
        """Of the commands."""
        return {"FRAMEIO_ENCRYPTION_KEY": ",".join(keys or []), "FRAMEIO_STORE": self.address}

    def secrets_now(self):
        """What no command says."""
        return self.secrets

    def run_with(self, *arguments, code=0, keys=None, **environment):
        given = {**self.environment(keys), **environment}
        done = frameio(self.group, *arguments, **{name: value for name, value in given.items() if value})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for secret in self.secrets_now():
            self.assertNotIn(secret, done.stdout + done.stderr)
        return done

    def text(self, *arguments, **more):
        done = self.run_with(*arguments, **more)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def refused(self, *arguments, code=2, **more):
        done = self.run_with(*arguments, code=code, **more)
        self.assertEqual(done.stdout, "")
        return done.stderr
