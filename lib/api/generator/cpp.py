"""Pieces of C++, laid out as .clang-format has it."""

import re
import textwrap

WIDTH = 120
HEADER = "// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.\n"


def comment(text, indent):
    """A documentation comment; nothing for an empty text."""
    text = re.sub(r"\s+", " ", re.sub(r"<br\s*/?>", " ", text)).strip()
    if not text:
        return ""
    prefix = " " * indent + "/// "
    return "\n".join(textwrap.wrap(text, WIDTH, initial_indent=prefix, subsequent_indent=prefix,
                                   break_long_words=False, break_on_hyphens=False)) + "\n"


def call(indent, head, arguments, tail):
    """`head(arguments)tail`, broken between arguments where the line is full."""
    return filled(" " * indent + head + "(", arguments, ")" + tail) if arguments else \
        " " * indent + head + "()" + tail + "\n"


def filled(start, items, end):
    """`start`, the items separated by commas, and `end`: as many to a line as fit, the first below the other."""
    one_line = start + ", ".join(items) + end
    if len(one_line) <= WIDTH:
        return one_line + "\n"
    lines, line = [], start
    for position, item in enumerate(items):
        piece = item + (end if position == len(items) - 1 else ",")
        if line.strip() and line != start and len(line) + len(piece) > WIDTH:
            lines.append(line.rstrip())
            line = " " * len(start)
        line += piece + " "
    return "\n".join(lines + [line.rstrip()]) + "\n"


def includes(paths):
    """Public headers, in the order that clang-format gives them."""
    return "".join(sorted(f"#include <{path}>\n" for path in set(paths)))


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sentence(text):
    text = text.strip()
    return text if not text or text[-1] in ".!?}" else text + "."
