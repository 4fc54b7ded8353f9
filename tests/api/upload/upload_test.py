"""Uploads 1 GiB: a part that fails twice is sent again, a killed upload is taken up again, and memory stays small.

usage: upload_test.py PROGRAM
"""

import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import zlib

GIB = 1 << 30
PART = 16 << 20
PARTS = GIB // PART
FAILING = 5  # this part, twice
KILL_AFTER = PARTS // 2
MOST_KIB = 64 * 1024


class Frame(http.server.BaseHTTPRequestHandler):
    """A Frame.io that takes an upload."""

    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    created = 0
    puts = {}
    taken = {}  # part: checksum
    half_way = threading.Event()

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.lock:
            Frame.created += 1
        self.answer(201, {"data": self.file(True)})

    def do_GET(self):
        if self.path.endswith("/status"):
            complete = len(self.taken) == PARTS
            self.answer(200, {"data": {"id": "f1", "filetype": "mov", "upload_complete": complete,
                                       "upload_failed": False}})
        else:
            self.answer(200, {"data": self.file(False)})

    def do_PUT(self):
        part = int(self.path.rsplit("/", 1)[1])
        left, checksum = int(self.headers["Content-Length"]), 0
        while left:
            piece = self.rfile.read(min(left, 1 << 20))
            if not piece:
                return  # the client was killed
            checksum = zlib.crc32(piece, checksum)
            left -= len(piece)
        with self.lock:
            self.puts[part] = self.puts.get(part, 0) + 1
            good = part != FAILING or self.puts[part] > 2
            if good:
                self.taken[part] = checksum
            if len(self.taken) >= KILL_AFTER:
                self.half_way.set()
        self.answer(200 if good else 503, {})

    def file(self, with_parts):
        made = {"id": "f1", "name": "large.mov", "media_type": "video/quicktime", "status": "created", "type": "file"}
        if with_parts:
            host, port = self.server.server_address
            made["upload_urls"] = [{"size": PART, "url": f"http://{host}:{port}/part/{part}"} for part in range(PARTS)]
        return made

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        """A client that is killed resets its connections."""


def make_file(path):
    """Sparse, but every part has something of its own; returns the checksums of the parts."""
    expected = {}
    with open(path, "wb") as file:
        file.truncate(GIB)
        for part in range(PARTS):
            file.seek(part * PART + part)
            file.write(f"part {part}".encode())
    with open(path, "rb") as file:
        for part in range(PARTS):
            expected[part] = zlib.crc32(file.read(PART))
    return expected


def require(condition, what):
    if not condition:
        sys.exit(f"failed: {what}")


def main():
    server = Server(("127.0.0.1", 0), Frame)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as place:
        path, state = pathlib.Path(place, "large.mov"), pathlib.Path(place, "large.upload")
        expected = make_file(path)
        command = [sys.argv[1], f"http://127.0.0.1:{server.server_address[1]}", path, state]

        first = subprocess.Popen(command)
        require(Frame.half_way.wait(120), "half of the parts were never sent")
        first.kill()
        first.wait()
        require(state.exists(), "the killed upload left nothing to go on with")
        with Frame.lock:
            before = dict(Frame.puts)
        remembered = sum(part["done"] for part in json.loads(state.read_text())["parts"])

        second = subprocess.run(command, timeout=120, check=True, capture_output=True, text=True)
        require(Frame.created == 1, "the file was created again")
        require(Frame.taken == expected, "the parts do not make the file")
        require(Frame.puts[FAILING] == 3, f"the failing part was sent {Frame.puts[FAILING]} times")
        again = sum(Frame.puts.values()) - sum(before.values())
        require(again <= PARTS - remembered + 2, f"{again} parts were sent again, {remembered} had been done")
        require(not state.exists(), "the state of the upload was left behind")
        used = int(re.search(r"(\d+) KiB", second.stdout)[1])
        require(used < MOST_KIB, f"{used} KiB of memory")
        print(f"1 GiB in {PARTS} parts, {remembered} of them before the kill; {used} KiB of memory")


os.umask(0o022)
main()
