#!/usr/bin/env python3
"""No class is defined twice under one name.

Two classes of one name in two sources of one program are undefined behaviour that no compiler reports: the linker keeps one
of the two constructors. Which classes are linked together depends on the program, so a name is taken once for all sources.
Classes in unnamed namespaces belong to their source alone and are not looked at.
"""

import collections
import pathlib
import re
import sys
import tempfile

NOISE = re.compile(
    r'R"(?P<tag>\w*)\(.*?\)(?P=tag)"' r'|//[^\n]*' r'|/\*.*?\*/' r'|"(?:\\.|[^"\\\n])*"' r"|'(?:\\.|[^'\\\n])'", re.S
)
NAMESPACE = re.compile(r"(?:^|\s)namespace\s*([\w:]*)\s*$")
CLASS = re.compile(r"(?:^|\s)(?:struct|class)\s+(?:\[\[\w+\]\]\s*)?(\w+)(?:\s+final)?\s*(?::[^:].*)?$", re.S)


def classes(text):
    """The qualified names of the classes that a source defines at namespace scope."""
    text = NOISE.sub(" ", text)
    scopes, begin = [], 0  # None: a scope that is no namespace
    for mark in re.finditer(r"[{};]", text):
        head, begin = text[begin : mark.start()], mark.end()
        if mark[0] == "}":
            scopes = scopes[:-1]
        elif mark[0] == "{":
            namespace, defined = NAMESPACE.search(head), CLASS.search(head)
            if defined and None not in scopes and "" not in scopes and not head.lstrip().startswith("template"):
                yield "::".join([*scopes, defined[1]])
            scopes.append(namespace[1] if namespace else None)


def repeated(sources):
    places = collections.defaultdict(list)
    for source in sources:
        for name in classes(source.read_text()):
            places[name].append(str(source))
    return {name: where for name, where in places.items() if len(where) > 1}


def self_test():
    """Fails if a class that is defined twice is not seen, or another is."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("a.hpp", "b.cpp")]
        paths[0].write_text("namespace n { struct twice { int x; }; class once : twice {}; }")
        paths[1].write_text("namespace n { /* { */ class twice final {}; namespace { struct once {}; } }")
        assert list(repeated(paths)) == ["n::twice"], repeated(paths)


def main():
    self_test()
    root = pathlib.Path(sys.argv[1])
    rooms = ("include", "lib", "tests", "samples")
    sources = sorted(path for room in rooms for path in (root / room).rglob("*.?pp"))
    found = repeated(sources)
    for name, where in sorted(found.items()):
        print(f"{name} is defined more than once; rename one, or put it into an unnamed namespace: {', '.join(where)}")
    print(f"{len(sources)} sources looked at")
    return 1 if found or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
