"""Which header a type lives in."""

from . import names
from .model import Enum


class Homes:
    """Types that one tag uses live with it; the others where names.py says."""

    def __init__(self, spec):
        self.types = spec.types
        self.users = {name: set() for name in spec.types}
        for operation in spec.operations:
            tag = names.snake(operation.tag)
            for name in (operation.result.names() if operation.result else set()):
                self.spread(name, tag)
            if operation.body:
                self.spread(operation.body.type, tag)
        fixed = {name: home for home, listed in names.HOMES.items() for name in listed}
        self.home = {name: fixed.get(name) or (min(tags) if len(tags) == 1 else names.COMMON_HOME)
                     for name, tags in self.users.items()}

    def spread(self, name, tag):
        if tag not in self.users[name]:
            self.users[name].add(tag)
            for each in self.types[name].names():
                self.spread(each, tag)

    def place(self, name):
        """The folder and the home: ("models", "files")."""
        kind = self.types[name]
        return ("requests" if kind.is_request and not isinstance(kind, Enum) else "models"), self.home[name]

    def places(self):
        return sorted({self.place(name) for name in self.types})

    def at(self, place):
        """The types that live there, each after those that it is made of."""
        inside = [name for name in self.types if self.place(name) == place]
        ordered = []

        def visit(name):
            if name in inside and name not in ordered and name not in pending:
                pending.add(name)
                for each in sorted(self.types[name].names()):
                    visit(each)
                ordered.append(name)

        pending = set()
        for name in sorted(inside):
            visit(name)
        return [self.types[name] for name in ordered]

    def needs(self, place):
        """The other places whose types are used there."""
        used = set().union(*(kind.names() for kind in self.at(place)))
        return sorted({self.place(name) for name in used} - {place})
