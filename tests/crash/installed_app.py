"""An app that admins install, as often as it is started, and its store."""
import base64
import contextlib
import dataclasses
import os
import random
import socket
import sqlite3

from killed_app import LIMIT, KilledApp
from stores import PostgresStore, SqliteStore

NAME = "Greeter"


@dataclasses.dataclass(frozen=True)
class Version:
    """Of install_app: what its environment says, and what it wants to have."""
    number: str
    path: str
    events: tuple
    actions: tuple  # (event, name, description)

    def environment(self):
        return {"INSTALL_APP_VERSION": self.number, "FRAMEIO_PATH": self.path}

    def wants(self, origin):
        """All that is to be there, as `shown` says it."""
        url = origin + self.path
        return sorted([("webhook", NAME, self.events, url, True)] +
                      [("action", *each, url, True) for each in self.actions])


def shown(registered):
    """What counts of a webhook or an action of the platform."""
    of = registered
    if of["kind"] == "webhook":
        return "webhook", of["name"], tuple(sorted(of["events"])), of["url"], of["active"]
    return "action", of["event"], of["name"], of["description"], of["url"], of["active"]


FIRST = Version("1", "/", ("file.ready",),
                (("acme.greet", "Greet", "Says hello"), ("acme.leave", "Leave", "Says goodbye")))
SECOND = Version("2", "/v2", ("comment.created", "file.ready"),
                 (("acme.greet", "Greet", "Says hello to all"), ("acme.praise", "Praise", "Says how good it is")))


@dataclasses.dataclass(frozen=True)
class Job:
    """That an admin orders."""
    name: str
    version: Version  # of the app that begins it
    ended_by: Version  # of the app that is started then
    stays: bool = True  # whether the app is there when it is done


INSTALL = Job("install", FIRST, FIRST)
UPDATE = Job("update", SECOND, SECOND)
UNINSTALL = Job("uninstall", SECOND, SECOND, stays=False)
INSTALL_REPLACED = Job("install, and go on as the next version", FIRST, SECOND)
UPDATE_REPLACED = Job("go back a version, and forth again", FIRST, SECOND)

# In the order in which one can follow the other.
COURSES = ((INSTALL, UPDATE, UNINSTALL), (INSTALL_REPLACED, UPDATE_REPLACED, UNINSTALL))


class _InstalledStore:
    """Looked into, and changed, while no app runs."""

    def records(self):
        """The versions of what is known of installations."""
        return self._do("SELECT version FROM document WHERE collection = 'installation'")

    def end_locks(self):
        """As time does: what an app has taken that was killed, it has for half a minute."""
        self._do("DELETE FROM document WHERE collection = 'lock'")


class InstalledInSqlite(_InstalledStore, SqliteStore):
    def _do(self, statement):
        with contextlib.closing(sqlite3.connect(self._path, timeout=LIMIT)) as database, database:
            return database.execute(statement).fetchall()

    def is_left(self):
        """Whether an app that was killed has no hand in it any more."""
        return True


class InstalledInPostgres(_InstalledStore, PostgresStore):
    def _do(self, statement):
        return self._ask(statement)

    def is_left(self):
        return self.sessions() == 0


def _free_address():
    """Nobody takes the port while the app does not run: who connects to others does so from 127.0.0.1."""
    host = "127." + ".".join(str(random.randint(1, 254)) for _ in range(3))
    with socket.socket() as taken:
        taken.bind((host, 0))
        return f"{host}:{taken.getsockname()[1]}"


class InstalledApp(KilledApp):
    """Has the same address each time, of its own: the platform and the admin's browser know it by that."""

    def __init__(self, program, folder, store, platform_url):
        super().__init__(program, folder, store, platform_url)
        self.address = _free_address()
        self.url = f"http://{self.address}"
        self._command = [str(program), "--listen", self.address, "--store", store.address]
        key = base64.b64encode(os.urandom(32)).decode()
        self._environment.update(ADOBE_IMS_URL=platform_url, ADOBE_CLIENT_ID="an-id", ADOBE_CLIENT_SECRET="a-secret",
                                 FRAMEIO_ENCRYPTION_KEY=key)
        for each in ("WEBHOOK_SECRET", "CUSTOM_ACTION_SECRET"):
            del self._environment[each]  # the platform makes them up

    def start_as(self, version, **environment):
        """Waits until it listens."""
        self.begin(**version.environment(), **environment)
        if not self.is_listening():
            raise AssertionError(f"it does not start:\n{self.log()}")
