"""samples/review_bot, with the stand-in for the part of Frame.io's API that it uses."""
import pathlib
import sys
import unittest

from processes import ACTION_SECRET, WEBHOOK_SECRET, Program, frameio

STAND_IN = pathlib.Path(__file__).with_name("stand_in.py")
TOKEN = "token-of-the-test"
SECRETS = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CUSTOM_ACTION_SECRET": ACTION_SECRET}


class StandIn(Program):
    def __init__(self):
        super().__init__(sys.executable, str(STAND_IN), TOKEN)


class ReviewBot(unittest.TestCase):
    def setUp(self):
        self.api = self.enterContext(StandIn())

    def bot(self, **environment):
        settings = {"FRAMEIO_API_URL": self.api.url(), "FRAMEIO_TOKEN": TOKEN, **SECRETS, **environment}
        return self.enterContext(Program("review_bot", "--listen", "127.0.0.1:0", "--threads", "1", **settings))

    def send(self, bot, *arguments, code=0):
        done = frameio("send", *arguments, "--to", bot.url(), **SECRETS)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def test_says_below_a_file_that_it_is_ready(self):
        bot = self.bot()
        self.send(bot, "file.ready", "--resource", "file:f1")
        line = bot.wait_for("said that a file is ready").string
        self.assertIn("holiday.mov", line)
        self.assertIn("123456789", line)
        self.assertIn("42.5", line)
        self.api.wait_for(r"^GET /v4/accounts/[^/]+/files/f1\?include=metadata 200$")
        self.api.wait_for(r"^POST /v4/accounts/[^/]+/files/f1/comments 201$")

    def test_sums_up_all_pages(self):
        bot = self.bot()
        self.assertIn("message: No comments", self.send(bot, "review.summary", "--action"))
        for _ in range(5):
            self.send(bot, "file.ready")
        text = self.send(bot, "review.summary", "--action", "--resource", "file:f1")
        self.assertIn("message: 5 comments\n  The newest: Ready: holiday.mov", text)
        self.api.wait_for(r"^GET /v4/accounts/[^/]+/files/f1/comments\?after=4&page_size=100 200$")

    def test_a_new_file_is_logged_unless_its_folder_is_quiet(self):
        loud = self.bot()
        self.send(loud, "file.created")
        loud.wait_for("a file has arrived")
        quiet = self.bot(REVIEW_BOT_QUIET_FOLDER="inbox")
        self.send(quiet, "file.created")
        self.assertEqual(quiet.stop(), 0)
        self.assertNotIn("a file has arrived", "\n".join(quiet.log))
        self.assertNotIn("POST", "\n".join(self.api.lines))

    def test_a_refused_token_fails_the_webhook_and_is_not_logged(self):
        bot = self.bot(FRAMEIO_TOKEN="wrong-token")
        self.assertIn("500", self.send(bot, "file.ready", code=1))
        bot.wait_for("files.show: 401 Unauthorized")
        self.assertEqual(bot.stop(), 0)
        self.assertNotIn("wrong-token", "\n".join(bot.log))

    def test_a_mistake_in_the_environment_is_found_at_start(self):
        with Program("review_bot", "--listen", "127.0.0.1:0", **SECRETS, FRAMEIO_API_URL="ftp://x") as bot:
            bot.wait_for("FRAMEIO_API_URL")
            self.assertEqual(bot.wait(), 2)

    def test_a_proxy_that_cannot_be_used_is_found_at_start(self):
        with Program("review_bot", "--listen", "127.0.0.1:0", **SECRETS, FRAMEIO_TOKEN=TOKEN,
                     HTTPS_PROXY="socks5://nowhere") as bot:
            bot.wait_for("HTTPS_PROXY|proxy")
            self.assertEqual(bot.wait(), 2)


if __name__ == "__main__":
    unittest.main()
