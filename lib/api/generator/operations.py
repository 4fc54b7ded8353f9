"""Writes the operations of a tag: their options, declarations and definitions."""

from . import names
from .cpp import HEADER, call, comment, filled, includes, literal, sentence

CPP = {"text": "std::string_view", "boolean": "bool", "integer": "std::int64_t", "number": "double"}


def tags(spec):
    return sorted({operation.tag for operation in spec.operations})


def of_tag(spec, tag):
    return sorted((each for each in spec.operations if each.tag == tag), key=lambda each: each.name)


def options_class(operation):
    name = f"{operation.name}_options"
    text = comment(f"What `{operation.name}` may be asked besides.", 0)
    text += f"class {name} : public query {{\npublic:\n    {name}() {{}}  // not defaulted: it must not be an aggregate\n"
    for each in operation.query:
        text += "\n" + option(name, each)
    return text + "};\n"


def option(owner, query):
    values = ", ".join(f"`{value}`" for value in query.values)
    doc = sentence(query.doc)
    if query.name == "include":
        text = comment(f"{doc} Each of: {values}." if values else doc, 4)
        return text + f"    template <class... Names>\n    {owner}& include(const Names&... names) {{\n" \
                      f"        (add(\"include\", names), ...);\n        return *this;\n    }}\n"
    text = comment(f"{doc} One of: {values}." if values else doc, 4)
    key = literal(f"filters[{query.name}]" if query.in_filters else query.name)
    kind = CPP[query.type.kind]
    plain = {"bool": " = true"}.get(kind, "")
    return text + f"    {owner}& {names.member(query.name)}({kind} value{plain}) {{\n" \
                  f"        set({key}, value);\n        return *this;\n    }}\n"


def returned(operation):
    kind = operation.result.cpp() if operation.result else ""
    if operation.result_kind == "pages":
        return f"pages<{kind}>"
    if operation.result_kind == "maybe":
        kind = f"std::optional<{kind}>"
    return f"boost::asio::awaitable<{kind or 'void'}>"


def parameters(operation, defaults):
    found = [f"std::string_view {name}" for name in operation.parameters]
    if operation.body:
        kind = operation.body.type
        found.append(f"const {kind}& body" + (f" = {kind}()" if defaults and not operation.body.required else ""))
    if operation.query:
        kind = f"{operation.name}_options"
        found.append(f"const {kind}& options" + (f" = {kind}()" if defaults else ""))
    return found


def pace(operation):
    if not operation.rate:
        return ""
    calls, seconds = operation.rate
    return f" {calls} calls per {'minute' if seconds == 60 else 'second' if seconds == 1 else f'{seconds} s'}."


def declaration(operation):
    text = comment(sentence(operation.doc) or sentence(operation.summary), 4)
    text += comment(f"{operation.method} {operation.path}.{pace(operation)}", 4)
    if operation.result_kind == "maybe":
        text += comment("@return nothing if Frame.io goes on with it in the background (202)", 4)
    if operation.deprecated:
        text += comment("@deprecated by the platform", 4)
    return text + call(4, f"{returned(operation)} {operation.name}", parameters(operation, True), " const;")


def types_of(operations):
    """What they take and answer."""
    results = (operation.result.names() for operation in operations if operation.result)
    return set().union(*results) | {operation.body.type for operation in operations if operation.body}


def header(spec, homes, tag):
    operations = of_tag(spec, tag)
    space = names.snake(tag)
    used = types_of(operations)
    text = HEADER + "#pragma once\n\n/// @file\n"
    text += f"/// The operations of \"{tag}\". Errors, cancellation and threads: see `frameio/api/client.hpp`.\n\n"
    public = ["client"] + ["/".join(homes.place(name)) for name in used]
    if any(operation.result_kind == "pages" for operation in operations):
        public.append("pages")
    text += includes(f"frameio/api/{name}.hpp" for name in public)
    text += "\n#include <boost/asio/awaitable.hpp>\n\n#include <cstdint>\n#include <optional>\n#include <string_view>\n"
    text += f"#include <utility>\n#include <vector>\n\nnamespace frameio::api::{space} {{\n"
    for operation in operations:
        if operation.query:
            text += "\n" + options_class(operation)
    text += "\n" + comment(f"Made by `client::{space}()`. Cheap to copy; may outlive the client that it came from.", 0)
    text += "class operations {\npublic:\n    explicit operations(caller by) : by_(std::move(by)) {}\n"
    for operation in operations:
        text += "\n" + declaration(operation)
    return text + f"\nprivate:\n    caller by_;\n}};\n\n}}  // namespace frameio::api::{space}\n"


def constants(operation):
    calls, seconds = operation.rate or (0, 0)
    items = [literal(operation.id), literal(operation.method), literal(operation.path), str(calls), str(seconds)]
    return filled("    static constexpr operation what{", items, "};")


def definition(operation):
    head = f"{returned(operation).replace('boost::asio', 'asio')} operations::{operation.name}"
    text = call(0, head, parameters(operation, False), " const {") + constants(operation)
    text += f"    outgoing call(what, {{{', '.join(operation.parameters)}}});\n" if operation.parameters else \
        "    outgoing call(what);\n"
    if operation.query:
        text += "    call.ask(options);\n"
    for name, value in operation.headers:
        text += f"    call.header({literal(name)}, {literal(value)});\n"
    if operation.body:
        text += f"    call.{'data' if operation.body.in_data else 'body'}(to_json(body));\n"
    kind = operation.result.cpp() if operation.result else ""
    fetch = {"none": "fetch_nothing", "data": f"fetch_data<{kind}>", "maybe": f"fetch_maybe<{kind}>",
             "whole": f"fetch_whole<{kind}>", "pages": f"fetch_pages<{kind}>"}[operation.result_kind]
    return text + f"    return {fetch}(by_, std::move(call));\n}}\n"


def source(spec, homes, tag):
    operations = of_tag(spec, tag)
    space = names.snake(tag)
    used = types_of(operations)
    text = HEADER + f"#include <frameio/api/{space}.hpp>\n\n#include \"api/fetch.hpp\"\n"
    for folder, home in sorted({homes.place(name) for name in used}):
        text += f"#include \"api/generated/{folder}/{home}.hpp\"\n"
    text += f"\nnamespace frameio::api::{space} {{\n"
    for operation in operations:
        text += "\n" + definition(operation)
    return text + f"\n}}  // namespace frameio::api::{space}\n"


def tags_header(spec):
    spaces = [names.snake(tag) for tag in tags(spec)]
    text = HEADER + "#pragma once\n\n/// @file\n/// The tags of Frame.io's OpenAPI. To call an operation of a tag, include its header, "
    text += "such as\n/// `frameio/api/files.hpp`; `frameio/frameio.hpp` has them all.\n\n"
    text += "#include <frameio/api/call.hpp>\n\n#include <utility>\n\nnamespace frameio::api {\n\n"
    for space in spaces:
        text += f"namespace {space} {{\nclass operations;\n}}\n"
    text += "\n/// The way to the operations, by tag.\nclass tags {\npublic:\n"
    text += "    explicit tags(caller by) : by_(std::move(by)) {}\n\n"
    for space in spaces:
        text += f"    api::{space}::operations {space}() const;\n"
    return text + "\nprotected:\n    caller by_;\n};\n\n}  // namespace frameio::api\n"


def tags_source(spec):
    spaces = [names.snake(tag) for tag in tags(spec)]
    text = HEADER + "#include <frameio/api/tags.hpp>\n\n"
    text += "".join(f"#include <frameio/api/{space}.hpp>\n" for space in spaces)
    text += "\nnamespace frameio::api {\n"
    for space in spaces:
        text += f"\napi::{space}::operations tags::{space}() const {{\n    return api::{space}::operations(by_);\n}}\n"
    return text + "\n}  // namespace frameio::api\n"


def everything(spec):
    text = HEADER + "#pragma once\n\n/// @file\n/// The Frame.io API with all its operations.\n\n"
    return text + includes(["frameio/api/client.hpp"] + [f"frameio/api/{names.snake(tag)}.hpp" for tag in tags(spec)])
