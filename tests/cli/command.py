"""Runs the frameio command of the build."""
import hashlib
import hmac
import os
import pathlib
import subprocess
import tempfile
import unittest

CLI = str(pathlib.Path(os.environ["FRAMEIO_BIN"]) / "frameio")
LIMIT = 60
SECRET = "marker-of-the-secret"

# The worked example of the platform's own documentation.
EXAMPLE_SECRET = "yxSE59T0gtZOFZxw6UhLwTkhd2m8ntNSdSWnApQ0xOnMEzSoXbD8sGFP4bzb7MbS"
EXAMPLE_TIMESTAMP = "1604004499"
EXAMPLE_BODY = ('{"project":{"id":"f348e9f4-f142-42f9-b3bf-478d93f0feb4"},"resource":{"id":'
                '"6aad9151-c216-4d6f-b5e9-530df551a426","type":"asset"},"team":{"id":'
                '"aa891687-4b1e-4150-9b6d-9e4911c5b436"},"type":"asset.label.updated","user":{"id":'
                '"59c9ade1-311b-4c3b-8231-b9d88e9a1a85"}}')
EXAMPLE_SIGNATURE = "v0=a77ce6856e609c884575c2fd211d07a9ad1c3f72e19c06ff710e8f086ffca883"


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()
        self.said = self.out + self.err


def frameio(*arguments, stdin=b"", **environment):
    """Runs it with no secrets in the environment but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_SECRET")}
    done = subprocess.run([CLI, *arguments], input=stdin, capture_output=True, timeout=LIMIT,
                          env={**clean, **environment})
    return Result(done)


def expected(secret, timestamp, body):
    """The signature, made without the library."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


class Files(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def file(self, name, octets):
        path = self.folder / name
        path.write_bytes(octets)
        return str(path)
