"""What the READMEs show and claim: their code is compiled, their links lead somewhere, their flags are those of `run`."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from processes import BIN, LIMIT, Program, frameio

ROOT = pathlib.Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", *sorted((ROOT / "samples").glob("*/README.md"))]
SOURCES = [ROOT / "tests/samples/readme_snippets.cpp", *sorted((ROOT / "samples").glob("*/*.cpp"))]


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def contains(lines, part):
    return any(lines[at:at + len(part)] == part for at in range(len(lines)))


class Readmes(unittest.TestCase):
    def test_code_is_compiled(self):
        sources = [lines_of(path.read_text()) for path in SOURCES]
        for readme in READMES:
            blocks = re.findall(r"^```cpp\n(.*?)^```", readme.read_text(), re.MULTILINE | re.DOTALL)
            for block in blocks:
                # A block may leave out what stands between two of its paragraphs.
                for paragraph in re.split(r"\n(?=\S)(?<=\n\n)", block):
                    self.assertTrue(any(contains(source, lines_of(paragraph)) for source in sources),
                                    f"{readme} shows code that is in no source:\n{paragraph}")

    def test_snippets_run(self):
        subprocess.run([BIN / "readme_snippets"], check=True, timeout=LIMIT)

    def test_links_lead_somewhere(self):
        for readme in READMES:
            text = re.sub(r"^```.*?^```", "", readme.read_text(), flags=re.MULTILINE | re.DOTALL)
            for link in re.findall(r"\]\(([^)]+)\)", text):
                if link.startswith("https://"):
                    continue
                path, _, anchor = link.partition("#")
                target = readme.parent / path
                self.assertTrue(target.exists(), f"{readme}: {link}")
                if anchor:
                    titles = re.findall(r"^#+ (.+)$", (target / "README.md" if target.is_dir() else target).read_text(),
                                        re.MULTILINE)
                    self.assertIn(anchor, [re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles])

    def test_flags_are_those_of_run(self):
        told = re.findall(r"^\| `(--[a-z-]+)` \| `(FRAMEIO_[A-Z_]+)` \| (?:`(.*?)`)? ?\|", READMES[0].read_text(), re.MULTILINE)
        help_text = subprocess.run([BIN / "quickstart", "--help"], capture_output=True, text=True, check=True,
                                   timeout=LIMIT).stdout
        actual = []
        for flag, rest, variable in re.findall(r"^  (--[a-z-]+) (.*)\(Env:(\w+)\)$", help_text, re.MULTILINE):
            default = re.search(r"=\[?([^\s\]]+)", rest)
            actual.append((flag, variable, default.group(1) if default else ""))
        self.assertEqual(told, actual)

    def test_curl_and_openssl_by_hand(self):
        text = (ROOT / "samples/quickstart/README.md").read_text()
        block = re.search(r"^```\n(post\(\).*?)^```", text, re.MULTILINE | re.DOTALL).group(1)
        with Program("quickstart", "--listen", "127.0.0.1:0", WEBHOOK_SECRET="one", CUSTOM_ACTION_SECRET="two") as program:
            script = block.replace("http://127.0.0.1:8080", program.url())
            done = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, timeout=LIMIT,
                                  env={**os.environ, "WEBHOOK_SECRET": "one", "CUSTOM_ACTION_SECRET": "two"})
            self.assertEqual(done.stdout.count("HTTP/1.1 200 OK"), 4, done.stdout + done.stderr)
            for answer in ("You clicked on a file.", "Where should it go?", "Sent to vimeo as \\\"First cut\\\"."):
                self.assertIn(answer, done.stdout)

    def test_signed_headers_suit_curl(self):
        with Program("quickstart", "--listen", "127.0.0.1:0", WEBHOOK_SECRET="one", CUSTOM_ACTION_SECRET="two") as program, \
                tempfile.NamedTemporaryFile("w") as headers:
            body = '{"resource":{"id":"r","type":"file"},"type":"file.ready"}'
            headers.write(frameio("sign", "--body", body, WEBHOOK_SECRET="one").stdout)
            headers.flush()
            done = subprocess.run(["curl", "-sSi", "--data-binary", body, "-H", "@" + headers.name, program.url()],
                                  capture_output=True, text=True, timeout=LIMIT)
            self.assertIn("HTTP/1.1 200 OK", done.stdout, done.stderr)

    def test_commands_are_those_of_frameio(self):
        help_text = frameio("--help").stdout
        for command in ("send", "sign", "verify"):
            self.assertIn(f"| `frameio {command}", READMES[0].read_text())
            self.assertRegex(help_text, rf"\n  {command} ")


if __name__ == "__main__":
    unittest.main()
