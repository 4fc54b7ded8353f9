"""How each goal is measured. Every function returns raw figures by server name; `receive.py` judges them."""

import collections
import statistics
import time

import exact
from processes import BOTH_CORES, SERVER_CORE, Load, Server, kept_awake, run_load

IDLE = 5000
SEEN = 70_000  # requests after which what a server remembers of them no longer grows


class Bench:
    """What all rows need: the programs, how long and how often."""

    def __init__(self, programs, load, certificate, seconds, rounds, scratch):
        self.programs = programs
        self.load = load
        self.certificate = certificate
        self.seconds = seconds
        self.rounds = rounds
        self.scratch = scratch

    def start(self, program, threads=1, tls=False, cores=None):
        command = list(program.command)
        if program.threads_flag:
            command += ["--threads", threads]
        if tls:
            names = dict(zip(("certificate", "key"), self.certificate))
            command += [names.get(flag, flag) for flag in program.tls_flags]
        pin = {"cores": cores} if cores else {}
        return Server(command, folder=self.scratch, **pin)

    def alternate(self, servers, rounds, *flags):
        """Runs the load against one server after the other, in turns that begin elsewhere each time."""
        figures = collections.defaultdict(list)
        names = list(servers)
        for name in names:
            run_load(self.load, servers[name], *flags, "--seconds", 0.2)
        for turn in range(rounds):
            shift = turn % len(names)
            for name in names[shift:] + names[:shift]:
                figures[name].append(run_load(self.load, servers[name], *flags, "--seconds", self.seconds))
        return dict(figures)

    def measure(self, programs, rounds, *flags, **how):
        servers = {}
        try:
            for program in programs:
                servers[program.name] = self.start(program, **how)
            return self.alternate(servers, rounds, *flags)
        finally:
            for server in servers.values():
                server.stop()


def ratios(figures, key="cpu_us", base="limit"):
    """The median over the rounds of each server's figure divided by the base's of the same round."""
    return {
        name: statistics.median(mine[key] / theirs[key] for mine, theirs in zip(rounds, figures[base]))
        for name, rounds in figures.items()
    }


def medians(figures, key="cpu_us"):
    return {name: statistics.median(each[key] for each in rounds) for name, rounds in figures.items()}


def paired(bench):
    return [program for program in bench.programs if program.name in ("limit", "framework")]


def receiving(bench, many, *flags):
    """G1 to G4: the pair many times, and in some of the rounds everyone else."""
    few = min(many, bench.rounds)
    everyone = bench.measure(bench.programs, few, *flags)
    if many == few:
        return everyone
    pair = bench.measure(paired(bench), many - few, *flags)
    return {name: rounds + pair.get(name, []) for name, rounds in everyone.items()}


def threads(bench):
    """G6: one thread and two, both free to use two cores, one of which the load uses as well."""
    cores = BOTH_CORES
    servers = {}
    figures = {}
    try:
        for program in paired(bench):
            for count in (1, 2):
                servers[f"{program.name}, {count}"] = bench.start(program, threads=count, cores=cores)
        figures = bench.alternate(servers, bench.rounds, "--connections", 128)
    finally:
        for server in servers.values():
            server.stop()
    return figures


def latency(bench, many):
    """G7. Whoever else uses the machine only ever adds to a latency, and adds much: the quietest round says most."""
    with kept_awake(SERVER_CORE):
        figures = receiving(bench, many, "--rate", 5000)
    return {name: [min(rounds, key=lambda each: each["p50"])] for name, rounds in figures.items()}


def tls(bench, *flags):
    programs = [program for program in bench.programs if program.tls_flags]
    return bench.measure(programs, bench.rounds, "--tls", *flags, tls=True)


def idle_memory(bench, program, with_tls):
    """G9: KiB of resident memory for each of many idle connections."""
    flags = ("--tls",) if with_tls else ()
    with bench.start(program, tls=with_tls) as server:
        run_load(bench.load, server, "--requests", SEEN, *flags)
        before = server.resident_kib()
        load = Load(bench.load, server, "--idle", IDLE, *flags)
        load.result()
        time.sleep(0.3)  # for what a server lets go of when it has nothing to do
        grown = server.resident_kib() - before
        load.end()
        return grown / IDLE


def start_time(bench, program):
    """G10: milliseconds from the fork to the first accepted connection."""
    times = []
    for _ in range(bench.rounds):
        with bench.start(program) as server:
            times.append(server.start_seconds * 1000)
    return statistics.median(times)


def counted(bench, program):
    """G5, in one dictionary. One allocation more or less in a whole run is of its start or end."""
    user, sha = exact.instructions(bench.load, program.command)
    return {"instructions": user, "sha": sha, "allocations": round(exact.allocations(bench.load, program.command), 2)}
