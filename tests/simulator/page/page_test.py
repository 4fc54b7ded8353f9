#!/usr/bin/env python3
"""Brings what the tests of pages need from npm, and runs one, of this folder or another.

usage: page_test.py TEST.mjs FRAMEIO MODULES_DIR [APP]
"""
import os
import pathlib
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent.parent / "common"))

import npm_modules  # noqa: E402


def main():
    test, frameio, modules = here / sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    npm_modules.install(here, modules)
    for each in [here / "dev_app.mjs", *test.parent.glob("*.mjs")]:
        shutil.copy(each, modules)  # modules are looked for from where it is
    browser = shutil.which("chromium") or sys.exit("chromium is missing: run .ci/setup npm")
    return subprocess.run(["node", "--test", modules / test.name], timeout=280,
                          env={**os.environ, "FRAMEIO": frameio, "BROWSER": browser,
                               "APP": sys.argv[4] if len(sys.argv) > 4 else ""}).returncode


if __name__ == "__main__":
    sys.exit(main())
