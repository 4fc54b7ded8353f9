"""samples/embed: the app lives in a program that has work, threads and a shutdown of its own."""
import signal
import unittest

from processes import ACTION_SECRET, WEBHOOK_SECRET, Program, frameio

SECRETS = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CUSTOM_ACTION_SECRET": ACTION_SECRET}


class Embed(unittest.TestCase):
    def setUp(self):
        self.program = self.enterContext(Program("embed", "127.0.0.1:0", **SECRETS))
        self.url = self.program.url()

    def send(self, *arguments):
        done = frameio("send", *arguments, "--to", self.url, **SECRETS)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_webhook_feeds_the_programs_own_queue(self):
        self.send("file.ready", "--resource", "file:first")
        self.program.wait_for("^rendered first$")

    def test_action_shows_the_programs_own_state(self):
        self.send("file.ready", "--resource", "file:first")
        self.program.wait_for("^rendered first$")
        self.assertIn("1 rendered, 0 waiting", self.send("render.status", "--action"))

    def test_many_connections_on_two_threads(self):
        self.assertIn("200 of 200: 200 OK", self.send("file.ready", "--repeat", "200", "--concurrency", "8"))

    def test_the_programs_shutdown_drains_the_server(self):
        self.assertEqual(self.program.stop(), 0)
        self.assertEqual(self.program.lines[-2:], ["shutting down", "drained"])

    def test_interrupt(self):
        self.assertEqual(self.program.stop(signal.SIGINT), 0)


class Starting(unittest.TestCase):
    def test_mistakes_are_told_at_start(self):
        with Program("embed", "127.0.0.1:0", WEBHOOK_SECRET="", CUSTOM_ACTION_SECRET="") as program:
            program.wait_for("WEBHOOK_SECRET")
            self.assertEqual(program.wait(), 2)


if __name__ == "__main__":
    unittest.main()
