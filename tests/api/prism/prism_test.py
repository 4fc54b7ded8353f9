"""Starts Prism on the OpenAPI and has a program call every operation of it.

usage: prism_test.py PROGRAM OPENAPI MODULES_DIR
"""

import json
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent.parent / "common"))

import npm_modules  # noqa: E402

program, openapi, modules = sys.argv[1:]
modules = pathlib.Path(modules)


def without_contradictions(openapi):
    """The specification, without what no client and no example of its own could satisfy.

    A 204 has no content, whatever media type it is said to have. Of the kinds of field definitions, told apart by
    "field_type", several allow the same members, so that "oneOf" never holds. The examples of webhooks have the text
    "true" where their schema has a boolean; the client is to read it, so Prism may send it.
    """
    document = json.loads(openapi)
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].get("204", {}).pop("content", None)
    document["components"]["schemas"]["Webhook"]["properties"]["active"].pop("type")
    for schema in walk(document["components"]["schemas"]):
        if "discriminator" in schema and "oneOf" in schema:
            del schema["discriminator"]
            schema["anyOf"] = schema.pop("oneOf")
    return json.dumps(document)


def walk(schema):
    """Every object in it."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        yield from walk(inner)


def where_it_listens(lines):
    for line in lines:
        found = re.search(r"listening on (http://[\d.:]+)", line)
        if found:
            return found[1]
    sys.exit("Prism did not start")


def main():
    npm_modules.install(here, modules)
    command = modules / "node_modules/.bin/prism"
    document = modules / "openapi.json"
    document.write_text(without_contradictions(pathlib.Path(openapi).read_text()))
    prism = subprocess.Popen([command, "mock", "--errors", "--port", "0", "--host", "127.0.0.1", document],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        url = where_it_listens(prism.stdout)
        # Its log fills a pipe that nobody reads otherwise.
        with subprocess.Popen(["cat"], stdin=prism.stdout, stdout=subprocess.DEVNULL):
            done = subprocess.run([program, url], timeout=120)
            prism.terminate()
        return done.returncode
    finally:
        prism.kill()
        prism.wait()


sys.exit(main())
