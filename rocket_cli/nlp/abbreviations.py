"""Words that say whether a full stop before or after them ends a sentence. All in lower case, without final stop."""

from __future__ import annotations

# Always followed by what they introduce: a name, a number or an explanation.
INTRODUCING = frozenset(
    """
    mr mrs ms mx messrs mme mlle dr prof rev fr hon gen col maj capt cpt lt sgt cpl pvt cmdr adm gov sen rep pres supt
    mt ft vs v cf viz e.g eg i.e ie approx ca c b d dir wr prod feat featuring starring incl esp orig transl trans
    """.split()
)
# Followed by a number ("No. 6", "Vol. 2"); with anything else after it the word is an ordinary one.
NUMBERING = frozenset("no nos nr vol vols ch chap p pp pt pts fig ep eps sc op reel art sec ver".split())
# May end a sentence or stand within one: only a word that opens sentences after it tells.
ENDING_OR_NOT = frozenset(
    """
    jr sr esq inc co corp ltd bros st ave blvd rd sq dept univ assn est al min mins hr hrs sec secs a.m p.m am pm ed eds
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ph.d phd m.d b.a m.a
    d.c n.y l.a u.s u.k u.s.a u.n e.u
    """.split()
)
# Words that often open a sentence and are seldom part of a name.
OPENING = frozenset(
    """
    the a an this that these those there here he she it they we you i his her their its our my your one some many most
    few all both each every another other no not yes but and so or nor yet still however in on at as with without for
    from to by into over under after before during until since when whenever while where wherever what whatever who
    whose which how why if unless though although because once then now never even only just also perhaps maybe is are
    was were do does did has have had can could would should will may might let let's it's he's she's that's there's
    they're i'm i've we're you're don't didn't isn't wasn't aren't can't couldn't won't
    """.split()
)
# "“Who is it?” Lexi asks": the quotation is part of the sentence that reports it.
SPEAKING = frozenset(
    """
    said says say asked asks ask replied replies cried cries shouted shouts yelled yells whispered whispers exclaimed
    exclaims declared declares answered answers wondered wonders muttered mutters screamed screams quipped quips
    remarked remarks insisted insists demanded demands explained explains
    """.split()
)
# A line that stops at one of these goes on in the next.
LEANING = frozenset(
    """
    the a an of and or but nor to in on at by for from with without into onto over under between through about as than
    that which who whose his her their its our my your is are was were be been has have had will would can could may not
    this these those very
    """.split()
)
