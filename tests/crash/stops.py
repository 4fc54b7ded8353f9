"""Apps under traffic that are told to end, are killed while they do, stand still, or are replaced in turns."""
import collections
import dataclasses
import signal
import time

from checker import ASKABLE, Tally, check
from experiments import place, records
from fake_api import TOKEN, TOKENS, Fault
from outages import recover
from sender import PATIENCE, Delivery
from traffic import FLAGS, Traffic

SOON = 0.1  # s after which an app that drains is killed, at most
GRACE = 1  # s for handlers that do not return


@dataclasses.dataclass
class Ends:
    """What becomes of apps that end, or stand still, and of requests to them."""
    tally: Tally = None
    codes: collections.Counter = dataclasses.field(default_factory=collections.Counter)  # of their ends
    slowest: float = 0.0  # s until one had ended that was told to
    recovered: float = 0.0  # s until one was swift again, at most
    late: int = 0  # requests without an answer in time
    unheard: int = 0  # requests that had come before the end, and were not answered as a whole
    cut: int = 0  # all connections that ended before the answer
    busy: int = 0  # answers that ask to come again
    run_again: int = 0  # events that have been begun twice
    told: dict = dataclasses.field(default_factory=dict)  # when the app at a port was told to end

    def tell(self, app):
        self.told[app.port] = time.monotonic()
        app.signal(signal.SIGTERM)

    def ended(self, port, code):
        self.codes[code] += 1
        self.slowest = max(self.slowest, time.monotonic() - self.told[port])

    def sum_up(self, app, api, deliveries):
        """At the end of everything."""
        self.tally = check(records(app, api, deliveries))
        cut = [each for delivery in deliveries for each in delivery.cut]
        self.cut = len(cut)
        self.unheard = sum(sent < self.told.get(port, 0) for port, sent in cut)
        self.late = sum(each.late for each in deliveries)
        self.busy = sum(each.busy for each in deliveries)
        self.run_again = app.store.run_again()


def _under_traffic(programs, random, times, rate, happens, flags=FLAGS, tokens=(TOKEN,), patience=PATIENCE):
    """Apps under traffic, while that happens to them so many times, at random moments."""
    ends, own = Ends(), []
    with place(programs, *flags, tokens=tokens) as (*apps, api):
        first = apps[0]
        for app in apps:
            app.start()
        with Traffic(apps, rate, patience) as traffic:
            for _ in range(times):
                enough = api.effects().total() + random.randint(1, rate)
                first.wait_until("they work", lambda: api.effects().total() >= enough)
                happens(ends, apps, api, own)
        first.wait_until("all events are done or parked", first.is_idle)
        codes = [app.drain() for app in apps]
        if any(codes):
            raise AssertionError(f"they do not drain: {codes}\n{first.log()}")
        ends.sum_up(first, api, traffic.deliveries() + own)
        return ends


def _drain(ends, app, _):
    port = app.port
    ends.tell(app)
    ends.ended(port, app.wait())


def _break_off(ends, app, api):
    """As no app should end: a handler is at work, and what has come is not answered."""
    port = app.port
    api.fail_once(ASKABLE, Fault.ANSWERS_LATE)
    app.wait_until("a handler waits for the API", api.is_holding)
    app.signal(signal.SIGSTOP)
    app.wait_until("more comes than it reads", app.has_unread)
    ends.tell(app)
    ends.ended(port, app.kill())
    api.let_go()


def drain(programs, random, times, rate, end=_drain):
    """An app is told to end, and started again."""
    def happens(ends, apps, api, _):
        end(ends, apps[0], api)
        apps[0].start()

    return _under_traffic(programs, random, times, rate, happens)


def break_off(programs, random, rate):
    """In which requests must be found unheard, and an event run again."""
    return drain(programs, random, 1, rate, _break_off)


def kill_while_it_drains(programs, random, times, rate, between=lambda store: None):
    """An app is told to end, is killed soon after that, and is started again."""
    def happens(ends, apps, _, own):
        app, = apps
        port = app.port
        ends.tell(app)
        app.ends_within(SOON * random.random() ** 3)  # most do in half of that time
        ends.ended(port, app.kill())
        between(app.store)
        app.start()
        ends.recovered = max(ends.recovered, recover(app, own))

    return _under_traffic(programs, random, times, rate, happens)


def stand_still(programs, random, times, rate, lease, patience):
    """An app stands still while it runs an event, and goes on when its leases have run out. Its senders come again
    meanwhile."""
    def happens(ends, apps, api, own):
        app, = apps
        api.fail_once(ASKABLE, Fault.ANSWERS_LATE)
        app.wait_until("a handler waits for the API", api.is_holding)
        app.signal(signal.SIGSTOP)
        app.wait_until("its leases have run out", lambda: app.store.leased() == 0)
        api.let_go()
        app.signal(signal.SIGCONT)
        ends.recovered = max(ends.recovered, recover(app, own))

    return _under_traffic(programs, random, times, rate, happens, ("--lease", str(lease), "--threads", "2"),
                          patience=patience)


def replace_in_turns(programs, random, times, rate):
    """Two apps on one store: one is told to end and started again, then the other."""
    turns = iter(range(2 * times))

    def happens(ends, apps, api, _):
        app = apps[next(turns) % 2]
        _drain(ends, app, api)
        app.start()

    return _under_traffic(programs, random, 2 * times, rate, happens, tokens=TOKENS)


@dataclasses.dataclass
class Outlasting:
    tally: Tally
    code: int
    seconds: float  # until the app had ended
    left: int  # events that were not done then


def outlast_grace(programs, returns=False):
    """An app is told to end while a handler does not return, since the API does not answer; then it is started again.
    Or the handler returns, and all is different."""
    with place(programs, "--lease", "1", "--grace", str(GRACE)) as (app, api):
        delivery = Delivery("file")
        api.fail_once(ASKABLE, Fault.ANSWERS_LATE)
        app.start()
        delivery.attempt(app.port)
        app.wait_until("the handler waits for the API", api.is_holding)
        if returns:
            api.let_go()
        began = time.monotonic()
        code = app.drain()
        seconds = time.monotonic() - began
        left = app.store.unfinished()
        api.let_go()
        app.start()
        app.wait_until("the event is done or parked", app.is_idle)
        if app.drain() != 0:
            raise AssertionError(f"it does not drain:\n{app.log()}")
        return Outlasting(check(records(app, api, [delivery])), code, seconds, left)
