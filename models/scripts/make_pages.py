"""Make labelled pages for the line model: real review bodies in invented surroundings.

What stands around a review (menus, share bars, bylines, credits, related articles, comments, ...) is put
together from the small phrase banks below in varying orders; names are drawn from census lists. The bodies
come from the corpus and stay out of the project, as do the pages made.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

Pairs = list[tuple[str, str]]

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
COUNTRIES = "France Germany UK USA Italy Japan Spain Mexico India Sweden Poland Chile Canada Iran Ireland".split()
SECTIONS = """Home|About|Reviews|News|Features|Interviews|Festivals|Contact|Archive|Podcast|Shop|Essays|Lists|Blog|TV|Music|Books|Culture|Opinion|Sport|Lifestyle|Travel|Food|Events|Membership|Tickets|What's On|Visit|Support us|Subscribe|Masthead|Staff|Advertise|FAQ|Trailers|Box Office|Streaming|Awards|Classics|Horror|Documentary|Theatre|Games|Politics|Business|Weather|Jobs|Puzzles|Video|Gallery|Press""".split("|")
CHROME = """Skip to content|Skip to main content|Menu|Open menu|Close menu|Toggle navigation|Search|Search this site|Sign in|Log in|Sign up|Log In / Register|My account|Subscribe|Subscribe now|Newsletter|Donate|Follow us|Facebook|Twitter|Instagram|YouTube|Accept all cookies|We use cookies to give you the best experience on our site. By continuing you agree to our cookie policy.|Manage preferences|Advertisement|ADVERTISEMENT|Sponsored|Search for:|Dark mode|English|Print edition|Today's paper|Basket (0)|Back|All posts|Open in app|Please enable JavaScript to view this page.|Get the app|E-paper|Support independent journalism|Skip to footer|Edition: UK|Your cart is empty|Toggle search|Trending now|Live|Watch|Listen live""".split("|")
KICKERS = """Film|Film review|Review|Reviews|Movie Review|MOVIES|Film of the week|Cinema|Arts & Culture|CULTURE|New releases|In cinemas|Now streaming|From the archive|FEATURED|Festival report|Berlinale|Cannes 2019|Sundance review|SCREEN|At the movies|Critic's pick|Spoiler-free|Entertainment|Drama|Horror|Comedy|Film & TV""".split("|")
SHARE = """Share|Share this:|Tweet|Facebook|Twitter|WhatsApp|Email|Print|Pinterest|LinkedIn|Reddit|Share on Facebook|Share on X|Copy link|Save|Like this:|Like Loading...|Click to share on Twitter (Opens in new window)|Share this article|Share this post|Bookmark|0 Shares|12|0|1 comment|4 comments|Comments|Comment|Listen to this article|Add to list|Reprints|f t in|Facebook Twitter Email Print|Share via Email""".split("|")
RELATED = """Related|Related posts|Related articles|Related stories|You might also like|You may also like|More from this section|More reviews|Recommended|Recommended for you|Most read|Most popular|Trending|Recent posts|Latest reviews|Read next|More like this|See also|Also on this site|Don't miss|Up next|Other reviews|Keep reading|More in Film|Popular now|Editor's picks|In case you missed it""".split("|")
COMMENT_HEADS = """Comments|Leave a comment|Leave a reply|{n} comments|{n} Responses|{n} thoughts on “{film}”|Post a comment|No comments yet|Join the conversation|Discussion|Be the first to comment|Add a comment|Reader comments|View comments ({n})|Cancel reply|What did you think? Tell us below.""".split("|")
FORM = """Your email address will not be published. Required fields are marked *|Name *|Email *|Website|Post Comment|Save my name, email, and website in this browser for the next time I comment.|Notify me of new posts by email.|Δ|This site uses Akismet to reduce spam. Learn how your comment data is processed.|Comment *|Submit|Log in to reply""".split("|")
FOOTER = """About us|Contact|Privacy policy|Terms of use|Terms and conditions|Cookie settings|Advertise with us|Careers|Help|Sitemap|RSS|Back to top|Accessibility|Do not sell my information|Press|Imprint|Legal notice|All rights reserved|Powered by WordPress|Theme by Anders Norén|Blog at WordPress.com.|Follow us on Twitter|Newer Post|Older Post|Home|Previous|Next|← Previous|Next →|Archives|Categories|Blogroll|Meta|Search|Designed by Elmwood|Site by Halfpenny|Report this ad|Loading...|Manage subscriptions|Unsubscribe|Contact the editor|Corrections|Syndication|bottom of page""".split("|")
NEWS = """Sign up for our newsletter|Get our weekly email|Subscribe to our newsletter for the best of the week in film|Never miss a review: enter your email below.|Enter your email address|Join 4,312 other subscribers|Thanks for reading. If you enjoyed this, please share it with a friend.|Our journalism is paid for by readers like you. Please consider a subscription.|If you like what we do, you can buy us a coffee.|Become a member and support our critics.|Type your email…|Subscribe for free to receive new posts and support my work.|We need your help to keep this site going; every small gift counts.|Stay up to date with everything we publish.""".split("|")
AD_MID = """Advertisement|ADVERTISEMENT|Continue reading below|Article continues below|Story continues below advertisement|Advertisement - scroll to continue|[ad]|Sponsored content|Read more|Watch the trailer|Play video|Subscribe now|Get the newsletter|Support our work""".split("|")
CAPTIONS = """{actor} in {film}. Photograph: {studio}|{actor} and {other} in “{film}.” Credit: {studio}|{actor} stars in {film} ({studio})|Image courtesy of {studio}|Photo: {studio}|A scene from {film}. ({studio})|{actor} as the lead in '{film}' | {studio}|Courtesy of {studio}|{film}|Still from {film}|(Image credit: {studio})|{actor}, left, with {other} in {film}. Picture: {studio}|Pictured: {actor}|Poster for {film}""".split("|")
STUDIOS = "A24|Neon|Focus Features|Universal Pictures|Mubi|Curzon|Studiocanal|Netflix|Searchlight|Warner Bros|Lionsgate|Sony Pictures Classics|IFC Films|Altitude|Park Circus|Getty Images".split("|")
BIOS = """{name} is a freelance film critic based in Leeds.|{name} is our film editor. Her work has appeared in several magazines.|{name} writes about movies and lives with two cats.|{name} has been watching films since the age of four.|{first} is a writer and programmer. He tweets at @{handle}.|About the author|About {name}|Posts by {name}|View all posts by {name}|More by {name}|{name} is a senior studying English and film. Contact them at {handle}@paper.example.|{name} is a staff writer for {outlet}, covering film and television.|Follow {first} on Twitter|Written by {name}|Published by {name}|Film critic, mother, terrible cook.|{name} teaches at a sixth-form college and has written for {outlet} since 2009.""".split("|")
TAGLINES = """Notes on film, old and new|Movies, mostly|The independent voice of the valley|Reviews from the front row|Film criticism since 2006|All the films that are fit to see|A blog about cinema|Your guide to what is on|Serving the campus since 1931|Where film lovers meet|Reviews, rants and raves""".split("|")
OUTLET_A = "Silver|Midnight|Northern|Evening|Daily|Riverside|Little|Second|Broken|Celluloid|Harbour|Prairie|Popcorn|Lantern|Global|City|West End|Sunday|Velvet|Paper|Backlot|Flicker".split("|")
OUTLET_B = "Screen|Reel|Post|Herald|Projector|Gazette|Frames|Review|Courier|Film Club|Cinema|Magazine|Chronicle|Tribune|Weekly|Movies|Observer|Picture House|Film Festival|Cinephile|Journal|Dispatch".split("|")
PITHY = """a small film with a long reach|love among the ruins|the kids are not all right|a quiet storm|blood, sweat and popcorn|this one bites|an old story, freshly told|the year's oddest romance|nothing is what it seems|gorgeous but hollow|a triumph from first frame to last|too much of a good thing|all dressed up with nowhere to go|the ghost of a better film|sound and fury|home is where the hurt is|a slow burn that never catches|funny, sad and true""".split("|")
PUNS = """Long Day's Journey into Lunch|The Kids on the Corner|A House Divided|What We Leave Behind|Small Mercies, Big Screen|Nothing to Lose but the Plot|Songs for the Drowned|Once More, with Feeling|The Art of Losing|Whose Film Is It Anyway?|Waiting for the Rain|The Last Good Summer""".split("|")
STANDFIRSTS = """A stunning lead performance holds together this tale of loss and second chances|The director returns with a drama that is by turns funny, tender and infuriating|Two hours in the company of people you would cross the road to avoid, and it is a joy|Our critic finds much to admire in a debut that never quite knows when to stop|An uneven but often beautiful film about family, money and the weather|There is a great film somewhere inside this handsome muddle|On grief, horses and the uses of silence|{film} is a film that asks a lot of its audience and gives more back|On {film}, memory and what we owe our parents|With {film}, a promising director loses her way|{film} takes its time, and ours""".split("|")
COMMENTS = """Great review, I felt just the same about the ending.|I have to disagree. The pacing was awful and the lead can't act.|Saw this last night with my sister. We both cried.|Thanks for this! Adding it to my list.|Nice write-up as always.|Am I the only one who thought it was overlong? Still, the music was good.|lol no|First!|I remember seeing this when it came out and nobody in the cinema said a word on the way out. It has stayed with me for thirty years, and I still can't say why.|You forgot to mention the dog.|Has anyone read the book? It is quite different, especially the second half, where the mother is alive and the house is in another town altogether.|Totally agree with everything here except the score. It deserved higher.""".split("|")
AFTERWORDS = """Read all our coverage of the festival here.|For more about the programme, visit the organisers' website.|Watch the trailer below:|See the full listings on the next page.|The cinema's own pages have times and prices.|Click on a title for showtimes in your town.|We publish interviews, essays and reports from festivals every week.|Tickets can be bought at the door or online here.|This review first appeared on our sister site.|This piece was first published in our winter issue.|Follow all of our reviews and interviews on the festival page.|You can find this film on several streaming services.|Want to know what else is on this weekend? Look at our calendar.|Our office is open from Monday to Friday.|All films are shown in their original language with subtitles.|To join our free mailing list, send us a message here.|Find out more about membership and its benefits.|The views expressed here are those of the writer.|Photos courtesy of the distributor.|Listen to our latest podcast for more on this film.|The next meeting of the film club is on the first Tuesday of the month.""".split("|")
DESKS = ["Staff", "Admin", "admin", "News Desk", "Web Desk", "Entertainment Desk"]


class Facts(NamedTuple):
    """What a made page is about."""

    film: str
    caps: bool
    year: int
    reviewer: str
    outlet: str
    people: list[str]
    director: str
    country: str
    minutes: int


class Maker:
    """Draws pages; everything random comes from one generator."""

    def __init__(self, names: Path, rng: random.Random) -> None:
        self.rng = rng
        self.first = _column(names / "census1990_first_female.tsv") + _column(names / "census1990_first_male.tsv")
        self.last = _column(names / "census1990_surnames.tsv", 4000)

    def page(self, review: dict, other_films: list[str]) -> tuple[list[str], list[str]]:
        """Lines and kinds of one page around the body of a corpus review."""
        facts = self._facts(review)
        body = [line for line in review["body"] if line.strip()]
        if self.rng.random() < 0.4 and len(body) > 3:
            body = body[: self.rng.randint(2, len(body))]
        pairs = self._above(facts) + self._head(facts) + self._body(facts, body)
        pairs += self._foot(facts) + self._below(facts, other_films)
        pairs = self._respaced(pairs)
        return [line for line, _ in pairs], [kind for _, kind in pairs]

    def name(self) -> str:
        """A person's name, at times with an initial or a double surname."""
        first, last = self.rng.choice(self.first).title(), self.rng.choice(self.last).title()
        style = self.rng.random()
        if style < 0.08:
            return f"{first} {self.rng.choice('ABCDEFGHJKLMRSTW')}. {last}"
        if style < 0.13:
            return f"{first} {last}-{self.rng.choice(self.last).title()}"
        if style < 0.16:
            return f"{first[0]}. {self.rng.choice('ABCDEFGHJKLMRSTW')}. {last}"
        if style < 0.2:
            return f"{first} {self.rng.choice(['de', 'van', 'von', 'O’', 'Mc']).strip()} {last}".replace("O’ ", "O’").replace("Mc ", "Mc")
        return f"{first} {last}"

    def outlet(self) -> str:
        """A site's name."""
        a, b = self.rng.choice(OUTLET_A), self.rng.choice(OUTLET_B)
        return self.rng.choice([f"{a} {b}", f"The {a} {b}", f"{a}{b.replace(' ', '')}", f"{b} {a}", f"{a} {b} Blog"])

    def handle(self) -> str:
        """A user name."""
        a, b = self.rng.choice(self.first).lower(), self.rng.choice(self.last).lower()
        return self.rng.choice([f"{a}{self.rng.randint(1, 99)}", f"{a}_{b}", f"{b}fan", f"the{b}", f"{a}{b}"])

    def date(self) -> str:
        """A date as sites print it."""
        r = self.rng
        d, m, y = r.randint(1, 28), r.randint(1, 12), r.randint(1999, 2025)
        month = MONTHS[m - 1]
        forms = [f"{d} {month} {y}", f"{month} {d}, {y}", f"{month[:3]} {d}, {y}", f"{d:02}/{m:02}/{y}", f"{d:02}.{m:02}.{y}", f"{y}-{m:02}-{d:02}", f"{r.choice(DAYS)}, {month} {d}, {y}", f"{r.choice(DAYS)} {d} {month} {y}", f"{month[:3].upper()} {d} {y}", f"{month} {d}, {y} at {r.randint(1, 12)}:{r.randint(10, 59)} {r.choice(['am', 'PM'])}"]
        return r.choice(forms)

    def _facts(self, review: dict) -> Facts:
        r = self.rng
        people = review["people"] or [self.name() for _ in range(4)]
        while len(people) < 4:
            people.append(self.name())
        reviewer = self.name() if r.random() < 0.9 else self.handle()
        return Facts(review["film"], r.random() < 0.12, r.randint(1930, 2025), reviewer, self.outlet(), people, people[0], r.choice(COUNTRIES), r.randint(71, 190))

    def _pick(self, bank: list[str], low: int, high: int) -> list[str]:
        return self.rng.sample(bank, min(self.rng.randint(low, high), len(bank)))

    def _fill(self, template: str, facts: Facts) -> str:
        r = self.rng
        return template.format(
            film=facts.film, actor=r.choice(facts.people), other=r.choice(facts.people), studio=r.choice(STUDIOS), name=facts.reviewer,
            first=facts.reviewer.split()[0], handle=self.handle(), outlet=facts.outlet, n=r.randint(1, 60),
        )  # fmt: skip

    def _above(self, facts: Facts) -> Pairs:
        r = self.rng
        if r.random() < 0.15:
            return []
        if r.random() < 0.08:
            return [(r.choice([f"© {r.choice(STUDIOS)}", f"Photo: {r.choice(STUDIOS)}", f"© {facts.year} {r.choice(STUDIOS)} GmbH"]), "furniture")]
        if r.random() < 0.08:
            return [(" ".join(self._pick(KICKERS, 1, 2)) + (f" {facts.outlet}" if r.random() < 0.5 else ""), "furniture")]
        lines: list[str] = []
        if r.random() < 0.4:
            lines += self._pick(CHROME, 1, 6)
        if r.random() < 0.7:
            lines.append(facts.outlet if r.random() < 0.8 else facts.outlet.upper())
            if r.random() < 0.3:
                lines.append(r.choice(TAGLINES))
        if r.random() < 0.6:
            menu = self._pick(SECTIONS, 3, 12)
            joined = r.random()
            lines += [r.choice([" | ", " · ", "  ", " / ", " ", "", "   "]).join(menu)] if joined < 0.5 else menu
        if r.random() < 0.3:
            lines += self._pick(CHROME, 1, 5)
        if r.random() < 0.25:
            lines.append(r.choice([" > ", " / ", " » ", " › "]).join(["Home", *self._pick(SECTIONS, 1, 2), *([facts.film] if r.random() < 0.4 else [])]))
        if r.random() < 0.15:
            lines += [r.choice(NEWS)]
        if r.random() < 0.1:
            lines += [f"{facts.film} ({facts.year})", r.choice(["User reviews", "Reviews", "Member reviews", "Write a review"])]
        return [(line, "furniture") for line in lines]

    def _title(self, facts: Facts) -> str:
        r = self.rng
        film = facts.film.upper() if facts.caps else facts.film
        if r.random() < 0.2:
            return r.choice([*PUNS, *(pithy.capitalize() for pithy in PITHY)])
        forms = [film, f"{film} ({facts.year})", f"{film} review – {r.choice(PITHY)}", f"‘{film}’ Review: {r.choice(PITHY).capitalize()}", f"Film Review: {film}", f"Review: {film}", f"{film} Review", f"{film}: {r.choice(PITHY)}", f"{film} | Review", f"Movie Review: {film} ({facts.year})", f"REVIEW: {film.upper()}", f"“{film}” is {r.choice(PITHY)}", f"{r.choice(PITHY).capitalize()}: {film} reviewed", f"{film.upper()} ({facts.year})", f"#{r.randint(2, 200)}: {film}", f"{film} - {r.choice(PITHY)}", r.choice(PUNS), r.choice(PITHY).capitalize(), f"{facts.director}’s {film}: {r.choice(PITHY)}", f"{film}, {facts.year}", r.choice(PUNS), r.choice(PITHY).capitalize(), f"{film}, or {r.choice(PITHY)}", f"{facts.director} returns with {film}", f"{film} ({r.choice(PUNS)})"]
        return r.choice(forms)

    def _byline(self, facts: Facts, *, foot: bool = False) -> str:
        r = self.rng
        name = facts.reviewer if r.random() < 0.93 else r.choice(DESKS)
        date = self.date()
        forms = [f"By {name}", f"by {name}", f"BY {name.upper()}", name, f"By {name} | {date}", f"{name} · {date} · {r.randint(2, 12)} min read", f"Words by {name}", f"Words: {name}", f"Written by {name}", f"Reviewed by {name}", f"Review by {name}", f"Posted by {name}", f"Posted on {date} by {name}", f"{date} by {name}", f"{name}, Film Critic", f"By {name}, Staff Writer", f"{name} {date}", f"By {name} for {facts.outlet}", f"by {name} on {date}", f"{name} | {facts.outlet}", f"Text: {name}", f"{name} - {date}", f"By {name} and {self.name()}", f"Author: {name}", f"Published {date} by {name}", f"Review: {name}", f"By {name} in {r.choice(SECTIONS)}"]
        if foot:
            forms = [name, f"- {name}", f"— {name}", f"({name})", f"By {name}", f"Posted by {name} at {r.randint(1, 12)}:{r.randint(10, 59)} PM", f"Review by {name}", f"Reviewed by {name}", f"Words: {name}", f"Written by {name}", f"Posted by {name} on {date}", f"~{name}", f"Notes by {name}", name.split()[0], f"{name}, {facts.outlet}"]
        return r.choice(forms)

    def _rating(self) -> str:
        r = self.rng
        n, half = r.randint(1, 5), r.random() < 0.3 
        stars = "★" * n + ("½" if half and n < 5 else "")
        forms = [stars, stars + "☆" * (5 - n), f"{n}/5", f"{n}{'.5' if half else ''}/5", f"{r.randint(2, 10)}/10", f"Rating: {n}/5", f"{n} out of 5", f"{n} stars", f"{n} out of 5 stars", f"Rating: {stars}", f"Grade: {r.choice(['A', 'A-', 'B+', 'B', 'C+', 'D'])}", f"Score: {r.randint(20, 98)}%", f"*{'*' * (n - 1)}", f"Our verdict: {n}/5", f"Overall: {r.randint(3, 10)}/10", f"Verdict: {r.choice(['See it', 'Skip it', 'Worth a look', 'Essential', 'Wait for streaming'])}", f"{r.randint(2, 9)}.{r.randint(1, 9)}", f"Rating: {r.choice(['B', 'B-', 'A+'])}", f"{n} / 5", f"THE RATING: {n} out of 5", f"Final score: {r.randint(3, 9)}.5/10", f"{n}.0 out of 5.0 stars"]
        return r.choice(forms)

    def _credits(self, facts: Facts) -> list[str]:
        r = self.rng
        cast = ", ".join(facts.people[1 : r.randint(3, 7)]) or self.name()
        m = facts.minutes
        length = r.choice([f"{m} minutes", f"{m} mins", f"{m} min", f"{m}m", f"{m}'", f"{m // 60}h {m % 60}m", f"{m // 60} hr {m % 60} min", f"{m // 60}.{m % 60:02}"])
        year = str(facts.year)
        pieces = [f"Director: {facts.director}", f"Directed by: {facts.director}", f"Dir: {facts.director}", f"Director {facts.director}" if r.random() < 0 else f"Directed by {facts.director}", f"Cast: {cast}", f"Starring: {cast}", f"With: {cast}", f"Starring {cast}", f"Screenplay: {self.name()}", f"Written by: {self.name()}", f"Cinematography: {self.name()}", f"Music: {self.name()}", f"Producers: {self.name()}, {self.name()}", f"Editor: {self.name()}", f"Running time: {length}", f"Duration: {length}", f"Length: {length}", f"Runtime: {length}", f"Country: {facts.country}", f"Year: {year}", f"Genre: {r.choice(['Drama', 'Comedy', 'Horror, Thriller'])}", f"Language: {r.choice(['French', 'English', 'Japanese with English subtitles'])}", f"Certificate: {r.choice(['15', '12A', 'PG', '18'])}", f"Rated {r.choice(['R', 'PG-13', 'PG'])} for language and some violence", f"Release date: {self.date()}", f"Distributor: {r.choice(STUDIOS)}", f"Production company: {r.choice(STUDIOS)}", f"Original title: {r.choice(PUNS)}", f"Opening {self.date()}", f"Released: {self.date()}"]
        lumps = [f"{facts.country}, {year}. {length}. Dir: {facts.director}", f"Dir. {facts.director}, {facts.country}, {year}, {length}", f"{facts.country} | {year} | {length} | {r.choice(['DCP', 'Colour', 'B&W'])}", f"({r.choice(['15', '12A', 'PG', 'R'])}, {length})", f"{year} · {r.choice(['PG', 'R', '15'])} · {length} · Drama", f"{facts.country} {year}", f"{facts.director} | {facts.country} {year} | {length}", f"Directed by {facts.director}. Written by {self.name()}. With {cast}. {length}. Rated R.", f"{facts.film} ({r.choice(['15', 'PG', '12A'])}), {length}, directed by {facts.director}", f"Dir: {facts.director}; Starring: {cast}; {r.choice(['15', '12A'])} cert, {length}", f"({year}, dir. {facts.director})", f"Cert {r.choice(['15', '18'])} | {length} | Dir {facts.director}", f"{year}. {facts.country}. {length}.", f"({facts.film.title()})", f"{facts.film}. Directed by {facts.director}. Written by {self.name()}. With {cast}. {length}.", f"“{facts.film}” (not rated, {m} minutes) plays at the {r.choice(OUTLET_A)} through {r.choice(MONTHS)} {r.randint(1, 28)}.", f"{facts.film}. {facts.country}, {year}. {length}.", f"{facts.film} ({year}). Dir: {facts.director}. {length}."]
        style = r.random()
        if style < 0.35:
            return [r.choice(lumps if r.random() < 0.6 else lumps[-4:])]
        chosen = self._pick(pieces, 2, 9)
        if style < 0.45:
            return [lumps[0], *chosen]
        if style < 0.55:
            cast_lines = [f"{self.rng.choice(self.first).title()} {r.choice(['...', '.....', '…'])} {person}" for person in facts.people[1:6]]
            return [*chosen, *cast_lines]
        if style < 0.62:
            return [" | ".join(chosen)]
        return chosen

    def _head(self, facts: Facts) -> Pairs:
        r = self.rng
        title: Pairs = [(self._title(facts), "title")] if r.random() < 0.92 else []
        if title and r.random() < 0.15:
            title.append((r.choice([*PUNS, *PITHY, f"({r.choice(PUNS)})"]), "title"))
        parts: list[Pairs] = []
        if r.random() < 0.62:
            byline: Pairs = [(self._byline(facts), "byline")]
            if r.random() < 0.35:
                byline.append((r.choice([self.date(), f"{r.randint(2, 9)} min read", f"Updated {self.date()}"]), "furniture"))
            parts.append(byline)
        elif r.random() < 0.5:
            parts.append([(self.date(), "furniture")])
        if r.random() < 0.3:
            parts.append([(self._rating(), "rating")])
        if r.random() < 0.35:
            parts.append([(line, "credits") for line in self._credits(facts)])
        if r.random() < 0.25:
            parts.append([(self._fill(r.choice(STANDFIRSTS), facts), "body")])
        if r.random() < 0.3:
            parts.append([(self._fill(r.choice(CAPTIONS), facts), "furniture")])
        if r.random() < 0.25:
            parts.append([(line, "furniture") for line in self._pick(SHARE, 1, 6)])
        r.shuffle(parts)
        kicker: Pairs = [(r.choice(KICKERS), "furniture")] if r.random() < 0.35 else []
        joined: Pairs = kicker + title
        for part in parts:
            if r.random() < 0.4 and joined:
                joined.append(("", "blank"))
            joined += part
        return [*joined, ("", "blank")]

    def _body(self, facts: Facts, body: list[str]) -> Pairs:
        r = self.rng
        spaced = r.random() < 0.8
        pairs: Pairs = []
        style = r.random()
        middle = r.random() < 0.35
        for i, line in enumerate(body):
            pairs.append((line, "body"))
            if spaced:
                pairs.append(("", "blank"))
            if middle and 0 < i < len(body) - 1 and r.random() < 0.3:
                extra = [r.choice(AD_MID)] if style < 0.5 else [self._fill(r.choice(CAPTIONS), facts)] if style < 0.75 else ["Related: " + self._headline()]
                if style > 0.9:
                    extra = [self._headline(), "Read more"]
                pairs += [(one, "furniture") for one in extra] + [("", "blank")]
        return pairs

    def _headline(self) -> str:
        r = self.rng
        return r.choice([f"{r.choice(self.films)} review – {r.choice(PITHY)}", f"Review: {r.choice(self.films)}", r.choice(self.films), f"The {r.randint(5, 50)} best films of {r.randint(2000, 2024)}", f"Interview: {self.name()}", f"{self.name()} on {r.choice(self.films)}: ‘{r.choice(PITHY)}’", r.choice(PUNS), f"{r.choice(self.films)} ({r.randint(1930, 2024)})", f"Watch the trailer for {r.choice(self.films)}", f"{r.choice(['Festival', 'Awards', 'Casting'])} news: {self.name()} joins {r.choice(self.films)}"])

    films: list[str] = ["Untitled"]  # noqa: RUF012 - set once by the caller

    def _foot(self, facts: Facts) -> Pairs:
        r = self.rng
        parts: list[Pairs] = []
        if r.random() < 0.35:
            parts.append([(self._byline(facts, foot=True), "byline")])
        if r.random() < 0.3:
            parts.append([(self._rating(), "rating")])
        if r.random() < 0.3:
            parts.append([(line, "credits") for line in self._credits(facts)])
        if r.random() < 0.2:
            when = r.choice(["is in cinemas now", f"is released on {self.date()}", "is out in the UK on Friday", "is streaming on Mubi", "opens in select theaters this week", "screened at the Berlin film festival", "is available on DVD and Blu-ray"])
            parts.append([(r.choice(["", "• "]) + f"{facts.film} {when}.", "credits")])
        r.shuffle(parts)
        joined: Pairs = []
        for part in parts:
            joined += [("", "blank"), *part]
        return joined

    def _below(self, facts: Facts, other_films: list[str]) -> Pairs:
        self.films = other_films
        r = self.rng
        makers = [(0.3, self._bio), (0.3, lambda f: self._pick(SHARE, 1, 6)), (0.25, self._tags), (0.5, self._related), (0.4, self._comments), (0.25, lambda f: self._pick(NEWS, 1, 3)), (0.5, self._footer), (0.1, self._screenings), (0.3, lambda f: self._pick(AFTERWORDS, 1, 3))]
        groups = [make(facts) for chance, make in makers if r.random() < chance]
        if r.random() < 0.4:
            r.shuffle(groups)
        pairs: Pairs = []
        for group in groups:
            if r.random() < 0.6:
                pairs.append(("", "blank"))
            pairs += [(line, "furniture") for line in group if line.strip()]
        return pairs

    def _bio(self, facts: Facts) -> list[str]:
        lines = [self._fill(line, facts) for line in self._pick(BIOS, 1, 3)]
        return lines if self.rng.random() < 0.6 else [facts.reviewer, *lines]

    def _tags(self, facts: Facts) -> list[str]:
        tags = self._pick([*facts.people, facts.film, *KICKERS], 2, 6)
        style = self.rng.random()
        if style < 0.3:
            return [self.rng.choice(["Tags: ", "Labels: ", "Filed under: ", "Tagged ", "Topics: ", "Categories: "]) + ", ".join(tags)]
        if style < 0.5:
            return [" ".join("#" + tag.replace(" ", "") for tag in tags)]
        return [self.rng.choice(["Tags", "Topics", "Filed under", "Tags:"]), *tags]

    def _related(self, facts: Facts) -> list[str]:
        r = self.rng
        lines = [r.choice(RELATED)]
        style = r.random()
        for _ in range(r.randint(2, 7)):
            lines.append(self._headline())
            if style < 0.3:
                lines.append(r.choice([f"By {self.name()}", f"by {self.name()}", self.name()]))
            elif style < 0.5:
                lines.append(self.date())
            elif style < 0.6:
                lines += [self.date() + f" By {self.name()}", r.choice(STANDFIRSTS[:7])]
            elif style < 0.7:
                lines.append(r.choice(["★★★", "★★★★", "7/10", "3 stars"]))
        return lines

    def _comments(self, facts: Facts) -> list[str]:
        r = self.rng
        lines = [self._fill(line, facts) for line in self._pick(COMMENT_HEADS, 1, 2)]
        style = r.random()
        for _ in range(r.choice([0, 0, 1, 2, 3, 5])):
            who = r.choice([self.name(), self.handle(), self.rng.choice(self.first).title()])
            text = r.choice(COMMENTS)
            if style < 0.3:
                lines += [f"{who} says:", self.date(), text, "Reply"]
            elif style < 0.5:
                lines += [who, self.date(), text]
            elif style < 0.7:
                lines.append(f"{who}: {text}")
            else:
                lines += [f"{who} said...", text, self.date()]
        return lines + (self._pick(FORM, 2, 6) if r.random() < 0.4 else [])

    def _screenings(self, facts: Facts) -> list[str]:
        r = self.rng
        return ["Screenings", *[f"{r.choice(DAYS)[:3]} {r.randint(1, 28)} {r.choice(MONTHS)[:3]} {r.randint(10, 22)}:{r.choice(['00', '15', '30'])} {r.choice(['Screen 1', 'Cinema 2', 'Main house'])}" for _ in range(r.randint(1, 4))], r.choice(["Book tickets", "Buy tickets", "Book now", "£9 / £7"])]

    def _footer(self, facts: Facts) -> list[str]:
        r = self.rng
        lines = self._pick(FOOTER, 2, 9)
        if r.random() < 0.4:
            lines = [r.choice([" | ", "  ", " · ", " "]).join(lines)]
        if r.random() < 0.6:
            lines.append(r.choice([f"© {r.randint(2005, 2025)} {facts.outlet}", f"Copyright © {r.randint(2005, 2025)} {facts.outlet}. All rights reserved.", f"© {facts.outlet}", f"{facts.outlet} is a registered charity."]))
        return lines

    def _respaced(self, pairs: Pairs) -> Pairs:
        style = self.rng.random()
        if style < 0.75:
            return pairs
        filled = [pair for pair in pairs if pair[1] != "blank"]
        if style < 0.87:
            return filled
        return [spaced for pair in filled for spaced in (pair, ("", "blank"))]


def _column(path: Path, most: int = 1200) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()[:most]
    return [line.split("\t")[0].strip() for line in lines if line.strip()]
