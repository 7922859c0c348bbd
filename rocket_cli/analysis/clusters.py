"""Groups that grow by joining and never hold two members that were said to be different."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Join(NamedTuple):
    """Items `a` and `b` brought their groups together, for `reason`."""

    a: int
    b: int
    reason: str


class Clusters:
    """Disjoint groups of the numbers 0 … size-1. `join` refuses what `forbid` has ruled out, however
    indirectly.

    `tags`, one for each number, are kept by group for `share_tag`."""

    def __init__(self, size: int, tags: Sequence[Hashable] = ()) -> None:
        self._tags: dict[int, set[Hashable]] = {i: {tag} for i, tag in enumerate(tags)}
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self._apart: dict[int, set[int]] = {}
        self.joins: list[Join] = []

    def find(self, item: int) -> int:
        """The number that stands for the group of `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def members(self, item: int) -> list[int]:
        """Everything in the group of `item`."""
        return self._members[self.find(item)]

    def forbid(self, a: int, b: int) -> None:
        """Keep the groups of `a` and `b` apart from now on; nothing happens where they are one already."""
        one, two = self.find(a), self.find(b)
        if one != two:
            self._apart.setdefault(one, set()).add(two)
            self._apart.setdefault(two, set()).add(one)

    def may_join(self, a: int, b: int) -> bool:
        """Whether nothing speaks against one group for both."""
        return self.find(b) not in self._apart.get(self.find(a), ())

    def share_tag(self, a: int, b: int) -> bool:
        """Whether the groups of `a` and `b` are different and some tag is in both."""
        one, two = self.find(a), self.find(b)
        return one != two and not self._tags[one].isdisjoint(self._tags[two])

    def join(self, a: int, b: int, reason: str) -> bool:
        """Make one group of those of `a` and `b`; False where that is ruled out. Joining twice is no
        change."""
        one, two = self.find(a), self.find(b)
        if one == two:
            return True
        if not self.may_join(one, two):
            return False
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        self._parent[two] = one
        self._members[one] += self._members.pop(two)
        if self._tags:
            self._tags[one] |= self._tags.pop(two)
        for other in self._apart.pop(two, set()):
            self._apart[other].discard(two)
            self._apart[other].add(one)
            self._apart.setdefault(one, set()).add(other)
        self.joins.append(Join(a, b, reason))
        return True

    def groups(self) -> list[list[int]]:
        """All groups, each in ascending order, by their smallest member."""
        return sorted(sorted(members) for members in self._members.values())
