"""Writes headers of types: results as plain structs, requests as classes, texts with known values."""

from . import names
from .cpp import HEADER, WIDTH, call, comment, filled, includes, literal, sentence
from .model import Enum, Variant


def qualified(kind, taken):
    """The type's spelling inside a class whose members have the names `taken`."""
    text = kind.cpp()
    for name in kind.names() | ({"timestamp"} if kind.kind == "time" else set()):
        if name in taken:
            text = text.replace(name, f"api::{name}")
    return text


def enum(kind):
    text = f"class {kind.name} : public open_enum<{kind.name}> {{\npublic:\n    using open_enum::open_enum;\n\n"
    for value in kind.values:
        text += constant(names.member(value), value)
    return text + "};\n"


def constant(name, value):
    line = f"    static constexpr known {name}{{{literal(value)}}};\n"
    if len(line) <= WIDTH + 1:
        return line
    return f"    static constexpr known {name}{{\n        {literal(value)}}};\n"


def zero(spelled):
    return {"bool": " = false", "std::int64_t": " = 0", "double": " = 0"}.get(spelled, "")


def result(kind):
    text = comment(sentence(kind.doc) or sentence(kind.name.replace("_", " ").capitalize()), 0)
    text += f"struct {kind.name} {{\n"
    taken = {member.name for member in kind.members}
    for member in kind.members:
        spelled = qualified(member.type, taken)
        text += comment(sentence(member.doc), 4)
        spelled = f"std::optional<{spelled}>" if member.optional else spelled
        text += f"    {spelled} {member.name}{zero(spelled)};\n"
    return text + "};\n"


def variant(kind):
    text = comment(sentence(kind.doc) or f"One of several, told apart by `{kind.key}`.", 0)
    text += comment("A kind that is newer than this library comes as `json`.", 0)
    alternatives = list(kind.alternatives) + ["json"]
    start = f"using {kind.name} = std::variant<"
    in_one = filled(start, alternatives, ">;")
    in_two = f"using {kind.name} =\n" + filled("    std::variant<", alternatives, ">;")
    return text + min(in_two, in_one, key=lambda each: each.count("\n"))


def needs_move(kind):
    return kind.kind not in ("boolean", "integer", "number")


def moved(kind, name):
    return f"std::move({name})" if needs_move(kind) else name


def held_type(member, taken):
    """What a class that is sent keeps a required member as."""
    spelled = qualified(member.type, taken)
    return f"std::optional<{spelled}>" if member.nullable else spelled


def setter(owner, member, taken):
    spelled = qualified(member.type, taken)
    held = f"{member.key}_"
    text = comment(sentence(member.doc), 4)
    set_it = f"{held} = {moved(member.type, 'value')};" if member.required else \
        f"{held}.set({moved(member.type, 'value')});"
    text += method(owner, member.name, f"{spelled} value", set_it)
    if member.nullable and not member.required:
        text += comment("Sends null.", 4) + method(owner, f"clear_{member.key}", "", f"{held}.set_null();")
    if member.type.kind == "list":
        text += adder(owner, member, taken)
    return text


def adder(owner, member, taken):
    one = names.singular(member.key)
    if one == member.key:
        one = f"add_{one}"
    of = member.type.of
    held = f"{member.key}_"
    if member.required:
        body = f"{held}.push_back({moved(of, 'value')});"
    else:
        body = f"if (!{held}.value()) {{\n            {held}.set({{}});\n        }}\n        " \
               f"{held}.value()->push_back({moved(of, 'value')});"
    return comment("Adds one.", 4) + method(owner, names.member(one), f"{qualified(of, taken)} value", body)


def method(owner, name, parameter, body):
    return f"    {owner}& {name}({parameter}) {{\n        {body}\n        return *this;\n    }}\n"


def asked(kind):
    """What the constructor takes: what is required, but for lists, which are filled one by one."""
    return [member for member in kind.members
            if member.required and not member.constant and member.type.kind != "list"]


def request(kind):
    taken = {member.name for member in kind.members} | {names.singular(member.key) for member in kind.members}
    free = [member for member in kind.members if not member.constant]
    required = [member for member in free if member.required]
    text = comment(sentence(kind.doc) or sentence("What is sent as " + kind.name.replace("_", " ")), 0)
    text += f"class {kind.name} {{\npublic:\n"
    lists = [member for member in required if member.type.kind == "list"]
    text += constructor(kind.name, asked(kind), taken)
    for member in lists + [each for each in free if not each.required]:
        text += "\n" + setter(kind.name, member, taken)
    text += f"\nprivate:\n    friend struct members_of<{kind.name}>;\n"
    text += "\n" if free else ""
    for member in free:
        spelled = held_type(member, taken) if member.required else f"settable<{qualified(member.type, taken)}>"
        text += f"    {spelled} {member.key}_{zero(spelled)};\n"
    return text + "};\n"


def constructor(name, asked, taken):
    if not asked:
        return f"    {name}() {{}}  // not defaulted: it must not be an aggregate\n"
    parameters = [f"{held_type(member, taken)} {member.key}" for member in asked]
    explicit = "explicit " if len(asked) == 1 else ""
    inits = [f"{member.key}_({moved(member.type, member.key)})" for member in asked]
    line = f"    {explicit}{name}({', '.join(parameters)}) : {', '.join(inits)} {{}}\n"
    docs = "".join(comment(f"@param {member.key} {sentence(member.doc)}", 4) for member in asked if member.doc)
    if len(line) <= WIDTH + 1:
        return docs + line
    head = call(4, f"{explicit}{name}", parameters, "")
    if len(f"        : {', '.join(inits)} {{}}") <= WIDTH:
        return docs + head + f"        : {', '.join(inits)} {{}}\n"
    return docs + head + "        : " + ",\n          ".join(inits) + " {}\n"


def write(kind):
    if isinstance(kind, Enum):
        return enum(kind)
    if isinstance(kind, Variant):
        return variant(kind)
    return request(kind) if kind.is_request else result(kind)


def header(homes, place):
    folder, home = place
    text = HEADER + "#pragma once\n\n/// @file\n"
    text += f"/// What {'is sent' if folder == 'requests' else 'is answered'}: {home.replace('_', ' ')}.\n\n"
    text += includes([f"frameio/api/{'/'.join(other)}.hpp" for other in homes.needs(place)] +
                     ["frameio/api/values.hpp"]) + "\n"
    text += "#include <cstdint>\n#include <optional>\n#include <string>\n#include <utility>\n"
    text += "#include <variant>\n#include <vector>\n\nnamespace frameio::api {\n"
    for kind in homes.at(place):
        text += "\n" + write(kind)
    return text + "\n}  // namespace frameio::api\n"
