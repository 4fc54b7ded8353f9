"""What a disk has after the power was lost: by the journal that faulty_disk keeps of what was written and synced."""
import contextlib
import dataclasses
import pathlib
import sqlite3

SECTOR = 512


@dataclasses.dataclass
class Record:
    kind: str
    place: int
    name: str
    octets: bytes


def read_journal(path):
    """The records, in their order; one that is being written is left out."""
    octets = path.read_bytes() if path.exists() else b""
    records, at = [], 0
    while (end := octets.find(b"\n", at)) >= 0:
        kind, size, place, name = octets[at:end].decode().split(" ", 3)
        at = end + 1 + int(size)
        if at > len(octets):
            break
        records.append(Record(kind, int(place), name, octets[end + 1:at]))
    return records


class _File:
    """What is certain, and what was done since."""

    def __init__(self):
        self.sure = bytearray()
        self.is_there = False
        self.since = []

    def copy(self):
        made = _File()
        made.sure, made.is_there = bytearray(self.sure), self.is_there
        return made

    def sync(self):
        for each in self.since:
            self.apply(each)
        self.since = []

    def sync_name(self):
        """What was removed stays so, with all that it had."""
        removed = [at for at, each in enumerate(self.since) if each.kind == "U"]
        if removed:
            self.apply(self.since[removed[-1]])
            del self.since[:removed[-1] + 1]

    def forget(self):
        """A sync that failed: what it was to write down may be lost, and no later one will try again."""
        self.since = [dataclasses.replace(each, kind="-") if each.kind == "W" else each for each in self.since]

    def apply(self, record):
        if record.kind == "W":
            self.is_there = True
            self.sure.extend(bytes(max(0, record.place - len(self.sure))))
            self.sure[record.place:record.place + len(record.octets)] = record.octets
        elif record.kind == "T":
            self.is_there = True
            self.sure[:] = self.sure[:record.place].ljust(record.place, b"\0")
        elif record.kind == "U":
            self.is_there = False
            self.sure.clear()


def _survivors(records, random):
    """What was not synced: any of it, in any order; of a write any of its sectors."""
    left = [each for each in records if random.random() < 0.5]
    if random.random() < 0.5:
        random.shuffle(left)
    for each in left:
        if each.kind != "W" or random.random() < 0.5:
            yield each
            continue
        for at in range(0, len(each.octets), SECTOR):
            if random.random() < 0.5:
                yield Record("W", each.place + at, each.name, each.octets[at:at + SECTOR])


class Disk:
    """What is on it, as one record comes after the other."""

    def __init__(self):
        self._files = {}

    def take(self, record):
        if record.kind in "AX":
            return
        if record.name == ".":
            for file in self._files.values() if record.kind == "S" else ():
                file.sync_name()
            return
        file = self._files.setdefault(record.name, _File())
        if record.kind == "S":
            file.sync()
        elif record.kind == "F":
            file.forget()
        else:
            file.since.append(record)

    def after_loss(self, random=None):
        """The octets of the files by name; without random numbers, nothing is left of what was not synced."""
        left = {}
        for name, file in self._files.items():
            found = file.copy()
            for each in _survivors(file.since, random) if random else ():
                found.apply(each)
            if found.is_there:
                left[name] = bytes(found.sure)
        return left


class Unsound(Exception):
    """What is on the disk is no sound store."""


def stored(files, folder, store="disk.db"):
    """The ids of the files that the store has events of."""
    folder = pathlib.Path(folder)
    for name, octets in files.items():
        (folder / name).write_bytes(octets)
    try:
        with contextlib.closing(sqlite3.connect(folder / store)) as database:
            if database.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
                return set()  # lost before there was a store
            verdict = database.execute("PRAGMA integrity_check").fetchall()
            if verdict != [("ok",)]:
                raise Unsound(verdict)
            return {row[0] for row in database.execute("SELECT resource_id FROM event")}
    except sqlite3.DatabaseError as failure:
        raise Unsound(str(failure)) from failure
