"""frameio sign, and what all subcommands have in common."""
import json
import time
import unittest

from command import (EXAMPLE_BODY, EXAMPLE_SECRET, EXAMPLE_SIGNATURE, EXAMPLE_TIMESTAMP, SECRET, Files, expected,
                     frameio)

HEADERS = f"X-Frameio-Request-Timestamp: {EXAMPLE_TIMESTAMP}\nX-Frameio-Signature: {EXAMPLE_SIGNATURE}\n"


class Sign(Files):
    def signed(self, *arguments, **more):
        return frameio("sign", "--timestamp", EXAMPLE_TIMESTAMP, *arguments, **more)

    def test_worked_example_of_the_documentation(self):
        result = self.signed("--secret", EXAMPLE_SECRET, "--body", EXAMPLE_BODY)
        self.assertEqual((result.code, result.out, result.err), (0, HEADERS, ""))

    def test_body_from_a_file_or_standard_input(self):
        body = EXAMPLE_BODY.encode()
        file = self.file("body.json", body)
        for arguments, stdin in ((["--file", file], b""), (["--file", "-"], body), ([], body)):
            result = self.signed("--secret", EXAMPLE_SECRET, *arguments, stdin=stdin)
            self.assertEqual((result.code, result.out), (0, HEADERS), arguments)

    def test_body_is_taken_octet_by_octet(self):
        for body in (b"", b"\n", b"{}\r\n", bytes(range(256)), b"\xef\xbb\xbf{}", b"x" * 1_000_000):
            result = self.signed("--secret", SECRET, "--json", "--file", self.file("body", body))
            self.assertEqual(json.loads(result.out)["X-Frameio-Signature"], expected(SECRET, EXAMPLE_TIMESTAMP, body))

    def test_json(self):
        result = self.signed("--secret", EXAMPLE_SECRET, "--body", EXAMPLE_BODY, "--json")
        self.assertEqual(json.loads(result.out), {"X-Frameio-Request-Timestamp": EXAMPLE_TIMESTAMP,
                                                  "X-Frameio-Signature": EXAMPLE_SIGNATURE})

    def test_signs_with_the_present(self):
        before = int(time.time())
        headers = json.loads(frameio("sign", "--secret", SECRET, "--body", "{}", "--json").out)
        self.assertIn(int(headers["X-Frameio-Request-Timestamp"]), range(before, int(time.time()) + 1))

    def test_first_secret_signs(self):
        result = self.signed("--secret", EXAMPLE_SECRET, "--secret", "other", "--body", EXAMPLE_BODY)
        self.assertEqual(result.out, HEADERS)

    def test_secret_file(self):
        for text in (f"{EXAMPLE_SECRET}\n", EXAMPLE_SECRET, f"{EXAMPLE_SECRET}\r\n", f"\n{EXAMPLE_SECRET}\nother\n"):
            result = self.signed("--secret-file", self.file("secret", text.encode()), "--body", EXAMPLE_BODY)
            self.assertEqual((result.code, result.out), (0, HEADERS), text)
            piped = self.signed("--secret-file", "-", "--body", EXAMPLE_BODY, stdin=text.encode())
            self.assertEqual(piped.out, HEADERS)

    def test_secret_from_the_environment(self):
        webhook = self.signed("--body", EXAMPLE_BODY, WEBHOOK_SECRET=f" {EXAMPLE_SECRET} ,old",
                              CUSTOM_ACTION_SECRET="other")
        self.assertEqual(webhook.out, HEADERS)
        click = '{"action_id":"a","interaction_id":"i","type":"acme.publish"}'
        action = self.signed("--json", "--body", click, WEBHOOK_SECRET="other", CUSTOM_ACTION_SECRET=SECRET)
        self.assertEqual(json.loads(action.out)["X-Frameio-Signature"],
                         expected(SECRET, EXAMPLE_TIMESTAMP, click.encode()))

    def test_options_count_more_than_the_environment(self):
        result = self.signed("--secret", EXAMPLE_SECRET, "--body", EXAMPLE_BODY, WEBHOOK_SECRET="other")
        self.assertEqual(result.out, HEADERS)


class Mistakes(Files):
    def refuse(self, pattern, *arguments, **more):
        result = frameio(*arguments, **more)
        self.assertEqual(result.code, 2, arguments)
        self.assertRegex(result.err, pattern)
        self.assertEqual(result.out, "")
        self.assertNotIn(SECRET, result.said)

    def test_secrets(self):
        self.refuse("no secret: give --secret or --secret-file, or set WEBHOOK_SECRET", "sign", "--body", "{}")
        self.refuse("set WEBHOOK_SECRET", "sign", "--body", "{}", WEBHOOK_SECRET=" , ")
        self.refuse("--secret is empty", "sign", "--body", "{}", "--secret", "")
        self.refuse("--secret number 2 is empty", "sign", "--body", "{}", "--secret", SECRET, "--secret", "")
        self.refuse("cannot open .*: No such file", "sign", "--body", "{}", "--secret-file", "/nowhere/secret")
        self.refuse("has no secret in it", "sign", "--body", "{}", "--secret-file", self.file("empty", b"\n\n"))
        self.refuse("excludes", "sign", "--body", "{}", "--secret", SECRET, "--secret-file", "x")

    def test_bodies(self):
        self.refuse("cannot open /nowhere/body", "sign", "--secret", SECRET, "--file", "/nowhere/body")
        self.refuse("cannot read .*directory", "sign", "--secret", SECRET, "--file", str(self.folder))
        self.refuse("excludes", "sign", "--secret", SECRET, "--file", "x", "--body", "{}")
        self.refuse("cannot both come from standard input", "sign", "--secret-file", "-")
        self.refuse("larger than 16 MiB", "sign", "--secret", SECRET, "--file",
                    self.file("large", bytes((16 << 20) + 1)))

    def test_timestamps(self):
        for text in ("", "now", "-1", "1.5", "1604004499000000", "1 "):
            self.refuse("--timestamp takes seconds since 1970|--timestamp", "sign", "--secret", SECRET, "--body", "{}",
                        "--timestamp=" + text + "x")

    def test_commands(self):
        self.refuse('a command is missing; "frameio --help" lists them')
        self.refuse("not expected: bogus", "bogus")
        self.refuse('Run "frameio sign --help"', "sign", "--bogus")
        self.refuse("--to is required", "send", "file.ready")


class Help(unittest.TestCase):
    def test_version(self):
        result = frameio("--version")
        self.assertEqual(result.code, 0)
        self.assertRegex(result.out, r"^frameio \d+\.\d+\.\d+\n$")

    def test_every_command_explains_itself(self):
        for command in ([], ["sign"], ["verify"], ["send"], ["record"], ["replay"], ["store"], ["keys"], ["keys", "generate"], ["keys", "check"],
                        ["keys", "rotate"], ["doctor"], ["dev"], ["click"], ["sim"], ["trigger"]):
            result = frameio(*command, "--help")
            self.assertEqual((result.code, result.err), (0, ""))
            self.assertIn("Examples:", result.out)
            self.assertRegex(result.out, "Exit codes:")
            self.assertLessEqual(max(map(len, result.out.splitlines())), 130)


if __name__ == "__main__":
    unittest.main()
