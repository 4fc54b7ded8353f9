"""samples/own_server: an app behind a server that is not the library's."""
import subprocess
import unittest

from processes import ACTION_SECRET, LIMIT, Program, frameio

SECRETS = {"CUSTOM_ACTION_SECRET": ACTION_SECRET}


def get(url, *arguments):
    done = subprocess.run(["curl", "-sS", "--max-time", str(LIMIT), "-w", "\n%{http_code}", *arguments, url],
                          capture_output=True, text=True, check=True, timeout=LIMIT + 10)
    body, status = done.stdout.rsplit("\n", 1)
    return int(status), body


class OwnServer(unittest.TestCase):
    def setUp(self):
        self.program = self.enterContext(Program("own_server", "0", **SECRETS))
        self.url = self.program.url()

    def send(self, *arguments, to="/frameio", **environment):
        return frameio("send", *arguments, "--to", self.url + to, **{**SECRETS, **environment})

    def test_action_is_answered_by_the_app(self):
        done = self.send("greeting.say_hello", "--action", "--resource", "file:f")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"You clicked on a file, and 127\.0\.0\.1:\d+ told me\.")

    def test_other_pages_are_the_servers(self):
        self.assertEqual(get(self.url + "/status"), (200, "this page is not the app's\n"))
        self.assertEqual(get(self.url + "/nothing")[0], 404)

    def test_forgery_is_refused_by_the_app(self):
        done = self.send("greeting.say_hello", "--action", CUSTOM_ACTION_SECRET="another secret")
        self.assertEqual(done.returncode, 1)
        self.assertIn("401 Unauthorized", done.stdout)

    def test_connections_are_kept(self):
        done = self.send("greeting.say_hello", "--action", "--repeat", "20", "--json")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(done.stdout.count('"connect_ms":null'), 19)

    def test_ends_well_when_told(self):
        self.assertEqual(self.program.stop(), 0)


if __name__ == "__main__":
    unittest.main()
