#!/usr/bin/env python3
"""A mock made from the specification and the local Frame.io get the same requests; they differ only where it is meant.

usage: differential_test.py FRAMEIO OPENAPI MODULES_DIR
"""
import collections
import http.client
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "common"))

import prism  # noqa: E402
from every_operation import ACCOUNT, CREATED, World, ask, simulator  # noqa: E402
from example_requests import AS_IT_IS, TOKEN, Examples  # noqa: E402
from meant_differences import MEANT  # noqa: E402
from shapes import Shapes  # noqa: E402

LIMIT = 30  # s for an answer


class Server:
    def __init__(self, url):
        self._connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=LIMIT)

    def send(self, method, path, body=None, headers=()):
        """The status and what the body says; null if there is none."""
        self._connection.request(method, path, body, dict(headers))
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def _within(kind, member):
    """One of the kind is in what a list is of."""
    def add(world, parent):
        made = f"{kind} in {parent}"
        if kind in ("webhook", "action"):
            world.subscription(kind, made, ACCOUNT)
        else:
            getattr(world, kind)(made, ACCOUNT)
        world.resources[kind, made][member] = parent
    return add


def _role(world, scope):
    world.add("role", f"role in {scope}", ACCOUNT, scope_id=scope, user_id=world.owner, role="viewer")


def _reviewer(world, share):
    world.resources["share", share]["reviewer_ids"] = [world.owner]


def _children(world, parent):
    for kind in ("file", "folder", "version_stack"):
        _within(kind, "parent_id")(world, parent)


def _found(world, _):
    of_id, folder, project = (f"9d1c1a2e-0000-4000-8000-00000000000{digit}" for digit in range(3))
    world.file(of_id, ACCOUNT)
    world.resources["file", of_id] |= {"name": "Red car driving on highway", "parent_id": folder, "project_id": project}


def _audited(world, _):
    example = world.document["components"]["schemas"]["AuditLogsWithIncludesResponse"]["example"]["data"][0]
    world.add("audit_log", "audited", ACCOUNT)
    world.resources["audit_log", "audited"] |= {**example, "account_id": ACCOUNT, "user_id": world.owner}


# What makes a list have something, by its operation.
LISTED = {
    "actions.index": _within("action", "workspace_id"),
    "auditlog.index": _audited,
    "collections.index": _within("collection", "project_id"),
    "comments.index": _within("comment", "file_id"),
    "files.list": _within("file", "parent_id"),
    "folder_user_roles.index": _role,
    "folders.index": _children,
    "folders.list": _within("folder", "parent_id"),
    "invited_projects.index": lambda world, account: _role(world, world.project("invited to", account)),
    "project_user_roles.index": _role,
    "projects.index": _within("project", "workspace_id"),
    "search.search": _found,
    "shares.index": _within("share", "project_id"),
    "shares.list_reviewers": _reviewer,
    "version_stacks.index": _within("file", "parent_id"),
    "version_stacks.list": _within("version_stack", "parent_id"),
    "webhooks.index": _within("webhook", "workspace_id"),
    "workspace_user_roles.index": _role,
}


# What is not made by the API, but put there, lacks what the API would have given it.
COMPLETE = {
    "account": {"image": None, "v4_migrated_at": CREATED},
    "action": {"timeout": 5, "multi_asset": True},
    "file": {"view_url": "https://next.frame.io"},
    "project": {"restricted": False},
    "share": {"passphrase": None},
    "webhook": {"events": ["file.ready"]},
}


def full_world(document, owner):
    """In which no list is empty."""
    def example(schema):
        return document["components"]["schemas"][schema]["example"]["data"]

    world = World(document, owner)
    world.fill()
    for methods in document["paths"].values():
        for operation in methods.values():
            ids = [each["example"] for each in operation.get("parameters", []) if each["in"] == "path"]
            if operation["operationId"] in LISTED:
                LISTED[operation["operationId"]](world, ids[-1] if ids[1:] else ACCOUNT)
    metadata = {"metadata_values": example("FileWithIncludesResponse")["metadata"]}
    comment = {name: example("CommentResponse")[name] for name in ("anchor", "attachments", "links", "mentions")}
    more = {"comment": comment, "file": metadata, "folder": metadata, "project": {"owner_id": owner},
            "version_stack": metadata}
    for (kind, _), each in world.resources.items():
        each |= COMPLETE.get(kind, {}) | more.get(kind, {})
    return {"resources": list(world.resources.values())}


def test_of_shapes():
    """Differences are found in answers that are made up."""
    text, optional = {"type": "string"}, {"type": "string", "nullable": True}
    schema = {"allOf": [{"properties": {"id": text, "name": optional}, "required": ["id"]}, {"$ref": "more"}]}
    more = {"properties": {"all": {"type": "array", "items": {"properties": {"id": text}, "required": ["id"]}}}}

    def found(theirs, ours):
        return list(Shapes(lambda each: more if "$ref" in each else each).differences(schema, theirs, ours))

    good = {"id": "1", "name": "n", "all": [{"id": "2"}]}
    assert found(good, {"id": "3", "name": None, "all": [{"id": "4"}, {"id": "5"}]}) == []
    assert found(good, {**good, "id": None}) == ["/id is null, not str"]
    assert found(good, {**good, "id": 1}) == ["/id is int, not str"]
    assert found(good, {"name": "n", "all": []}) == ["/all is empty", "/id is missing, and required"]
    assert found(good, {"id": "1", "all": [{"id": "2"}, {}], "x": 1}) == [
        "/all/*/id is missing, and required", "/name is missing", "/x is more"]


class Judge:
    """Knows what may differ, and tells what else does, and what does not any more."""

    def __init__(self):
        self.unknown = []
        self.meant = collections.Counter()

    def hear(self, difference):
        for pattern, _ in MEANT:
            if re.fullmatch(pattern, difference):
                self.meant[pattern] += 1
                return
        self.unknown.append(difference)

    def gone(self):
        return [pattern for pattern, _ in MEANT if not self.meant[pattern]]


def differences(request, mock, local, shapes):
    """One line each."""
    expected, theirs = mock.send(request.method, request.path, request.body, request.headers)
    status, ours = local.send(request.method, request.path, request.body, request.headers)
    name = f"{request.operation}, {request.case}: "
    if status != expected:
        return [f"{name}{status}, not {expected}"]
    if status < 300 and request.case != AS_IT_IS:
        return []  # its answer is compared elsewhere
    return [name + each for each in sorted(set(shapes.differences(request.answers.get(status, {}), theirs, ours)))]


def compare(document, mock, local):
    examples = Examples(document, ACCOUNT)
    shapes = Shapes(examples.resolve)
    _, begin = local.send("GET", "/sim/snapshot")
    judge, number = Judge(), 0
    for number, request in enumerate(examples.requests(), 1):
        for each in differences(request, mock, local, shapes):
            judge.hear(each)
        if request.method != "GET":
            local.send("POST", "/sim/restore", json.dumps(begin))
    print(f"{number} requests, {judge.meant.total()} differences that are meant, for {len(MEANT)} reasons")
    return judge


def main():
    test_of_shapes()
    frameio, openapi, modules = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
    document = json.loads(openapi.read_text())
    flags = ("--token", TOKEN, "--rate-limits", "off", "--ids", "1", "--speed", "1000")
    with prism.mock(openapi, modules) as mock, simulator(frameio, *flags) as local:
        owner = next(each["id"] for each in ask(f"{local}/sim/resources")["resources"] if each["kind"] == "user")
        ask(f"{local}/sim/resources", full_world(document, owner))
        judge = compare(document, Server(mock), Server(local))
    for each in judge.unknown:
        print(f"differs: {each}")
    for each in judge.gone():
        print(f"does not differ any more: {each}")
    return 1 if judge.unknown or judge.gone() else 0


if __name__ == "__main__":
    sys.exit(main())
