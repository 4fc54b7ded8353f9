"""Requests made from a specification's examples: as they are, and such as a server must refuse."""
import copy
import dataclasses
import json
import urllib.parse

TOKEN = "a-token"
AS_IT_IS = "as the example has it"


@dataclasses.dataclass
class Request:
    operation: str
    case: str  # AS_IT_IS, or what is wrong with it
    method: str
    path: str
    headers: dict
    body: bytes | None = None
    answers: dict = dataclasses.field(default_factory=dict)  # by status: the schema of the answer


class Examples:
    def __init__(self, document, account):
        self._document = document
        self._account = account

    def resolve(self, schema):
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        return self.resolve(self._document["components"]["schemas"][name]) if name else schema

    def body(self, operation):
        """None if it has none."""
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return None
        return content.get("example") or self.resolve(content["schema"]).get("example") or {}

    def requests(self):
        for path, methods in self._document["paths"].items():
            for method, operation in methods.items():
                yield from self._of(path, method.upper(), operation)

    def _of(self, path, method, operation):
        parameters = operation.get("parameters", [])
        path = self._path(path, parameters)
        query = self._query(parameters)
        body = self.body(operation)
        headers = {each["name"]: self.resolve(each["schema"])["enum"][0]
                   for each in parameters if each["in"] == "header"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        good = {"Authorization": f"Bearer {TOKEN}", **headers}
        answers = {int(status): each["content"]["application/json"]["schema"]
                   for status, each in operation["responses"].items()
                   if "schema" in each.get("content", {}).get("application/json", {})}

        def made(case, query=query, body=body, headers=good, path=path):
            octets = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
            asked = path + ("?" + urllib.parse.urlencode(query) if query else "")
            return Request(operation["operationId"], case, method, asked, headers, octets, answers)

        yield made(AS_IT_IS)
        yield made("without a token", headers=headers)
        yield made("with a parameter that there is not", query={**query, "nothing": "1"})
        for case, wrong in _wrong_queries(parameters):
            yield made(case, query={**query, **wrong})
        if body is not None:
            yield made("with no JSON", body=b"{")
            yield made("without a body", body=None)
            for case, wrong in _wrong_bodies(body):
                yield made(case, body=wrong)

    def _path(self, path, parameters):
        for each in parameters:
            if each["in"] == "path":
                example = self._account if each["name"] == "account_id" else each["example"]
                path = path.replace("{" + each["name"] + "}", urllib.parse.quote(example, safe=""))
        return path

    def _query(self, parameters):
        """What can be asked for beside; filters have a form of their own, and there is no cursor yet."""
        names = {each["name"]: each for each in parameters if each["in"] == "query"}
        query = {name: value for name, value in (("page_size", 10), ("include_total_count", "true")) if name in names}
        if "include" in names:
            known = self.resolve(names["include"]["schema"]).get("enum", [])
            query["include"] = ",".join(known)
        if "sort" in names:
            query["sort"] = self.resolve(names["sort"]["schema"])["enum"][0]
        return query


def _wrong_queries(parameters):
    wrong = {"page_size": ("0", "x"), "include_total_count": ("perhaps",), "include": ("secret",), "sort": ("secret",)}
    for each in parameters:
        for value in wrong.get(each["name"], ()):
            yield f"with {each['name']}={value}", {each["name"]: value}


def _wrong_bodies(body):
    """Each in one place. Where a member is optional, it is no mistake to leave it out."""
    yield "with {} as its body", {}
    data = body.get("data", body)
    more = copy.deepcopy(body)
    more.get("data", more)["nothing"] = 1
    yield "with a member more", more
    for name, value in data.items():
        without, other = copy.deepcopy(body), copy.deepcopy(body)
        del without.get("data", without)[name]
        other.get("data", other)[name] = [[1]] if isinstance(value, dict) else {"of another": ["type"]}
        yield f"without {name}", without
        yield f"with {name} of another type", other
