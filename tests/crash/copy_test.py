#!/usr/bin/env python3
"""Kills `frameio store copy` before each of its calls to the disk; the copy can be begun again, and is whole then.

usage: copy_test.py FRAMEIO KILL_AT
"""
import contextlib
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

LIMIT = 60
EVENTS = 30
TABLES = {"event": "id", "ledger": "key", "run": "event, number", "step": "event, key, occurrence"}


def run(frameio, *arguments, **environment):
    return subprocess.run([frameio, "store", *map(str, arguments)], capture_output=True, text=True, timeout=LIMIT,
                          env={**os.environ, **environment})


def require(condition, *what):
    if not condition:
        raise AssertionError(" ".join(map(str, what)))


def ask(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def make_store(frameio, path):
    done = run(frameio, "migrate", f"sqlite:{path}")
    require(done.returncode == 0, done.stderr)
    with contextlib.closing(sqlite3.connect(path)) as database:
        for number in range(EVENTS):
            name = number.to_bytes(16, "big")
            database.execute("INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, "
                             "body, stamp, received, state, due, runs, first_copy, last_copy) "
                             "VALUES (?, 0, 'r', 't', '', 'file', 'id', '', ?, 1, 2, 2, 3, 1, 4, 5)", (name, "b" * 1000))
            database.execute("INSERT INTO ledger VALUES (?, ?, 6)", (name, name))
            database.execute("INSERT INTO run (event, number, owner, began, ended) VALUES (?, 1, 'o', 7, 8)", (name,))
            database.execute("INSERT INTO step VALUES (?, ?, 0, 0, 'w', 1, 200, '', 9, 10)", (name, name))
        database.commit()


def contents(path):
    return {table: ask(path, f"SELECT * FROM {table} ORDER BY {keys}") for table, keys in TABLES.items()}


def is_empty_or_no_store(path):
    try:
        return not any(contents(path).values())
    except sqlite3.OperationalError:
        return True  # killed before it had tables


def kill_and_repeat(frameio, kill_at, source, number):
    """Whether it was killed. Everything or nothing is there then."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder, "copy.db")
        done = run(frameio, "copy", f"sqlite:{source}", f"sqlite:{target}", LD_PRELOAD=str(kill_at),
                   KILL_AT_CALL=str(number))
        was_killed = done.returncode == -signal.SIGKILL
        require(was_killed or done.returncode == 0, f"call {number}:", done.returncode, done.stderr)
        if is_empty_or_no_store(target):
            require(was_killed, f"call {number}: it says that it has copied, and has not")
            again = run(frameio, "copy", f"sqlite:{source}", f"sqlite:{target}")
            require(again.returncode == 0, f"begun again after call {number}:", again.stderr)
        require(contents(target) == contents(source), f"call {number}: the copy differs")
        return was_killed


def main(frameio, kill_at):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "frameio.db")
        make_store(frameio, source)
        before = contents(source)
        number = 1
        while kill_and_repeat(frameio, kill_at, source, number):
            number += 1
        require(number > 10, "kill_at does not come between the program and the disk")
        require(contents(source) == before, "the source has changed")
        print(f"killed before each of {number - 1} calls to the disk: whole, or begun again")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
