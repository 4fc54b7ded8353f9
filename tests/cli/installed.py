"""An app that is installed in workspaces of a local Frame.io: what the tests of frameio installations begin with."""
import base64
import json
import os
import subprocess
import time
import urllib.parse

from sealed_store import SealedStore
from sealing import unseal

from local_frameio import TOKEN, Simulator
from processes import BIN, LIMIT, new_key

URL = "https://app.example/frameio"
MANIFEST = {"webhook": {"events": ["file.ready", "comment.created"], "handlers": []},
            "actions": [{"event": "acme.publish", "name": "Publish", "description": "Sends it", "timeout": 7,
                         "multi_asset": False},
                        {"event": "acme.check", "name": "Check", "description": "Looks at it"}]}
SETTINGS = {"region": "eu", "api_key": "value-of-the-setting", "note": ""}
OF_THE_APP = {"ADOBE_CLIENT_ID": "client", "ADOBE_CLIENT_SECRET": "marker-of-the-client-secret"}
HOUR = 3_600_000  # ms


def now():
    return int(time.time() * 1000)


class Installed(SealedStore):
    """A test with a store, and the app installed in a workspace."""

    group = "installations"
    collection = "installation"
    manifest = MANIFEST

    def setUp(self):
        super().setUp()
        self.key = new_key()
        self.sim = self.enterContext(Simulator("--rate-limits", "off"))
        self.account = self.sim.all("account")[0]["id"]
        self.workspace = self.sim.all("workspace")[0]["id"]
        self.name = f"{self.account}/{self.workspace}"
        self.admin = self.sim.call("GET", "/v4/me").json()["data"]["id"]
        self.secrets = {TOKEN, self.key, OF_THE_APP["ADOBE_CLIENT_SECRET"], SETTINGS["api_key"]}
        self.install()

    def install(self, workspace=None, admin=None, key=None, manifest=None):
        done = subprocess.run(
            [BIN / "installed_store", self.address, self.account, workspace or self.workspace, admin or self.admin, URL,
             *(f"{name}={value}" for name, value in SETTINGS.items())],
            input=json.dumps(manifest or self.manifest), capture_output=True, text=True, timeout=LIMIT,
            env={**os.environ, "FRAMEIO_API_URL": self.sim.url, "FRAMEIO_TOKEN": TOKEN,
                 "FRAMEIO_ENCRYPTION_KEY": key or self.key})
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def another_workspace(self):
        return self.sim.call("POST", f"/v4/accounts/{self.account}/workspaces", {"name": "Another"}).json()["data"]["id"]

    def record(self):
        return json.loads(unseal(self.key, "installation", self.name, self.kept(self.name)[0]))

    def keep_record(self, record):
        self.keep(self.key, f"{record['account_id']}/{record['workspace_id']}", json.dumps(record).encode())

    def change_record(self, **members):
        """None takes it away."""
        changed = {**self.record(), **members}
        self.keep_record({name: value for name, value in changed.items() if value is not None})

    def log_in(self, user=None, access=None, refresh="", expires=None, key=None):
        """What a login to the install pages leaves in the store."""
        token = {"access": access or TOKEN, "refresh": refresh, "scope": "", "obtained": now() - HOUR,
                 "expires": expires or now() + 24 * HOUR}
        self.keep(key or self.key, f"/{user or self.admin}", json.dumps(token).encode(), "token")

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

    def environment(self, keys):
        return {**super().environment([self.key] if keys is None else keys), "FRAMEIO_API_URL": self.sim.url,
                "ADOBE_IMS_URL": self.sim.url}

    def secrets_now(self):
        self.secrets.update(each["secret"] for each in [*self.sim.all("webhook"), *self.sim.all("action")])
        return self.secrets

    def json(self, *arguments, **more):
        return json.loads(self.text(*arguments, "--json", **more))

    def refused(self, *arguments, code=1, **more):
        return super().refused(*arguments, code=code, **more)
