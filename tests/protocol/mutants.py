#!/usr/bin/env python3
"""Breaks the verifier in many small ways, and requires that its tests notice each.

Compiles the tests of signatures once and lib/protocol/signature.cpp once for every mutant. The unchanged source has to
pass; a mutant that passes, or that no longer applies, is a failure.
"""

import argparse
import os
import pathlib
import subprocess
import sys

# What is broken, the text in signature.cpp (it has to be there exactly once), and what is put in its place.
MUTANTS = [
    ("the window is a second longer", "today - then > allowed", "today - then > allowed + 1"),
    ("the window's end is exclusive", "today - then > allowed", "today - then >= allowed"),
    ("the future's edge is exclusive", "then - today > allowed", "then - today >= allowed"),
    ("the future is a second longer", "then - today > allowed", "then - today > allowed + 1"),
    ("the future is not checked", "verification::reason::future : verification::reason::genuine;",
     "verification::reason::genuine : verification::reason::genuine;"),
    ("the past is not checked", "verification::reason::stale : verification::reason::genuine;",
     "verification::reason::genuine : verification::reason::genuine;"),
    ("the age is not checked", "age != verification::reason::genuine", "age == verification::reason::missing"),
    ("a negative tolerance is a huge one", "std::max<std::int64_t>(tolerance.count(), 0)", "tolerance.count()"),
    ("now is five minutes ahead", "const auto today = static_cast<std::uint64_t>(now);",
     "const auto today = static_cast<std::uint64_t>(now < 0 ? 0 : now + 301);"),
    ("now is rounded up", "std::chrono::floor<std::chrono::seconds>(now)", "std::chrono::ceil<std::chrono::seconds>(now)"),
    ("the last eight octets are not compared", "at < left.size(); at += sizeof difference",
     "at + sizeof difference < left.size(); at += sizeof difference"),
    ("only the first eight octets are compared", "at < left.size(); at += sizeof difference",
     "at < sizeof difference; at += sizeof difference"),
    ("nothing is compared", "at < left.size(); at += sizeof difference", "at < 0; at += sizeof difference"),
    ("only the last eight octets count", "difference |= one ^ other;", "difference = one ^ other;"),
    ("one octet of eight does not count", "difference |= one ^ other;", "difference |= (one ^ other) << 8U;"),
    ("one bit of sixty-four does not count", "difference |= one ^ other;", "difference |= (one ^ other) >> 1U;"),
    ("bits count in one direction only", "difference |= one ^ other;", "difference |= one & ~other;"),
    ("differences cancel each other", "difference |= one ^ other;", "difference &= one ^ other;"),
    ("the comparison is inverted", "if (equal(expected, received)", "if (!equal(expected, received)"),
    ("only the first secret is tried", "index < secrets.size(); ++index", "index < 1; ++index"),
    ("the first secret is not tried", "std::size_t index = 0; index < secrets.size()",
     "std::size_t index = 1; index < secrets.size()"),
    ("the last secret that fits is named", "equal(expected, received) && !found)", "equal(expected, received))"),
    ("no secret is a mismatch", "return verification::reason::no_secret;", "return verification::reason::mismatch;"),
    ("no secret is genuine", "return verification::reason::no_secret;", "return verification::reason::genuine;"),
    ("an empty secret can be prepared", "if (text.empty())", "if (text.data() == timestamp_header.data())"),
    ("an empty secret is not refused", "if (secret.empty())", "if (secret.size() > 4096)"),
    ("junk after the signature is accepted", "signature.size() != signature_size", "signature.size() < signature_size"),
    ("the version is not checked", "|| !signature.starts_with(signature_version)", ""),
    ("capitals are accepted", "const auto octet = static_cast<std::uint8_t>(digit);",
     "const auto octet = static_cast<std::uint8_t>(digit | 0x20);"),
    ("any octet is a digit", "return seen < 16 ?", "return seen < 256 ?"),
    ("a character after the digits is a digit", "number < 10));", "number < 11));"),
    ("half of each octet is decoded", "static_cast<std::uint8_t>(high << 4U | low)", "static_cast<std::uint8_t>(high << 4U)"),
    ("a zero in front is accepted", "timestamp.size() > 1 && timestamp.front() == '0'", "false"),
    ("a lone zero is refused", "timestamp.size() > 1 && timestamp.front() == '0'", "timestamp.front() == '0'"),
    ("junk after the timestamp is accepted", "            return std::nullopt;\n        }\n        seconds",
     "            break;\n        }\n        seconds"),
    ("a slash is a digit", "digit < '0'", "digit < '/'"),
    ("a colon is a digit", "digit > '9'", "digit > ':'"),
    ("a timestamp may overflow 63 bits", "seconds <= latest ?", "seconds <= ~std::uint64_t{0} ?"),
    ("a timestamp may overflow 64 bits", "longest_timestamp = 19;", "longest_timestamp = 24;"),
    ("one missing header is malformed", "timestamp.empty() || signature.empty()", "timestamp.empty() && signature.empty()"),
    ("one malformed header is enough", "!signed_at || !received", "!signed_at && !received"),
    ("keys of a block are hashed", "secret.size() > block_size", "secret.size() >= block_size"),
    ("the inner pad is wrong", "state_after(key, 0x36)", "state_after(key, 0x37)"),
    ("the outer pad is wrong", "state_after(key, 0x5c)", "state_after(key, 0x36)"),
    ("the version is not signed", 'version = "v0:"', 'version = "v1:"'),
    ("the colon after the timestamp is not signed", "*end++ = ':';", ""),
    ("the colon after a long timestamp is not signed", 'SHA256_Update(&context, ":", 1);', ""),
    ("the last octet of the body is not signed", "body.data(), body.size());",
     "body.data(), body.size() - static_cast<std::size_t>(!body.empty()));"),
    ("the length of the key's block is not counted", "8 * block_size", "0"),
]

LIBRARIES = ["-lcrypto", "-lboost_unit_test_framework"]
TESTS = ["main.cpp", "signature_cases.cpp", "signature_test.cpp", "signature_headers_test.cpp"]


class Build:
    def __init__(self, source, compiler, out):
        self.out = out
        self.compile_line = [compiler, "-std=c++20", "-O0", "-DBOOST_TEST_DYN_LINK", "-I", str(source / "include"),
                             "-I", str(source / "lib"), "-c"]
        self.link_line = [compiler]
        fixed = [source / "tests/protocol" / name for name in TESTS] + [source / "lib/support/error.cpp"]
        self.objects = [self.compile(path, path.stem) for path in fixed]

    def compile(self, path, name):
        target = self.out / f"{name}.o"
        subprocess.run(self.compile_line + [str(path), "-o", str(target)], check=True)
        return str(target)

    def passes(self, text, name):
        """Whether the tests pass with this text of signature.cpp; what does not compile is an error."""
        path = self.out / f"{name}.cpp"
        path.write_text(text)
        program = self.out / name
        objects = [*self.objects, self.compile(path, name)]
        subprocess.run(self.link_line + objects + ["-o", str(program)] + LIBRARIES, check=True)
        done = subprocess.run([str(program), "--log_level=nothing", "--report_level=no"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=120)
        return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=pathlib.Path, required=True, help="the repository")
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="a folder to build in")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    os.nice(10)  # other tests count seconds meanwhile

    original = (options.source / "lib/protocol/signature.cpp").read_text()
    build = Build(options.source.resolve(), options.compiler, options.out.resolve())
    if not build.passes(original, "unchanged"):
        sys.exit("the tests fail without any mutant")
    failures = []
    for number, (name, old, new) in enumerate(MUTANTS):
        if original.count(old) != 1:
            failures.append(f"does not apply, bring it up to date: {name}")
        elif build.passes(original.replace(old, new), f"mutant_{number}"):
            failures.append(f"survived: {name}")
    print(f"{len(MUTANTS) - len(failures)} of {len(MUTANTS)} mutants killed")
    sys.exit("\n".join(failures) if failures else 0)


if __name__ == "__main__":
    main()
