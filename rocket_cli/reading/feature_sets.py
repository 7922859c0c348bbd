"""Which features of a line count beyond it: for the lines beside it, and together with its place."""

from __future__ import annotations

# What a feature begins with that is a word of the line; only words that several pages share have weights.
SAYS = "says:"
# Features of lines that stand in lists (see list_features).
IN_LISTS = frozenset(
    {
        "certificate",
        "cast-row",
        "label-alone",
        "label-filled",
        "list-heading",
        "two-columns:name",
        "score-mostly",
    }
)
# Cues that say what part of the page has begun, for every line below.
SECTION_CUES = frozenset(
    {"comment", "related", "bio", "tags", "share", "legal", "screen", "notes", "news", "votes", "trailer"}
)
# What the lines above and below are told of a line.
PASSED_ON = IN_LISTS | frozenset(
    {
        "most-named",
        "plain-head=0",
        "country-year",
        "bracketed",
        "handle",
        "review-word",
        "length",
        "by-name",
        "name-alone",
        "date",
        "label",
        "score",
        "score-alone",
        "cue=related",
        "cue=comment",
        "cue=share",
        "min-read",
        "year-in-brackets",
        "named-in-prose",
        "short-sentence",
        "sentence",
    }
)
# What means another thing at the head of a page, in its midst and at its foot.
WITH_PLACE = IN_LISTS | frozenset(
    {
        "country",
        "country-year",
        "credit-phrases=1",
        "credit-phrases=2",
        "release",
        "dotted",
        "year",
        "by-form=by",
        "by-name",
        "by-other",
        "name-alone",
        "name-first",
        "name-in-prose",
        "name-repeated",
        "handle",
        "label",
        "score",
        "score-alone",
        "score-label",
        "date",
        "capitals",
        "sentence",
        "short-sentence",
        "year-in-brackets",
        "named-in-prose",
        "review-word",
        "length",
        "bracketed",
        "quoted",
        "repeated",
        "cues=0",
        "ends=False",
        "words=1",
        "words=2",
        "words=3",
        "words=5",
        "words=8",
        "words=12",
        "question",
        "starts-lower",
        "colon",
        "min-read",
    }
)
