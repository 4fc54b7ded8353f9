"""Writes a call of every operation, by the specification's examples, for the tests to make."""

import json

from . import names
from .cpp import HEADER, filled, literal
from .operations import tags


# All that the examples are about belongs to one account: some of it is in the examples of several operations.
ACCOUNT = "b92bffff-4e3d-4037-9959-2eb161e002e8"


def path_examples(document):
    """operation id: the example of each place in its path."""
    found = {}
    for methods in document["paths"].values():
        for what in methods.values():
            found[what["operationId"]] = {
                each["name"]: ACCOUNT if each["name"] == "account_id" else each["example"]
                for each in what.get("parameters", []) if each["in"] == "path" and "example" in each}
    return found


def option(query):
    """A way to set it; nothing where a text of one's own would be needed."""
    name = names.member(query.name)
    if query.name == "include":
        # One, as the specification's list of values has it; its texts and examples allow several.
        return f".include({literal(query.values[0])})" if query.values else ""
    if query.values:
        return f".{name}({literal(query.values[0])})"
    return {"boolean": f".{name}()", "integer": f".{name}(10)"}.get(query.type.kind, "")


def body_example(spec, operation):
    """The JSON that the body's type reads."""
    for methods in spec.document["paths"].values():
        for what in methods.values():
            if what["operationId"] == operation.id:
                schema = next(iter(what["requestBody"]["content"].values()))["schema"]
                example = spec.schemas[schema["$ref"].rsplit("/", 1)[-1]].get("example", {})
                return example.get("data", {}) if operation.body.in_data else example
    raise KeyError(operation.id)


def function(spec, operation, ids):
    space = names.snake(operation.tag)
    arguments = [literal(ids.get(operation.id, {}).get(each, "00000000-0000-0000-0000-000000000001"))
                 for each in operation.parameters]
    text = f"asio::awaitable<void> {space}_{operation.name}(const client& to) {{\n"
    if operation.body:
        example = json.dumps(body_example(spec, operation), sort_keys=True)
        text += f"    const auto body = from_json<{operation.body.type}>(\n        R\"json({example})json\");\n"
        arguments.append("body")
    if operation.query:
        text += f"    {space}::{operation.name}_options options;\n"
        text += "".join(f"    options{each};\n" for each in map(option, operation.query) if each)
        arguments.append("options")
    start = f"to.{space}().{operation.name}("
    if operation.result_kind == "pages":
        return text + filled(f"    auto all = {start}", arguments, ");") + "    co_await all.next_page();\n}\n"
    return text + filled(f"    co_await {start}", arguments, ");") + "}\n"


def table(spec):
    ids = path_examples(spec.document)
    text = HEADER + "// clang-format off: the examples are long\n#include <frameio/api/all.hpp>\n\n"
    text += "#include \"api/sample_calls.hpp\"\n\nnamespace frameio::api {\n\nnamespace asio = boost::asio;\n\nnamespace {\n"
    listed = []
    for tag in tags(spec):
        for operation in spec.operations:
            if operation.tag == tag:
                text += "\n" + function(spec, operation, ids)
                known = "true" if operation.id in spec.documented else "false"
                listed.append(f"    {{{literal(operation.id)}, {literal(operation.method)}, {literal(operation.path)}, "
                              f"{known}, {names.snake(tag)}_{operation.name}}},\n")
    text += "\nconst std::vector<frameio_test::sample_call> all{\n" + "".join(listed) + "};\n\n}  // namespace\n\n"
    text += "}  // namespace frameio::api\n\nconst std::vector<frameio_test::sample_call>& frameio_test::sample_calls() {\n"
    return text + "    return frameio::api::all;\n}\n"
