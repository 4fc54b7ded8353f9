"""Crashes on purpose: each experiment kills a real process, starts it again, and returns what a checker found."""
import concurrent.futures
import contextlib
import dataclasses
import pathlib
import signal
import tempfile
from typing import Any, Callable

from checker import Records, Tally, check
from fake_api import TOKEN, FakeApi, Fault
from killed_app import SHORT_LEASE, KilledApp
from sender import UPLOADED, Delivery

AT_ONCE = 24  # lives that go on at the same time: most of each is spent waiting for a lease, but all begin with work
LONG_LEASE = 60.0  # for apps that are not killed, and may be held up
BEGUN = "the handler has begun"  # what the app writes into its log then
UNHARMED = (Fault.ANSWERS_LATE, Fault.REFUSES_ONCE)  # faults that change nothing


@dataclasses.dataclass
class Programs:
    app: pathlib.Path
    kill_at: pathlib.Path
    new_store: Callable[[pathlib.Path], Any]  # an empty one, for an app whose folder that is
    within: str | None = None  # where the folders of apps are made


@dataclasses.dataclass
class Life:
    """How one event is to live: what happens to the app, or to one of its requests, on the way."""
    name: str
    event_type: str = UPLOADED
    plans: tuple = ()  # environments: of the first app, and of those that are started after it has crashed
    fault: Fault | None = None
    at: str = ""  # the text that meets the fault begins so
    attempts: int = 5  # of the sender
    lease: float = SHORT_LEASE
    prepare: Callable = lambda store: None  # when it has been made


@dataclasses.dataclass(frozen=True)
class Call:
    """At which an app can be killed."""
    name: str
    to: str  # "file", "local" or "network"


@dataclasses.dataclass
class Ending:
    """How it has lived."""
    life: Life
    tally: Tally
    crashes: int
    begun: bool  # whether a handler had, when the app crashed for the first time


@contextlib.contextmanager
def place(programs, *flags, tokens=(TOKEN,)):
    """An app for each of the tokens, all with one store, and an API for them that can kill the first."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(dir=programs.within)))
        api = stack.enter_context(FakeApi())
        store = stack.enter_context(contextlib.closing(programs.new_store(folder)))
        apps = [stack.enter_context(KilledApp(programs.app, folder, store, api.url, *flags, token=token))
                for token in tokens]
        api.kill = lambda: apps[0].signal(signal.SIGKILL)
        yield *apps, api


class Keeper:
    """Starts a life's app, and starts it again after crashes, which must have been of our making."""

    def __init__(self, app, api, life):
        self._app = app
        self._api = api
        self._plans = iter(life.plans)
        self.crashes = 0
        self.begun = False

    def start(self):
        self._app.begin(**next(self._plans, {}))
        if not self._app.is_listening():
            self.restart()

    def restart(self):
        code = self._app.wait()
        if code != -signal.SIGKILL:
            raise AssertionError(f"the app has ended by itself, with {code}:\n{self._app.log()}")
        self.crashes += 1
        if self.crashes == 1:
            self.begun = BEGUN in self._app.log()
        self.start()

    def see_through(self, delivery):
        """Sends it until it is acknowledged or given up, and waits until its event is done or parked. An answer that
        comes late comes when everything else has happened that will."""
        app, api = self._app, self._api

        def is_over():
            if app.has_ended():
                self.restart()
            if delivery.is_due():
                delivery.attempt(app.port)
                return False
            if api.is_holding() and app.store.running() == 1:
                api.let_go()
            return delivery.is_over() and app.is_idle() and not app.has_ended()

        app.wait_until("the event is done or parked", is_over)

    def drain(self, delivery):
        """Ends the app as an administrator does. It may crash even then."""
        while self._app.drain() != 0:
            self.restart()
            self.see_through(delivery)


def records(app, api, deliveries):
    refusals = {each.file: each.refusals for each in deliveries if each.refusals}
    if refusals or not app.store.is_sound():
        raise AssertionError(f"refused: {refusals}, sound store: {app.store.is_sound()}\n{app.log()}")
    return Records({each.file: each.acknowledged for each in deliveries}, api.effects(), app.store.events())


def live(programs, life):
    """One event, from the start of an app until that has drained, with one app after the other if they are killed."""
    with place(programs, "--lease", str(life.lease)) as (app, api):
        if life.fault:
            api.fail_once(life.at, life.fault)
        delivery = Delivery("file", life.event_type, life.attempts)
        keeper = Keeper(app, api, life)
        keeper.start()
        life.prepare(app.store)
        keeper.see_through(delivery)
        keeper.drain(delivery)
        return Ending(life, check(records(app, api, [delivery])), keeper.crashes, keeper.begun)


def _live_all(programs, lives, at_once=AT_ONCE):
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda life: live(programs, life), lives))


def sum_of(endings):
    """A tally of all, in which each fault has the name of its life."""
    total = Tally()
    for ending in endings:
        named = dataclasses.replace(ending.tally)
        for kind in ("lost", "duplicated", "unexpected"):
            setattr(named, kind, [(ending.life.name, each) for each in getattr(ending.tally, kind)])
        total += named
    return total


def plan(programs, **variables):
    """The environment of an app to which that happens."""
    return {"LD_PRELOAD": str(programs.kill_at), **{name: str(value) for name, value in variables.items()}}


def _plan_of_kind(programs, calls, number, moment):
    """A plan for the call with that number, counted among those of its kind: what happens at the same time may change
    places, but requests and answers do not."""
    call = calls[number - 1]
    return plan(programs, KILL_AT_NAME=call.name, KILL_AT_TO=call.to, KILL_AT_CALL=calls[:number].count(call),
                KILL_AT_MOMENT=moment)


def _kill(programs, number, moment):
    return plan(programs, KILL_AT_CALL=number, KILL_AT_MOMENT=moment)


def calls_of(programs, *plans):
    """The calls at which an app can be killed: of the first, or of that which is started after others."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder, "trace")
        live(programs, Life("traced", plans=(*plans, plan(programs, KILL_AT_TRACE=trace))))
        return [Call(*line.split()[1:]) for line in trace.read_text().splitlines()]


def _number(calls, names, begin=0):
    """Of the first such call to the network behind `begin`, counted from 1."""
    return next(at + 1 for at in range(begin, len(calls)) if calls[at].name in names and calls[at].to == "network")


def listening(calls):
    """The number of the calls until it listens."""
    return _number(calls, ("accept", "accept4")) - 1


def acknowledgement(calls):
    """The numbers of the calls from the delivery's arrival until it is acknowledged."""
    begin = _number(calls, ("accept", "accept4"))
    return range(begin, _number(calls, ("send", "sendmsg", "write"), begin) + 1)


def first_request(calls):
    """The number of the call that sends the first request to the API."""
    return _number(calls, ("send", "sendmsg", "write"), _number(calls, ("connect",)))


def kill_at_each(programs, numbers, moments, *before):
    """An event for each of the calls, and for each of the moments of it, at which the app is killed. Apps with the
    plans `before` have been killed before that one."""
    return _live_all(programs, [Life(f"killed {moment} call {number}",
                                     plans=(*before, _kill(programs, number, moment)))
                                for number in numbers for moment in moments])


def kill_until_acknowledged(programs, calls, moments, at_once=AT_ONCE, **event):
    """An event for each call from the delivery's arrival until it is acknowledged, at which the app is killed. Calls
    count from the delivery on: how many the start takes is not always the same."""
    with tempfile.TemporaryDirectory(dir=programs.within) as folder:
        lives = []
        for number in range(1, len(acknowledgement(calls)) + 1):
            for moment in moments:
                sent = pathlib.Path(folder, f"{number} {moment}")
                lives.append(Life(f"killed {moment} call {number} of a delivery",
                                  plans=(plan(programs, KILL_AT_FROM=sent, KILL_AT_CALL=number,
                                              KILL_AT_MOMENT=moment),),
                                  prepare=lambda _, sent=sent: sent.touch(), **event))
        return _live_all(programs, lives, at_once)


def kill_again_at_each(programs, calls, moments, every, begin):
    """An event for each call of an app that recovers what the one before it has left: one that was killed when it had
    acknowledged the delivery, or when it had sent a request. `every` calls stand for one, from call `begin` on."""
    endings = []
    for number in (acknowledgement(calls)[-1], first_request(calls)):
        first = _plan_of_kind(programs, calls, number, "after")
        recovery = calls_of(programs, first)
        endings += kill_at_each(programs, range(begin, len(recovery) + 3, every), moments, first)
    return endings


def cut_at_each(programs, calls, prepare=lambda store: None, at_once=AT_ONCE):
    """An event for each call that sends something, behind which the connection is cut: nobody knows what became of it,
    be it a COMMIT, a request or an answer. On a busy machine calls of a kind may change places, too: one at once meets
    each of them."""
    sends = [number for number, call in enumerate(calls, 1) if call.name.startswith("send")]
    return _live_all(programs, [Life(f"connection cut behind call {number}, {calls[number - 1]}", prepare=prepare,
                                     plans=(_plan_of_kind(programs, calls, number, "cut"),)) for number in sends],
                     at_once)


def meet_each_fault(programs, texts):
    """An event for each way in which the API fails, at each of its calls."""
    return _live_all(programs, [Life(f"{text.strip(': ')}: {fault.value}", fault=fault, at=text,
                                     lease=LONG_LEASE if fault in UNHARMED else SHORT_LEASE)
                                for fault in Fault if fault is not Fault.TAKES_TWICE for text in texts])


def lose_one(programs):
    """What must be found lost: an event whose store is gone after it was acknowledged."""
    with place(programs) as (app, api):
        delivery = Delivery("file")
        app.start()
        delivery.attempt(app.port)
        app.kill()
        app.store.forget()
        app.start()
        app.drain()
        return check(records(app, api, [delivery]))


def double_one(programs, text):
    """What must be found duplicated: an effect that happens twice."""
    return live(programs, Life("an effect that happens twice", fault=Fault.TAKES_TWICE, at=text))
