"""frameio click: a user of a local Frame.io, on the command line."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "samples"))
from processes import BIN, Program, frameio  # noqa: E402


class Click(unittest.TestCase):
    def platform_with(self, app):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        dev = self.enterContext(Program("frameio", "dev", "--listen", "127.0.0.1:0", "--no-open", "--", str(BIN / app),
                                        FRAMEIO_STORE=f"sqlite:{folder}/dev.db"))
        return dev.wait_for(r"^Frame\.io is at (\S+): ").group(1)

    def click(self, url, *arguments, code=0):
        done = frameio("click", "--sim", url, *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stderr

    def test_shows_what_a_user_sees(self):
        url = self.platform_with("quickstart")
        self.assertIn("You clicked on a folder.", self.click(url, "Say hello", "--on", "Dailies"))
        self.assertIn("You clicked on 2 assets.",
                      self.click(url, "greeting.say_hello", "--on", "Dailies", "--on", "poster.png"))
        self.assertIn("form: Publish", self.click(url, "Publish"))
        self.assertIn("works on files and version stacks only", self.click(url, "Publish", "--on", "Dailies"))

    def test_fills_in_one_form_after_the_other(self):
        url = self.platform_with("publish_form")
        said = self.click(url, "Publish", "--on", "poster.png", "--answer", "platform=youtube",
                          "--answer", "caption=&for_children:=true", "--answer", "caption=A & B".replace("&", "and"))
        self.assertIn("A caption is needed.", said)
        self.assertIn('Published as "A and B": https://youtube.example/', said)

    def test_says_what_there_is_not(self):
        url = self.platform_with("quickstart")
        self.assertIn('there is no action "Pubish"; there are ', self.click(url, "Pubish", code=1))
        self.assertIn('there is no asset "nothing"; there are ', self.click(url, "Publish", "--on", "nothing", code=1))
        self.assertIn('there is no user "Nobody"; there are ', self.click(url, "Publish", "--as", "Nobody", code=1))
        self.assertIn('the form "Publish" has no field "plattform"',
                      self.click(url, "Publish", "--answer", "plattform=x", code=1))
        self.assertIn('there is no form for the answer "a=b"', self.click(url, "Say hello", "--answer", "a=b", code=1))
        self.assertIn("This action is for one asset at a time",
                      self.click(url, "Publish", "--on", "poster.png", "--on", "voice_over.wav", code=1))

    def test_says_when_there_is_no_local_frameio(self):
        said = self.click("http://127.0.0.1:1", "Publish", code=1)
        self.assertIn('start one with "frameio dev" or "frameio sim", or say where it is with --sim', said)
        with Program("quickstart", "--listen", "127.0.0.1:0", WEBHOOK_SECRET="a", CUSTOM_ACTION_SECRET="b") as app:
            self.assertIn("is no local Frame.io: it answered 404", self.click(app.url(), "Publish", code=1))


if __name__ == "__main__":
    unittest.main()
