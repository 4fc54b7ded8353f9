"""A mock made from the OpenAPI, by Prism."""
import contextlib
import json
import pathlib
import re
import subprocess

import npm_modules

WANTED = pathlib.Path(__file__).resolve().parent.parent / "api/prism"


def without_contradictions(openapi):
    """The specification, without what no client and no example of its own could satisfy.

    A 204 has no content, whatever media type it is said to have. Of the kinds of field definitions, told apart by
    "field_type", several allow the same members, so that "oneOf" never holds. The examples of webhooks have the text
    "true" where their schema has a boolean; the client is to read it, so Prism may send it. Examples ask to include
    several things at once, of which the schema allows only one.
    """
    document = json.loads(openapi)
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].get("204", {}).pop("content", None)
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "include" and "enum" in parameter["schema"]:
                    parameter["schema"] = _list_of(parameter["schema"])
    document["components"]["schemas"]["Webhook"]["properties"]["active"].pop("type")
    for schema in _walk(document["components"]["schemas"]):
        if "discriminator" in schema and "oneOf" in schema:
            del schema["discriminator"]
            schema["anyOf"] = schema.pop("oneOf")
    return json.dumps(document)


def _list_of(schema):
    one = "(" + "|".join(map(re.escape, schema["enum"])) + ")"
    return {"type": "string", "pattern": f"^{one}(,{one})*$"}


def _walk(schema):
    """Every object in it."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        yield from _walk(inner)


def _where_it_listens(lines):
    for line in lines:
        found = re.search(r"listening on (http://[\d.:]+)", line)
        if found:
            return found[1]
    raise RuntimeError("Prism did not start")


@contextlib.contextmanager
def mock(openapi, modules):
    """Starts one for the specification in that file; `modules` is where npm's are, or are brought."""
    npm_modules.install(WANTED, modules)
    document = modules / "openapi.json"
    document.write_text(without_contradictions(openapi.read_text()))
    command = [modules / "node_modules/.bin/prism", "mock", "--errors", "--port", "0", "--host", "127.0.0.1", document]
    prism = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        url = _where_it_listens(prism.stdout)
        # Its log fills a pipe that nobody reads otherwise.
        with subprocess.Popen(["cat"], stdin=prism.stdout, stdout=subprocess.DEVNULL):
            try:
                yield url
            finally:
                prism.terminate()
    finally:
        prism.kill()
        prism.wait()
