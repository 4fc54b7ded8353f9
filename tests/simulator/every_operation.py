#!/usr/bin/env python3
"""Has a program call every operation of the specification at the simulator, which has all that the calls are about.

usage: every_operation.py FRAMEIO CALL_ALL_OPERATIONS OPENAPI
"""
import contextlib
import json
import pathlib
import re
import subprocess
import sys
import urllib.request

from example_requests import TOKEN, Examples

ACCOUNT = "b92bffff-4e3d-4037-9959-2eb161e002e8"  # of all its calls
CREATED = "2026-01-01T00:00:00.000000Z"


class World:
    """What a simulator is to have, so that the examples of the specification are about something."""

    def __init__(self, document, owner):
        self.document = document
        self.examples = Examples(document, ACCOUNT)
        self.owner = owner
        self.resources = {}

    def add(self, kind, of_id, account, **more):
        """Unless it is there: an id may be in several examples."""
        self.resources.setdefault((kind, of_id), {"kind": kind, "id": of_id, "account_id": account, "name": f"a {kind}",
                                                  "creator_id": self.owner, "created_at": CREATED, **more})
        return of_id

    def account(self, account):
        self.add("account", account, account, display_name="an account")
        self.add("role", f"role of {account}", account, scope_id=account, user_id=self.owner, role="owner")
        return account

    def workspace(self, of_id, account):
        return self.add("workspace", of_id, account)

    def project(self, of_id, account):
        root = f"root of {of_id}"
        self.add("project", of_id, account, workspace_id=self.workspace(f"workspace of {of_id}", account),
                 root_folder_id=root)
        self.add("folder", root, account, type="folder", project_id=of_id, parent_id=None)
        return of_id

    def folder(self, of_id, account):
        project = self.project(f"project of {account}", account)
        return self.add("folder", of_id, account, type="folder", project_id=project, parent_id=f"root of {project}")

    def file(self, of_id, account, project=None):
        project = project or self.project(f"project of {account}", account)
        return self.add("file", of_id, account, type="file", project_id=project, parent_id=f"root of {project}",
                        media_type="video/mp4", file_size=1, status="transcoded")

    def version_stack(self, of_id, account):
        head = self.file(f"head of {of_id}", account)
        return self.add("version_stack", of_id, account, type="version_stack", project_id=f"project of {account}",
                        parent_id=f"root of project of {account}", head_version_id=head)

    def comment(self, of_id, account):
        return self.add("comment", of_id, account, file_id=self.file(f"file of {of_id}", account), text="a text",
                        completed_at=None, attachments=[])

    def share(self, of_id, account):
        return self.add("share", of_id, account, project_id=self.project(f"project of {account}", account),
                        access="public", asset_ids=[])

    def collection(self, of_id, account):
        return self.add("collection", of_id, account, project_id=self.project(f"project of {account}", account))

    def subscription(self, kind, of_id, account):
        workspace = self.workspace(f"workspace of {account}", account)
        return self.add(kind, of_id, account, workspace_id=workspace, url="http://127.0.0.1:1", events=[], active=True)

    def user(self, of_id, account):
        return self.add("user", of_id, account, email=f"{of_id}@example.com", active=True)

    def field(self, of_id, account, value=None):
        kind = "toggle" if isinstance(value, bool) else "number" if isinstance(value, (int, float)) else \
            "text" if isinstance(value, str) else "user_multi"
        return self.add("field_definition", of_id, account, field_type=kind, mutable=True, field_configuration={})

    # Operations

    def prepare(self, operation, ids):
        """All that the path of a call names."""
        if "account_id" not in ids:
            return None
        del ids["account_id"]
        account = self.account(ACCOUNT)
        for place, of_id in ids.items():
            kind = place.removesuffix("_id")
            if kind in ("webhook", "action"):
                self.subscription(kind, of_id, account)
            elif kind == "group":
                self.add(kind, of_id, account, emoji="🎬", member_count=0, source="frame")
            elif kind == "field_definition":
                self.field(of_id, account)
            elif kind not in ("attachment", "asset"):
                getattr(self, kind)(of_id, account)
        self.connect(operation, ids, account)
        return account

    def connect(self, operation, ids, account):
        if "attachment_id" in ids:
            self.add("comment_attachment", ids["attachment_id"], account, comment_id=ids["comment_id"])
        if "asset_id" in ids:
            self.file(ids["asset_id"], account)
            self.resources["share", ids["share_id"]]["asset_ids"].append(ids["asset_id"])
        if "user_id" in ids and operation["operationId"].endswith("delete"):
            scope = next(each for place, each in ids.items() if place != "user_id")
            self.add("role", f"role in {scope}", account, scope_id=scope, user_id=ids["user_id"], role="viewer")

    def prepare_body(self, ids, body, account):
        """All that the body of a call names."""
        data = body.get("data", body)
        if "parent_id" in data:
            self.folder(data["parent_id"], account)
        for each in [*data.get("file_ids", []), *data.get("asset_ids", [])]:
            self.file(each, account, ids.get("project_id"))
        if "asset_id" in data:
            self.file(data["asset_id"], account)
        for each in data.get("values", []):
            self.field(each["field_definition_id"], account, each["value"])
        for each in data.get("reviewers", {}).get("user_ids", []):
            self.user(each, account)
        for each in data.get("reviewers", {}).get("adobe_user_ids", []):
            self.user(f"user {each}", account)
            self.resources["user", f"user {each}"]["adobe_user_id"] = each

    def fill(self):
        for methods in self.document["paths"].values():
            for operation in methods.values():
                ids = {each["name"]: each["example"] for each in operation.get("parameters", []) if each["in"] == "path"}
                account = self.prepare(operation, ids)
                if account is not None:
                    self.prepare_body(ids, self.examples.body(operation) or {}, account)
        return {"resources": list(self.resources.values())}


def ask(url, body=None):
    request = urllib.request.Request(url, None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@contextlib.contextmanager
def simulator(frameio, *flags):
    command = [frameio, "sim", "--listen", "127.0.0.1:0", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"http://[\d.:]+", process.stdout.readline())[0]
        finally:
            process.terminate()


def main():
    frameio, program, openapi = sys.argv[1:]
    with simulator(frameio, "--token", TOKEN, "--rate-limits", "off", "--ids", "1") as url:
        owner = next(each["id"] for each in ask(f"{url}/sim/resources")["resources"] if each["kind"] == "user")
        ask(f"{url}/sim/resources", World(json.loads(pathlib.Path(openapi).read_text()), owner).fill())
        return subprocess.run([program, url], timeout=120).returncode


if __name__ == "__main__":
    sys.exit(main())
