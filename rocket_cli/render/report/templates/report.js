"use strict";
(() => {
  const book = JSON.parse(document.getElementById("quote-book").textContent);
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const name = (text, tag = "bdi") => make(tag, text);

  /* light and dark */
  const root = document.documentElement;
  const themeButton = byId("theme");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
  const labelTheme = () => { themeButton.textContent = isDark() ? "Light" : "Dark"; };
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    labelTheme();
  });
  systemDark.addEventListener("change", labelTheme);
  themeButton.hidden = false;
  labelTheme();

  /* tables that sort */
  const orderOf = (cell) => {
    const given = cell.dataset.order ?? cell.textContent.trim();
    const number = Number.parseFloat(given);
    return Number.isNaN(number) ? given : number;
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === typeof b) return a.localeCompare(b);
    return typeof a === "number" ? 1 : -1;
  };
  const sortBy = (table, head) => {
    const column = [...head.parentElement.children].indexOf(head);
    const first = head.classList.contains("number") ? "descending" : "ascending";
    const second = first === "descending" ? "ascending" : "descending";
    const direction = head.getAttribute("aria-sort") === first ? second : first;
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [orderOf(row.cells[column]), row]);
    /* what is not there comes last, whichever way */
    const isEmpty = (key) => key === "" || key === "–";
    keyed.sort(([a], [b]) => (isEmpty(a) || isEmpty(b) ? isEmpty(a) - isEmpty(b) : sign * compare(a, b)));
    body.append(...keyed.map(([, row]) => row));
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    for (const button of table.querySelectorAll("thead .sort")) {
      button.addEventListener("click", () => sortBy(table, button.closest("th")));
    }
  }

  /* the filter of names */
  const form = byId("name-filter");
  const filter = () => {
    const wanted = byId("find").value.trim().toLocaleLowerCase();
    const atLeast = Number(byId("at-least")?.value ?? 1);
    const groups = new Set([...form.querySelectorAll("input[name=group]:checked")].map((box) => box.value));
    const rows = [...byId("names-table").tBodies[0].rows];
    for (const row of rows) {
      row.hidden = !(
        groups.has(row.dataset.group) &&
        Number(row.dataset.in) >= atLeast &&
        row.cells[0].textContent.toLocaleLowerCase().includes(wanted)
      );
    }
    const n = rows.filter((row) => !row.hidden).length;
    byId("n-shown").textContent = `${n} of ${rows.length} names shown`;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  /* a name's quotes */
  const dialog = byId("quotes");
  let opener = null;
  let opened = false; /* whether going back leaves the dialog */
  let place = 0; /* how far down the page was when the dialog opened */
  const stay = () => {
    /* browsers go to the address that they are back at, some before and some after they say so */
    const [top, focused] = [place, opener];
    const put = () => {
      if (dialog.open) return;
      scrollTo({ top, behavior: "instant" });
      focused?.focus({ preventScroll: true });
    };
    put();
    requestAnimationFrame(() => { put(); requestAnimationFrame(put); });
  };
  const addressed = () => {
    let address = location.hash.slice(1);
    try { address = decodeURIComponent(address); } catch { /* as it is */ }
    return address;
  };
  const quoteOf = ([review, sentence, spans, mention], look) => {
    const text = book.sentences[sentence];
    const quote = make("blockquote");
    quote.dir = "auto";
    let done = 0;
    for (const [start, end] of spans) {
      const mark = make("mark", text.slice(start, end), `entity ${look}`);
      quote.append(text.slice(done, start), mark);
      done = end;
    }
    const where = make("a", "in the review", "where");
    where.href = `#m-${review}-${mention}`;
    quote.append(text.slice(done), " ", where);
    return quote;
  };
  const about = (entry, n) => {
    const line = byId("quotes-about");
    const total = entry.counts.reduce((sum, count) => sum + count, 0);
    const of = book.reviews.length > 1 ? ` in ${n} of ${book.reviews.length} reviews` : "";
    line.replaceChildren(`${entry.group} · ${total === 1 ? "once" : `${total} times`}${of}`);
    if (entry.plays) line.append(" · plays ", name(entry.plays));
    if (entry.also.length) {
      line.append(" · also ");
      entry.also.forEach((alias, i) => line.append(i ? ", " : "", name(alias)));
    }
  };
  const fill = (entry) => {
    byId("quotes-name").replaceChildren(name(entry.name));
    const naming = entry.counts.flatMap((count, n) => (count ? [n] : []));
    about(entry, naming.length);
    const list = byId("quotes-list");
    list.replaceChildren();
    for (const n of naming) {
      const heading = make("h3");
      heading.append(name(book.reviews[n]), make("span", ` ×${entry.counts[n]}`, "aside"));
      const own = entry.quotes.filter(([review]) => review === n);
      list.append(heading, ...own.map((quote) => quoteOf(quote, entry.look)));
      if (book.without_text.includes(n)) list.append(make("p", "The text is not at hand.", "note"));
    }
    const silent = book.reviews.filter((_, n) => !entry.counts[n]);
    if (silent.length) {
      const line = make("p", "Not named by ", "note");
      silent.forEach((reviewer, i) => line.append(i ? ", " : "", name(reviewer)));
      line.append(".");
      list.append(line);
    }
  };
  const unfold = (target) => {
    const own = target.matches("article") ? target.querySelector("details.text") : null;
    const folded = [];
    for (let up = own ?? target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS" && !up.open) folded.push(up);
    }
    for (const one of folded) one.open = true;
    return folded.length > 0;
  };
  /* Show what the address says. Going back leaves the page where it was; going on (`moved`) scrolls. */
  const follow = (moved = false) => {
    const address = addressed();
    if (Object.hasOwn(book.names, address)) {
      fill(book.names[address]);
      if (!dialog.open) {
        place = scrollY;
        dialog.showModal();
      }
      dialog.scrollTop = 0;
      byId("quotes-name").focus();
      return;
    }
    const wasOpen = dialog.open;
    if (wasOpen) dialog.close();
    for (const found of document.querySelectorAll(".found")) found.classList.remove("found");
    if (wasOpen && !moved) {
      stay();
      return;
    }
    const target = address && byId(address);
    if (!target) return;
    const unfolded = unfold(target);
    if (target.matches("mark")) {
      target.classList.add("found");
      target.scrollIntoView({ block: "center", behavior: "instant" });
      target.querySelector("a")?.focus({ preventScroll: true });
    } else if (moved || unfolded) target.scrollIntoView({ behavior: "instant" });
  };
  const go = (address) => {
    history.pushState(null, "", `#${encodeURIComponent(address)}`);
    follow(true);
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    const cell = event.target.closest("#names-table tbody td");
    const from = link ?? cell?.parentElement.querySelector("a.name");
    if (!from) return;
    const address = decodeURIComponent(from.getAttribute("href").slice(1));
    if (!Object.hasOwn(book.names, address) && !address.startsWith("m-") && !address.startsWith("review-")) return;
    event.preventDefault();
    if (Object.hasOwn(book.names, address)) {
      opener = from;
      opened = true;
    }
    go(address);
  });
  const leave = () => {
    if (opened) {
      opened = false;
      history.back();
    } else {
      place = scrollY;
      history.replaceState(null, "", location.pathname + location.search);
      follow();
    }
  };
  byId("quotes-close").addEventListener("click", leave);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) leave(); });
  addEventListener("popstate", () => follow());
  addEventListener("hashchange", () => follow());
  follow();

  /* on paper, everything unfolded but the furniture */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not(.furniture):not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
})();
