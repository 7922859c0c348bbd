"""Words that say whether the full stop after them, or before them, ends a sentence. All in lower case."""

# ruff: noqa: SIM905 (word lists are read, and extended, more easily as lines of words)

from __future__ import annotations

# Always followed by what they introduce: a name, a number, an explanation.
INTRODUCING = frozenset(
    """
    mr mrs ms messrs mme mlle dr prof rev gen col maj capt cpt lt sgt cpl cmdr adm gov
    vs cf viz eg e.g ie i.e approx
    """.split()
)
# Followed by a number ("No. 6", "Vol. 2"); before anything else they are ordinary words.
NUMBERING = frozenset("no nos nr vol vols ch chap p pp pt pts fig ep eps sc op sec ver".split())
# End a sentence only before a word that opens sentences, like any acronym with stops in it: "the U.S. Army".
ENDING_OR_NOT = frozenset(
    """
    jr sr esq inc co corp ltd bros st ft mt ave blvd rd dept univ assn
    fr hon sen rep pres supt dir prod feat incl esp orig trans a.m p.m ph.d
    """.split()
)
# End a sentence before any capital.
TRAILING = frozenset("etc min mins hr hrs ed eds al".split())
# Abbreviations when capitalised and before a number ("Sun. 12 Dec."), else words: "in the sun".
CALENDAR = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split()
)
# Words that often open a sentence and are seldom part of a name.
OPENING = frozenset(
    """
    the a an this that these those there here he she it they we you i his her their its our my your one some
    many most few all both each every another other no not yes but and so or nor yet still however in on at as
    with without for from to by into over under after before during until since when whenever while where
    wherever what whatever who whose which how why if unless though although because once then now never even
    only just also perhaps maybe is are was were do does did has have had can could would should will may
    might let
    """.split()
)
# "“Who is it?” Lexi asks": what is quoted is part of the sentence that reports it.
SPEAKING = frozenset(
    """
    said says say asked asks ask replied replies cried cries shouted shouts yelled yells whispered whispers
    exclaimed exclaims declared declares answered answers wondered wonders muttered mutters screamed screams
    quipped quips insisted insists demanded demands
    """.split()
)
# A line that stops at one of these goes on in the next.
LEANING = frozenset(
    """
    the a an of and or but nor to in on at by for from with without into onto over under between through about
    as than that which who whose his her their its our my your is are was were be been has have had will would
    can could may not
    """.split()
)
