"""Two processes of an app on one store: whose user logs in once, whatever happens to his tokens."""
import concurrent.futures
import http.client
import itertools
import json
import pathlib
import sys
import time
import unittest
import urllib.parse

TESTS = pathlib.Path(__file__).resolve().parents[1]
for folder in ("cli", "crash", "samples"):
    sys.path.insert(0, str(TESTS / folder))

from browser import Browser  # noqa: E402
from fake_adobe import CLIENT, FakeAdobe  # noqa: E402
from postgres_server import Connection, PostgresServer  # noqa: E402
from processes import LIMIT, Program, forget_environment, frameio, new_key  # noqa: E402
from sealing import id_of, seal, unseal  # noqa: E402
from sender import SECRET, signed  # noqa: E402

ACCOUNT = "11111111-1111-4111-8111-111111111111"
USERS = [(f"{number}2222222-2222-4222-8222-222222222222", name) for number, name in enumerate(("Ada", "Alan", "Grace"))]
ADA = USERS[0]
A_HUNDRED = 100
RUNNING = 1  # a state of events


def setUpModule():
    global server
    server = unittest.enterModuleContext(PostgresServer())
    forget_environment()


class Interaction:
    """A click of a user, and his answers to what it asks. Each may go to another process."""

    _numbers = itertools.count()

    def __init__(self, user):
        self._body = {"type": "acme.greet", "account_id": ACCOUNT, "action_id": "action", "project": {"id": "project"},
                      "workspace": {"id": "workspace"}, "interaction_id": f"interaction-{next(self._numbers)}",
                      "user": {"id": user[0]}, "resource": {"id": "file", "type": "file"}}

    def send(self, app, data=None):
        """Status and answer."""
        octets = json.dumps(self._body if data is None else {**self._body, "data": data}).encode()
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(app.url()).netloc, timeout=LIMIT)
        try:
            connection.request("POST", "/", octets, signed(octets))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or "{}")
        finally:
            connection.close()

    def send_until_done(self, app, data=None):
        """As a user does who is told that it goes on: sends the same again."""
        end = time.monotonic() + LIMIT
        while True:
            status, answer = self.send(app, data)
            if answer.get("title") != "Still working" or time.monotonic() > end:
                return status, answer


class Shared(unittest.TestCase):
    """A test with two processes, a store, and an Adobe that gives refresh tokens which are good once."""

    _numbers = itertools.count()

    def setUp(self):
        self.schema = f"shared_{next(self._numbers)}"
        self.address = f"{server.url}&schema={self.schema}"
        self.adobe = self.enterContext(FakeAdobe())
        self.store = Connection(server.url)
        self.addCleanup(self.store.close)
        self.keys = [new_key()]  # the one that seals first
        self.secrets = ["access-", "refresh-", CLIENT[1]]
        self.programs = []
        self.start()

    def tearDown(self):
        self.stop()
        said = "\n".join(line for each in self.programs for line in (*each.lines, *each.log))
        for secret in self.secrets:
            self.assertNotIn(secret, said)

    def start(self):
        self.apps = [self.enterContext(Program(
            "login_app", "--listen", "127.0.0.1:0", "--threads", "2", "--grace", "10", FRAMEIO_STORE=self.address,
            FRAMEIO_ENCRYPTION_KEY=",".join(self.keys), CUSTOM_ACTION_SECRET=SECRET, **self.adobe.environment()))
            for _ in range(2)]
        for app in self.apps:
            app.url()
        self.programs += self.apps
        self.secrets += self.keys

    def stop(self):
        self.assertEqual([app.stop() for app in self.apps], [0, 0])

    def ask(self, sql):
        return self.store.ask(f"SET search_path TO {self.schema}; {sql}")

    def log_in(self, user):
        """By the pages, at one of the processes."""
        self.adobe.at_the_browser = user
        _, form = Interaction(user).send(self.apps[0])
        self.assertEqual(form["title"], "Please log in")
        browser = Browser()
        url = next(field["value"] for field in form["fields"] if field["type"] == "link")
        for _ in range(2):
            status, headers, _ = browser.get(url)
            self.assertEqual(status, 302)
            url = headers["Location"]
        status, _, page = browser.get(url)
        self.assertEqual(status, 200)
        self.assertIn("You are logged in", page)

    def let_pass(self, user, minutes):
        """What is stored becomes as it is so much later. A process that has read it does not know."""
        name = f"{ACCOUNT}/{user[0]}"
        where = f"WHERE collection = 'token' AND key = '{name}'"
        ((sealed,),) = self.ask(f"SELECT encode(value, 'hex') FROM document {where}")
        token = json.loads(unseal(self.keys[0], "token", name, bytes.fromhex(sealed)))
        for each in ("obtained", "expires"):
            token[each] -= minutes * 60_000
        sealed = seal(self.keys[0], "token", name, json.dumps(token).encode()).hex()
        self.ask(f"UPDATE document SET value = decode('{sealed}', 'hex') {where}")

    def click(self, users):
        """Interactions that have asked what the handler asks, each with what it calls the answer."""
        def begin(app, user):
            one = Interaction(user)
            status, form = one.send_until_done(app)
            self.assertEqual((status, form.get("title")), (200, "How are you?"))
            return one, form["fields"][0]["name"]
        with concurrent.futures.ThreadPoolExecutor(10) as pool:
            return list(pool.map(begin, itertools.cycle(self.apps), users))

    def answer(self, begun, send=Interaction.send_until_done, meanwhile=lambda: None):
        """What is told to those who answer, all at once, half of them at each process: not the one that has asked."""
        others = itertools.cycle(reversed(self.apps))
        with concurrent.futures.ThreadPoolExecutor(len(begun)) as pool:
            told = [pool.submit(send, one, app, {name: "fine"}) for app, (one, name) in zip(others, begun)]
            meanwhile()
        return [each.result() for each in told]

    def greet(self, users, send=Interaction.send_until_done):
        """What each of them is told in the end."""
        return self.answer(self.click(users), send)

    def assert_greetings(self, told, users):
        self.assertEqual(told,
                         [(200, {"title": f"Hello {name}", "description": "You are fine."}) for _, name in users])

    def assert_greeted(self, users):
        self.assert_greetings(self.greet(users), users)

    def assert_kept(self, logins=1, renewals=0):
        self.assertEqual((self.adobe.logins, self.adobe.renewals, self.adobe.spent), (logins, renewals, 0))

    def count_tries(self):
        """Returns a function that says how often a lock was tried since then."""
        self.ask("CREATE SEQUENCE tries MINVALUE 0 START 0; SELECT nextval('tries');"
                 "CREATE FUNCTION count_try() RETURNS trigger LANGUAGE plpgsql AS "
                 "'BEGIN PERFORM nextval(''tries''); RETURN NEW; END';"
                 "CREATE TRIGGER tries BEFORE INSERT ON document FOR EACH ROW WHEN (NEW.collection = 'lock') "
                 "EXECUTE FUNCTION count_try()")
        return lambda: int(self.ask("SELECT last_value FROM tries")[0][0])

    def assert_renewed_for(self, count, when=lambda: None, meanwhile=lambda: None):
        """That Ada, who has clicked so often when it happens, is greeted so often by means of a new token, which arrives
        when all of that is under way, and one process has seen that the other renews it, or has not."""
        clicks = self.click([ADA] * count)
        when()
        tries, before = self.count_tries(), self.adobe.asked_to_renew()

        def is_under_way():
            running = self.ask(f"SELECT count(*) FROM event WHERE state = {RUNNING}")
            is_noticed = tries() >= 3 or self.adobe.asked_to_renew() >= before + 2
            return running == [(str(count),)] and is_noticed

        def then():
            end = time.monotonic() + LIMIT
            try:
                while not is_under_way():
                    self.assertLess(time.monotonic(), end, "not all are under way")
                meanwhile()
            finally:
                arrive()

        self.adobe.end_access(ADA)
        with self.adobe.late_renewals() as arrive:
            self.assert_greetings(self.answer(clicks, meanwhile=then), [ADA] * count)


class Renewing(Shared):
    def test_a_token_that_has_expired_is_renewed_once(self):
        self.log_in(ADA)
        old, = self.adobe.shown
        self.assert_renewed_for(A_HUNDRED, when=self.pass_an_hour_without_processes)
        self.assert_kept(renewals=1)
        # Nobody has used the old one again.
        self.assertEqual(sorted(self.adobe.shown.values()), [1, A_HUNDRED])
        self.assertEqual(self.adobe.shown[old], 1)

    def pass_an_hour_without_processes(self):
        self.stop()
        self.let_pass(ADA, minutes=61)
        self.start()

    def test_a_token_that_is_refused_is_renewed_once(self):
        self.log_in(ADA)
        self.assert_greeted([ADA, ADA])  # both processes have it
        self.assert_renewed_for(A_HUNDRED)
        self.assert_kept(renewals=1)

    def test_while_adobe_is_down_no_token_is_lost(self):
        self.log_in(ADA)
        self.let_pass(ADA, minutes=57)
        with self.adobe.down():
            self.assert_greeted([ADA] * 10)  # the old one does while it is good
            self.assertEqual(self.adobe.failures, 2)  # and is not tried again at once
            self.adobe.end_access(ADA)
            self.assert_failed(self.greet([ADA] * 10, send=Interaction.send))
            self.assertGreater(self.adobe.failures, 2)
        with self.adobe.unreachable():
            self.assert_failed(self.greet([ADA] * 10, send=Interaction.send))
        self.assert_greeted([ADA] * 10)
        self.assert_kept(renewals=1)

    def assert_failed(self, told):
        """Or are said to go on, as the calls are tried again for longer than Frame.io waits."""
        for status, answer in told:
            self.assertIn((status, answer.get("title")), ((500, None), (200, "Still working")))


class ChangingKeys(Shared):
    def run_keys(self, command, *more, keys=None, code=0):
        done = frameio("keys", command, *more, "--store", self.address, FRAMEIO_ENCRYPTION_KEY=",".join(keys or self.keys))
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def assert_sealed(self, *counts):
        """How many of the users' tokens each key has, and that all can be read."""
        checked = json.loads(self.run_keys("check", "--json"))
        self.assertEqual([(each["id"], each["documents"]) for each in checked["keys"]],
                         [(id_of(key), count) for key, count in zip(self.keys, counts, strict=True)])

    def rotate(self):
        told = self.run_keys("rotate")
        self.assertIn(f"{len(USERS)} documents encrypted anew, with the key {id_of(self.keys[0])}\n", told)
        self.assertRegex(told, f"may be left out ten minutes .*: {id_of(self.keys[1])}\n")

    def test_tokens_outlive_their_key(self):
        for user in USERS:
            self.log_in(user)
        self.stop()
        old, new = self.keys[0], new_key()
        self.keys = [new, old]
        self.start()
        self.assert_greeted(USERS * 2)
        self.assert_sealed(0, len(USERS))
        self.run_keys("check", keys=[new], code=1)  # which cannot read them
        self.assert_renewed_for(10, meanwhile=self.rotate)  # the old record is sealed anew, and then replaced
        self.assert_sealed(len(USERS), 0)
        self.stop()
        self.keys = [new]
        self.start()
        self.assert_greeted(USERS * 2)
        self.assert_kept(logins=len(USERS), renewals=1)
        for user in USERS:
            self.adobe.end_access(user)
        self.assert_greeted(USERS * 2)
        self.assert_kept(logins=len(USERS), renewals=1 + len(USERS))


if __name__ == "__main__":
    unittest.main()
