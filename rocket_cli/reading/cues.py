"""Phrases of page furniture, by what they are for. They are evidence for the line model, not a verdict.

Each cue has a reason in plain words, patterns that a line of that sort begins with, and single words that it
holds. Written from general knowledge of blogs, newspapers, portals, festivals and shops in English, with the
commonest German, French, Italian and Spanish labels.
"""

from __future__ import annotations

import re
from functools import lru_cache

REASONS: dict[str, str] = {
    "nav": "navigation",
    "account": "sign-in and account links",
    "privacy": "cookie and privacy notices",
    "ad": "advertisement",
    "share": "share buttons",
    "news": "newsletter and subscription",
    "related": "related articles",
    "comment": "comments",
    "bio": "author bio",
    "tags": "tags and categories",
    "screen": "screenings and tickets",
    "trailer": "trailer and player",
    "caption": "caption or photo credit",
    "legal": "copyright and legal",
    "support": "appeal for support",
    "votes": "other people's ratings",
    "notes": "notes and references",
    "date": "dates",
    "chrome": "page controls",
    "link": "pointers to other pages",
}

_HEADS: dict[str, str] = {
    "nav": r"""home\b(?!\s+\w+\s+\w+\s+\w+\s+\w) | menu\b | (?:main |site |post |open |close )*(?:menu|navigation)$ | skip to | jump to | breadcrumb
        | you are here | (?:go )?back(?: to)?\b.{0,30}$ | top of page | bottom of page | back to top | previous\b(?! \w+ \w+ \w+ \w+) | next(?: post| page| entry| article| story)?$
        | next: | next\s*(?:week|time|episode)?: | previous (?:post|page|entry|episode|article)
        | newer posts? | older posts? | (?:<|>|<<|>>|«|»|←|→|‹|›|"|▲|▼|►|▶)\s*\S | .{3,60}(?:→|»|>>|›)$ | page \d+ of \d+ | pagination | search\b.{0,25}$ | browse\b | advanced search
        | see all\b | view all\b | show all\b | all posts$ | load(?:ing)?(?: more|\.\.\.)?$ | more$ | (?:blog )?archives?\b.{0,25}$ | site ?map | contents?$ | index\b.{0,20}$
        | about(?: us| me| this site| the site)?$ | contact(?: us| me)?$ | a-z\b | (?:this|last|next) (?:week|month|weekend)(?:'s)?\b.{0,30}$ | at the (?:pictures|movies|cinema|flicks)$ | also showing | issue \d+ | volume \d+ | vol\. \d+ | folder: | section: | edition: | choose (?:your )?(?:edition|language)
        | (?:accueil|startseite|inicio|rechercher|suche|suchen|cerca|buscar|zurück|retour|indietro|volver|weiter|plan du site)\b | categor(?:y|ies|ie)\s*:?\s*,?$ | (?:film|movie|cinema|arts|culture|entertainment|reviews?|features?|film reviews?|movie reviews?|news|opinion|lifestyle|sport|sports|books|music|tv|television|theatre|dance|games|comics)$
        | (?:film|movie|arts|culture|entertainment|life|news)\s*(?:>|/|»|›|\||::)""",
    "account": r"""(?:log|sign)[ -]?(?:in|out|up)\b | register\b.{0,30}$ | create (?:an )?account | my account | subscribers? only | hello,? guest | welcome,? guest | open in app | get (?:the )?app | download (?:the|our) app
        | member-only | members only | premium$ | join (?:now|today|us|free)\b | anmelden | registrieren | connexion | se connecter | s'inscrire | accedi | registrati | iniciar sesi | follow$ | following$ | subscribe$ | sign in""",
    "privacy": r"""(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing)) .{0,60}cookies? | your privacy | privacy\b | cookies?\b | accept(?: all| cookies)?$ | agree$ | i agree | manage (?:my )?(?:cookies|preferences|consent) | more options | reject all
        | with your consent | do not sell | gdpr | datenschutz | impressum | imprint | mentions l | javascript | please enable | your browser | informativa | aviso legal""",
    "ad": r"""\[?(?:advert(?:isement|ising|isements)?|ad|ads|anzeige|werbung|publicit\w+|pubblicit\w+|publicidad|sponsored|promoted|promotion)\b\]?.{0,30}$ | sponsored (?:by|content|links?) | paid (?:content|partner) | promoted (?:stories|content)
        | \(?(?:the )?(?:article|story|review|text)s? continues? (?:below|after) | \(?(?:continue|scroll|keep) reading (?:below|after) | continue reading | \[?report (?:this )?ad\]? | story continues | affiliate | .{0,60}affiliate links? | this (?:post|review|article|page) (?:contains|may contain|includes)
        | shop (?:now|the) | buy (?:now|it|the|this|on|from) | order (?:now|from) | from around the web | you won't believe | upgrade to | remove ads | recommended by \w+$ | powered by | proudly powered | theme by | .{0,40}theme by | partners?$""",
    "share": r"""share\b(?! (?:of|in the|the \w+ \w+ \w+))(?:.{0,40}$) | tweet\b | pin(?:terest| it)?\b.{0,20}$ | (?:send to |post to |like on |follow us on |find us on )?(?:facebook|twitter|whatsapp|linkedin|reddit|tumblr|instagram|youtube|flipboard|pocket|telegram|bluesky|threads|mastodon|e-?mail|rss|print|x)\b.{0,45}$
        | (?:e-?mail|print) (?:this|article|story|page|print)\b | copy link | like this: | like loading | like$ | liked? by | \d+ likes? | restack | save(?: (?:this|article|story|for later))?$ | bookmark | click to (?:share|email|print) | teilen | partager | condividi | compartir
        | follow (?:us|me|@|\w+ on)\b | reuse this | permalink | cite\b.{0,30}$ | report (?:an? )?(?:error|this|abuse|ocr) | was this (?:review|article|page) | find this | upvote | up vote | reply$ | notes?$""",
    "news": r"""subscribe\b | sign up\b | newsletter | (?:get|receive) (?:the|our|all|new|more|updates|notified).{0,60}(?:inbox|e-?mail|newsletter|posts|app|alerts) | enter your (?:e-?mail|name|town|postcode|zip) | your e-?mail | e-?mail address | join (?:our|the|\d) .{0,40}(?:list|newsletter|readers|subscribers|community|channel)
        | follow (?:this )?blog | (?:never|don't) miss | ready for more | .{0,50}(?:free|weekly|daily|monthly|our|e-?mail) newsletter | abonnez | abonnieren | iscriviti | suscr | for (?:all )?(?:the )?latest | (?:stay|keep) (?:up to date|in touch|updated|informed) | want more | thanks for (?:reading|subscribing|listening|signing)
        | .{0,60} (?:in your inbox|to your inbox) | this field is required | (?:you have|you've) (?:come to|reached) the end | .{0,50}(?:lives on|relies on|depends on|is supported by) .{0,30}(?:readers|subscribers|donations)""",
    "related": r"""(?:related|recommended|similar|further|suggested|popular|latest|recent|most|trending|featured|top|other|more|elsewhere)\s*(?:articles?|posts?|stories|story|content|reviews?|reading|news|coverage|links?|films?|movies?|viewed|read|popular|commented|recent|now|today|topics?|episodes?|entries|interviews?|features?|videos?|galleries)\b.{0,40}$
        | related\b.{0,60}$ | more (?:from|in|on|by|about|like|stories|reviews|great|information)\b.{0,70}$ | (?:you|we) (?:might|may|will|would|could)(?: also)? (?:like|enjoy|love|be interested)\b.{0,50} | (?:if you (?:like|liked|enjoy|enjoyed) this) | liked this | see also | also (?:read|in|on|by|showing|playing|recommended|available|see|watch)\b | read (?:more|also|next|this|our|the full|full)\b.{0,120}$ | read the (?:full|rest|original)
        | don't miss$ | what to (?:read|watch)(?: next)?$ | up next | trending | most (?:read|viewed|popular|shared|commented|discussed) | editor'?s'? (?:picks?|choice) | staff picks? | reader'?s'? picks? | other (?:stories|articles|posts|reviews) | in this (?:series|issue|section) | from the archives?$ | lire aussi | voir aussi | à lire | siehe auch | mehr zum thema | das könnte | leggi anche | potrebbe | lee también | te puede | weitere | keep reading | next up
        | for (?:further|more) information | (?:the )?\d+ best\b.{0,60}$ | review: .{3,60}\d{2}[/.]\d{2}[/.]\d{4} | interview: .{3,60}$ | newsletter: | news: | .{3,70}(?:,|-| -) (?:by|par|von|di|por) [A-Z]?\w+ \S+$ | (?:new|recent) (?:on|in|at|to)\b.{0,30}$ | win(?:!|:)""",
    "comment": r"""(?:leave|post|add|write|submit|join)(?: us| your| an?| the)? (?:comments?|reply|thoughts?|conversation|discussion|response|scream)\b | leave a \w+$ | (?:\d+|no|one|two|three|four|five|all|top|recent|reader'?s?|viewers?|user)? ?(?:comments?|repl(?:y|ies)|responses?|thoughts? on|discussions?)\b.{0,70}$ | comments? (?:are|is|on|go|will|policy|section|closed|off)\b
        | discussion about | (?:add|share) your (?:thoughts|comments|views|opinion) | your (?:comment|name|website|e-?mail|thoughts) | .{2,40} (?:said|says|wrote|writes|commented|replied|responded)(?:\.\.\.|…|:|$) | (?:says|on) (?:january|february|march|april|may|june|july|august|september|october|november|december) | pingbacks?\b | trackbacks?\b | notify me | save my name | required fields | fill in your | enter your (?:comment|details) | you (?:are )?comment(?:ing)? | connecting to
        | log in to (?:comment|reply|vote) | (?:agree|disagree)\? | (?:from|date): | reply\b.{0,25}$ | thread$ | view (?:all )?(?:comments|replies) | kommentare? | commentaires? | commenti | comentarios? | have your say | what (?:did|do) you think | let us know | tell us (?:what|below|in) | second opinion | viewer comments | one thought on | \d+ (?:thoughts|responses|replies) | .{1,30} liked these | block or report""",
    "bio": r"""about (?:the )?(?:author|writer|reviewer|critic|contributor|us|me)\b | (?:author|contributor|writer)(?: bio| profile| info)?$ | the author$ | published by | view (?:all posts|profile|full profile|my complete) | (?:see|read) (?:all|more) (?:posts|articles|reviews|stories) by | read more by | all posts by | more by | writer for | (?:\d[\d.,]*k?) followers | profile$ | my profile | meet (?:our|the) | contact the (?:writer|author|critic)
        | (?:department|faculty|school) of | .{2,60}(?:is|was) (?:an? )?(?:freelance|staff|senior|junior|contributing|regular|london|new york|los angeles|film|movie|pop|arts?|culture|award)[- ]?(?:based )?.{0,30}(?:writer|critic|journalist|editor|reporter|columnist|contributor|blogger|reviewer|student|author|major|programmer|academic|lecturer|teacher) | (?:he|she|they) (?:lives|tweets|writes|is based|can be found|has written|also writes|co-?hosts) | \S+ (?:\S+ )?(?:tweets|blogs) (?:at|too|about|@) | twitter: | follow (?:him|her|them) | .{3,60}(?:his|her|their) (?:book|work|writing|novel|first book|essays?) .{0,60}(?:is out|is published|has appeared|appears|has been published) | i (?:write|am a|love) .{0,80}$""",
    "tags": r"""tags?\b\s*:? | tagged\b | labels?\s*: | filed (?:under|in|to) | categor(?:y|ies)\s*: | posted in | topics?\s*:?\s*.{0,100}$ | keywords?\s*: | \#\w+ | schlagw | mots[- ]cl | etichette | etiquetas | current (?:mood|music) | in this category | genre tags""",
    "screen": r"""(?:book|buy|get|reserve|find)(?: your)? (?:now|tickets?|seats?|showtimes?)\b | book$ | tickets?\b.{0,60}$ | buy tickets | showing (?:near|at|now|times) | show ?times? | screenings?\b.{0,60}$ | (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? (?:\d|[A-Z][a-z]{2}) | venues?\b.{0,40}$ | doors\b | next screening | also (?:in this season|showing|playing) | find (?:a )?(?:cinema|theater|theatre|showtimes)
        | (?:the )?(?:cinemas?|theat(?:re|er)s?) .{0,40}(?:listed|below|show) | access(?:ibility)?\s*: | in the presence of | with the (?:kind )?support | members (?:save|free|get|go) | concessions? | admission | £\d | €\s?\d | \$\d | where to watch | (?:stream|rent|buy)\b.{0,25}$ | available (?:on|to|now|in)\b.{0,60}$ | sold out | on sale | spielzeiten | séances | horaires | orari | now (?:showing|playing) | q&a | programme\b.{0,60}$ | season \d+ | doors
        | (?:times|programme) (?:may|subject) | ring the | call the box | box office""",
    "trailer": r"""(?:watch|play|view|see)(?: the| now| video)?(?: official)? ?(?:trailer|video|clip|teaser)\b.{0,60} | .{0,3}trailer\b.{0,40}$ | official trailer | play\b.{0,25}$ | video\b.{0,30}$ | listen(?: to| now| here)?\b.{0,40}$ | download\b.{0,40}$ | \d{1,2}:\d{2}(?::\d{2})?\b | time ?stamps? | hosts?\s*: | episodes?\b.{0,40}$ | duration: \d{1,2}:\d{2} | space to play | on air | broadcast\b | podcast\b | apple podcasts | spotify | text to speech | audio\b | 0:00 | theme music | subscribe: | links$ | .{3,50}play(?:er)? in new window | show notes""",
    "caption": r"""(?:photo(?:graph)?s?|image|pictures?|stills?|credit|photo credit|image credit|courtesy|source|foto|abb)\b\s*(?::|by|of|courtesy|via|/|\||©|from)\s*.{1,80}$ | courtesy of | \[?(?:poster|image|photo|picture|gallery|slideshow)s?\]?$ | (?:above|below|left|right|top|bottom)\s*: | .{5,140}(?:photograph|photo|image|picture|credit|handout|courtesy)\s*(?::|by|of|\b)\s*[^.]{2,60}$ | .{5,140}\((?:supplied|photo|image|credit|courtesy|handout|ap|afp|reuters|getty|a24|netflix|source)\b[^)]*\)$
        | .{5,140}/(?:getty|ap|reuters|afp|shutterstock|rex|alamy)\b.{0,30}$ | (?:click|tap) to (?:enlarge|view|expand)""",
    "legal": r"""(?:copyright\b|©|\(c\)\s)|.{2,60}© | all rights reserved | terms\b.{0,60}$ | reprint | disclaimer | registered (?:charity|office|in) | .{0,60}all rights reserved | (?:issn|isbn|doi)\b | cc by | licen[cs]ed? under | report (?:a|an) | accessibility statement | \d{4} (?:the )?[A-Z].{2,60}(?:ltd|inc|llc|gmbh|media|group) | we acknowledge | not affiliated | affiliated to | declaration: | made (?:with|by|in) | this (?:article|piece|review|story|post|interview) (?:appears|appeared|was|is|first|originally|has)\b | originally (?:published|posted|appeared) | first published""",
    "support": r"""(?:support|donate|donation|become a|buy (?:us|me) a|help (?:us|keep)|make a (?:gift|donation)|give a gift|nous soutenir|spenden|unterstützen|faire un don|sostieni|apoya|patreon|ko-?fi|paypal|paybill|tip jar|contribute|advertise with)\b.{0,140}$ | (?:\$|£|€)\d+ | if you (?:enjoyed|enjoy|like|liked|appreciate) .{0,60}(?:please|consider|leave|rate|share|buy) | this (?:site|blog|show|podcast) (?:runs|is funded|relies|depends)""",
    "votes": r"""(?:avg\.?|average)?\s*users?'? ?(?:rating|score|review)s?\b | audience (?:score|rating|says) | critics?'? (?:consensus|score) | (?:imdb|rotten tomatoes|metacritic|metascore|tomatometer|letterboxd|rt)\b\s*(?:score|rating)?\s*:? | based on \d | \d+ (?:ratings|votes|reviews)\b | rate this | (?:add )?my rating | your rating | readers?'? rating | \d[\d,]* of \d[\d,]* (?:people|readers|users|found) | .{0,20}found this | helpful\b | last time's vote | (?:generally|universal) (?:favou?rable|acclaim|adored) | \w+score \d+ | review this title | hide spoilers | warning: spoilers""",
    "notes": r"""(?:notes?|works cited|references|bibliography|footnotes?|endnotes?|sources|further reading|filmography)\s*:?$ | \[?\d{1,2}[.\])]\s+[A-Z].{5,90}(?:\d{4}|press|\bpp?\.|\bno\.|”|") | ibid | questions (?:for|to)\b.{0,40}$ | discussion questions | translated (?:from|by) | \(translated | editor's note | correction:""",
    "date": r"""\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\.? (?:read|ago)\b.{0,20}$ | (?:reading|read) time | updated\b.{0,60}$ | last (?:updated|modified)\b.{0,60}$ | posted (?:on )?\w+ \d.{0,40}$ | post length | watched \d | \(?published .{0,40}$ | .{0,3}\d{1,2}:\d{2} ?(?:am|pm)$""",
    "chrome": r"""(?:\d[\d.,]*k?|-+|\*+|·|•|\||\[|\]|☰|🔍|×|x|\+|…|\.\.\.|%[ds]|[#>/]+)$ | \+see also | film profile$ | interview: | read more$ | (?:en|de|fr|it|es|sl|norsk|english|deutsch|français|italiano|español)(?: ?[/|·] ?\w+)+$ | \d+ views? | views?\b.{0,20}$ | post not marked | writer's picture$ | current issue | print (?:edition|subscriptions) | help$ | status$ | careers$ | faq$ | rss$ | top$ | weather\b.{0,40}$ | live blog | breaking: | throwback | film of the week | review of the week | kicker""",
    "link": r"""(?:click|tap|visit|check out|head (?:over )?to|go to|find out more|learn more|see (?:the|our) (?:website|site)|the official)\b.{0,140}$ | .{3,160}\b(?:click|visit|website|web site|online) ?(?:here|at|for|on)?\.?:?$ | .{3,160}\bhere[.:]?$ | .{3,120}\bread (?:the )?(?:full |whole |more )?(?:review|story|article|more|post)$ | https?:// | www\. | \S+@\S+\.\w+ | @\w+ | contact\b.{0,60}@ | for (?:more|further|reprint) .{3,80}""",
}
_WORDS: dict[str, str] = {
    "nav": "home menu search archive archives sitemap prev previous breadcrumbs about contact faq careers staff",
    "account": "login logout signin signup register account password username guest app",
    "privacy": "cookies cookie privacy consent gdpr javascript browser",
    "ad": "advertisement sponsored sponsors affiliate promoted sale shop discount",
    "share": "facebook twitter whatsapp linkedin pinterest instagram tumblr reddit share tweet retweet permalink email e-mail",
    "news": "subscribe newsletter inbox subscribers unsubscribe mailing",
    "related": "related trending recommended",
    "comment": "comment comments reply replies commenters commenting pingback",
    "bio": "freelance freelancer columnist followers contributor bio tweets graduate",
    "tags": "tagged tags labels filed hashtag",
    "screen": "tickets ticket showtimes screenings venue screen sold seats booking auditorium wheelchair",
    "trailer": "trailer podcast episode listen download playlist spotify itunes",
    "caption": "photograph photo handout getty caption courtesy supplied",
    "legal": "copyright reserved ltd gmbh inc llc terms syndication rights ©",
    "support": "donate patreon donations donation charity volunteers",
    "votes": "votes ratings imdb metacritic tomatometer helpful users",
    "notes": "doi issn pp ibid vol",
    "date": "",
    "chrome": "click here tap loading views",
    "link": "www http https website",
}


_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|august|dezember"
    r"|oktober|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero"
    r"|marzo|abril|mayo|junio|julio|gennaio|febbraio|aprile|maggio|giugno|luglio|agosto|ottobre)[a-z]*\.?"
)
DATE = re.compile(
    r"(?:(?:posted|published|updated|last (?:updated|modified)|date|first published|on|created|edited|modified"
    r"|broadcast|recorded|watched|reviewed|added)\b[: ]*(?:on )?)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ?)?(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? ?(?:of |de )?{_MONTH},?(?: (?:de )?\d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}}| \d\d\b)?|{_MONTH},? \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})",
    re.IGNORECASE,
)


def _compile(pattern: str) -> re.Pattern[str]:
    # Patterns are written with spaces that count, so only line breaks and the bars beside them are layout.
    joined = "|".join(part.strip(" ") for part in re.split(r"\s\|\s|\n", pattern) if part.strip())
    return re.compile(rf"(?:{joined})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _compile(pattern)) for name, pattern in _HEADS.items())


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: name for name, words in _WORDS.items() for word in words.split()}


_BULLET = re.compile(r"^[\s•·*\-|►▼◄▶★☆✍📅💬🖨>]+(?=\w)")
# A line longer than this is judged by its prose, not by how it begins.
LONGEST_CUED_LINE = 260


def heads(folded: str) -> list[str]:
    """Names of the cues whose phrases the line begins with, strongest layout first."""
    if len(folded) > LONGEST_CUED_LINE:
        return []
    bare = _BULLET.sub("", folded)
    return [name for name, pattern in _heads() if pattern.match(bare)]


def words(folded: str) -> set[str]:
    """Names of the cues of which the line holds a word."""
    if len(folded) > LONGEST_CUED_LINE:
        return set()
    known = _words()
    return {known[token] for token in re.findall(r"[\w©'-]+", folded.lower()) if token in known}
