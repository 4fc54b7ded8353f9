"""frameio verify: the verdict, and what it says of each thing that goes wrong in practice."""
import base64
import hashlib
import hmac
import json
import unittest

from command import (EXAMPLE_BODY, EXAMPLE_SECRET, EXAMPLE_SIGNATURE, EXAMPLE_TIMESTAMP, SECRET, Files, expected,
                     frameio)

NOW = int(EXAMPLE_TIMESTAMP)
# Texts, escapes, numbers, empty and nested containers: whatever a program may spell in another way.
RICH_BODY = ('{"b":[],"a":{},"data":{"caption":"Zürich / \\"première\\" 🎬","list":["x","y"],"count":1.50,"on":true},'
             '"type":"acme.publish"}')


def verify(*arguments, timestamp=EXAMPLE_TIMESTAMP, signature=EXAMPLE_SIGNATURE, body=EXAMPLE_BODY, now=NOW,
           secret=EXAMPLE_SECRET, **more):
    given = ["--timestamp", timestamp, "--signature", signature, "--now", str(now)]
    given += [] if secret is None else ["--secret", secret]
    stdin = body if isinstance(body, bytes) else body.encode()
    return frameio("verify", *given, *arguments, stdin=stdin, **more)


def reason_and_codes(result):
    told = json.loads(result.out)
    return told["reason"], [finding["code"] for finding in told["findings"]]


class Genuine(Files):
    def test_worked_example_of_the_documentation(self):
        result = verify(now=NOW + 12)
        self.assertEqual((result.code, result.out), (0, "genuine: signed with --secret, 12 s old\n"))

    def test_ahead_of_the_clock(self):
        self.assertEqual(verify(now=NOW - 300).out, "genuine: signed with --secret, 5 min ahead of this clock\n")

    def test_json(self):
        self.assertEqual(json.loads(verify("--json").out), {"genuine": True, "reason": "genuine", "secret": "--secret",
                                                            "age_seconds": 0, "findings": []})

    def test_names_the_secret(self):
        self.assertIn("--secret number 2,", verify("--secret", EXAMPLE_SECRET, secret="other").out)
        self.assertIn("line 3 of --secret-file,", verify("--secret-file", self.file("s", f"x\n\n{EXAMPLE_SECRET}\n".encode()),
                                                         secret=None).out)
        self.assertIn("CUSTOM_ACTION_SECRET,", verify(secret=None, WEBHOOK_SECRET="other",
                                                      CUSTOM_ACTION_SECRET=EXAMPLE_SECRET).out)
        self.assertIn("WEBHOOK_SECRET number 2,", verify(secret=None, WEBHOOK_SECRET="other," + EXAMPLE_SECRET).out)

    def test_headers_of_sign_are_understood(self):
        body = self.file("body", b'{"type":"x"}')
        headers = self.file("headers", frameio("sign", "--secret", SECRET, "--file", body).out.encode())
        result = frameio("verify", "--headers", headers, "--secret", SECRET, "--file", body)
        self.assertEqual(result.code, 0, result.said)

    def test_headers_of_a_capture_are_understood(self):
        text = (f"> POST / HTTP/1.1\r\n> Host: x\r\n> x-frameio-signature:{EXAMPLE_SIGNATURE}\r\n"
                f"> X-FRAMEIO-REQUEST-TIMESTAMP:  {EXAMPLE_TIMESTAMP} \r\n>\r\n")
        result = frameio("verify", "--headers", self.file("headers", text.encode()), "--secret", EXAMPLE_SECRET,
                         "--body", EXAMPLE_BODY, "--now", EXAMPLE_TIMESTAMP)
        self.assertEqual(result.code, 0, result.said)


class Clock(unittest.TestCase):
    def test_stale(self):
        result = verify(now=NOW + 301)
        self.assertEqual(result.code, 1)
        self.assertIn("not genuine: stale", result.out)
        self.assertIn("The timestamp is 5 min 1 s old; 5 min are allowed.", result.out)
        self.assertIn("Otherwise it was signed with --secret.", result.out)
        self.assertIn("1 d 2 h 3 min 4 s old", verify(now=NOW + 93784).out)

    def test_future(self):
        result = verify(now=NOW - 301)
        self.assertEqual(reason_and_codes(verify("--json", now=NOW - 301)), ("future", ["clock"]))
        self.assertIn("5 min 1 s ahead of this clock", result.out)

    def test_tolerance(self):
        self.assertEqual(verify("--tolerance", "10", now=NOW + 10).code, 0)
        self.assertEqual(verify("--tolerance", "10", now=NOW + 11).code, 1)
        self.assertEqual(verify("--tolerance", "400", now=NOW + 400).code, 0)

    def test_clock_and_secret_are_both_told(self):
        self.assertEqual(reason_and_codes(verify("--json", now=NOW + 301, secret="other")), ("stale", ["clock", "unknown"]))

    def test_real_clock(self):
        result = frameio("verify", "--timestamp", EXAMPLE_TIMESTAMP, "--signature", EXAMPLE_SIGNATURE, "--secret",
                         EXAMPLE_SECRET, "--body", EXAMPLE_BODY)
        self.assertIn("not genuine: stale", result.out)


class Form(unittest.TestCase):
    def told(self, **request):
        result = verify("--json", **request)
        self.assertEqual(result.code, 1)
        return reason_and_codes(result)

    def test_missing(self):
        self.assertEqual(self.told(timestamp=""), ("missing", ["missing"]))
        self.assertEqual(self.told(signature=""), ("missing", ["missing"]))
        self.assertEqual(self.told(signature="", timestamp=""), ("missing", ["missing", "missing"]))

    def test_nothing_of_the_signature_is_a_mistake(self):
        result = frameio("verify", "--secret", "one", "--body", "{}")
        self.assertEqual(result.code, 2)
        self.assertIn("--headers FILE, or --timestamp and --signature", result.err)

    def test_timestamp(self):
        self.assertEqual(self.told(timestamp=EXAMPLE_TIMESTAMP + "000"), ("future", ["timestamp"]))
        self.assertEqual(self.told(timestamp=" " + EXAMPLE_TIMESTAMP), ("malformed", ["timestamp"]))
        self.assertEqual(self.told(timestamp="2020-10-29T20:48:19Z"), ("malformed", ["timestamp"]))
        self.assertEqual(self.told(timestamp="1604004499.0"), ("malformed", ["timestamp"]))
        self.assertEqual(self.told(timestamp="9" * 30), ("malformed", ["timestamp"]))

    def test_timestamp_in_milliseconds_is_otherwise_right(self):
        result = verify(timestamp=EXAMPLE_TIMESTAMP + "000")
        self.assertIn("The timestamp is in milliseconds.", result.out)
        self.assertIn("Otherwise it was signed with --secret.", result.out)

    def test_signature(self):
        digits = EXAMPLE_SIGNATURE[3:]
        for signature in (digits, EXAMPLE_SIGNATURE.upper(), EXAMPLE_SIGNATURE + " "):
            self.assertEqual(self.told(signature=signature), ("malformed", ["signature"]), signature)
            self.assertIn("Otherwise it was signed with", verify(signature=signature).out)
        for signature in (EXAMPLE_SIGNATURE[:-1], EXAMPLE_SIGNATURE + "0", "sha256=" + digits, "v1," + digits, "x"):
            self.assertEqual(self.told(signature=signature), ("malformed", ["signature"]), signature)
        self.assertIn("there are 63 characters where 64 belong", verify(signature=EXAMPLE_SIGNATURE[:-1]).out)
        self.assertIn("another service's scheme", verify(signature="sha256=" + digits).out)


class Body(unittest.TestCase):
    """Frame.io signed `sent`; the program verified `received`."""

    def told(self, sent, received, pattern):
        sent = sent if isinstance(sent, bytes) else sent.encode()
        request = {"signature": expected(SECRET, EXAMPLE_TIMESTAMP, sent), "body": received, "secret": SECRET}
        result = verify(**request)
        self.assertEqual(result.code, 1)
        self.assertIn("not genuine: mismatch", result.out)
        self.assertRegex(result.out, pattern)
        self.assertEqual(reason_and_codes(verify("--json", **request)), ("mismatch", ["body"]))

    def test_parsed_and_written_again(self):
        minified = r"The signature is right for the minified JSON.*: the body was parsed and written again before it was verified"
        value = json.loads(RICH_BODY)
        self.told(EXAMPLE_BODY, json.dumps(json.loads(EXAMPLE_BODY)), minified)
        self.told(EXAMPLE_BODY, json.dumps(json.loads(EXAMPLE_BODY), indent=2), minified)
        self.told(EXAMPLE_BODY, json.dumps(json.loads(EXAMPLE_BODY), indent="\t") + "\n", minified)
        compact = json.dumps({"text": "Zürich / 🎬"}, ensure_ascii=False, separators=(",", ":"))
        self.told(compact, json.dumps(json.loads(compact)), minified + "|texts spelt without escapes")
        self.told(compact, compact.replace("/", "\\/"), "texts spelt without escapes")
        self.told(json.dumps(json.loads(compact), separators=(",", ":")), compact, r"with \\u escapes")
        self.told(compact.replace("/", "\\/"), compact, r"with \\/ escapes")
        self.told(RICH_BODY, RICH_BODY.replace(",", ", "), minified)
        self.assertEqual(value["data"]["count"], 1.5)

    def test_numbers_keep_their_spelling(self):
        self.told('{"n":1.50,"m":1e3}', '{ "n": 1.50, "m": 1e3 }', "for the minified JSON:")

    def test_signed_in_another_style(self):
        self.told(json.dumps(json.loads(EXAMPLE_BODY)), EXAMPLE_BODY, "a space after each comma and colon")
        self.told(json.dumps(json.loads(EXAMPLE_BODY), indent=2), EXAMPLE_BODY, "indented by 2 spaces")
        self.told(json.dumps(json.loads(EXAMPLE_BODY), indent=4), EXAMPLE_BODY, "indented by 4 spaces")
        nested = {"a": [], "b": {}, "c": [1, {"d": [2]}]}
        self.told(json.dumps(nested, indent=2), json.dumps(nested), "indented by 2 spaces")

    def test_other_order_of_keys(self):
        value = json.loads(EXAMPLE_BODY)
        self.told(EXAMPLE_BODY, json.dumps(dict(reversed(value.items())), separators=(",", ":")), "alphabetical order")

    def test_line_ends(self):
        self.told("{}", "{}\n", "without the newline at the end")
        self.told("{}", "{}\r\n", "without the newline at the end")
        self.told("{}", "  {}", "without the white space around|minified")
        self.told("{}\n", "{}", "with a newline at the end")
        self.told('{\n}', '{\r\n}', "LF line ends")
        self.told('{\r\n}', '{\n}', "CRLF line ends")
        self.told("{}", b"\xef\xbb\xbf{}", "byte order mark")

    def test_encodings(self):
        self.told(EXAMPLE_BODY, json.dumps(EXAMPLE_BODY), "encoded a second time")
        self.told(EXAMPLE_BODY, base64.b64encode(EXAMPLE_BODY.encode()), "decoded from base64")

    def test_altered(self):
        for body in (EXAMPLE_BODY.replace("asset", "assez"), EXAMPLE_BODY[:-1], "", b"\xff\xfe", b"x" * 100_000):
            result = verify("--json", body=body)
            self.assertEqual(reason_and_codes(result), ("mismatch", ["unknown"]))
        self.assertIn("it has 0 octets and is empty", verify(body="").out)
        self.assertIn("is not JSON: cut off", verify(body=EXAMPLE_BODY[:-1]).out)


class Secret(unittest.TestCase):
    def told(self, pattern, signed_with=SECRET, **request):
        signature = expected(signed_with, EXAMPLE_TIMESTAMP, EXAMPLE_BODY.encode())
        result = verify(signature=signature, **request)
        self.assertEqual(result.code, 1)
        self.assertRegex(result.out, pattern)
        self.assertNotIn(SECRET, result.said)
        return result

    def test_copied_with_something_around_it(self):
        for secret in (SECRET + "\n", " " + SECRET, SECRET + "\r\n\t"):
            self.told("without the white space around it", secret=secret)
        for secret in (f'"{SECRET}"', f"'{SECRET}'", f' "{SECRET}" '):
            self.told("without the quotes around it", secret=secret)

    def test_list(self):
        self.told("number 2 of the secrets that the text lists", secret=f"other, {SECRET}")

    def test_signer_with_another_key(self):
        self.told("with a newline at its end", signed_with=SECRET + "\n", secret=SECRET)
        hexadecimal = "00ff10"
        for given in (hexadecimal, base64.b64encode(b"\x00\xff\x10").decode()):
            key = b"\x00\xff\x10"
            text = f"v0:{EXAMPLE_TIMESTAMP}:{EXAMPLE_BODY}".encode()
            result = verify(signature="v0=" + hmac.new(key, text, hashlib.sha256).hexdigest(), secret=given)
            self.assertRegex(result.out, "right for the secret decoded from (hex|base64)")

    def test_other(self):
        result = self.told("No secret that was given makes this signature", secret="x" + SECRET)
        self.assertIn("each has its own", result.out)

    def test_body_and_secret(self):
        signature = expected(SECRET, EXAMPLE_TIMESTAMP, EXAMPLE_BODY.encode())
        result = verify("--json", signature=signature, secret=SECRET + "\n", body=EXAMPLE_BODY + "\n")
        self.assertEqual(reason_and_codes(result), ("mismatch", ["body", "secret"]))


class Signer(unittest.TestCase):
    def told(self, text, pattern):
        signature = "v0=" + hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
        result = verify(signature=signature, secret=SECRET)
        self.assertRegex(result.out, pattern)

    def test_other_timestamp(self):
        self.told(f"v0:{NOW + 3}:{EXAMPLE_BODY}", f"right for the timestamp {NOW + 3}")
        self.told(f"v0:{NOW - 600}:{EXAMPLE_BODY}", f"right for the timestamp {NOW - 600}")

    def test_other_text(self):
        self.told(EXAMPLE_BODY, 'over another text, "BODY"')
        self.told(f"{NOW}:{EXAMPLE_BODY}", 'over another text, "TIMESTAMP:BODY"')
        self.told(f"{NOW}.{EXAMPLE_BODY}", 'over another text, "TIMESTAMP.BODY"')


class Mistakes(Files):
    def test_exit_code(self):
        for arguments in (["--secret", SECRET, "--body", "{}", "--now", "soon"],
                          ["--secret", SECRET, "--body", "{}", "--headers", "/nowhere"],
                          ["--secret", SECRET, "--body", "{}", "--tolerance", "-1"],
                          ["--body", "{}"],
                          ["--secret", SECRET, "--headers", "x", "--timestamp", "1"]):
            result = frameio("verify", *arguments)
            self.assertEqual(result.code, 2, result.said)
            self.assertNotIn(SECRET, result.said)


if __name__ == "__main__":
    unittest.main()
