"""What the names found in a review say for and against each title that the film under review may have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from msgspec import Struct

from rocket_cli.analysis.names import title_words
from rocket_cli.records import COUNTED_BLOCKS, Block, Mention, PossibleTitle

Key = tuple[str, ...]
_HEADLINE = ("title", "later-title", "heading", "credits")
_EARLY = 400  # characters of the body in which most reviews have named their film
_SURE = 0.9
_NEAR = 300  # characters above the body: where headlines stand
_MOST_ASIDE = 200  # films in menus and lists
# Films of a text that are weighed, in the order in which they are first named: a book names thousands.
_MOST_NAMED = 300


class Evidence(Struct, frozen=True):
    """A possible title, its key, and everything that speaks for or against it. `mention` is where the
    pipeline found it as a film, None where it did not."""

    title: PossibleTitle
    key: Key
    features: frozenset[str]
    mention: Mention | None


class _Page(Struct, frozen=True):
    """What is counted once a review."""

    films: Counter[Key]
    first: dict[Key, int]
    last: dict[Key, int]
    confidence: dict[Key, float]
    in_title: set[Key]
    otherwise: dict[Key, Counter[str]]
    beside: dict[Key, Counter[str]]
    second: int
    ranks: dict[Key, int]
    orders: dict[Key, int]
    body: tuple[int, int]
    features: frozenset[str]


def film_evidence(
    titles: Sequence[PossibleTitle], mentions: Sequence[Mention], blocks: Sequence[Block]
) -> list[Evidence]:
    """Every title of the page, and every film named in it, with the features of both."""
    counted = [m for m in mentions if m.block in COUNTED_BLOCKS]
    aside = [m for m in mentions if m.block not in COUNTED_BLOCKS and m.label == "FILM"][:_MOST_ASIDE]
    page = _page(counted, aside, blocks)
    named: dict[Key, Mention] = {}
    for mention in (*counted, *aside):
        if mention.label == "FILM" and len(named) < _MOST_NAMED:
            named.setdefault(title_words(mention.text), mention)
    known = {title_words(title.form) for title in titles}
    possible = list(titles) + [
        PossibleTitle(mention.text, ("named-only" if mention.block in COUNTED_BLOCKS else "aside-only",))
        for key, mention in named.items()
        if key not in known
    ]
    # Where no headline names a film that the text names too, credits that do speak all the louder.
    has_headline = any("headline-named" in title.features for title in titles)
    found = []
    for title in possible:
        key = title_words(title.form)
        features = {*title.features, *_of_names(title, key, page), *page.features}
        if not has_headline and any(name.startswith("credits:") for name in title.features):
            features.add(f"credits-alone:{'named' if page.films[key] else 'unnamed'}")
        found.append(Evidence(title, key, frozenset(features), named.get(key)))
    return found


def _page(counted: Sequence[Mention], aside: Sequence[Mention], blocks: Sequence[Block]) -> _Page:
    films: Counter[Key] = Counter()
    first: dict[Key, int] = {}
    last: dict[Key, int] = {}
    confidence: dict[Key, float] = {}
    in_title: set[Key] = set()
    otherwise: dict[Key, Counter[str]] = {}
    for mention in counted:
        key = title_words(mention.text)
        if mention.label != "FILM":
            otherwise.setdefault(key, Counter())[mention.label] += 1
            continue
        films[key] += 1
        last[key] = mention.start
        sure = mention.confidence if mention.confidence is not None else _SURE
        confidence[key] = max(confidence.get(key, 0.0), sure)
        if mention.block == "body":
            first.setdefault(key, mention.start)
        elif mention.block == "title":
            in_title.add(key)
    bodies = [block for block in blocks if block.kind == "body"]
    body = (bodies[0].start, bodies[-1].end) if bodies else (0, 0)
    beside: dict[Key, Counter[str]] = {}
    for mention in aside:
        where = "above" if mention.start < body[0] else "below" if mention.start >= body[1] else "within"
        if where == "above" and body[0] - mention.start < _NEAR:
            where = "near"
        beside.setdefault(title_words(mention.text), Counter())[where] += 1
    ranked = sorted(films, key=lambda key: -films[key])
    in_order = sorted(first, key=first.__getitem__)
    n_of = Counter(mention.label for mention in counted)
    return _Page(
        films=films,
        first=first,
        last=last,
        confidence=confidence,
        in_title=in_title,
        otherwise=otherwise,
        beside=beside,
        second=films[ranked[1]] if len(ranked) > 1 else 0,
        ranks={key: n for n, key in enumerate(ranked)},
        orders={key: n for n, key in enumerate(in_order)},
        body=body,
        features=frozenset(
            {
                f"page:films={_bucket(len(films))}",
                f"page:characters={_bucket(n_of['CHARACTER'])}",
                f"page:people={_bucket(n_of['PERSON'])}",
                f"page:film-in-title={bool(in_title)}",
            }
        ),
    )


def _of_names(title: PossibleTitle, key: Key, page: _Page) -> set[str]:
    where = "headline" if any(name.startswith(_HEADLINE) for name in title.features) else "text"
    n = page.films[key]
    found = {f"film:n={_bucket(n)}", f"film:n={_bucket(n)}:{where}"}
    for label, times in page.otherwise.get(key, {}).items():
        found |= {f"film:as-{label}", f"film:as-{label}:{'mostly' if times > n else 'also'}"}
    beside: Mapping[str, int] = page.beside.get(key, {})
    for place, times in beside.items():
        found |= {f"aside:{place}", f"aside:{place}={min(times, 3)}:{'named' if n else 'unnamed'}"}
    found.add(f"named-anywhere={min(n + sum(beside.values()), 4)}")
    found |= _of_longer(key, page, where)
    if not n:
        if page.in_title and where == "headline":
            found.add("film:rival-in-title")
        return found
    rank = page.ranks[key]
    found.add(f"film:rank={min(rank, 3)}")
    if rank == 0:
        found.add(f"film:lead={min(n - page.second, 3)}:of={_bucket(len(page.films))}")
    found.add(f"film:share={round(4 * n / page.films.total())}")
    found.add(f"film:sure={page.confidence[key] >= _SURE}")
    if key in page.in_title:
        found.add("film:in-title")
    elif page.in_title:
        found.add("film:rival-in-title")
    if key in page.first:
        start, end = page.body
        found.add(f"film:order={min(page.orders[key], 3)}:of={_bucket(len(page.films))}")
        found.add(f"film:first={bisect_right((_EARLY // 4, _EARLY, 3 * _EARLY), page.first[key] - start)}")
        middle = (start + end) // 2
        if page.first[key] < middle <= page.last[key]:
            found.add("film:in-both-halves")
    return found


def _of_longer(key: Key, page: _Page, where: str) -> set[str]:
    """Whether a film that is named lies within this title, or this title within a longer one."""
    found = set()
    for other, times in islice(page.films.items(), _MOST_NAMED):
        if other != key and other and key:
            often = _bucket(times)
            if _within(other, key):
                found |= {f"film:holds:{where}", f"film:holds={often}"}
            elif _within(key, other):
                found |= {f"film:within:{where}", f"film:within={often}"}
                if key == other[: len(key)]:
                    found.add("film:begins-longer")
                if other in page.in_title:
                    found.add("film:within-title")
    return found


def _within(shorter: Key, longer: Key) -> bool:
    n = len(shorter)
    return n < len(longer) and any(longer[i : i + n] == shorter for i in range(len(longer) - n + 1))


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3-5" if n < 6 else "6-11" if n < 12 else "12+"
