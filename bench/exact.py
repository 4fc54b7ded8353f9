"""What can be counted exactly: instructions by callgrind and heap allocations by memcheck, for each request.

Both are differences between a short and a long run, so that starting and ending do not count.
"""

import collections
import re
import tempfile
from pathlib import Path

from processes import Server, run_load

SHORT, LONG = 500, 1500
BUDGET = 11_000  # user instructions for a request, without SHA
SHA_CALLERS = ("SHA256_Update", "SHA256_Final", "SHA256_Transform")


class Profile:
    """A callgrind file: instructions by function, and which function called which."""

    def __init__(self, path):
        self.names = {}
        self.own = collections.Counter()
        self.calls = collections.Counter()
        self.objects = {}
        self._read(Path(path).read_text().splitlines())

    def _name(self, kind, text):
        """Resolves callgrind's compressed names: "(7) name" defines, "(7)" refers."""
        number, name = re.match(r"\((\d+)\)(?: (.*))?", text).groups()
        if name is not None:
            self.names[kind, number] = name
        return self.names[kind, number]

    def _read(self, lines):
        place, function, callee, callee_object = "", "", "", ""
        lines = iter(lines)
        for line in lines:
            key, _, value = line.partition("=")
            if key == "ob":
                place = self._name("ob", value)
            elif key == "fn":
                function = self._name("fn", value)
                self.objects[function] = callee_object = place
            elif key == "cob":
                callee_object = self._name("ob", value)
            elif key == "cfn":
                callee = self._name("fn", value)
            elif key == "calls":
                self.calls[function, callee, callee_object] += int(value.split()[0])
                callee_object = place
                next(lines)
            elif key in ("fl", "fi", "fe", "cfi", "cfl"):
                self._name("fl", value)
            elif line[:1] in "0123456789+-*" and line:
                self.own[function] += int(line.split()[1])

    def sha_instructions(self):
        """The block function has no symbol in a stripped libcrypto: it is what the calls around it call namelessly."""
        blocks = {
            callee
            for caller, callee, place in self.calls
            if caller in SHA_CALLERS and "libcrypto" in place and (callee.startswith("0x") or "block_data" in callee)
        }
        return sum(self.own[block] for block in blocks)


def _count(load_program, command, requests, tool, scratch):
    wrapper = ("valgrind", f"--log-file={scratch}/log", *tool)
    with Server(command, cores=None, wrapper=wrapper, patience=120, folder=scratch) as server:
        run_load(load_program, server, "--connections", 1, "--requests", requests)
        server.stop()


def instructions(load_program, command):
    """User instructions for a request, without the SHA block function; and of that function."""
    totals = []
    for requests in (SHORT, LONG):
        with tempfile.TemporaryDirectory() as scratch:
            out = f"{scratch}/profile"
            _count(load_program, command, requests, ("--tool=callgrind", f"--callgrind-out-file={out}"), scratch)
            profile = Profile(out)
            totals.append((sum(profile.own.values()), profile.sha_instructions()))
    (all_short, sha_short), (all_long, sha_long) = totals
    sha = (sha_long - sha_short) / (LONG - SHORT)
    if sha == 0:
        raise RuntimeError("the profile shows no SHA-256: has libcrypto changed its names?")
    return (all_long - all_short) / (LONG - SHORT) - sha, sha


def allocations(load_program, command):
    """Heap allocations for a request."""
    totals = []
    for requests in (SHORT, LONG):
        with tempfile.TemporaryDirectory() as scratch:
            tool = ("--tool=memcheck", "--leak-check=no", "--undef-value-errors=no")
            _count(load_program, command, requests, tool, scratch)
            found = re.search(r"total heap usage: ([\d,]+) allocs", Path(scratch, "log").read_text())
            totals.append(int(found[1].replace(",", "")))
    return (totals[1] - totals[0]) / (LONG - SHORT)
