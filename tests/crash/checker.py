"""Compares what was acknowledged, what was done, and what the store says at the end."""
import collections
import dataclasses

from stores import DONE, PARKED

# What the app says about a file. Frame.io can be asked whether it has the first, so that it is never in doubt for long.
ASKABLE = "Ready: "
DOUBTFUL = "Checked: "
TEXTS = (ASKABLE, DOUBTFUL)


@dataclasses.dataclass
class Records:
    """All that is known at the end of an experiment."""
    acknowledged: dict  # file id: whether its delivery was answered with 2xx in time
    effects: collections.Counter  # (file id, text): how often
    events: list  # (file id, state, reason), from the store


@dataclasses.dataclass
class Tally:
    """What a checker has found; sums of it are tallies, too."""
    sent: int = 0
    acknowledged: int = 0
    done: int = 0
    lost: list = dataclasses.field(default_factory=list)  # acknowledged, but neither done nor parked in doubt
    duplicated: list = dataclasses.field(default_factory=list)  # effects that happened more than once
    unexpected: list = dataclasses.field(default_factory=list)  # effects and events of what was never sent
    recovered: int = 0  # never acknowledged, but there are effects; they were stored in time, or nearly
    in_doubt: int = 0

    def __add__(self, other):
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in dataclasses.fields(self)))

    def line(self):
        return (f"{self.sent} sent, {self.acknowledged} acknowledged, {self.done} done: lost {len(self.lost)}, "
                f"duplicated {len(self.duplicated)}, unexpected {len(self.unexpected)}, recovered {self.recovered}, "
                f"in doubt {self.in_doubt}")

    def faults(self):
        """What must not be, one line each; the first few of a kind."""
        kinds = (("lost", self.lost), ("duplicated", self.duplicated), ("unexpected", self.unexpected))
        return [f"{kind}: {each}" for kind, found in kinds for each in found[:10]]


def texts_of(file):
    return [text + file for text in TEXTS]


def is_in_doubt(state, reason):
    return state == PARKED and "in doubt" in reason


def _is_done(file, state, effects):
    return state == DONE and all(effects[file, text] for text in texts_of(file))


def check(records):
    effects = records.effects
    events = collections.defaultdict(list)
    for file, state, reason in records.events:
        events[file].append((state, reason))
    tally = Tally(sent=len(records.acknowledged), acknowledged=sum(records.acknowledged.values()))
    for file, acknowledged in records.acknowledged.items():
        done = any(_is_done(file, state, effects) for state, _ in events[file])
        in_doubt = any(is_in_doubt(*each) for each in events[file])
        tally.done += done
        tally.in_doubt += in_doubt
        tally.recovered += not acknowledged and any(effects[file, text] for text in texts_of(file))
        if acknowledged and not done and not in_doubt:
            tally.lost.append((file, events[file]))
    sent = set(records.acknowledged)
    tally.duplicated = [(what, count) for what, count in effects.items() if count > 1]
    tally.unexpected = [what for what in effects if what[0] not in sent or what[1] not in texts_of(what[0])]
    tally.unexpected += [file for file in events if file not in sent and events[file]]
    return tally
