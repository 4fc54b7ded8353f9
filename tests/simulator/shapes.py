"""Compares the shapes of two answers: which members there are, and of what types."""

NUMBERS = ("int", "float")


class Shapes:
    """`resolve` gives what a "$ref" in the specification stands for."""

    def __init__(self, resolve):
        self._resolve = resolve

    def differences(self, schema, theirs, ours, at=""):
        """What is different in ours, one line each. What the schema allows to be null may be that in one of them."""
        if isinstance(theirs, dict) and isinstance(ours, dict):
            yield from self._of_objects(schema, theirs, ours, at)
        elif isinstance(theirs, list) and isinstance(ours, list):
            yield from self._of_lists(schema, theirs, ours, at)
        elif type(theirs) is not type(ours) and not {_name(theirs), _name(ours)} <= {*NUMBERS}:
            if not (theirs is None or ours is None) or not self._may_be_null(schema):
                yield f"{at} is {_name(ours)}, not {_name(theirs)}"

    def _of_objects(self, schema, theirs, ours, at):
        required = self._required(schema)
        for name in sorted({*theirs, *ours, *required}):
            if name not in ours:
                yield f"{at}/{name} is missing" + (", and required" if name in required else "")
            elif name not in theirs:
                yield f"{at}/{name} is more"
            else:
                yield from self.differences(self._member(schema, name), theirs[name], ours[name], f"{at}/{name}")

    def _of_lists(self, schema, theirs, ours, at):
        if theirs and not ours:
            yield f"{at} is empty"
        items = {"anyOf": [each["items"] for each in self._alternatives(schema) if "items" in each]}
        for one in ours if theirs else []:
            like = next((each for each in theirs if _kind(each) == _kind(one)), theirs[0])
            yield from self.differences(items, like, one, f"{at}/*")

    def _alternatives(self, schema):
        """All that it may consist of."""
        schema = self._resolve(schema)
        inner = [each for name in ("allOf", "anyOf", "oneOf") for each in schema.get(name, [])]
        return [schema, *(each for one in inner for each in self._alternatives(one))]

    def _member(self, schema, name):
        found = [each["properties"][name] for each in self._alternatives(schema) if name in each.get("properties", {})]
        return {"anyOf": found}

    def _may_be_null(self, schema):
        return any(each.get("nullable") for each in self._alternatives(schema))

    def _required(self, schema):
        """By all of what it may be."""
        schema = self._resolve(schema)
        names = set(schema.get("required", []))
        for each in schema.get("allOf", []):
            names |= self._required(each)
        for choice in ("anyOf", "oneOf"):
            if schema.get(choice):
                names |= set.intersection(*map(self._required, schema[choice]))
        return names


def _name(value):
    return "null" if value is None else type(value).__name__


def _kind(value):
    """Which of several that a list may have."""
    return (value.get("type"), value.get("field_type")) if isinstance(value, dict) else None
