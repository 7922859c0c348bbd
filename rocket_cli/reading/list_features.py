"""Features of lines that stand in lists: credit blocks whose labels and values have lines of their own, casts
in two columns, certificates, scores with what they are counted in, and rows of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rocket_cli.reading import ratings
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.lines import Line
from rocket_cli.reading.names import is_name

_NEAR = 4  # lines each way in which labels make a list
_FAR = 12  # lines below its heading in which a list of credits is expected
_LONGEST = 140  # characters of a line of a list
_HEADING = re.compile(
    r"(?:(?:film|movie|full|main|production|technical|cast|release|programme|key)\s(?:and\s|&\s)?)?"
    r"(?:credits?|cast|cast (?:and|&|\+) crew|crew|details|info(?:rmation)?|facts|data|specs?|specifications"
    r"|synopsis|credits (?:and|&) synopsis|ficha (?:técnica|artística)|scheda|stab|besetzung|distribution"
    r"|fiche technique|cast list|who's in it|vital statistics|at a glance)(?: for .{2,60})?:?",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"(?:(?:mpaa |bbfc |our )?(?:rating|rated|cert(?:ificate|ification|\.)?|classification|advisory)[:\s]*)?"
    r"\(?(?:(?:bbfc|mpaa|ifco|fsk|mtrcb|tv)[: -]*)?"
    r"(?:U|A|U/?A|PG|PG-13|R|X|AA|12A?|15A?|16|18A?|M|G|MA ?15\+?|R18\+?|NC-17|NR|0|6|12|not rated|unrated"
    r"|12\+|16\+|18\+|TV-MA|TV-14|TV-PG|all ages|(?:mpaa|bbfc) \w{1,5})\)?"
    r"(?:[ ,;]+(?:for|contains|strong|mild|some|moderate|infrequent)\b.{0,90})?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^[A-Z][\w'. -]{2,40}?[a-zé.]as [A-Z][\w'. -]{1,40}$")
_AS = re.compile(r"^[A-Z][\w'. -]{2,40} (?:as|plays|\.{2,}|…+) (?:the )?[A-Z\"'][\w'. \"-]{1,40}$")
_COLUMNS = re.compile(r"\s{2,}|\t|\s*\.{3,}\s*|\s*…+\s*")
_ROLES = re.compile(r"^(.{3,40}?) \((?:as )?([^()]{2,40})\)$")
# Of a line with a score, the share that the score and what it is counted in make up.
_MOSTLY = 0.5


def list_features(lines: Sequence[Line]) -> list[list[str]]:
    """For each line, the names of the features that hold; time is linear in the number of lines."""
    labels = [label_of(line.folded) if len(line.folded) <= _LONGEST else None for line in lines]
    labelled = [label is not None for label in labels]
    rows: list[list[str]] = []
    since = _FAR + 1
    for i, line in enumerate(lines):
        row = [*_of_line(line.folded, line.plain)] if len(line.folded) <= _LONGEST else []
        if label := labels[i]:
            row.append("label-alone" if not label[1] else "label-filled")
        elif i and (above := labels[i - 1]) and not above[1] and not line.blank_above:
            row.append(f"under-label={above[0]}")
        near = sum(labelled[max(0, i - _NEAR) : i + _NEAR + 1])
        row.append(f"labels-near={min(near, 4)}:{'short' if line.n_words <= 12 else 'long'}")
        since = 0 if "list-heading" in row else since + 1
        if since <= _FAR:
            row.append(f"under-heading={'0' if not since else '1-4' if since <= 4 else '5-12'}")
        rows.append(row)
    return rows


def is_certificate(folded: str) -> bool:
    """Whether a line says nothing but for whom the film was passed: `15`, `Rated R`, `PG-13 for language`."""
    return bool(_CERTIFICATE.fullmatch(folded.strip(" .")))


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def _of_line(folded: str, plain: str) -> tuple[str, ...]:
    row = []
    if _HEADING.fullmatch(folded):
        row.append("list-heading")
    if is_certificate(folded):
        row.append("certificate")
    played = _ROLES.match(folded)
    if _GLUED.match(folded) or _AS.match(folded) or (played and any(map(is_name, played.groups()))):
        row.append("cast-row")
    columns = [part for part in _COLUMNS.split(plain.strip()) if part.strip()]
    if len(columns) == 2 and max(len(part.split()) for part in columns) <= 5:
        row.append("two-columns")
        if is_name(columns[1]) or is_name(columns[0]):
            row.append("two-columns:name")
    elif len(columns) >= 3 and max(len(part.split()) for part in columns) <= 4:
        row.append("many-columns")
    score = ratings.find_out_of(folded) or ratings.find_fraction(folded)
    if score and len(score.group()) >= _MOSTLY * len(folded):
        row.append("score-mostly")
    return tuple(row)
