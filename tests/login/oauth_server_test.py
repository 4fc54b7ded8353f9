#!/usr/bin/env python3
"""A login at an OAuth server that others have written, from the click to the handler's answer.

usage: oauth_server_test.py LOGIN_APP MODULES_DIR
"""
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "common"))

import npm_modules  # noqa: E402
from browser import Browser  # noqa: E402

LOGIN_APP, MODULES = sys.argv[1], pathlib.Path(sys.argv[2])
SECRET = "action-secret"
USER = "50d976e6-27d2-47cb-9388-45b38d55f4f0"
CLICK = {"account_id": "9a44f696-ae69-4e0c-9731-806d27ea46f1", "action_id": "a1", "interaction_id": "i1",
         "project": {"id": "p1"}, "resource": {"id": "f1", "type": "file"}, "type": "acme.greet",
         "user": {"id": USER}, "workspace": {"id": "w1"}}


class Frameio(http.server.BaseHTTPRequestHandler):
    """Says to everybody that he is the one user, and keeps the tokens that it was shown."""
    tokens = []

    def do_GET(self):  # noqa: N802
        Frameio.tokens.append(self.headers["Authorization"])
        body = json.dumps({"data": {"id": USER, "name": "Ada", "email": "ada@example.com"}}).encode()
        self.send_response(200 if self.path == "/v4/me" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class OAuthServer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        frameio = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Frameio)
        threading.Thread(target=frameio.serve_forever, daemon=True).start()
        self.addCleanup(frameio.server_close)
        self.addCleanup(frameio.shutdown)
        npm_modules.install(here / "npm", MODULES)
        script = shutil.copy(here / "npm/oauth_server.mjs", MODULES)
        self.oauth = self.start(["node", script], {}).strip()
        key = base64.b64encode(os.urandom(32)).decode()
        self.app = self.start([LOGIN_APP], {
            "CUSTOM_ACTION_SECRET": SECRET, "FRAMEIO_LISTEN": "127.0.0.1:0", "FRAMEIO_STORE": f"sqlite:{folder}/store.db",
            "FRAMEIO_API_URL": f"http://127.0.0.1:{frameio.server_port}", "ADOBE_IMS_URL": self.oauth,
            "ADOBE_CLIENT_ID": "an-id", "ADOBE_CLIENT_SECRET": "a-secret", "FRAMEIO_ENCRYPTION_KEY": key,
        }).split()[-1]

    def start(self, command, environment):
        """Starts a program, and returns the first line that it says."""
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.terminate)
        return process.stdout.readline()

    def post(self, body):
        text = json.dumps(body).encode()
        stamp = str(int(time.time()))
        signature = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + text, hashlib.sha256).hexdigest()
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.app).netloc, timeout=20)
        connection.request("POST", "/", text, {"X-Frameio-Request-Timestamp": stamp,
                                               "X-Frameio-Signature": f"v0={signature}"})
        response = connection.getresponse()
        self.addCleanup(connection.close)
        return json.loads(response.read())

    def test_a_login(self):
        form = self.post(CLICK)
        self.assertEqual(form["title"], "Please log in")
        link = next(field["value"] for field in form["fields"] if field["type"] == "link")
        browser = Browser()
        status, headers, _ = browser.get(link)
        self.assertEqual(status, 302)
        self.assertTrue(headers["Location"].startswith(f"{self.oauth}/ims/authorize/v2?"), headers["Location"])
        status, headers, _ = browser.get(headers["Location"])
        self.assertEqual(status, 302)
        self.assertTrue(headers["Location"].startswith(f"{self.app}/auth/callback?"), headers["Location"])
        status, _, page = browser.get(headers["Location"])
        self.assertEqual((status, "You are logged in" in page), (200, True), page)
        # A token of this server is a JWT.
        self.assertRegex(Frameio.tokens[-1], r"^Bearer ey[\w-]+\.[\w-]+\.[\w-]+$")
        asked = self.post({**CLICK, "data": {}})
        self.assertEqual(asked["title"], "How are you?")
        name = asked["fields"][0]["name"]
        self.assertEqual(self.post({**CLICK, "data": {name: "fine"}}), {"title": "Hello Ada", "description": "You are fine."})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
