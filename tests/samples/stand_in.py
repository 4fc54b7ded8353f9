#!/usr/bin/env python3
"""A stand-in for the part of Frame.io's API that review_bot uses. Keeps its comments in memory.

usage: stand_in.py [TOKEN]    prints the URL that it listens on, and then a line for each call
"""

import http.server
import json
import re
import sys

TOKEN = sys.argv[1] if len(sys.argv) > 1 else ""
FILE = {
    "id": "", "name": "holiday.mov", "type": "file", "status": "transcoded", "media_type": "video/quicktime",
    "file_size": 123456789, "parent_id": "inbox", "project_id": "p", "view_url": "https://next.frame.io/f",
    "created_at": "2026-11-22T09:00:00Z", "updated_at": "2026-11-22T09:00:00Z",
}
METADATA = [{"field_definition_id": "d", "field_definition_name": "Duration", "field_type": "number", "mutable": False,
             "value": 42.5}]
PAGE = 2  # comments on a page, however many were asked for
comments = []


class Api(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are written one after the other

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if re.fullmatch(r"/v4/accounts/[^/]+/files/[^/]+", path):
            file = dict(FILE, id=path.rsplit("/", 1)[1])
            self.answer(200, {"data": dict(file, metadata=METADATA) if "include=metadata" in query else file})
        elif path.endswith("/comments"):
            after = int((re.search(r"after=(\d+)", query) or [0, 0])[1])
            more = after + PAGE < len(comments)
            self.answer(200, {"data": comments[after:after + PAGE],
                              "links": {"next": f"{path}?after={after + PAGE}" if more else None}})
        else:
            self.answer(404, {"errors": [{"detail": "Not found"}]})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"]
        second = len(comments)
        time = f"2026-11-22T10:00:{second:02}Z"
        comments.append({"id": f"c{second}", "text": asked["text"], "file_id": self.path.split("/")[5],
                         "created_at": time, "updated_at": time, "annotation": None, "attachments": [],
                         "completed_at": None, "completer_id": None, "duration": None, "links": [], "mentions": [],
                         "page": None, "text_edited_at": None, "text_review_annotation": None, "timestamp": None})
        self.answer(201, {"data": comments[-1]})

    def answer(self, status, body):
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            status, body = 401, {"errors": [{"detail": "Unauthorized"}]}
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        for name, value in (("limit", 100), ("remaining", 99), ("window", 60000)):
            self.send_header(f"x-ratelimit-{name}", str(value))
        self.end_headers()
        self.wfile.write(text)
        print(self.command, self.path, status, flush=True)

    def log_message(self, *_):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.daemon_threads = True
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


main()
