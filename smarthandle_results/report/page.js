/* The page at work: the list of jobs, a job's own page, the player. No library; text is only ever set as text.

Strategy:

- The overview is there without a script. The list is one block of compressed lines, read when the page opens; a job's
  details are in a block with its neighbours, read when it is opened. Of both, `_page.py` is the writer.
- The address says what is shown (Routes), so that back, forward and links work; `show` draws what it says.
- The list may be of 10,000 rows: only those in sight are elements, and all are drawn to be printed.
- A job's cues are drawn some hundreds at a time. Places of findings count characters as Python does, and are turned
  into JavaScript's where they are marked.
- The player has a file that the viewer chose, by a blob URL, and the page's own cues as its track.

Parts, in this order: words and elements, data, routes, the list, a job, cues, the player, keys, the start. */
"use strict";
(() => {
  const CONFIG = JSON.parse(document.getElementById("config").textContent);
  const CELL = Object.fromEntries(CONFIG.line.map((name, index) => [name, index]));
  const ZH = /^zh\b/i.test(navigator.language || "");
  const SHOWN_CHARACTERS = 2000;
  const MORE_CHARACTERS = 20000;
  const CUES_AT_ONCE = 300;
  const MAX_PIXELS = 15_000_000; // of a scrolled element: browsers stop at some 17 million
  const OVERSCAN = 8;
  const PRINTED_ROWS = 2000;
  const ORDER = { bad: 0, failed: 1, unfinished: 2, converted: 3 };

  // ---- Words and elements

  const number = (value) => (typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 2 }) : String(value));

  function say(key, values = {}) {
    let text = CONFIG.labels[key][ZH ? 1 : 0];
    if (!ZH && text.includes("|")) text = text.split("|")[values.n === 1 ? 0 : 1];
    return text.replace(/\{(\w+)\}/g, (_, name) => number(values[name] ?? ""));
  }

  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "class") element.className = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return element;
  }

  // As `_template.py` has it: there a lone surrogate is one by itself, here it is half of a pair without the other.
  const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /** Text as nodes: what cannot be seen, or would turn the text around, is shown as its code. */
  function nodes(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(UNSEEN)) {
      if (match.index > end) parts.push(text.slice(end, match.index));
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      parts.push(el("span", { class: "code" }, `U+${code}`));
      end = match.index + match[0].length;
    }
    if (end < text.length) parts.push(text.slice(end));
    return parts;
  }

  const bdi = (text, attributes = {}) => el("bdi", attributes, nodes(String(text)));

  /** Long text: its beginning, and a button that shows more of it. */
  function long(text, attributes = {}) {
    text = String(text);
    if (text.length <= SHOWN_CHARACTERS + 200) return bdi(text, attributes);
    let shown = cut(text, SHOWN_CHARACTERS);
    const body = bdi(text.slice(0, shown), attributes);
    const button = el("button", { type: "button", class: "button small more" }, say("more_text", { n: text.length }));
    button.addEventListener("click", () => {
      const next = cut(text, shown + MORE_CHARACTERS);
      body.append(...nodes(text.slice(shown, next)));
      shown = next;
      if (shown >= text.length) button.remove();
    });
    return el("div", {}, body, el("div", {}, button));
  }

  const cut = (text, length) => (length < text.length && /[\ud800-\udbff]/.test(text[length - 1]) ? length + 1 : Math.min(length, text.length));

  function copyButton(text, label) {
    const button = el("button", { type: "button", class: "button small" }, say(label));
    button.addEventListener("click", async () => {
      await writeClipboard(text);
      button.textContent = say("copied");
      announce(say("copied"));
      setTimeout(() => (button.textContent = say(label)), 1500);
    });
    return button;
  }

  async function writeClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el("textarea", { class: "sr", readonly: true });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  const announce = (text) => (document.getElementById("live").textContent = text);

  const pad = (value, length = 2) => String(value).padStart(length, "0");
  /** A time in whole milliseconds as subtitle files have it. */
  function stamp(ms, mark) {
    const seconds = Math.floor(ms / 1000);
    return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${mark}${pad(ms % 1000, 3)}`;
  }
  const clock = (ms) => {
    const seconds = Math.floor(ms / 1000);
    return `${number(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  };

  // ---- Data

  async function inflate(script) {
    const binary = atob(script.textContent);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  let rows = [];
  let isUnread = false; // the browser cannot decompress, or the list is damaged
  const whole = new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
  let latest = { first: -1, lines: [] };

  /** A job's details: of the last block whose first job is not after it. The rest of the page may still be on its way. */
  async function readDetails(index) {
    const find = () => {
      let found = null;
      for (const script of document.querySelectorAll("script[data-first]")) {
        if (Number(script.dataset.first) > index) return [found, true];
        found = script;
      }
      return [found, false];
    };
    let [script, isSure] = find();
    if (!isSure) {
      await whole;
      [script] = find();
    }
    const first = Number(script.dataset.first);
    if (latest.first !== first) latest = { first, lines: (await inflate(script)).split("\n") };
    return JSON.parse(latest.lines[index - first]);
  }

  const sumRules = (counts) => {
    let sum = 0;
    for (let place = 1; place < counts.length; place += 2) sum += counts[place];
    return sum;
  };
  const findings = (row) => sumRules(row[CELL.findings]);

  // ---- Routes: #/, #/jobs?q=…, #/job/7

  const views = { overview: document.getElementById("overview"), jobs: document.getElementById("jobs"), job: document.getElementById("job") };

  function parseRoute() {
    const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
    const job = /^\/job\/(\d+)$/.exec(path);
    if (job) return { view: "job", index: Number(job[1]) };
    return path === "/jobs" ? { view: "jobs", query: new URLSearchParams(query) } : { view: "overview" };
  }

  let current = "";
  let isSearching = false; // "/" was pressed in another view
  async function show() {
    const route = parseRoute();
    if (route.view !== "job") player.close();
    for (const [name, view] of Object.entries(views)) view.hidden = name !== route.view;
    const tab = route.view === "overview" ? "tab-overview" : "tab-jobs";
    for (const link of document.querySelectorAll(".top nav a")) {
      if (link.id === tab) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const isFirst = current === "";
    const isNew = current !== route.view || route.view === "job";
    current = route.view;
    await loaded;
    if (route.view === "jobs") list.open(route.query);
    if (route.view === "job") await openJob(route.index);
    if (route.view === "overview") document.title = say("report");
    if (isNew) window.scrollTo(0, 0);
    if (isSearching && route.view === "jobs") list.focusSearch();
    else if (isNew && !isFirst) moveFocus(route.view);
    isSearching = false;
    Object.assign(document.documentElement.dataset, { ready: "yes", shown: location.hash });
  }

  /** What had the focus is gone with its view: the keyboard goes on in the list, or at the head of what is new. */
  function moveFocus(view) {
    if (view === "jobs" && list.focusRow()) return;
    (view === "job" ? document.querySelector("#job h1") : document.getElementById("content")).focus({ preventScroll: true });
  }

  // ---- The list

  const list = (() => {
    const COLUMNS = [
      ["status", "state", "state", (row) => ORDER[row[CELL.status]], ""],
      ["who", "job", "id", (row) => row[CELL.id] || "", ""],
      ["type", "type", "type", (row) => row[CELL.type] || "", ""],
      ["created", "created", "created", (row) => row[CELL.created] || "", ""],
      ["speech", "speech", "speech", (row) => row[CELL.speech_ms] ?? -1, "n"],
      ["cues", "cues", "cues", (row) => row[CELL.cues] ?? -1, "n"],
      ["faults", "findings", "findings", findings, "n"],
      ["tokens", "tokens", "tokens", (row) => row[CELL.tokens] ?? -1, "n"],
      ["source", "source", "source", (row) => [row[CELL.source] || "", row[CELL.line]], ""],
    ];
    const SHOW = {
      bad: (row) => row[CELL.status] === "bad",
      failed: (row) => row[CELL.status] === "failed",
      unfinished: (row) => row[CELL.status] === "unfinished",
      findings: (row) => row[CELL.findings].length > 0,
      repairs: (row) => row[CELL.repairs] > 0,
      notes: (row) => row[CELL.notes] > 0,
    };
    const named = (row, cell) => row[CELL[cell]] || "(none)";
    const FILTERS = {
      show: (row, value) => !SHOW[value] || SHOW[value](row),
      type: (row, value) => row[CELL.status] !== "bad" && named(row, "type") === value,
      state: (row, value) => row[CELL.status] !== "bad" && named(row, "state") === value,
      code: (row, value) => row[CELL.status] === "failed" && named(row, "code") === value,
      day: (row, value) => row[CELL.status] !== "bad" && ((row[CELL.created] || "").slice(0, 10) || "(none)") === value,
      rule: (row, value) => row[CELL.findings].some((rule, place) => place % 2 === 0 && CONFIG.rules[rule] === value),
    };
    let shown = []; // indexes of rows
    let texts = null; // what is searched, lower case, by index
    let at = -1; // the place in `shown` of the current row
    let height = 52;
    let query = new URLSearchParams();
    let parts = null;

    function build() {
      const search = el("input", { type: "search", id: "search", placeholder: say("search_what"), autocomplete: "off", spellcheck: "false", "aria-keyshortcuts": "/" });
      search.addEventListener("input", () => change({ q: search.value }));
      search.addEventListener("keydown", (event) => {
        if (event.key === "ArrowDown" || event.key === "Enter") {
          event.preventDefault();
          if (event.key === "Enter" && shown.length === 1) go(0);
          else focusRows();
        }
      });
      const select = (name, label, options) => {
        const element = el("select", { id: `filter-${name}` }, el("option", { value: "" }, say("all")), options);
        element.addEventListener("change", () => change({ [name]: element.value }));
        return [element, el("label", {}, say(label), element)];
      };
      const values = (cell) => [...new Set(rows.filter((row) => row[CELL.status] !== "bad").map((row) => named(row, cell)))].sort().slice(0, 200);
      const options = (cell) => values(cell).map((value) => el("option", { value }, value === "(none)" ? say("none") : nodes(value).map((part) => part.textContent ?? part).join("")));
      const [show, showLabel] = select("show", "filter_show", Object.keys(SHOW).map((key) => el("option", { value: key }, say(`show_${key}`))));
      const [type, typeLabel] = select("type", "type", options("type"));
      const [state, stateLabel] = select("state", "state", options("state"));
      const sorts = COLUMNS.flatMap(([key, label, , , kind]) => directions(key, kind).map((value) =>
        el("option", { value }, `${say(label)} ${value.startsWith("-") ? "↓" : "↑"}`)));
      const sort = el("select", { id: "sort" }, el("option", { value: "" }, say("as_given")), sorts);
      sort.addEventListener("change", () => change({ sort: sort.value }));
      const sortLabel = el("label", { class: "sort" }, say("sort"), sort);
      const found = el("div", { class: "found" });
      const heads = el("div", { role: "row", class: "heads", "aria-rowindex": "1" }, COLUMNS.map(([key, label, cell, , kind]) =>
        el("div", { role: "columnheader", class: `${cell} ${kind}`, "data-key": key },
          el("button", { type: "button", onclick: () => sortBy(key, kind) }, say(label)))));
      const space = el("div", { class: "space", role: "rowgroup" });
      const box = el("div", { class: "rows", role: "grid", "aria-label": say("list"), tabindex: "0" }, el("div", { role: "rowgroup", class: "head-group" }, heads), space);
      box.addEventListener("scroll", () => requestAnimationFrame(() => draw()), { passive: true });
      const grid = el("div", { class: "list" }, box);
      const blank = el("div", { class: "card blank", hidden: true });
      views.jobs.append(
        el("h1", { id: "jobs-title" }, say("list")),
        el("div", { class: "tools", role: "search" }, el("label", {}, el("span", {}, say("search")), search), showLabel, typeLabel, stateLabel, sortLabel),
        found, grid, blank,
      );
      box.addEventListener("keydown", onKey);
      box.addEventListener("focus", () => { if (at < 0 && shown.length) move(0); });
      new ResizeObserver(() => { if (!views.jobs.hidden) layout(); }).observe(box);
      parts = { search, show, type, state, sort, found, heads, space, box, grid, blank };
    }

    function change(changes) {
      const next = new URLSearchParams(query);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const text = next.toString();
      history.replaceState(null, "", text ? `#/jobs?${text}` : "#/jobs");
      open(next);
    }

    /** A column's orders, as the address has them: of numbers the largest first, of all else the smallest. */
    const directions = (key, kind) => (kind === "n" ? [`-${key}`, key] : [key, `-${key}`]);

    /** The next order by a column: the first, the other, none. */
    function sortBy(key, kind) {
      const [first, second] = directions(key, kind);
      const now = query.get("sort");
      change({ sort: now === first ? second : now === second ? "" : first });
    }

    function open(next) {
      if (!parts) build();
      document.title = `${say("list")} – ${say("report")}`;
      const isSame = next.toString() === query.toString() && shown.length > 0;
      query = next;
      if (document.activeElement !== parts.search) parts.search.value = query.get("q") || "";
      for (const name of ["show", "type", "state", "sort"]) parts[name].value = query.get(name) || "";
      if (!isSame) {
        find();
        at = -1;
        parts.box.scrollTop = 0;
      }
      parts.blank.replaceChildren(...(isUnread ? [el("h2", {}, say("old_browser"))] : [el("h2", {}, say("no_match")), el("p", {}, say("no_match_why"))]));
      drawFound();
      layout();
    }

    function find() {
      const active = Object.keys(FILTERS).filter((name) => query.get(name));
      shown = [];
      const wanted = (query.get("q") || "").toLowerCase().trim();
      if (wanted && !texts) {
        texts = rows.map((row) => ["id", "title", "source", "code", "type", "state"].map((cell) => row[CELL[cell]] || "").join("\n").toLowerCase());
      }
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index];
        if (active.every((name) => FILTERS[name](row, query.get(name))) && (!wanted || texts[index].includes(wanted))) shown.push(index);
      }
      const sort = query.get("sort");
      if (!sort) return;
      const column = COLUMNS.find(([key]) => key === sort.replace("-", ""));
      if (!column) return;
      const sign = sort.startsWith("-") ? -1 : 1;
      const keys = new Map(shown.map((index) => [index, column[3](rows[index])]));
      const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      shown.sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        const order = Array.isArray(a) ? compare(a[0], b[0]) || a[1] - b[1] : compare(a, b);
        return sign * order || one - other;
      });
    }

    /** What was found, by which filters, and how to be rid of them. */
    function drawFound() {
      const chips = ["code", "day", "rule"].filter((name) => query.get(name)).map((name) => {
        const value = query.get(name);
        const label = name === "rule" && CONFIG.labels[`rule_${value}`] ? say(`rule_${value}`) : value === "(none)" ? say("none") : value;
        return el("button", { type: "button", class: "chip", onclick: () => change({ [name]: "" }) }, `${say(name)}: `, bdi(label), " ×");
      });
      const isFiltered = ["q", ...Object.keys(FILTERS)].some((name) => query.get(name));
      const reset = isFiltered ? el("button", { type: "button", class: "quiet small", onclick: () => { parts.search.value = ""; change({ q: "", ...Object.fromEntries(Object.keys(FILTERS).map((name) => [name, ""])) }); } }, say("reset")) : null;
      const text = say("shown", { n: shown.length, m: rows.length });
      const limit = maxRows();
      parts.found.replaceChildren(...[el("span", { id: "shown" }, text), ...chips, reset, shown.length > limit ? el("span", {}, say("too_many", { n: limit })) : null,
        shown.length > PRINTED_ROWS ? el("span", { class: "printed" }, say("printed", { n: PRINTED_ROWS })) : null].filter(Boolean));
      announce(text);
      parts.grid.hidden = shown.length === 0;
      parts.blank.hidden = shown.length > 0;
      for (const head of parts.heads.children) {
        const sort = query.get("sort") || "";
        if (sort.replace("-", "") === head.dataset.key) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    }

    const maxRows = () => Math.floor(MAX_PIXELS / height);

    function layout() {
      height = matchMedia("(max-width: 44rem)").matches ? 68 : 52;
      const count = Math.min(shown.length, maxRows());
      parts.space.style.height = `${count * height}px`;
      parts.box.setAttribute("aria-rowcount", String(shown.length + 1));
      draw();
    }

    function draw(isAll = false) {
      if (views.jobs.hidden && !isAll) return;
      const top = parts.box.scrollTop;
      const first = isAll ? 0 : Math.max(0, Math.floor(top / height) - OVERSCAN);
      const last = isAll ? Math.min(shown.length, PRINTED_ROWS) : Math.min(shown.length, maxRows(), Math.ceil((top + parts.box.clientHeight) / height) + OVERSCAN);
      const elements = [];
      for (let place = first; place < last; place++) elements.push(drawRow(place));
      parts.space.replaceChildren(...elements);
      parts.box.removeAttribute("aria-activedescendant");
      if (at >= 0) parts.box.setAttribute("aria-activedescendant", `row-${at}`);
    }

    function drawRow(place) {
      const index = shown[place];
      const row = rows[index];
      const cell = (name, kind, ...children) => el("div", { role: "gridcell", class: kind ? `${name} ${kind}` : name }, children);
      const amount = (value) => (value === null ? el("span", { class: "muted" }, "–") : number(value));
      const count = findings(row) + row[CELL.problems];
      const title = row[CELL.code] && row[CELL.status] === "failed" ? row[CELL.code] : row[CELL.title];
      const name = row[CELL.id] || (row[CELL.status] === "bad" && nameSource(row)) || say("no_id");
      const element = el("div", { role: "row", class: place === at ? "row at" : "row", id: `row-${place}`, "aria-rowindex": String(place + 2), "aria-selected": place === at ? "true" : "false" },
        cell("state", "", badge(row)),
        cell("who", "",
          el("a", { class: "id", href: `#/job/${index}`, tabindex: "-1" }, bdi(name)),
          el("span", { class: "title" }, title ? bdi(title) : "")),
        cell("type", "", row[CELL.type] ? bdi(row[CELL.type]) : ""),
        cell("created", "", row[CELL.created] ? bdi(row[CELL.created].slice(0, 16).replace("T", " ")) : ""),
        cell("speech", "n", row[CELL.speech_ms] === null ? amount(null) : clock(row[CELL.speech_ms])),
        cell("cues", "n", amount(row[CELL.cues])),
        cell("faults", `n ${count ? "has" : "zero"}`, amount(row[CELL.cues] === null && !count ? null : count)),
        cell("tokens", "n", amount(row[CELL.tokens])),
        cell("source", "", drawSource(row)));
      element.style.top = `${place * height}px`;
      element.style.height = `${height}px`;
      element.addEventListener("click", (event) => {
        if (event.target.closest("a") || String(getSelection())) return;
        at = place;
        location.hash = `#/job/${index}`;
      });
      return element;
    }

    /** Where a job is: a long name is cut, and the line, by which one differs from the next, is not. */
    function drawSource(row) {
      const name = row[CELL.source];
      return name === null ? "" : [bdi(name, { class: "name" }), row[CELL.line] > 1 ? `:${row[CELL.line]}` : ""];
    }

    function move(place) {
      at = Math.max(0, Math.min(place, shown.length - 1, maxRows() - 1));
      const top = at * height;
      const room = parts.box.clientHeight - parts.heads.offsetHeight; // which stays at the top
      if (top < parts.box.scrollTop) parts.box.scrollTop = top;
      else if (top + height > parts.box.scrollTop + room) parts.box.scrollTop = top + height - room;
      draw();
    }

    function go(place) {
      at = place;
      location.hash = `#/job/${shown[place]}`;
    }

    function onKey(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("button, a")) return;
      const page = Math.max(1, Math.floor(parts.box.clientHeight / height) - 1);
      const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length };
      if (event.key in steps) move(at < 0 ? 0 : at + steps[event.key]);
      else if (event.key === "Enter" && at >= 0) go(at);
      else return;
      event.preventDefault();
    }

    const focusRows = () => parts.box.focus({ preventScroll: true });

    /** Go on at the row that was opened, and say whether there is one. */
    function focusRow() {
      if (at < 0) return false;
      move(at);
      focusRows();
      return true;
    }

    return {
      open,
      focusSearch: () => { parts.search.focus(); parts.search.select(); },
      focusRows,
      focusRow,
      /** The neighbours of a job in the list as it is filtered and sorted, or in all of it. */
      neighbours(index) {
        const order = shown.includes(index) ? shown : rows.map((_, place) => place);
        const place = order.indexOf(index);
        return [order[place - 1], order[place + 1]];
      },
      select(index) { at = shown.indexOf(index); },
      hash: () => (query.toString() ? `#/jobs?${query}` : "#/jobs"),
      drawAll: () => { if (parts && !views.jobs.hidden) draw(true); },
      drawAgain: () => { if (parts && !views.jobs.hidden) draw(); },
    };
  })();

  const nameSource = (row, name = row[CELL.source]) => (name && row[CELL.line] > 1 ? `${name}:${row[CELL.line]}` : name);

  function badge(row) {
    const status = row[CELL.status];
    const text = status === "bad" ? say("status_bad") : row[CELL.state] ?? say(`status_${status}`);
    return el("span", { class: `badge ${status}` }, bdi(text));
  }

  // ---- A job

  let opened = { index: -1 };

  async function openJob(index) {
    const view = views.job;
    const row = rows[index];
    player.close();
    opened = { index };
    const blank = (key) => el("div", { class: "card blank" }, el("h1", { tabindex: "-1" }, say(key)));
    if (!row) {
      document.title = `${say("no_job")} – ${say("report")}`;
      view.replaceChildren(crumbs(index), blank(isUnread ? "old_browser" : "no_job"));
      return;
    }
    document.title = `${row[CELL.id] || say("no_id")} – ${say("report")}`;
    view.replaceChildren(crumbs(index), el("p", { class: "muted" }, say("reading")));
    list.select(index);
    let details;
    try {
      details = await readDetails(index);
    } catch {
      if (opened.index !== index) return;
      view.replaceChildren(crumbs(index), blank("damaged"));
      return;
    }
    if (opened.index !== index) return;
    opened = { index, row, details };
    view.replaceChildren(crumbs(index), head(row, details), body(row, details));
  }

  function crumbs(index) {
    const [before, after] = rows[index] ? list.neighbours(index) : [];
    const step = (to, label) => (to === undefined
      ? el("button", { type: "button", class: "button", disabled: true }, say(label))
      : el("a", { class: "button", href: `#/job/${to}`, id: label }, say(label)));
    return el("div", { class: "crumbs" },
      el("a", { class: "button", href: list.hash(), id: "back" }, `← ${say("back")}`),
      el("div", { class: "end" }, step(before, "previous"), step(after, "next")));
  }

  function head(row, details) {
    const source = nameSource(row, details.source);
    return el("header", { class: "job-head" },
      el("h1", { tabindex: "-1" }, row[CELL.id] ? bdi(row[CELL.id]) : source && row[CELL.status] === "bad" ? bdi(source) : say("no_id")),
      el("p", { class: "meta" }, badge(row),
        row[CELL.type] ? bdi(row[CELL.type]) : null,
        row[CELL.title] ? bdi(row[CELL.title]) : null,
        row[CELL.created] ? bdi(row[CELL.created]) : null,
        source ? bdi(source, { class: "path" }) : null));
  }

  const card = (title, ...children) => el("section", { class: "card" }, el("h2", {}, title), children);

  function body(row, details) {
    const main = [];
    const side = [];
    const isFailed = row[CELL.status] === "failed";
    const facts = details.facts || [];
    const fact = Object.fromEntries(facts);
    if (isFailed) {
      const failure = card(say(row[CELL.state] === CONFIG.cancelled ? "cancelled" : "error"),
        fact.error_code ? long(fact.error_code, { class: "path" }) : null,
        fact.error_message ? long(fact.error_message, { class: "text" }) : null,
        fact.error_code || fact.error_message ? null : el("p", {}, say("no_reason")));
      failure.classList.add("alert");
      main.push(failure);
    }
    if (details.problems || details.unlisted) main.push(problems(details));
    if (details.cues) main.push(...subtitles(details));
    if (details.copies) {
      main.push(card(say("copies"), el("ol", { class: "items" }, details.copies.map(([text, fields]) => el("li", {},
        text === null ? el("span", { class: "muted" }, say("no_text")) : long(text, { class: "text" }),
        fields ? el("div", { class: "path muted" }, long(fields)) : null)))));
    }
    if (details.pairs) {
      main.push(card(say("pairs"), el("ol", { class: "items" }, details.pairs.map(([source, target]) =>
        el("li", { class: "pair" }, long(source, { class: "text" }), long(target, { class: "text" }))))));
    }
    if (details.payloads) {
      main.push(card(say("payloads"), el("ul", { class: "items" }, details.payloads.map(([form, item, text]) =>
        el("li", {}, el("p", { class: "path muted" }, bdi(item === null ? form : `${form} ${item}`)), long(text, { class: "text path" }))))));
    }
    if (details.media) {
      side.push(card(say("media"), el("dl", { class: "facts" }, details.media.flatMap(([role, language, id, url]) => [
        el("dt", {}, long(language ? `${role} ${language}` : role)),
        el("dd", { class: "path" }, [id, url].filter((value) => value !== null).map((value) => el("div", {}, long(value))))]))));
    }
    if (details.usage) side.push(card(say("usage"), pairsOf(details.usage)));
    if (details.notes) {
      side.push(card(say("notes"), el("ul", { class: "items" }, details.notes.map(([path, message]) =>
        el("li", {}, long(message), path === "." ? null : el("div", { class: "path muted" }, long(path)))))));
    }
    if (details.repairs) {
      side.push(card(say("repairs"), el("ul", { class: "items" }, details.repairs.slice(0, 200).map(([index, kind, action]) =>
        el("li", {}, el("span", { class: "muted" }, `${number(index)} `), bdi(`${kind}: ${action}`))),
        details.repairs.length > 200 ? el("li", { class: "muted" }, say("others", { n: details.repairs.length - 200 })) : null)));
    }
    side.push(card(say("fields"), pairsOf(facts)));
    if (!main.length) main.push(el("div", { class: "card blank" }, el("h2", {}, say("no_result"))));
    return el("div", { class: "job-grid" }, el("div", { class: "column" }, main), el("div", { class: "column side", tabindex: "-1" }, details.cues ? player.build() : null, side));
  }

  const pairsOf = (facts) => el("dl", { class: "facts" }, facts.flatMap(([name, value]) => [el("dt", {}, long(name)), el("dd", {}, long(value, { class: "text" }))]));

  function problems(details) {
    const section = card(say("problems"), (details.problems || []).map(([path, message, command]) => el("div", { class: "problem" },
      el("p", {}, long(message)),
      path === "." ? null : el("div", { class: "path muted" }, long(path)),
      command ? el("div", { class: "command" }, el("code", {}, long(command)), copyButton(command, "copy_command")) : null)),
      details.unlisted ? el("p", { class: "muted" }, say("problem_more", { n: details.unlisted })) : null);
    section.classList.add("alert");
    return section;
  }

  // ---- Cues

  /** The cues of a job, as the job gave them and as a profile lays them out, each with what `check` found in it. */
  function readCues(details) {
    const [gaps, durations, texts] = details.cues;
    let at = 0;
    const given = texts.map((text, index) => {
      const start = at + gaps[index];
      at = start + durations[index];
      return { start, end: at, text, srt: (details.srt || {})[index] ?? text };
    });
    addFindings(given, details.findings);
    if (!details.after) return { given, after: null, blocks: [] };
    const after = [];
    const blocks = []; // [rows of given, rows of after or null]
    let row = 0;
    for (const change of details.after) {
      if (typeof change === "number") {
        for (let count = 0; count < change; count++, row++) {
          blocks.push([[row], [after.length], true]);
          after.push({ ...given[row], found: undefined });
        }
        continue;
      }
      const [count, ...cues] = change;
      const first = given[row] || { start: 0 };
      blocks.push([Array.from({ length: count }, (_, step) => row + step), cues.map((_, step) => after.length + step), false]);
      row += count;
      for (const [step, duration, text] of cues) {
        const start = first.start + step;
        after.push({ start, end: start + duration, text: text ?? first.text });
      }
    }
    after.forEach((cue, index) => (cue.srt = (details.after_srt || {})[index] ?? cue.text));
    addFindings(after, details.after_findings);
    return { given, after, blocks };
  }

  function addFindings(cues, groups) {
    for (const [rule, allowed, found] of groups || []) {
      let cue = -1;
      for (const [step, measured, ...places] of found) {
        cue += step;
        (cues[cue].found ||= []).push({ rule, allowed, measured, places });
      }
    }
  }

  const countFindings = (cues) => cues.reduce((sum, cue) => sum + (cue.found ? cue.found.length : 0), 0);

  const toSrt = (cues) => cues.map((cue, index) => `${index + 1}\n${stamp(cue.start, ",")} --> ${stamp(cue.end, ",")}\n${cue.srt}\n\n`).join("");

  function toVtt(cues, header) {
    const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const blocks = cues.map((cue) => `\n\n${stamp(cue.start, ".")} --> ${stamp(cue.end, ".")}\n${escape(cue.text)}`);
    return blocks.length ? `${header.replace(/\n$/, "")}${blocks.join("")}\n\n` : header;
  }

  function save(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  function subtitles(details) {
    const cues = readCues(details);
    opened.cues = cues;
    if (!cues.given.length) return [card(say("view"), el("p", { class: "muted" }, say("no_cues")))];
    const hasAfter = cues.after !== null;
    let view = hasAfter ? "both" : "given";
    let isFiltered = false;
    const tools = el("div", { class: "cue-tools" }, el("h2", {}, say("view")));
    const found = countFindings(cues.given);
    if (CONFIG.profile) {
      const left = hasAfter ? countFindings(cues.after) : found;
      tools.append(el("span", { class: found ? "has" : "muted" }, !found && !left ? say("all_fit") : left !== found ? say("finding_change", { n: found, m: left }) : say("finding_sum", { n: found })));
    }
    const container = el("div", {});
    const saves = el("div", { class: "saves" });
    const drawSaves = () => {
      const which = [["given", "", cues.given], ...(hasAfter ? [["after", `.${CONFIG.profile}`, cues.after]] : [])];
      saves.replaceChildren(...which.filter(([key]) => view === "both" || key === view).flatMap(([key, suffix, own]) => [
        el("span", { class: "muted" }, key === "given" ? say("view_given") : say("view_after", { name: CONFIG.profile })),
        el("button", { type: "button", class: "button small", "data-save": `${key}.srt`, onclick: () => save(fileName(details, `${suffix}.srt`), toSrt(own), "application/x-subrip") }, say("save_as", { name: ".srt" })),
        el("button", { type: "button", class: "button small", "data-save": `${key}.vtt`, onclick: () => save(fileName(details, `${suffix}.vtt`), toVtt(own, details.vtt), "text/vtt") }, say("save_as", { name: ".vtt" }))]));
    };
    const redraw = () => {
      drawSaves();
      container.replaceChildren(...drawCues(cues, view, isFiltered));
      player.setCues(view === "after" ? cues.after : cues.given, details.vtt);
    };
    if (hasAfter) {
      const options = [["given", say("view_given")], ["both", say("view_both")], ["after", say("view_after", { name: CONFIG.profile })]];
      tools.append(el("fieldset", { class: "segments" }, el("legend", { class: "sr" }, say("view")), options.map(([key, label]) =>
        el("label", {}, el("input", { type: "radio", name: "view", value: key, checked: key === view, onchange: () => { view = key; redraw(); } }), label))));
    }
    if (found) {
      tools.append(el("label", { class: "check-box" }, el("input", { type: "checkbox", id: "only-findings", onchange: (event) => { isFiltered = event.target.checked; redraw(); } }), say("only_findings")));
    }
    const section = el("section", { class: "card flow" }, tools, container, el("div", { class: "more" }, saves));
    redraw();
    return [section];
  }

  const fileName = (details, suffix) => `${(details.name || "subtitles").split("/").pop()}${suffix}`;

  function drawCues(cues, view, isFiltered) {
    let blocks;
    if (view === "both") blocks = cues.blocks;
    else blocks = (view === "given" ? cues.given : cues.after).map((_, row) => (view === "given" ? [[row], null] : [null, [row]]));
    const hasFound = ([given, after]) => (given || []).some((row) => cues.given[row].found) || (after || []).some((row) => cues.after[row].found);
    if (isFiltered) blocks = blocks.filter(hasFound);
    const items = el("ol", { class: view === "both" ? "cues both" : "cues" });
    let drawn = 0;
    const more = el("div", { class: "more" });
    const drawMore = (until) => {
      const next = blocks.slice(drawn, until).map(([given, after, isSame]) => {
        const item = el("li", {});
        if (view === "both") {
          item.append(el("div", { class: "half" }, given.map((row) => drawCue(cues.given[row], row))));
          item.append(isSame && Boolean(cues.after[after[0]].found) === Boolean(cues.given[given[0]].found)
            ? el("div", { class: "half same" }, say("same"))
            : el("div", { class: "half" }, after.map((row) => drawCue(cues.after[row], row, "after"))));
        } else if (given) item.append(drawCue(cues.given[given[0]], given[0]));
        else item.append(drawCue(cues.after[after[0]], after[0], "after"));
        return item;
      });
      drawn = Math.min(until, blocks.length);
      items.append(...next);
      more.replaceChildren();
      if (drawn < blocks.length) {
        more.append(el("button", { type: "button", class: "button", onclick: () => drawMore(drawn + CUES_AT_ONCE) }, say("more_cues", { n: Math.min(CUES_AT_ONCE, blocks.length - drawn) })));
      }
    };
    drawMore(CUES_AT_ONCE);
    opened.drawRest = () => drawMore(blocks.length);
    opened.drawUntil = (side, row) => {
      const place = blocks.findIndex(([given, after]) => (side === "given" ? given : after)?.includes(row));
      if (place >= drawn) drawMore(Math.ceil((place + 1) / CUES_AT_ONCE) * CUES_AT_ONCE);
    };
    const heads = view === "both" ? el("div", { class: "column-heads" }, el("span", {}, say("view_given")), el("span", {}, say("view_after", { name: CONFIG.profile }))) : null;
    return [heads, items, more].filter(Boolean);
  }

  function drawCue(cue, row, side = "given") {
    const time = `${stamp(cue.start, ".")} → ${stamp(cue.end, ".")}`;
    return el("div", { class: "cue", "data-side": side, "data-row": String(row) },
      el("span", { class: "number" }, number(row + 1)),
      el("button", { type: "button", class: "time", title: say("cue_at", { time: stamp(cue.start, ".") }), onclick: () => player.seek(cue.start) }, time),
      el("div", { class: "cue-body" }, drawText(cue), cue.found ? el("ul", { class: "found-rules" }, cue.found.map((finding) =>
        el("li", {}, describeFinding(finding)))) : null));
  }

  function describeFinding({ rule, measured, allowed }) {
    const title = say(`rule_${rule}`);
    const figures = (CONFIG.figures[rule] || ["", ""])[ZH ? 1 : 0].replace("{measured}", number(measured)).replace("{allowed}", number(allowed)).replace("{s}", measured === 1 ? "" : "s");
    return figures ? `${title}: ${figures}` : title;
  }

  /** A cue's text with its findings marked; places count characters, of which JavaScript has two for some. */
  function drawText(cue) {
    const places = (cue.found || []).flatMap(({ places }) => Array.from({ length: places.length / 2 }, (_, pair) => [places[2 * pair], places[2 * pair + 1]]));
    if (!places.length) return long(cue.text, { class: "cue-text" });
    const units = toUnits(cue.text);
    const bounds = [...new Set([0, cue.text.length, ...places.flat().map(units)])].sort((a, b) => a - b);
    const text = el("bdi", { class: "cue-text" });
    for (let part = 0; part + 1 < bounds.length && bounds[part] < SHOWN_CHARACTERS; part++) {
      const [start, end] = [bounds[part], bounds[part + 1]];
      const piece = cue.text.slice(start, Math.min(end, cut(cue.text, SHOWN_CHARACTERS)));
      const isMarked = places.some(([from, to]) => units(from) <= start && end <= units(to));
      text.append(...(isMarked ? [el("mark", {}, nodes(piece))] : nodes(piece)));
    }
    return cue.text.length > SHOWN_CHARACTERS ? el("div", {}, text, "…", el("details", {}, el("summary", {}, say("more_text", { n: cue.text.length })), long(cue.text, { class: "cue-text" }))) : text;
  }

  function toUnits(text) {
    if (!/[\ud800-\udbff]/.test(text)) return (place) => place;
    const starts = [];
    let unit = 0;
    for (const character of text) {
      starts.push(unit);
      unit += character.length;
    }
    starts.push(unit);
    return (place) => starts[Math.min(place, starts.length - 1)];
  }

  // ---- The player: a file of this machine, by a blob URL, under the page's own cues

  const player = (() => {
    let video = null;
    let urls = [];
    let cues = [];
    let side = "given";
    let header = "WEBVTT\n";
    let now = null;
    let body = null;
    let marked = ""; // the rows that are marked

    function build() {
      body = el("div", {});
      drawEmpty();
      return el("section", { class: "card player" }, el("h2", {}, say("player")), body);
    }

    const chooser = () => el("input", { type: "file", class: "sr", accept: "video/*,audio/*,.mkv,.m4a,.ts,.flv", "aria-label": say("choose"), onchange: (event) => event.target.files[0] && load(event.target.files[0]) });

    function drawEmpty(message = "") {
      const input = chooser();
      const area = el("div", { class: "drop" },
        input,
        el("button", { type: "button", class: "button", id: "choose", onclick: () => input.click() }, say("choose")),
        message ? el("p", { class: "error", role: "alert" }, message) : null,
        el("p", {}, say("choose_why")));
      input.tabIndex = -1;
      area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
      area.addEventListener("dragleave", () => area.classList.remove("over"));
      area.addEventListener("drop", (event) => {
        event.preventDefault();
        area.classList.remove("over");
        if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]);
      });
      body.replaceChildren(area);
    }

    function load(file) {
      close();
      marked = "";
      const url = URL.createObjectURL(file);
      urls.push(url);
      video = el("video", { controls: true, preload: "metadata", playsinline: true, class: file.type.startsWith("audio/") ? "sound" : "" });
      now = el("p", { class: "now", "aria-hidden": "true" });
      video.addEventListener("error", () => { close(); drawEmpty(say("cannot_play")); });
      video.src = url;
      const input = chooser();
      input.tabIndex = -1;
      body.replaceChildren(video, now, el("div", { class: "file-name" }, bdi(file.name), input, el("button", { type: "button", class: "button small", onclick: () => input.click() }, say("choose_other"))));
      addTrack();
    }

    function addTrack() {
      for (const old of video.querySelectorAll("track")) old.remove();
      const url = URL.createObjectURL(new Blob([toVtt(cues, header)], { type: "text/vtt" }));
      urls.push(url);
      const track = el("track", { kind: "subtitles", label: say("view"), srclang: ZH ? "zh" : "en", default: true, src: url });
      video.append(track);
      track.track.mode = "showing";
      track.addEventListener("cuechange", mark);
      video.ontimeupdate = mark;
      video.onseeked = mark;
    }

    /** Mark the cues that are shown now, in the list and under the picture. */
    function mark() {
      if (!video) return;
      const ms = Math.round(video.currentTime * 1000);
      const rows = [];
      cues.forEach((cue, row) => { if (cue.start <= ms && ms < cue.end) rows.push(row); });
      const key = `${side} ${rows}`;
      if (key === marked && document.querySelector(".cue.playing")) return; // who scrolls away meanwhile, stays there
      marked = key;
      for (const element of document.querySelectorAll(".cue.playing")) element.classList.remove("playing");
      for (const row of rows) {
        if (opened.drawUntil) opened.drawUntil(side, row);
        const element = document.querySelector(`.cue[data-side="${side}"][data-row="${row}"]`);
        if (!element) continue;
        element.classList.add("playing");
        if (!video.paused) element.scrollIntoView({ block: "nearest" });
      }
      now.replaceChildren(...rows.flatMap((row, place) => [place ? "\n" : "", bdi(cues[row].text.slice(0, SHOWN_CHARACTERS))]));
    }

    function close() {
      if (video) {
        video.onerror = null;
        video.removeAttribute("src");
        video.replaceChildren();
        video = null;
      }
      for (const url of urls) URL.revokeObjectURL(url);
      urls = [];
    }

    return {
      build,
      close,
      setCues(own, ownHeader) {
        cues = own;
        header = ownHeader;
        side = opened.cues && own === opened.cues.after ? "after" : "given";
        if (video) addTrack();
      },
      isOpen: () => video !== null,
      seek(ms) {
        if (!video) {
          document.getElementById("choose")?.focus();
          return;
        }
        video.currentTime = ms / 1000 + 0.001;
        mark();
      },
      // A pause that comes before the video plays interrupts the promise of play(), which is no fault.
      toggle: () => (video.paused ? video.play().catch(() => {}) : video.pause()),
      skip(seconds) { video.currentTime = Math.max(0, Math.min(video.duration || Infinity, video.currentTime + seconds)); },
      step(direction) {
        const ms = Math.round(video.currentTime * 1000);
        const starts = cues.map((cue) => cue.start);
        const next = direction > 0 ? starts.find((start) => start > ms + 2) : starts.filter((start) => start < ms - 500).pop();
        if (next !== undefined) { video.currentTime = next / 1000 + 0.001; mark(); }
      },
    };
  })();

  // ---- Keys

  function onKey(event) {
    const target = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape" && target.id === "search") list.focusRows();
      return;
    }
    const view = parseRoute().view;
    if (event.key === "?") showKeys();
    else if (event.key === "/") {
      isSearching = view !== "jobs";
      if (isSearching) location.hash = list.hash();
      else list.focusSearch();
    } else if (view === "job" && event.key === "n") document.getElementById("next")?.click?.();
    else if (view === "job" && event.key === "p") document.getElementById("previous")?.click?.();
    else if (view === "job" && event.key === "Escape") document.getElementById("back").click();
    else if (view === "job" && player.isOpen()) {
      const actions = {
        " ": () => player.toggle(), k: () => player.toggle(), j: () => player.skip(-10), l: () => player.skip(10),
        ArrowLeft: () => player.skip(-5), ArrowRight: () => player.skip(5), ArrowUp: () => player.step(-1), ArrowDown: () => player.step(1),
      };
      if (!(event.key in actions) || (event.key === " " && target.closest("button, a, summary, label"))) return;
      if (event.key.startsWith("Arrow") && target.closest("[type=radio]")) return;
      if (target.closest("video") && event.key !== "ArrowUp" && event.key !== "ArrowDown" && !"jkl".includes(event.key)) return; // it has these keys itself
      actions[event.key]();
    } else return;
    event.preventDefault();
  }

  function showKeys() {
    const keys = [["/", "key_search"], ["↑ ↓ j k", "key_rows"], ["Enter", "key_open"], ["p n", "key_step"], ["Esc", "key_list"], ["Space k", "key_play"], ["j l", "key_seek"], ["← →", "key_nudge"], ["↑ ↓", "key_cue"], ["?", "key_help"]];
    const dialog = el("dialog", { "aria-labelledby": "keys-title" }, el("h2", { id: "keys-title" }, say("keys")),
      el("dl", {}, keys.flatMap(([names, label]) => [el("dt", {}, names.split(" ").flatMap((name, place) => [place ? " " : "", el("kbd", {}, name)])), el("dd", {}, say(label))])),
      el("form", { method: "dialog" }, el("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("close"))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  // ---- The start

  function translate() {
    if (!ZH) return;
    document.documentElement.lang = "zh";
    document.title = say("report");
    for (const element of document.querySelectorAll("[data-t]")) {
      const { t, n, m, name, why } = element.dataset;
      const inner = m && /^(\w+):(\d+)$/.exec(m);
      element.textContent = say(t, { n: n !== undefined && /^\d+(\.\d+)?$/.test(n) ? Number(n) : n, m: inner ? say(inner[1], { n: Number(inner[2]) }) : m, name, why });
    }
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  }

  document.documentElement.lang = ZH ? "zh" : "en";
  translate();
  const loaded = inflate(document.getElementById("list")).then((text) => { rows = JSON.parse(text); }).catch(() => { isUnread = true; });
  window.addEventListener("hashchange", show);
  document.addEventListener("keydown", onKey);
  document.getElementById("help").addEventListener("click", showKeys);
  document.querySelector(".skip").addEventListener("click", (event) => { // the address stays that of the view
    event.preventDefault();
    document.getElementById("content").focus();
  });
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("#overview details")) details.open = true;
    list.drawAll();
    if (!views.job.hidden) opened.drawRest?.();
  });
  window.addEventListener("afterprint", () => list.drawAgain());
  show();
})();
