"""frameio dev: an app beside a local Frame.io, which is started again when its program changes."""
import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "samples"))
from processes import BIN, LIMIT, Program, frameio  # noqa: E402

FOLDER = {"id": "the-folder", "type": "folder"}


class Dev(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.app = self.folder / "app"

    def put(self, program):
        """As a linker does: all at once, or bit by bit, but never a program that runs."""
        fresh = self.folder / "app.new"
        shutil.copy2(program, fresh)
        fresh.chmod(0o755)
        os.utime(fresh)
        fresh.replace(self.app)

    def script(self, text):
        path = self.folder / "script"
        path.write_text("#!/bin/sh\n" + text)
        self.put(path)

    def start(self, *arguments, app=(), **environment):
        flags = ["--listen", "127.0.0.1:0", "--no-open", *arguments, "--", str(self.app), *app]
        return self.enterContext(Program("frameio", "dev", *flags, FRAMEIO_STORE=f"sqlite:{self.folder}/dev.db",
                                         **environment))

    def platform_of(self, dev):
        return dev.wait_for(r"^Frame\.io is at (\S+): ").group(1)

    def send(self, url, method, path, body=None):
        with contextlib.closing(http.client.HTTPConnection(url.removeprefix("http://"), timeout=LIMIT)) as connection:
            connection.request(method, path, None if body is None else json.dumps(body))
            return json.loads(connection.getresponse().read())

    def resources(self, url, kind):
        return [each for each in self.send(url, "GET", "/sim/resources")["resources"] if each["kind"] == kind]

    def click(self, url, name, *kinds):
        """The answer to a click on the action, on an asset of each of the kinds."""
        action = next(each for each in self.resources(url, "action") if each["name"] == name)
        assets = [{"id": self.resources(url, kind)[0]["id"], "type": kind} for kind in kinds]
        user = self.resources(url, "user")[0]["id"]
        return self.send(url, "POST", "/sim/click", {"action_id": action["id"], "assets": assets, "user_id": user})

    def names(self, url):
        return {each["name"] for each in self.resources(url, "action")}

    def test_registers_the_app_and_hands_it_what_it_needs(self):
        self.put(BIN / "quickstart")
        dev = self.start()
        url = self.platform_of(dev)
        self.assertEqual(self.names(url), {"Say hello", "Publish"})
        self.assertEqual([each["events"] for each in self.resources(url, "webhook")], [["file.ready"]])
        self.assertEqual(self.click(url, "Say hello", "file")["answer"]["title"], "Hello!")
        self.assertEqual(frameio("trigger", "file.ready", "--sim", url).returncode, 0)
        dev.wait_for("the file can be watched now")
        self.assertEqual(dev.stop(), 0)
        dev.wait_for("app ended with exit code 0")

    def test_starts_the_app_again_when_its_program_changes(self):
        self.put(BIN / "quickstart")
        dev = self.start()
        url = self.platform_of(dev)
        before = dev.wait_for(r"^app is at (\S+)$").group(1)
        self.put(BIN / "review_bot")
        dev.wait_for(r"^  actions:  Summary$")
        self.assertEqual(dev.lines.count(f"app is at {before}"), 2, "it keeps its address")
        self.assertEqual(self.names(url), {"Summary"})
        self.assertEqual(self.click(url, "Summary", "file")["status"], 200)
        self.assertEqual(dev.stop(), 0)

    def test_waits_for_a_change_when_the_app_has_ended_by_itself(self):
        self.script(f'if [ "$1" = --manifest ]; then exec {BIN}/quickstart "$@"; fi\n'
                    f'echo "listening on http://127.0.0.1:1"; kill -SEGV $$\n')
        dev = self.start()
        dev.wait_for(r"^app was ended by signal 11 \(Segmentation fault\); it is started again when it changes$")
        self.put(BIN / "review_bot")
        dev.wait_for(r"^  actions:  Summary$")
        self.assertEqual(dev.stop(), 0, dev.log)

    def test_says_so_when_the_app_does_not_start(self):
        self.put(BIN / "quickstart")
        dev = self.start(app=["--listen", "nonsense"])
        self.assertEqual(dev.wait(), 2)
        self.assertIn("frameio: app ended with exit code 2", dev.log)

    def test_says_so_when_there_is_no_such_program(self):
        dev = self.start()
        self.assertEqual(dev.wait(), 2)
        self.assertIn(f"{self.app} cannot be run: No such file or directory", dev.log[-1])

    def test_says_so_when_the_program_is_no_app(self):
        for text, why in (("exit 3", "it ended with code 3"), ("echo hello", "it is not one JSON object"),
                          ("echo oh no >&2; exit 1", "it ended with code 1: oh no")):
            with self.subTest(text):
                self.script(text)
                dev = self.start()
                self.assertEqual(dev.wait(), 2)
                self.assertIn("app --manifest: ", dev.log[-1])
                self.assertIn(why, dev.log[-1])

    def test_takes_secrets_and_the_path_from_outside(self):
        self.put(BIN / "quickstart")
        dev = self.start("--path", "/hooks", WEBHOOK_SECRET="first,second", CUSTOM_ACTION_SECRET="third")
        url = self.platform_of(dev)
        where = dev.wait_for(r"^app is at (\S+)$").group(1)
        self.assertEqual(self.resources(url, "webhook")[0]["url"], where + "/hooks")
        self.assertEqual(self.click(url, "Say hello", "folder")["answer"]["title"], "Hello!")
        sent = frameio("send", "file.ready", "--to", where + "/hooks", "--secret", "second")
        self.assertEqual(sent.returncode, 0, sent.stdout)
        self.assertEqual(dev.stop(), 0)

    def test_the_second_signal_does_not_wait(self):
        self.script(f'if [ "$1" = --manifest ]; then exec {BIN}/quickstart "$@"; fi\n'
                    'trap "echo not yet" TERM\necho "listening on http://127.0.0.1:1"\n'
                    "while true; do true; done\n")
        dev = self.start()
        self.platform_of(dev)
        dev._process.send_signal(signal.SIGINT)
        dev.wait_for("^not yet$")
        self.assertEqual(dev.stop(signal.SIGINT), 1)
        dev.wait_for(r"^app was ended by signal 9 \(Killed\)$")


if __name__ == "__main__":
    unittest.main()
