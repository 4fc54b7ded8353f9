"""An app that is installed in workspaces of a local Frame.io: what the tests of frameio installations begin with."""
import base64
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from sealing import seal, unseal

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "samples"), str(TESTS / "simulator")]

from local_frameio import TOKEN, Simulator  # noqa: E402
from processes import BIN, LIMIT, frameio  # noqa: E402

URL = "https://app.example/frameio"
MANIFEST = {"webhook": {"events": ["file.ready", "comment.created"], "handlers": []},
            "actions": [{"event": "acme.publish", "name": "Publish", "description": "Sends it", "timeout": 7,
                         "multi_asset": False},
                        {"event": "acme.check", "name": "Check", "description": "Looks at it"}]}
SETTINGS = {"region": "eu", "api_key": "value-of-the-setting", "note": ""}
OF_THE_APP = {"ADOBE_CLIENT_ID": "client", "ADOBE_CLIENT_SECRET": "marker-of-the-client-secret"}
NOT_OURS = ("FRAMEIO_ENCRYPTION_KEY", "FRAMEIO_ENCRYPTION_KEY_FILE", "FRAMEIO_TOKEN", "FRAMEIO_API_URL", "ADOBE_IMS_URL",
            *OF_THE_APP)
HOUR = 3_600_000  # ms


def forget_environment():
    for name in NOT_OURS:  # whoever runs the tests may have some
        os.environ.pop(name, None)


def new_key():
    return frameio("keys", "generate").stdout.strip()


def now():
    return int(time.time() * 1000)


class Installed(unittest.TestCase):
    """A test with a store, and the app installed in a workspace."""

    manifest = MANIFEST

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "frameio.db"
        self.address = f"sqlite:{self.path}"
        self.key = new_key()
        self.sim = self.enterContext(Simulator("--rate-limits", "off"))
        self.account = self.sim.all("account")[0]["id"]
        self.workspace = self.sim.all("workspace")[0]["id"]
        self.name = f"{self.account}/{self.workspace}"
        self.admin = self.sim.call("GET", "/v4/me").json()["data"]["id"]
        self.secrets = {TOKEN, self.key, *OF_THE_APP.values(), *filter(lambda each: len(each) > 2, SETTINGS.values())}
        self.secrets.remove("client")
        self.install()

    def install(self, workspace=None, admin=None, key=None, manifest=None):
        done = subprocess.run(
            [BIN / "installed_store", self.address, self.account, workspace or self.workspace, admin or self.admin, URL,
             *(f"{name}={value}" for name, value in SETTINGS.items())],
            input=json.dumps(manifest or self.manifest), capture_output=True, text=True, timeout=LIMIT,
            env={**os.environ, "FRAMEIO_API_URL": self.sim.url, "FRAMEIO_TOKEN": TOKEN,
                 "FRAMEIO_ENCRYPTION_KEY": key or self.key})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.secrets.update(each["secret"] for each in [*self.sim.all("webhook"), *self.sim.all("action")])

    def another_workspace(self):
        return self.sim.call("POST", f"/v4/accounts/{self.account}/workspaces", {"name": "Another"}).json()["data"]["id"]

    def database(self):
        return contextlib.closing(sqlite3.connect(self.path, isolation_level=None))

    def kept(self, name, collection="installation"):
        with self.database() as database:
            database.text_factory = bytes
            found = database.execute("SELECT value FROM document WHERE collection = ? AND key = ?",
                                     (collection, name)).fetchone()
            return found and found[0]

    def put(self, name, value, collection="installation", expires=None):
        with self.database() as database:
            database.execute("INSERT INTO collection VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET changes = changes + 1",
                             (collection,))
            database.execute("INSERT OR REPLACE INTO document (collection, key, value, version, expires) SELECT ?, ?, "
                             "CAST(? AS TEXT), changes, ? FROM collection WHERE name = ?",
                             (collection, name, value, expires, collection))

    def record(self):
        return json.loads(unseal(self.key, "installation", self.name, self.kept(self.name)))

    def keep(self, record):
        name = f"{record['account_id']}/{record['workspace_id']}"
        self.put(name, seal(self.key, "installation", name, json.dumps(record).encode()))

    def change_record(self, **members):
        """None takes it away."""
        changed = {**self.record(), **members}
        self.keep({name: value for name, value in changed.items() if value is not None})

    def log_in(self, user=None, access=None, refresh="", expires=None, key=None):
        """What a login to the install pages leaves in the store."""
        token = {"access": access or TOKEN, "refresh": refresh, "scope": "", "obtained": now() - HOUR,
                 "expires": expires or now() + 24 * HOUR}
        name = f"/{user or self.admin}"
        self.put(name, seal(key or self.key, "token", name, json.dumps(token).encode()), "token")

    def tokens_of(self, user):
        """Access and refresh token, as Adobe gives them."""
        login = {"client_id": OF_THE_APP["ADOBE_CLIENT_ID"], "redirect_uri": "http://127.0.0.1/", "response_type": "code",
                 "scope": "openid offline_access"}
        gone = self.sim.form("/ims/authorize/v2", user=user, **login)
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(gone.headers["Location"]).query)["code"][0]
        basic = base64.b64encode(":".join(OF_THE_APP.values()).encode()).decode()
        body = urllib.parse.urlencode({"grant_type": "authorization_code", "code": code})
        given = self.sim.send("POST", "/ims/token/v3", body, {
            "Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}).json()
        self.secrets.update((given["access_token"], given["refresh_token"]))
        return given["access_token"], given["refresh_token"]

    def run_with(self, *arguments, code=0, keys=None, **environment):
        given = {"FRAMEIO_ENCRYPTION_KEY": ",".join([self.key] if keys is None else keys), "FRAMEIO_API_URL": self.sim.url,
                 "ADOBE_IMS_URL": self.sim.url, "FRAMEIO_STORE": self.address, **environment}
        done = frameio("installations", *arguments, **{name: value for name, value in given.items() if value})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.secrets.update(each["secret"] for each in [*self.sim.all("webhook"), *self.sim.all("action")])
        for secret in self.secrets:
            self.assertNotIn(secret, done.stdout + done.stderr)
        return done

    def text(self, *arguments, **more):
        done = self.run_with(*arguments, **more)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def json(self, *arguments, **more):
        return json.loads(self.text(*arguments, "--json", **more))

    def refused(self, *arguments, code=1, **more):
        done = self.run_with(*arguments, code=code, **more)
        self.assertEqual(done.stdout, "")
        return done.stderr
