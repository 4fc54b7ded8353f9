"""A workspace of a local Frame.io in which an admin installs an app, and what is wrong there."""
import contextlib
import http.client
import itertools
import json
import pathlib
import sys
import tempfile
import urllib.parse

here = pathlib.Path(__file__).resolve().parent
sys.path += [str(here.parent / "simulator"), str(here.parent / "common")]

from install_admin import Admin, origin_of  # noqa: E402
from installed_app import FIRST, InstalledApp, shown  # noqa: E402
from killed_app import LIMIT  # noqa: E402
from local_frameio import Simulator  # noqa: E402
from sender import signed  # noqa: E402

USER = "Ada"
SETTINGS = {"greeting": "Good day"}
GREETING = {"title": "Greetings", "description": SETTINGS["greeting"]}
TAKEN, WRONGLY_SIGNED, UNKNOWN = 200, 401, 503  # what deliveries are answered with


def require(condition, *what):
    if not condition:
        raise AssertionError(" ".join(map(str, what)))


class Place:
    """In which others have a webhook and an action, too. There, an admin is logged in."""

    _numbers = itertools.count()

    def __init__(self, app, simulator):
        self.app = app
        self._admin = Admin(app.url, simulator.url, USER, LIMIT, app.nap)
        self._simulator = simulator
        workspace = simulator.all("workspace")[0]
        self._where = (workspace["account_id"], workspace["id"])
        self._make_others()
        self._others = self._registered()
        self._last_known = []  # of ours, when all was well
        app.start_as(FIRST)
        self._admin.log_in()
        require(app.drain() == 0, "it does not drain")

    def _make_others(self):
        url = self.app.url + FIRST.path  # not even that makes them ours
        self._make("webhook", name="Someone else's", url=url, events=["file.ready"])
        self._make("action", name="Greet", description="Says hello", event="else.greet", url=url)

    def _make(self, kind, **members):
        account, workspace = self._where
        made = self._simulator.call("POST", f"/v4/accounts/{account}/workspaces/{workspace}/{kind}s", members)
        require(made.status == 201, made.status, made.text)

    # What there is.

    def _registered(self):
        return [each for kind in ("action", "webhook") for each in self._simulator.all(kind)]

    def _ours(self):
        return [each for each in self._registered() if each not in self._others]

    def _one(self, kind):
        """Of ours; the same each time."""
        return min((each for each in self._ours() if each["kind"] == kind), key=lambda each: each["id"])

    def ours(self):
        """All that is not the others', for comparisons."""
        return sorted(map(shown, self._ours()))

    # What somebody else may do at the platform.

    def double(self, kind):
        """Another one beside one of ours."""
        one = self._one(kind)
        names = ("name", "url", "events") if kind == "webhook" else ("name", "url", "event", "description")
        self._make(kind, **{name: one[name] for name in names})

    def set_secret(self, kind, secret):
        """Returns the one before."""
        one = self._one(kind)
        self._simulator.do("resources", resources=[{**one, "secret": secret}])
        return one["secret"]

    def rename_others(self):
        for each in self._others:
            self._simulator.do("resources", resources=[{**each, "name": "New"}])

    # What is wrong.

    def check(self, job):
        """While the app runs, and does nothing."""
        there = self._registered()
        require(all(each in there for each in self._others), "what is not ours is not as it was:", there)
        if job.stays:
            self._check_installed(job.ended_by)
        else:
            self._check_gone(job.ended_by)

    def _check_installed(self, version):
        there, wanted = self.ours(), version.wants(self.app.url)
        require(there == wanted, "there is", there, "and not", wanted)
        page = self._admin.status(*self._where)
        require(self._admin.is_installed(page), "it is not installed:", page)
        require(not page.has_form("/install/apply"), "the page would change something:", page)
        self._last_known = self._ours()
        for each in self._last_known:
            require(self._deliver(version, each, each["secret"]) == TAKEN, each, "is refused")
            require(self._deliver(version, each, "a secret") == WRONGLY_SIGNED, each, "is not refused")

    def _check_gone(self, version):
        require(not self.ours(), "there still is", self.ours())
        page = self._admin.status(*self._where)
        require(self._admin.is_gone(page), "it is not gone:", page)
        for each in self._last_known:
            require(self._deliver(version, each, each["secret"]) == UNKNOWN, each, "is not refused")

    def _deliver(self, version, to, secret):
        """The status that the app answers with; an action's answer says what the admin has set."""
        body = json.dumps(self._event_for(to)).encode()
        status, answer = self._post(version.path, body, signed(body, secret=secret))
        if status == TAKEN and to["kind"] == "action":
            require(json.loads(answer) == GREETING, "it greets with", answer)
        return status

    def _event_for(self, to):
        account, workspace = self._where
        new = f"new-{next(self._numbers)}"
        made = {"project": {"id": "project"}, "resource": {"id": new, "type": "file"}, "user": {"id": "user"},
                "workspace": {"id": workspace}}
        if to["kind"] == "webhook":
            return {**made, "type": to["events"][0], "account": {"id": account}}
        return {**made, "type": to["event"], "account_id": account, "action_id": to["id"], "interaction_id": new}

    def _post(self, path, body, headers):
        connection = http.client.HTTPConnection(self.app.address, timeout=LIMIT)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    # What the admin does.

    def order_of(self, job):
        """The form, and what is filled in."""
        account, workspace = self._where
        if not job.stays:
            page = self._admin.open("/install/uninstall", account=account, workspace=workspace)
            form = page.form("/install/uninstall")
            return form, form.filled_in()
        page = self._admin.status(account, workspace)
        settings = {} if self._admin.is_there(page) else SETTINGS
        form = page.form("/install/apply")
        return form, form.filled_in({f"config_{name}": value for name, value in settings.items()})

    def send(self, form, values):
        """Asks for no other page then: what the app does is the order alone. It may be killed meanwhile."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin_of(self.app.url),
                   "Cookie": "; ".join(f"{each.name}={each.value}" for each in self._admin.cookies)}
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, _ = self._post(form.path, urllib.parse.urlencode(values), headers)
            require(status == 303, "the order is answered with", status)

    def order_and_wait(self, job):
        """All that the page offers for that."""
        if not job.stays:
            self._admin.uninstall(*self._where)
            return
        page = self._admin.status(*self._where)
        if page.has_form("/install/apply"):
            self._admin.install(*self._where, None if self._admin.is_there(page) else SETTINGS)

    def is_idle(self):
        """Whether the admin sees that nothing is under way."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            page = self._admin.status(*self._where)
            return page.status == 200 and not self._admin.is_under_way(page)
        return False


@contextlib.contextmanager
def place_for(programs):
    """Where nothing is installed yet."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        simulator = stack.enter_context(Simulator("--empty", "--rate-limits", "1000"))
        store = stack.enter_context(contextlib.closing(programs.new_store(folder)))
        app = stack.enter_context(InstalledApp(programs.app, folder, store, simulator.url))
        yield Place(app, simulator)
