"""Writes how types are read from JSON and written to it."""

from .cpp import HEADER, literal
from .model import Enum, Variant
from .types import asked


def declarations(homes, place):
    text = HEADER + "#pragma once\n\n"
    text += f"#include <frameio/api/{place[0]}/{place[1]}.hpp>\n\n#include \"api/codec.hpp\"\n"
    text += "\nnamespace frameio::api {\n\n"
    for kind in homes.at(place):
        if isinstance(kind, Enum):
            continue
        if kind.is_request and not isinstance(kind, Variant):
            text += f"template <>\nstruct members_of<{kind.name}> {{\n    static {kind.name} blank() {{\n" \
                    f"        return {kind.name}({', '.join(blank(member, homes) for member in asked(kind))});\n" \
                    f"    }}\n    template <class Io, class T>\n" \
                    f"    static void visit(Io& io, T& it);\n}};\n"
        text += f"bool read(const json_reader& from, {kind.name}& to);\n"
        if not isinstance(kind, Variant):
            text += f"void write(json_writer& to, const {kind.name}& value);\n"
    return text + "\n}  // namespace frameio::api\n"


def blank(member, homes):
    """Something to begin with, for a required member."""
    if member.nullable:
        return "{}"
    known = homes.types.get(member.type.name)
    if known and known.is_request:
        return f"members_of<{member.type.name}>::blank()"
    return {"boolean": "false", "integer": "0", "number": "0"}.get(member.type.kind, "{}")


def visits(kind):
    text = ""
    for member in kind.members:
        name = f"{member.key}_" if kind.is_request else member.name
        key = literal(member.key)
        if member.constant:
            text += f"    io.constant({key}, {literal(member.constant)});\n"
        else:
            how = "nullable" if member.required and member.nullable else \
                "required" if member.required else "optional"
            text += f"    io.{how}({key}, it.{name});\n"
    return text


def definition(kind):
    if isinstance(kind, Variant):
        text = f"bool read(const json_reader& from, {kind.name}& to) {{\n"
        text += f"    alternative_reader choice(from, {literal(kind.key)}, to);\n"
        for name, texts in kind.alternatives.items():
            for each in texts:
                text += f"    choice.take<{name}>({literal(each)});\n"
        return text + "    return choice.end();\n}\n"
    if kind.is_request:
        text = f"template <class Io, class T>\nvoid members_of<{kind.name}>::visit(Io& io, T& it) {{\n"
        visit = f"members_of<{kind.name}>::visit"
    else:
        text = f"template <class Io, class T>\nvoid visit_{kind.name}(Io& io, T& it) {{\n"
        visit = f"visit_{kind.name}"
    text += visits(kind) + "}\n\n"
    text += f"bool read(const json_reader& from, {kind.name}& to) {{\n    object_reader io(from);\n" \
            f"    {visit}(io, to);\n    return io.is_object();\n}}\n\n"
    return text + f"void write(json_writer& to, const {kind.name}& value) {{\n    object_writer io(to);\n" \
                  f"    {visit}(io, value);\n    io.end();\n}}\n"


def source(spec, homes, place):
    folder, home = place
    listed = sorted({operation.result.name for operation in spec.operations if operation.result_kind == "pages"} &
                    {kind.name for kind in homes.at(place)})
    text = HEADER + f"#include \"api/generated/{folder}/{home}.hpp\"\n"
    others = [f"#include \"api/generated/{'/'.join(other)}.hpp\"\n" for other in homes.needs(place)]
    if listed:
        others = ["#include \"api/fetch.hpp\"\n"] + others
    text += ("\n" if others else "") + "".join(others) + "\nnamespace frameio::api {\n"
    kinds = [kind for kind in homes.at(place) if not isinstance(kind, Enum)]
    for kind in kinds:
        text += "\n" + definition(kind)
    text += "\n" if kinds else ""
    for kind in kinds:
        text += f"template std::string to_json(const {kind.name}& value);\n"
        text += f"template {kind.name} from_json<{kind.name}>(std::string_view text);\n"
    for name in listed:
        text += f"template class pages<{name}>;\n"
    return text + "\n}  // namespace frameio::api\n"
