#!/usr/bin/env python3
"""Makes the API's types and operations from lib/api/openapi.json and lib/api/overlay.json.

  lib/api/generate.py          writes them
  lib/api/generate.py --check  fails if what is there is not what would be written
"""

import pathlib
import sys

sys.dont_write_bytecode = True
here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))

from generator import checks, codecs, operations, samples, types  # noqa: E402
from generator.homes import Homes  # noqa: E402
from generator.spec import Spec  # noqa: E402
from generator import names  # noqa: E402

root = here.parent.parent
public = root / "include/frameio/api"
private = root / "lib/api/generated"
tests = root / "tests/api/generated"


def files():
    spec = Spec(here / "openapi.json", here / "overlay.json")
    homes = Homes(spec)
    made = {}
    for place in homes.places():
        name = "/".join(place)
        made[public / f"{name}.hpp"] = types.header(homes, place)
        made[private / f"{name}.hpp"] = codecs.declarations(homes, place)
        made[private / f"{name}.cpp"] = codecs.source(spec, homes, place)
    for tag in operations.tags(spec):
        name = names.snake(tag)
        made[public / f"{name}.hpp"] = operations.header(spec, homes, tag)
        made[private / f"{name}.cpp"] = operations.source(spec, homes, tag)
    made[public / "tags.hpp"] = operations.tags_header(spec)
    made[private / "tags.cpp"] = operations.tags_source(spec)
    made[public / "all.hpp"] = operations.everything(spec)
    made[tests / "recoders.cpp"] = checks.table(spec, homes)
    made[tests / "not_aggregates.cpp"] = checks.not_aggregates(spec)
    made[tests / "sample_calls.cpp"] = samples.table(spec)
    return made


def there():
    """The files that an earlier run made."""
    mark = "// Made by lib/api/generate.py"
    folders = (public, private, tests)
    return {path for folder in folders for path in folder.rglob("*.?pp") if path.read_text().startswith(mark)}


def main():
    made = files()
    stale = sorted(path for path in made if not path.exists() or path.read_text() != made[path])
    left = sorted(there() - set(made))
    if "--check" in sys.argv[1:]:
        for path in stale + left:
            print(f"{path.relative_to(root)} is not what lib/api/generate.py makes; run it")
        return 1 if stale or left else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path])
    for path in left:
        path.unlink()
    print(f"{len(made)} files, {len(stale)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
