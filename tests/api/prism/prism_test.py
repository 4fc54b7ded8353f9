#!/usr/bin/env python3
"""Starts Prism on the OpenAPI and has a program call every operation of it.

usage: prism_test.py PROGRAM OPENAPI MODULES_DIR
"""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "common"))

import prism  # noqa: E402


def main():
    program, openapi, modules = sys.argv[1:]
    with prism.mock(pathlib.Path(openapi), pathlib.Path(modules)) as url:
        return subprocess.run([program, url], timeout=120).returncode


if __name__ == "__main__":
    sys.exit(main())
