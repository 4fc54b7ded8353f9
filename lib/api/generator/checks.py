"""Writes the table by which the tests decode and encode every example of the specification."""

from . import names
from .cpp import HEADER, literal
from .model import Struct, Variant


class Checks:
    def __init__(self, spec, homes):
        self.spec, self.homes = spec, homes
        self.named = {source: kind.name for kind in spec.types.values() if isinstance(kind, (Struct, Variant))
                      for source in kind.schemas}

    def codec(self, name):
        """How the example of a schema is read and written again, as C++."""
        schema = self.spec.schemas[name]
        request = name.endswith("Params") or name in ("AttachmentInput", "TextReviewAnnotationUpdate")
        data = schema.get("properties", {}).get("data")
        if name in self.named:
            kind = self.named[name]
            in_data = request and data is not None
            return f"recode_data<{kind}>" if in_data else f"recode<{kind}>"
        if name in self.spec.merged:
            return f"recode<{self.spec.merged[name]}>"
        if data is not None and data.get("type") == "array":
            return f"recode_page<{self.items(name).cpp()}>"
        if data is not None:
            return f"recode_data<{self.data(name, data, request)}>"
        if "enum" in schema:
            return "recode<std::string>"  # of a query
        if "properties" in schema or "allOf" in schema:
            return "recode<json>"  # a part of others, and no type of its own
        return f"recode<{self.spec.named(name, request).cpp()}>"

    def items(self, name):
        for operation in self.spec.operations:
            if name in operation.schemas:
                return operation.result
        raise KeyError(name)

    def data(self, name, data, request):
        for operation in self.spec.operations:
            if name in operation.schemas:
                return operation.result.cpp()
        ref = data.get("$ref", "").rsplit("/", 1)[-1]
        return names.request(ref) if ref else names.request(name)


def table(spec, homes):
    checks = Checks(spec, homes)
    text = HEADER
    for folder, home in homes.places():
        text += f"#include \"api/generated/{folder}/{home}.hpp\"\n"
    text += "#include \"api/recoding.hpp\"\n"
    text += "\nnamespace frameio::api {\n\nusing frameio_test::recode;\nusing frameio_test::recode_data;\n"
    text += "using frameio_test::recode_page;\n\nnamespace {\n\n"
    text += "const std::map<std::string, frameio_test::recoder> all{\n"
    for name in sorted(spec.schemas):
        if "example" in spec.schemas[name]:
            text += f"    {{{literal(name)}, {checks.codec(name)}}},\n"
    text += "};\n\n}  // namespace\n\n}  // namespace frameio::api\n\n"
    return text + "const std::map<std::string, frameio_test::recoder>& frameio_test::recoders() {\n" \
                  "    return frameio::api::all;\n}\n"


def not_aggregates(spec):
    """What operations take must not be an aggregate: g++ 12 destroys such temporaries twice under co_await."""
    taken = sorted(kind.name for kind in spec.types.values() if isinstance(kind, Struct) and kind.is_request)
    options = sorted({f"{names.snake(operation.tag)}::{operation.name}_options" for operation in spec.operations
                      if operation.query})
    text = HEADER + "// g++ 12 destroys a temporary aggregate twice if it occurs in a statement with co_await.\n"
    text += "#include <frameio/api/all.hpp>\n\n#include <type_traits>\n\nnamespace frameio::api {\n\n"
    for name in taken + options:
        text += f"static_assert(!std::is_aggregate_v<{name}>);\n"
    return text + "\n}  // namespace frameio::api\n"
