"""Jobs of an app that is installed, in which it is killed: what was begun ends by itself when it is started again."""
import contextlib
import dataclasses
import pathlib
import re
import signal
import tempfile

from experiments import Call, plan
from installed import place_for, require
from installed_app import Job

REQUEST = Call("sendmsg", "network")
THE_END = re.compile(r"an app was (installed|updated|uninstalled)|of an app failed")


@dataclasses.dataclass(frozen=True)
class Kill:
    number: int  # of the call, or of that which sends a request to the platform
    moment: str = "before"
    of_requests: bool = False

    def __str__(self):
        return f"{self.moment} {'request' if self.of_requests else 'call'} {self.number}"

    def plan(self):
        only = {"KILL_AT_NAME": REQUEST.name, "KILL_AT_TO": REQUEST.to} if self.of_requests else {}
        return {"KILL_AT_CALL": self.number, "KILL_AT_MOMENT": self.moment, **only}


@dataclasses.dataclass(frozen=True)
class Life:
    """How a job is to live: one app after the other is killed on the way, the first of them from the order on."""
    job: Job
    kills: tuple = ()
    is_patient: bool = False  # whether nothing but time ends the locks of those that were killed
    trace: pathlib.Path | None = None  # for the calls of an app that is started when all of these were killed

    def __str__(self):
        return f"{self.job.name}, killed " + (" and ".join(map(str, self.kills)) or "when it was over")


@dataclasses.dataclass(frozen=True)
class Ending:
    """How it has lived."""
    job: Job
    kills: int  # that came in time
    is_resumed: bool  # whether something was begun, which has come to its end by itself


class _Course:
    """What becomes of it."""

    def __init__(self, programs, place, life):
        self._programs = programs
        self._place = place
        self._life = life
        self._records = place.app.store.records()
        self._there = place.ours()
        self._kills = 0

    def run(self):
        self._order()
        for number in range(1, len(self._life.kills) + (self._life.trace is not None)):
            if self._has_begun():
                self._resume(number)
        has_begun = self._has_begun()
        self._end(has_begun)
        return Ending(self._life.job, self._kills, has_begun)

    def _has_begun(self):
        """Whether the app knows that there is something to be done, or to be known, that was not before."""
        return self._place.app.store.records() != self._records

    def _plan(self, number, **more):
        kills = self._life.kills
        if number < len(kills):
            more.update(kills[number].plan())
        elif self._life.trace:
            more.update(KILL_AT_TRACE=self._life.trace)
        return plan(self._programs, **more)

    def _order(self):
        place = self._place
        with tempfile.TemporaryDirectory() as folder:
            beginning = pathlib.Path(folder, "beginning")
            place.app.start_as(self._life.job.version, **self._plan(0, KILL_AT_FROM=beginning))
            order = place.order_of(self._life.job)
            said = len(place.app.log())
            beginning.touch()
            place.send(*order)
            place.app.wait_until("it is over", lambda: place.app.has_ended() or THE_END.search(place.app.log(), said))
            self._bury()

    def _resume(self, number):
        place = self._place
        place.app.begin(**self._life.job.ended_by.environment(), **self._plan(number))
        if place.app.is_listening():
            place.app.wait_until("it is over", lambda: place.app.has_ended() or place.is_idle())
        self._bury()

    def _bury(self):
        app = self._place.app
        self._kills += app.has_ended()
        code = app.kill()
        require(code == -signal.SIGKILL, "it has ended by itself, with", code)
        app.wait_until("the store is left", app.store.is_left)
        if not self._life.is_patient:
            app.store.end_locks()

    def _end(self, has_begun):
        """Nothing has happened if nothing was begun; then the admin tries again, and looks for more to be done when the
        app is another version."""
        place, job = self._place, self._life.job
        require(has_begun or place.ours() == self._there, "nothing was begun, but there is", place.ours())
        place.app.start_as(job.ended_by)
        place.app.wait_until("it is over", place.is_idle)
        if not has_begun or job.ended_by is not job.version:
            place.order_and_wait(job)
        place.check(job)
        require(place.app.drain() == 0, "it does not drain")


def live(programs, place, life):
    said = len(place.app.log())
    try:
        return _Course(programs, place, life).run()
    except AssertionError as wrong:
        raise AssertionError(f"{life}: {wrong}\n{place.app.log()[said:]}") from wrong


def live_all(programs, courses):
    """Lives of one place, one after the other in each course. Returns the endings of those that were to be killed, and
    what was wrong, which ends a course and spoils the place."""
    endings, faults = [], []
    with contextlib.ExitStack() as stack:
        place = None
        for course in courses:
            place = place or stack.enter_context(place_for(programs))
            try:
                for life in course:
                    ending = live(programs, place, life)
                    endings += [ending] if life.kills else []
            except AssertionError as wrong:
                faults.append(str(wrong))
                place = None
    return endings, faults


def calls_of(programs, place, job, *kills):
    """The calls that the app makes from the order on; after kills, those of the app that ends what these have left.
    None if these have left nothing."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder, "trace")
        trace.touch()
        live(programs, place, Life(job, kills, trace=trace))
        return [Call(*line.split()[1:]) for line in trace.read_text().splitlines()]
