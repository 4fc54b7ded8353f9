#!/usr/bin/env python3
"""Brings what the test of the page needs from npm, and runs it.

usage: page_test.py FRAMEIO MODULES_DIR
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
    frameio, modules = sys.argv[1], pathlib.Path(sys.argv[2])
    npm_modules.install(here, modules)
    shutil.copy(here / "page_test.mjs", modules)  # modules are looked for from where it is
    browser = shutil.which("chromium") or sys.exit("chromium is missing: run .ci/setup npm")
    return subprocess.run(["node", "--test", modules / "page_test.mjs"],
                          env={**os.environ, "FRAMEIO": frameio, "BROWSER": browser}, timeout=280).returncode


if __name__ == "__main__":
    sys.exit(main())
