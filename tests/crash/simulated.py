"""A local Frame.io in the place of a fake one: it sends the webhooks, and fails as it is told."""
import collections
import concurrent.futures
import contextlib
import pathlib
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "simulator"))

from checker import DOUBTFUL, Records  # noqa: E402
from killed_app import KilledApp  # noqa: E402
from local_frameio import Simulator  # noqa: E402
from sender import SECRET, UPLOADED  # noqa: E402

SPEED = 100  # its retries come after 0.15 s, 0.3 s, ...
OVER = ("delivered", "failed")  # of a delivery that is not attempted again
NOBODY = "http://127.0.0.1:9"


class LocalFrameio:
    """With one project, into which files are uploaded, and one webhook."""

    def __init__(self, simulator):
        self._simulator = simulator
        self.url = simulator.url
        workspace = simulator.all("workspace")[0]
        self._account = f"/v4/accounts/{workspace['account_id']}"
        made = self._call("POST", f"workspaces/{workspace['id']}/projects", {"name": "of the test"})
        self._root = made["root_folder_id"]
        self._names = {}  # of the files that were uploaded: their ids
        simulator.do("resources", resources=[
            {"kind": "webhook", "id": "webhook", "account_id": workspace["account_id"], "name": "of the test",
             "workspace_id": workspace["id"], "url": NOBODY, "secret": SECRET, "events": [UPLOADED], "active": True}])

    def _call(self, method, path, data):
        answer = self._simulator.call(method, f"{self._account}/{path}", data)
        if answer.status >= 300:
            raise AssertionError(f"{path}: {answer.status} {answer.text}")
        return answer.json()["data"]

    def aim(self, port):
        """Deliveries go there from now on."""
        self._call("PATCH", "webhooks/webhook", {"url": f"http://127.0.0.1:{port}"})

    def upload(self):
        """A small file, of which the app is told."""
        name = f"clip-{len(self._names)}.txt"
        made = self._call("POST", f"folders/{self._root}/files/local_upload", {"name": name, "file_size": 1})
        self._names[name] = made["id"]
        put = {"x-amz-acl": "private", "Content-Type": made["media_type"]}
        self._simulator.send("PUT", urllib.parse.urlsplit(made["upload_urls"][0]["url"]).path, b"x", put)

    def fail(self, rules):
        for each in rules:
            done = self._simulator.do("faults", **each)
            if "number" not in done:
                raise AssertionError(f"{each}: {done}")

    def rules(self):
        """With how often each has struck."""
        return self._simulator.send("GET", "/sim/faults").json()["rules"]

    def _deliveries(self):
        return self._simulator.send("GET", "/sim/deliveries").json()["deliveries"]

    def is_quiet(self):
        """Whether nothing will be sent any more."""
        all_sent = self._deliveries()
        copies = sum(each["fault"].startswith("a copy") for one in all_sent for each in one["attempts"])
        return (all(each["state"] in OVER for each in all_sent) and
                copies == sum(each["struck"] for each in self.rules() if each.get("duplicate")))

    def _effects(self):
        """How often each was commented on and copied."""
        found = collections.Counter((each["file_id"], each["text"]) for each in self._simulator.all("comment"))
        for name, number in collections.Counter(each["name"] for each in self._simulator.all("file")).items():
            of = self._names.get(name, name)
            found[of, DOUBTFUL + of] = number - 1  # but for the original
        return +found

    def records(self, app):
        acknowledged = {}
        for one in self._deliveries():
            file = next(each for each in self._names.values() if each in one["body"])
            acknowledged[file] = any(200 <= each["status"] < 300 for each in one["attempts"])
            _check_refusals(one, app)
        if len(acknowledged) != len(self._names) or not app.store.is_sound():
            raise AssertionError(f"of {len(self._names)} files {len(acknowledged)} were told\n{app.log()}")
        return Records(acknowledged, self._effects(), app.store.events())


def _check_refusals(delivery, app):
    """What is signed at another time is refused, nothing else is; an app may be too busy."""
    for each in delivery["attempts"]:
        refused = 400 <= each["status"] < 500
        if each["status"] not in (0, 503) and refused != ("signed" in each["fault"]):
            raise AssertionError(f"{each}\n{app.log()}")


class Uploads:
    """Files at a steady rate."""

    def __init__(self, frameio, rate):
        self._frameio = frameio
        self._interval = 1 / rate
        self._over = threading.Event()
        self._pool = concurrent.futures.ThreadPoolExecutor(1)

    def __enter__(self):
        self._work = self._pool.submit(self._upload)
        return self

    def __exit__(self, *_):
        self._over.set()
        self._pool.shutdown()
        self._work.result()

    def _upload(self):
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due = max(due + self._interval, time.monotonic())
            self._frameio.upload()


@contextlib.contextmanager
def simulated(programs, *flags, seed=1):
    """An app, and the Frame.io that it has to do with."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(dir=programs.within)))
        simulator = stack.enter_context(Simulator("--empty", "--rate-limits", "off", "--speed", str(SPEED),
                                                  "--fault-seed", str(seed)))
        store = stack.enter_context(contextlib.closing(programs.new_store(folder)))
        app = stack.enter_context(KilledApp(programs.app, folder, store, simulator.url, *flags))
        yield app, LocalFrameio(simulator)
