"""frameio doctor: what it finds wrong, with a local Frame.io, real apps, and servers that are not as they should be."""
import datetime
import email.utils
import json
import os
import re
import sqlite3
import subprocess
import time
import unittest

from command import CLI, EXAMPLE_SECRET, LIMIT, frameio
from doctoring import ACTION, NOBODY, TOKEN, WEBHOOK, Doctoring, Server, like_an_app
from local_frameio import Simulator
from processes import BIN, new_key

NO_USER = 65534  # "nobody"


class All(Doctoring):
    def test_nothing_is_wrong(self):
        sim = self.enterContext(Simulator())
        app = self.app()
        result = self.doctor("--url", app.url(), code=0, FRAMEIO_API_URL=sim.url, FRAMEIO_TOKEN=TOKEN)
        lines = [re.split("  +", line) for line in result.out.splitlines()]
        self.assertEqual([line[:2] for line in lines[:-1]],
                         [["ok", "secrets"], ["ok", "secrets"], ["ok", "api"], ["ok", "clock"], ["ok", "store"],
                          ["warning", "url"], ["", "-> give Frame.io the address of a tunnel or a proxy, and that one here"],
                          ["ok", "url"], ["ok", "url"], ["ok", "url"], ["ok", "url"]])
        self.assertEqual(lines[-1], ["9 ok, 1 to be looked at, 0 wrong"])

    def test_something_is_wrong(self):
        result = self.doctor(code=1, FRAMEIO_TOKEN=TOKEN)
        self.assertRegex(result.out, r"(?m)^wrong +api +http://127\.0\.0\.1:1: .*\n +-> compare FRAMEIO_API_URL")


class Secrets(Doctoring):
    def of_webhooks(self, text):
        return self.found("secrets", WEBHOOK_SECRET=text)[:-1]

    def test_good_ones(self):
        self.assertFound(self.found("secrets"), ("ok", "^WEBHOOK_SECRET has 1 secret$"),
                         ("ok", "^CUSTOM_ACTION_SECRET has 1 secret$"))
        self.assertFound(self.of_webhooks(f" {WEBHOOK} ,{WEBHOOK}2"), ("ok", "has 2 secrets"))

    def test_bad_ones(self):
        for text, how, pattern in (("", "wrong", "is empty"), (" ", "wrong", "is empty"),
                                   (f'"{WEBHOOK}"', "wrong", "has quotes around it"),
                                   (f"'{WEBHOOK}'", "wrong", "has quotes around it"),
                                   (EXAMPLE_SECRET, "wrong", "is that of an example"),
                                   ("changeMe", "wrong", "is that of an example"),
                                   ("<your secret>", "wrong", "is that of an example"),
                                   (f"{WEBHOOK} {WEBHOOK}", "warning", "has white space in it"),
                                   ("fifteen-letters", "warning", "has 15 characters only")):
            self.assertFound(self.of_webhooks(text), (how, f"^WEBHOOK_SECRET {pattern}"))
        self.assertFound(self.of_webhooks(f"{WEBHOOK},"), ("wrong", "^WEBHOOK_SECRET number 2 is empty"))
        self.assertFound(self.of_webhooks("x,secret"), ("warning", "number 1 has 1 char"), ("wrong", "number 2 is that"))

    def test_none(self):
        self.assertFound(self.found("secrets", WEBHOOK_SECRET=None, CUSTOM_ACTION_SECRET=None),
                         ("warning", "^WEBHOOK_SECRET is not set$"), ("warning", "^CUSTOM_ACTION_SECRET is not set$"))

    def test_one_for_both(self):
        self.assertIn(("warning", "WEBHOOK_SECRET and CUSTOM_ACTION_SECRET have the same text"),
                      self.found("secrets", CUSTOM_ACTION_SECRET=f"{ACTION},{WEBHOOK}"))


class Api(Doctoring):
    def test_token(self):
        sim = self.enterContext(Simulator())
        self.environment["FRAMEIO_API_URL"] = sim.url
        self.assertFound(self.found("api", FRAMEIO_TOKEN=TOKEN), ("ok", f"^{sim.url} takes the token, of Ada Moreno$"))
        self.assertFound(self.found("api", FRAMEIO_TOKEN="another"), ("wrong", "401"))
        self.assertIn("set FRAMEIO_TOKEN to a token that is valid", self.checks[0]["remedy"])
        self.assertFound(self.found("api"), ("warning", "^no token"))
        self.assertFound(self.found("api", FRAMEIO_TOKEN="two words"), ("wrong", "^an API token is empty, or has white space"))

    def test_nobody_there(self):
        self.assertFound(self.found("api", FRAMEIO_TOKEN=TOKEN), ("wrong", f"^{NOBODY}: .*refused"))
        self.assertFound(self.found("clock"), ("warning", "could not be compared with Frame.io's: .*refused"))
        self.assertFound(self.found("api", FRAMEIO_API_URL="api.frame.io"), ("wrong", "FRAMEIO_API_URL"))

    def skew(self, **ahead):
        """With a platform whose clock is so far ahead."""
        def answer(*_):
            now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**ahead)
            return 401, {"Date": email.utils.format_datetime(now, usegmt=True)}
        server = self.enterContext(Server(answer))
        return self.found("clock", FRAMEIO_API_URL=server.url)

    def test_clock(self):
        self.assertFound(self.skew(), ("ok", "agrees"))
        self.assertFound(self.skew(seconds=25), ("ok", "agrees"))
        self.assertFound(self.skew(seconds=60), ("warning", r"is (1 min|5\d s).* behind Frame.io's; from 5 min"))
        self.assertFound(self.skew(seconds=-60), ("warning", r"is 1 min.* ahead of Frame.io's"))
        self.assertFound(self.skew(seconds=400), ("wrong", "is 6 min .* behind Frame.io's: every delivery is refused"))
        self.assertFound(self.skew(days=-1), ("wrong", "is 1 d .*ahead of Frame.io's"))

    def test_an_answer_without_the_time(self):
        for headers in ({}, {"Date": "yesterday"}):
            server = self.enterContext(Server(lambda *_, headers=headers: (401, headers)))
            self.assertFound(self.found("clock", FRAMEIO_API_URL=server.url), ("warning", "has no Date header"))


class Logins(Doctoring):
    """Of an app that admins install."""
    LOGINS = {"ADOBE_CLIENT_ID": "an-id", "ADOBE_CLIENT_SECRET": "marker-of-the-client-secret"}

    def of(self, about, **environment):
        return self.found(about, "--", str(BIN / "multi_tenant"), **environment)

    def test_no_token_is_wanted(self):
        self.assertFound(self.of("api", **self.LOGINS), ("ok", "there is no token: the app calls Frame.io as those who log in"))
        self.assertFound(self.of("logins", **self.LOGINS), ("ok", "users log in with ADOBE_CLIENT_ID"))
        self.assertFound(self.of("logins"), ("warning", "are not set: nobody can log in"))

    def test_keys(self):
        self.assertFound(self.of("keys"), ("warning", "there is no key"))
        self.assertFound(self.of("keys", FRAMEIO_ENCRYPTION_KEY=new_key()), ("ok", r"the key [0-9a-f]{16}, of 1$"))
        self.assertFound(self.of("keys", FRAMEIO_ENCRYPTION_KEY="c2hvcnQ="), ("wrong", "has 5 octets instead of 32"))


class Store(Doctoring):
    def fill(self, count=1):
        app = self.app()
        result = frameio("send", "file.ready", "--to", app.url(), "--secret", WEBHOOK, "--repeat", str(count))
        self.assertEqual(result.code, 0, result.said)
        end = time.monotonic() + LIMIT
        while f"{count} done" not in self.found("store")[0][1]:
            self.assertLess(time.monotonic(), end)
        return app

    def change(self, sql):
        database = sqlite3.connect(self.path)
        database.executescript(sql)
        database.close()

    def test_before_and_while_and_after_an_app_runs(self):
        self.assertFound(self.found("store"), ("ok", "is not there yet; the app makes it"))
        self.assertEqual(os.listdir(self.folder), [])
        app = self.fill()
        self.assertFound(self.found("store"), ("ok", rf"0 pending, 0 running, 1 done, 0 parked; process {app._process.pid} "))
        self.assertEqual(app.stop(), 0)
        self.assertFound(self.found("store"), ("ok", "no app works on it now"))
        self.assertFound(self.found("store", "--store", f"sqlite:{self.path}", FRAMEIO_STORE="memory:"), ("ok", "sound"))

    def test_events_that_wait(self):
        app = self.fill(2)
        self.change("UPDATE event SET state = 3 WHERE id = (SELECT min(id) FROM event)")
        self.assertFound(self.found("store"), ("ok", "1 parked"), ("warning", "^1 event parked, until somebody decides"))
        self.assertEqual(app.stop(), 0)
        self.change("UPDATE event SET state = 0, received = 1604004499123")
        self.assertFound(self.found("store"), ("ok", "2 pending"), ("warning", r"the oldest for \d+ d, and no app works"))

    def test_other_schemas(self):
        self.assertEqual(self.fill().stop(), 0)
        self.change("PRAGMA user_version = 1")
        self.assertFound(self.found("store"), ("ok", "is sound"), ("warning", r"^its schema is 1, and this version's is \d+$"))
        self.change("PRAGMA user_version = 99")
        self.assertFound(self.found("store"), ("wrong", "a newer version of the library has made it"))

    def test_damage(self):
        self.assertEqual(self.fill().stop(), 0)
        self.change("DELETE FROM event")
        self.assertFound(self.found("store"), ("wrong", "is not sound: 1 runs of events that are not there"))
        self.path.write_text("Dear diary, this is not a database, however long it may be and however it is read.")
        self.assertFound(self.found("store"), ("wrong", "no SQLite database"))

    def test_places(self):
        self.assertFound(self.found("store", "--store", "memory:"), ("warning", "in memory only"))
        self.assertFound(self.found("store", "--store", f"sqlite:{self.folder}/nowhere/a.db"), ("wrong", "No such file"))
        self.assertFound(self.found("store", "--store", "mysql://nowhere"), ("wrong", "is not understood"))
        self.assertFound(self.found("store", "--store", "postgresql://nobody@127.0.0.1:1/nothing"), ("wrong", "."))

    def as_another_user(self):
        """Root may write everything, so that it is somebody else who looks then."""
        done = subprocess.run([CLI, "doctor", "--json"], capture_output=True, timeout=LIMIT, cwd="/",
                              user=NO_USER if os.geteuid() == 0 else None, env={**os.environ, **self.environment})
        return [(each["result"], each["text"]) for each in json.loads(done.stdout)["checks"] if each["about"] == "store"]

    def test_what_cannot_be_written(self):
        self.assertEqual(self.fill().stop(), 0)
        self.folder.chmod(0o777)
        self.path.chmod(0o444)
        self.assertFound(self.as_another_user(), ("wrong", f"belongs to user {os.geteuid()}, and cannot be written"))
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o700)
        self.assertFound(self.as_another_user(), ("wrong", "the folder .* cannot be written: Permission denied"))


class Url(Doctoring):
    local = ("warning", "reached from this machine only")

    def at(self, how, *arguments, **environment):
        server = how if isinstance(how, str) else self.enterContext(Server(how)).url
        return self.found("url", "--url", server, *arguments, **environment)

    def test_a_real_app(self):
        url = self.app().url()
        fine = [self.local, ("ok", "/readyz"), ("ok", "without a signature is refused")]
        webhook, action = ("ok", "^a webhook that is signed is accepted"), ("ok", "^an action that is signed is accepted")
        self.assertFound(self.at(url), *fine, webhook, action)
        self.assertFound(self.at(url, CUSTOM_ACTION_SECRET=None), *fine, webhook)
        self.assertFound(self.at(url, WEBHOOK_SECRET=None), *fine, action)
        self.assertFound(self.at(url, WEBHOOK_SECRET=None, CUSTOM_ACTION_SECRET=None), ("warning", "was not tried"), *fine)
        self.assertFound(self.at(url, WEBHOOK_SECRET="another-secret-than-its"), *fine,
                         ("wrong", "a webhook that is signed is answered 401"), action)
        self.assertFound(self.at(url + "/hooks"), *fine[:2], ("wrong", "without a signature is answered 404"))
        self.assertIn("(--path)", self.checks[2]["remedy"])

    def test_what_is_no_app(self):
        self.assertFound(self.at(NOBODY), self.local, ("wrong", "nobody listens"))
        ready = [self.local, ("ok", "/readyz")]
        self.assertFound(self.at(lambda *_: 200), *ready, ("wrong", "anybody can send events"))
        for status, remedy in ((302, "takes a redirect for a failure"), (405, "--path"), (502, "behind the proxy or tunnel"),
                               (418, "the app's log")):
            found = self.at(lambda request, _, status=status: 200 if request.command == "GET" else status)
            self.assertFound(found, *ready, ("wrong", f"without a signature is answered {status}"))
            self.assertIn(remedy, self.checks[2]["remedy"])

    def test_readiness(self):
        for status, how, pattern in ((503, "wrong", "/readyz answers 503"), (404, "warning", "/readyz answers 404")):
            found = self.at(lambda request, body, status=status: status if request.command == "GET" else
                            like_an_app(request, body))
            self.assertFound(found[:3], self.local, (how, pattern), ("ok", "without a signature is refused"))

    def test_plain_http_from_elsewhere(self):
        name = "unresolvable.invalid"
        self.assertFound(self.at(f"http://{name}"), ("warning", "it is http, and Frame.io wants https"), ("wrong", "no host"))

    def tls(self, days, names="IP:127.0.0.1"):
        key, certificate = str(self.folder / "key.pem"), str(self.folder / "cert.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", certificate, "-days", str(days), "-subj", "/CN=test", "-addext",
                        "subjectAltName=" + names], check=True, capture_output=True, timeout=LIMIT)
        return self.enterContext(Server(like_an_app, (certificate, key))).url, certificate

    def test_certificates(self):
        url, ca = self.tls(100)
        until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=100)
        self.assertFound(self.at(url, "--ca", ca)[:3], self.local,
                         ("ok", f"is trusted, and good until {until.date().isoformat()}"), ("ok", "/readyz"))
        self.assertFound(self.at(url, "--insecure")[:2], self.local, ("warning", "was not looked at"))
        self.assertFound(self.at(url), self.local, ("wrong", "is not trusted"))
        url, ca = self.tls(13)
        self.assertFound(self.at(url, "--ca", ca)[:2], self.local, ("warning", "ends in 1[23] days"))
        url, ca = self.tls(100, "DNS:elsewhere.example")
        self.assertFound(self.at(url, "--ca", ca), self.local, ("wrong", "is not trusted"))


class Mistakes(Doctoring):
    def test_options(self):
        for arguments, pattern in ((["--url", "app.example"], "--url: there is no scheme"),
                                   (["--url", "unix:/run/app.sock"], "that is no unix socket"),
                                   (["--url", "http://app.example/#a"], "--url: "),
                                   (["--bogus"], "bogus"), (["--timeout", "0"], "--timeout")):
            result = self.doctor(*arguments, code=2)
            self.assertIn(pattern, result.err)
            self.assertEqual(result.out, "")


if __name__ == "__main__":
    unittest.main()
