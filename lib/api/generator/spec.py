"""Reads the OpenAPI into the model."""

import json
import re

from . import names
from .model import Body, Enum, Member, Operation, Query, Struct, Type, Variant

TEXT, BOOLEAN, INTEGER, NUMBER = Type("text"), Type("boolean"), Type("integer"), Type("number")
SCALARS = {"string": TEXT, "boolean": BOOLEAN, "integer": INTEGER, "number": NUMBER}
TIMES = {"date-time", "datetime"}


def merge(into, extra):
    """Adds what the overlay says; lists and texts are replaced, objects joined."""
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value


def reference(schema):
    return schema["$ref"].rsplit("/", 1)[-1] if "$ref" in schema else ""


class Spec:
    def __init__(self, openapi, overlay):
        self.document = json.loads(openapi.read_text())
        # Those of the specification, as against the overlay.
        self.documented = {what["operationId"] for methods in self.document["paths"].values()
                           for what in methods.values()}
        merge(self.document, json.loads(overlay.read_text()))
        self.schemas = self.document["components"]["schemas"]
        self.types = {}
        self.merged = {source: name for name, sources in names.MERGED.items() for source in sources}
        self.merged_type("error_list")
        self.operations = [self.operation(path, method, what) for path, methods in self.document["paths"].items()
                           for method, what in methods.items()]

    # Schemas

    def at(self, source):
        """The schema of "Name" or "Name/property"."""
        name, _, rest = source.partition("/")
        schema = self.schemas[name]
        for part in rest.split("/") if rest else []:
            schema = schema["properties"][part]
        return schema

    def properties(self, schema):
        """The members of an object, those of all its parts together, and which are required."""
        if "$ref" in schema:
            return self.properties(self.schemas[reference(schema)])
        found, required = {}, set(schema.get("required", []))
        for part in schema.get("allOf", []):
            members, wanted = self.properties(part)
            found.update(members)
            required |= wanted
        found.update(schema.get("properties", {}))
        return found, required

    def nullable(self, schema):
        if schema.get("nullable"):
            return True
        if "$ref" in schema:
            return self.nullable(self.schemas[reference(schema)])
        return any(part.get("nullable") for part in schema.get("oneOf", []))

    def type_of(self, schema, owner, name, request, source=""):
        """The type of a schema that is the member `name` of the type `owner`, both as in C++."""
        ref = reference(schema)
        if ref:
            return self.named(ref, request)
        if "allOf" in schema and len(schema["allOf"]) == 1:
            return self.type_of(schema["allOf"][0], owner, name, request)
        if source in self.merged:
            return self.merged_type(self.merged[source])
        if "oneOf" in schema:
            return self.variant(names.inline(owner, name, False, request), schema, request)
        if "enum" in schema:
            return self.enumeration(f"{owner}_{name}", schema["enum"], request)
        kind = schema.get("type")
        if kind == "array":
            items = schema["items"]
            is_object = "properties" in items
            inner = names.inline(owner, name, True, request) if is_object else names.singular(name)
            return Type("list", self.structure(inner, [("", items)], request) if is_object
                        else self.type_of(items, owner, inner, request))
        if "properties" in schema and schema["properties"]:
            return self.structure(names.inline(owner, name, False, request), [("", schema)], request)
        if kind == "string":
            return Type("time") if schema.get("format") in TIMES else TEXT
        return SCALARS.get(kind, Type("json"))

    def named(self, schema_name, request):
        schema = self.schemas[schema_name]
        if schema_name == "TimeStamp":
            return Type("media_time")
        if request and not self.is_plain(schema):
            return self.request(schema_name)
        if schema_name in self.merged:
            return self.merged_type(self.merged[schema_name])
        if "oneOf" in schema:
            return self.variant(names.snake(schema_name), schema, request, [schema_name])
        if "properties" in schema or len(schema.get("allOf", [])) > 1:
            return self.structure(names.snake(schema_name), [(schema_name, schema)], request)
        if "enum" in schema:
            return self.enumeration(names.snake(schema_name), schema["enum"], request)
        return self.type_of(schema, "", names.snake(schema_name), request)

    def is_plain(self, schema):
        return not any(word in schema for word in ("properties", "allOf", "oneOf"))

    def merged_type(self, name):
        sources = names.MERGED[name]
        first = self.at(sources[0])
        if "oneOf" in first:
            return self.variant(name, {"oneOf": sum((self.at(each)["oneOf"] for each in sources), []),
                                       "discriminator": first.get("discriminator")}, False, sources)
        return self.structure(name, [(each, self.at(each)) for each in sources if "oneOf" not in self.at(each)], False)

    def request(self, schema_name):
        """The class of something that is sent."""
        schema = self.schemas[schema_name]
        name = names.request(schema_name)
        if "oneOf" in schema:
            return self.variant(name, schema, True, [schema_name])
        return self.structure(name, [(schema_name, schema)], True)

    def structure(self, name, sources, request):
        result = Type("named", name=name)
        if name in self.types:
            known = self.types[name].schemas
            known.extend(source for source, _ in sources if source and source not in known)
            return result
        self.types[name] = struct = Struct(name, [], [source for source, _ in sources if source], is_request=request)
        struct.doc = next((schema["description"] for _, schema in sources if schema.get("description")), "")
        variants = [self.members(name, source, schema, request) for source, schema in sources]
        for members in variants:
            for key, member in members.items():
                known = next((each for each in struct.members if each.key == key), None)
                if known is None:
                    member.required &= all(key in each and each[key].required for each in variants)
                    member.nullable |= any(key in each and each[key].nullable for each in variants)
                    struct.members.append(member)
                elif known.type != member.type:
                    raise ValueError(f"{name}.{key} is {known.type.cpp()} and {member.type.cpp()}")
        struct.members.sort(key=lambda each: (each.key != "id", each.key != "name", not each.required, each.key))
        return result

    def members(self, owner, source, schema, request):
        properties, required = self.properties(schema)
        found = {}
        for key, value in properties.items():
            kind = self.type_of(value, owner, key, request, f"{source}/{key}" if source else "")
            found[key] = Member(key, names.member(key), kind, key in required, self.nullable(value),
                                self.description(value))
            if request and len(value.get("enum", [])) == 1:
                found[key].constant = value["enum"][0]
        return found

    def description(self, schema):
        if schema.get("description"):
            return schema["description"]
        return self.schemas[reference(schema)].get("description", "") if "$ref" in schema else ""

    def enumeration(self, name, values, request):
        values = list(dict.fromkeys(values))
        if len(values) == 1:
            return TEXT
        name = names.ENUMS.get(tuple(sorted(values)), names.ENUM_NAMES.get(name, name))
        enum = self.types.setdefault(name, Enum(name, []))
        enum.values.extend(value for value in values if value not in enum.values)
        return Type("named", name=name)

    def variant(self, name, schema, request, sources=()):
        result = Type("named", name=name)
        if name in self.types:
            return result
        key, texts = self.discriminator(schema)
        if len(set(texts)) == 1:
            return self.named(next(iter(texts)), request)
        self.types[name] = variant = Variant(name, key, {}, list(sources), schema.get("description", ""), request)
        for target, meant in texts.items():
            alternative = self.named(target, request).name
            known = variant.alternatives.setdefault(alternative, [])
            known.extend(text for text in meant if text not in known)
            if request:
                self.fix(alternative, key, meant[0])
        return result

    def fix(self, struct, key, text):
        """Says that a body always has this text there."""
        for member in self.types[struct].members:
            if member.key == key:
                member.constant, member.type = text, TEXT

    def discriminator(self, schema):
        """The member that tells the alternatives apart, and its texts for each of them."""
        said = schema.get("discriminator")
        texts = {}
        if said:
            for text, target in said["mapping"].items():
                texts.setdefault(target.rsplit("/", 1)[-1], []).append(text)
            return said["propertyName"], texts
        for part in schema["oneOf"]:
            properties, _ = self.properties(part)
            texts[reference(part)] = properties["type"]["enum"]
        return "type", texts

    # Operations

    def operation(self, path, method, what):
        operation = Operation(what["operationId"], what["tags"][0], names.operation(what["operationId"]),
                              method.upper(), path, re.findall(r"{(\w+)}", path), [], [], None, None, "none",
                              rate_of(what.get("description", "")), what.get("summary", ""), text_of(what),
                              what.get("deprecated", False))
        for parameter in what.get("parameters", []):
            if parameter["in"] == "query":
                operation.query.extend(self.queries(parameter))
            elif parameter["in"] == "header":
                operation.headers.append((parameter["name"], parameter["schema"]["enum"][0]))
        if "requestBody" in what:
            operation.body = self.body(what["requestBody"])
        self.result(operation, what["responses"])
        return operation

    def queries(self, parameter):
        schema = parameter["schema"]
        if "$ref" in schema:
            schema = self.schemas[reference(schema)]
        if "properties" in schema:
            return [Query(name, self.query_type(value), value.get("enum", []), value.get("description", ""), True)
                    for name, value in schema["properties"].items()]
        return [Query(parameter["name"], self.query_type(schema), schema.get("enum", []),
                      schema.get("description") or parameter.get("description", ""))]

    def query_type(self, schema):
        return SCALARS[schema.get("type", "string")]

    def body(self, body):
        schema_name = reference(next(iter(body["content"].values()))["schema"])
        schema = self.schemas[schema_name]
        data = schema.get("properties", {}).get("data")
        required = body.get("required", False)
        if data is None:
            return Body(self.request(schema_name).name, False, required)
        if "$ref" in data:
            return Body(self.request(reference(data)).name, True, required)
        if "oneOf" in data:
            kind = self.variant(names.request(schema_name), data, True, [schema_name])
        else:
            kind = self.structure(names.request(schema_name), [("", data)], True)
            self.types[kind.name].schemas.append(schema_name)
            self.types[kind.name].doc = self.types[kind.name].doc or schema.get("description", "")
        return Body(kind.name, True, required)

    def result(self, operation, responses):
        answers = {code: next(iter(answer["content"].values()))["schema"] for code, answer in responses.items()
                   if code.startswith("2") and answer.get("content")}
        operation.schemas = [reference(schema) for schema in answers.values()]
        schemas = [schema for schema in answers.values() if reference(schema) not in ("NoContent", "EmptyJson")]
        if not schemas:
            return
        schema_name = reference(schemas[0])
        schema = self.schemas[schema_name] if schema_name else schemas[0]
        owner = names.snake(schema_name.removesuffix("Response"))
        properties = schema.get("properties", {})
        if "properties" not in schema or set(properties) - {"data", "links", "total_count"}:
            operation.result, operation.result_kind = self.type_of(schemas[0], owner, "", False), "whole"
        elif any(query.name == "after" for query in operation.query):
            items = properties["data"]["items"]
            operation.result, operation.result_kind = self.type_of(items, owner, "item", False), "pages"
        elif "links" in properties:  # not those to the next page
            operation.result_kind = "whole"
            operation.result = self.structure(names.RESULTS.get(owner, owner), [(schema_name, schema)], False)
        else:
            operation.result = self.type_of(properties["data"], owner, "data", False, f"{schema_name}/data")
            operation.result_kind = "maybe" if len(schemas) < len(answers) else "data"


def rate_of(description):
    found = re.search(r"Rate Limits: (\d+) calls per ([\d.]+) (second|minute)", description)
    return (int(found[1]), round(float(found[2]) * (60 if found[3] == "minute" else 1))) if found else None


def text_of(what):
    text = re.sub(r"<br\s*/?>\s*Rate Limits:.*|Rate Limits:.*", "", what.get("description", ""), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<br\s*/?>", " ", text)).strip()
