"use strict";
(() => {
  const { releases, types, words } = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, parent, cls) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (cls) element.className = cls;
    if (parent) parent.append(element);
    return element;
  };
  const many = (number, one, more) => `${number.toLocaleString("en")} ${number === 1 ? one : more || one + "s"}`;
  const state = { release: 0, show: "all", query: "", line: null, thing: null };
  let told, letters, things, spans, lines;  // of the release that is shown

  // ---- the text --------------------------------------------------------------------------------------------------
  // Offsets are code points, as Python counts; letters holds one a place.
  const cut = (from, to) => letters.slice(from, to).join("");
  const colour = (element, key) => element.style.setProperty("--c", types[things.get(key)?.type]?.color || "#88929c");

  function pieces(line) {
    const marks = [
      ...line.names.map((name) => ({ ...name.span, name })),
      ...line.open.map((open) => ({ ...open.span, open: true })),
      ...line.tries.filter((one) => !one.obstacle).map((one) => ({ ...one.span, rule: one.rule })),
      ...line.quotes.map((quote) => ({ ...quote.span, quote: true })),
    ];
    const edges = [...new Set([line.span.start, line.span.end, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((start, i) => ({ start, end: edges[i + 1], over: marks.filter((mark) => mark.start <= start && edges[i + 1] <= mark.end) }));
  }
  const short = (name) => { const all = Array.from(name); return all.length > 26 ? all.slice(0, 25).join("").trimEnd() + "…" : name; };
  function drawWords(line, parent) {
    for (const piece of pieces(line)) {
      const span = make("span", cut(piece.start, piece.end), parent);
      span.dataset.start = piece.start;
      span.dataset.end = piece.end;
      for (const mark of piece.over) {
        if (mark.quote) span.classList.add("q");
        if (mark.open) { span.classList.add("open"); span.title = "left open"; }
        if (mark.rule) { span.classList.add("set"); span.title = [span.title, `sets off ${mark.rule}`].filter(Boolean).join("; "); }
        if (mark.name) {
          const thing = things.get(mark.name.key);
          span.classList.add("m");
          span.dataset.key = mark.name.key;
          colour(span, mark.name.key);
          span.title = `${thing.name} · ${thing.label}\n${words.found[mark.name.found] || mark.name.found}\n${words.links[thing.link] || thing.link}`;
          if (mark.name.found === "reference") span.classList.add("ref");
          if (mark.name.found === "reference" && piece.end === mark.end) span.dataset.to = ` → ${short(thing.name)}`;
        }
      }
      spans.push(span);
    }
  }
  function drawSentence(line, parent) {
    const element = make("span", null, parent, "s");
    Object.assign(element.dataset, { n: line.number, state: line.state });
    element.setAttribute("role", "button");
    element.tabIndex = -1;
    element.setAttribute("aria-label", `Sentence ${line.number}, ${line.state}: ${cut(line.span.start, line.span.end)}`);
    const number = make("span", line.number, element, "no");
    number.dataset.state = line.state;
    number.title = `${line.state}: ${words.states[line.state]}`;
    drawWords(line, make("span", null, element, "words"));
    if (line.refusals.length) make("span", `✕${line.refusals.length}`, element, "pill refused").title = many(line.refusals.length, "draft") + " refused";
    lines.set(line.number, element);
  }
  const zoneOf = (line) => `${line.zone}\n${line.owner || ""}`;
  function drawText() {
    const text = $("text");
    text.replaceChildren();
    let block, paragraph, before;
    for (const line of told.lines) {
      const gap = before ? cut(before.span.end, line.span.start) : "\n";
      if (!before || zoneOf(before) !== zoneOf(line)) {
        block = make("section", null, text, "block");
        block.dataset.zone = line.zone;
        const margin = make("div", null, make("div", null, block, "margin"), "label");
        make("b", line.zone, margin);
        if (line.owner) make("i", line.owner, margin);
        block.prose = make("div", null, block, "prose");
        block.speakers = new Set();
        block.margin = margin;
        paragraph = null;
      }
      if (!paragraph || gap.includes("\n")) paragraph = make("p", null, block.prose);
      else paragraph.append(gap);
      for (const quote of line.quotes) if (quote.speaker && !block.speakers.has(quote.speaker)) { block.speakers.add(quote.speaker); make("i", `“ ${quote.speaker}`, block.margin); }
      drawSentence(line, paragraph);
      before = line;
    }
    text.append(arrows());
    lines.values().next().value?.setAttribute("tabindex", "0");
  }

  // ---- arrows from references to names ---------------------------------------------------------------------------
  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, given, parent) => { const one = document.createElementNS(SVG, tag); for (const [key, value] of Object.entries(given)) one.setAttribute(key, value); parent?.append(one); return one; };
  function arrows() {
    const picture = svg("svg", { id: "arrows", "aria-hidden": "true" });
    svg("path", { d: "M0 0 L7 3.5 L0 7 z" }, svg("marker", { id: "tip", viewBox: "0 0 7 7", refX: 6, refY: 3.5, markerWidth: 6, markerHeight: 6, orient: "auto" }, svg("defs", {}, picture)));
    return picture;
  }
  const at = (offset) => spans.find((span) => +span.dataset.start <= offset && offset < +span.dataset.end);
  function drawArrows() {
    const picture = $("arrows");
    picture.querySelectorAll(":scope > path").forEach((path) => path.remove());
    const line = state.line && told.lines[state.line - 1];
    if (!line) return;
    const frame = $("text").getBoundingClientRect();
    for (const name of line.names) {
      if (!name.source) continue;
      const [from, to] = [at(name.span.start), at(name.source.start)];
      if (!from || !to || from === to) continue;
      const [a, b] = [from.getClientRects()[0], to.getClientRects()[0]];
      const up = b.top < a.top - 4;
      const [x1, y1] = [a.left + Math.min(14, a.width / 2) - frame.left, a.top - frame.top + 3];
      const [x2, y2] = [b.left + b.width / 2 - frame.left, (up ? b.bottom : b.top) - frame.top + (up ? 1 : 3)];
      const bend = up ? `C ${x1} ${y1 - Math.min(60, (y1 - y2) / 2)}, ${x2} ${y2 + Math.min(60, (y1 - y2) / 2)}, ${x2} ${y2}` : `C ${x1} ${y1 - 18}, ${x2} ${y2 - 18}, ${x2} ${y2}`;
      svg("path", { d: `M ${x1} ${y1} ${bend}`, "marker-end": "url(#tip)" }, picture);
    }
  }

  // ---- the panel -------------------------------------------------------------------------------------------------
  const lit = (claim, on) => {
    for (const span of spans) if (claim.marks.some((mark) => +span.dataset.start < mark.end && mark.start < +span.dataset.end)) span.classList.toggle("lit", on);
    for (const number of claim.sentences) lines.get(number)?.classList.toggle("kin", on);
  };
  function end(parent, text, key) {
    const element = make("b", text, parent);
    if (things.has(key)) colour(element, key);
  }
  function card(claim, parent, go) {
    const made = !claim.reason;
    const element = make(go ? "button" : "div", null, parent, `card ${made ? "made" : "refused"}${made && !claim.asserted ? " plan" : ""}`);
    const said = make("div", null, element, "said");
    end(said, claim.words[0], claim.subject);
    make("span", claim.words[1], said, "rel");
    end(said, claim.words[2], claim.object);
    if (claim.qualifiers.length) make("div", claim.qualifiers.map(([name, value]) => `${name}: ${value}`).join(" · "), element, "small");
    if (claim.reason) make("div", claim.reason, element, "small no-reason");
    element.onmouseenter = element.onfocus = () => lit(claim, true);
    element.onmouseleave = element.onblur = () => lit(claim, false);
    if (go) { element.onclick = () => { lit(claim, false); choose(claim.sentences[0]); }; return element; }
    const rule = make("div", "rule ", element, "small");
    make("code", claim.rule, rule);
    if (claim.origin) { rule.append(" in "); make("code", claim.origin, rule); }
    if (made) {
      const sure = make("div", `confidence ${claim.confidence.toFixed(2)} `, element, "small");
      Object.assign(make("meter", null, sure), { min: 0, max: 1, low: 0.5, high: 0.75, optimum: 1, value: claim.confidence });
      if (!claim.asserted) sure.append(" · stated, but no fact (yet, or no longer)");
    }
    const elsewhere = claim.sentences.filter((number) => number !== state.line);
    if (elsewhere.length) jumps(make("div", "evidence also in ", element, "small"), elsewhere);
    for (const [name, number] of claim.also) { const also = make("div", "also read by ", element, "small"); make("code", name, also); if (number !== state.line) { also.append(" in "); jumps(also, [number]); } }
    return element;
  }
  function jumps(parent, numbers) {
    numbers.forEach((number, i) => { if (i) parent.append(" "); const link = make("button", `sentence ${number}`, parent, "link"); link.onclick = () => choose(number, true); });
  }
  const heading = (text, count) => make("h3", count === undefined ? text : `${text} (${count})`, $("panel"));

  function entry(key, parent, detail, dashed) {
    const thing = things.get(key);
    const row = make("button", null, parent, "entry");
    make("span", null, row, dashed ? "dot dashed" : "dot");
    colour(row, key);
    const body = make("span", null, row);
    make("span", detail.title, body, "name");
    make("span", ` ${detail.after || thing.label}`, body, "hint");
    for (const line of detail.more) make("div", line, body, "small");
    row.setAttribute("aria-pressed", String(state.thing === key));
    row.classList.toggle("on", state.thing === key);
    row.onclick = () => { state.thing = state.thing === key ? null : key; paint(); };
    return row;
  }
  const leads = (thing) => `${thing.link === "new" || thing.link === "ambiguous" ? "" : `→ ${thing.entity}, `}${words.links[thing.link] || thing.link}`;

  function showSentence(line) {
    const panel = $("panel");
    const head = make("h2", `Sentence ${line.number} `, panel);
    make("span", line.state.replace("-", " "), head, `badge ${line.state}`);
    make("span", line.zone + (line.owner ? ` · ${line.owner}` : ""), head, "hint");
    const walk = make("span", null, head, "walk");
    for (const [sign, step, label] of [["↑", -1, "Sentence before"], ["↓", 1, "Next sentence"], ["✕", 0, "Close"]]) {
      const button = make("button", sign, walk);
      button.setAttribute("aria-label", label);
      button.onclick = () => (step ? move(step) : choose(null));
    }
    for (const quote of line.quotes) make("p", `${cut(quote.span.start, quote.span.end)} — ${quote.speaker || "speaker unknown"}`, panel, "hint");
    if (line.reasons.length) heading(line.state === "set-aside" ? "Set aside: this sentence" : "Yields nothing: this sentence");
    for (const reason of line.reasons) make("p", reason, panel, "why");
    if (line.statements.length) heading("Statements", line.statements.length);
    for (const number of line.statements) card(told.statements[number - 1], panel);
    if (line.refusals.length) heading("Refused", line.refusals.length);
    for (const number of line.refusals) card(told.refusals[number - 1], panel);
    showReferences(line);
    showNames(line);
    showTries(line);
  }
  function showReferences(line) {
    const references = line.names.filter((name) => name.found === "reference");
    if (references.length + line.open.length) heading("References", references.length + line.open.length);
    for (const name of references) {
      const thing = things.get(name.key);
      entry(name.key, $("panel"), { title: `“${name.text}” → ${thing.name}`, more: [] }, true);
      if (name.sentence && name.sentence !== line.number) jumps(make("div", "named in ", $("panel"), "small"), [name.sentence]);
    }
    for (const name of line.open) make("p", `“${name.text}” is left open: not resolved, or no reference`, $("panel"), "why");
  }
  function showNames(line) {
    const names = line.names.filter((name) => name.found !== "reference");
    if (names.length) heading("Names", names.length);
    for (const name of names) {
      const thing = things.get(name.key);
      entry(name.key, $("panel"), { title: name.text, more: [words.found[name.found] || name.found, leads(thing)] });
    }
  }
  function tryRow(one, table) {
    const row = make("tr", null, table);
    const cell = make("td", null, row);
    make("code", one.rule, cell);
    const told = make("td", null, row);
    make("span", one.obstacle ? "" : one.alike ? "met, with one thing at both ends" : "met", told, "met");
    told.append(` at “${one.word}”${one.obstacle ? `: ${one.obstacle}` : ""}`);
    for (const [role, value] of one.filled) make("div", `${role} = ${value}`, told, "hint");
    if (one.origin) make("div", one.origin, told, "hint");
  }
  function showTries(line) {
    if (!line.tries.length) return;
    const near = line.tries.filter((one) => !one.obstacle || one.near);
    const far = line.tries.filter((one) => !near.includes(one));
    heading("Rules its words set off", line.tries.length);
    if (near.length) { const table = make("table", null, $("panel")); for (const one of near) tryRow(one, table); }
    if (far.length) {
      const more = make("details", null, $("panel"));
      make("summary", `${far.length}${near.length ? " more" : ""}, further from meeting`, more);
      const table = make("table", null, more);
      for (const one of far) tryRow(one, table);
    }
  }
  function showWhole() {
    const panel = $("panel");
    make("h2", "What was read", panel);
    const totals = make("div", null, panel, "totals");
    for (const [number, label] of [[told.lines.length, "sentences"], [told.counts.yielding, "yielding"], [told.counts.read, "read, no yield"], [told.counts["set-aside"], "set aside"], [told.statements.length, "statements"], [told.refusals.length, "refused"]]) {
      const box = make("div", null, totals);
      make("strong", number.toLocaleString("en"), box);
      box.append(label);
    }
    for (const warning of told.warnings) make("p", warning, panel, "why");
    const hint = make("p", "Click a sentence, or go with ", panel, "hint");
    for (const key of ["↑", "↓"]) { make("kbd", key, hint); hint.append(" "); }
    hint.append("; "); make("kbd", "/", hint); hint.append(" finds, "); make("kbd", "Esc", hint); hint.append(" comes back here.");
    const shown = new Set(fitting().map((line) => line.number));
    for (const [title, claims] of [["Refused", told.refusals], ["Statements", told.statements]]) {
      const kept = claims.filter((claim) => claim.sentences.some((number) => shown.has(number)));
      if (claims.length) make("h3", title + (kept.length < claims.length ? ` (${kept.length} of ${claims.length})` : ` (${claims.length})`), panel);
      for (const claim of kept) card(claim, panel, true);
    }
    const named = new Set(fitting().flatMap((line) => line.names.map((name) => name.key)));
    const kept = told.things.filter((thing) => named.has(thing.key));
    make("h3", kept.length < told.things.length ? `Things (${kept.length} of ${told.things.length})` : `Things (${kept.length})`, panel);
    for (const thing of kept) entry(thing.key, panel, { title: thing.name, after: `${thing.label}, ${many(thing.mentions, "mention")}`, more: [leads(thing), ...thing.hints.map(([name, value]) => `${name}: ${value}`)] });
  }

  // ---- choosing, filtering, painting -----------------------------------------------------------------------------
  const FILTERS = {
    all: ["all", () => true], yielding: ["yielding", (line) => line.state === "yielding"], read: ["read", (line) => line.state === "read"],
    "set-aside": ["set aside", (line) => line.state === "set-aside"], refused: ["refused", (line) => line.refusals.length > 0], open: ["open references", (line) => line.open.length > 0],
  };
  const haystack = (line) => [cut(line.span.start, line.span.end), line.zone, line.owner, ...line.reasons,
    ...line.names.flatMap((name) => { const thing = things.get(name.key); return [thing.name, thing.entity, thing.label, name.found, thing.link]; }),
    ...line.tries.filter((one) => !one.obstacle).map((one) => one.rule),
    ...[...line.statements.map((n) => told.statements[n - 1]), ...line.refusals.map((n) => told.refusals[n - 1])].flatMap((claim) => [claim.predicate, claim.rule, claim.reason, ...claim.words, ...claim.qualifiers.flat()]),
  ].filter(Boolean).join("\n").toLocaleLowerCase("en");
  const fits = (line) => FILTERS[state.show][1](line) && (!state.query || line.hay.includes(state.query));
  const fitting = () => told.lines.filter(fits);

  function paint() {
    const shown = new Set(fitting().map((line) => line.number));
    for (const [number, element] of lines) {
      element.classList.toggle("off", !shown.has(number));
      element.classList.toggle("chosen", number === state.line);
      element.setAttribute("aria-pressed", String(number === state.line));
    }
    document.querySelectorAll("#text .block").forEach((block) => { block.hidden = ![...block.querySelectorAll(".s")].some((one) => shown.has(+one.dataset.n)); });
    for (const span of spans) { span.classList.toggle("same", !!state.thing && span.dataset.key === state.thing); span.classList.remove("lit"); }
    $("empty").hidden = shown.size > 0;
    document.querySelectorAll("#states button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.show === state.show)));
    const top = $("panel").scrollTop;
    const same = $("panel").dataset.line === String(state.line);
    $("panel").replaceChildren();
    $("panel").dataset.line = state.line;
    if (state.line) showSentence(told.lines[state.line - 1]); else showWhole();
    $("panel").scrollTop = same ? top : 0;
    drawArrows();
    remember();
  }
  function choose(number, focus) {
    state.line = number;
    state.thing = null;
    if (number && !fits(told.lines[number - 1])) { state.show = "all"; state.query = ""; $("search").value = ""; }
    paint();
    const element = number && lines.get(number);
    if (!element) return;
    lines.forEach((one) => { one.tabIndex = -1; });
    element.tabIndex = 0;
    element.scrollIntoView({ block: "nearest" });
    if (focus) element.focus({ preventScroll: true });
    drawArrows();
  }
  function move(step) {
    const numbers = fitting().map((line) => line.number);
    if (!numbers.length) return;
    const next = state.line === null ? (step > 0 ? numbers[0] : numbers.at(-1)) : step > 0 ? numbers.find((one) => one > state.line) : numbers.findLast((one) => one < state.line);
    if (next) choose(next, true);
  }
  $("text").onclick = (event) => {
    if (String(getSelection())) return;  // words are being marked for copying
    const sentence = event.target.closest(".s");
    if (sentence) choose(+sentence.dataset.n === state.line ? null : +sentence.dataset.n, true);
  };
  $("text").onkeydown = (event) => {
    const sentence = event.target.closest(".s");
    if (sentence && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(+sentence.dataset.n, true); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.matches("input, select");
    if (event.key === "/" && !writing) { event.preventDefault(); $("search").focus(); }
    else if (event.key === "Escape") { if (writing && state.query) { $("search").value = state.query = ""; paint(); } else { choose(null); $("search").blur(); } }
    else if (event.key === "Enter" && event.target === $("search")) move(event.shiftKey ? -1 : 1);
    else if (!writing && ["ArrowDown", "ArrowRight", "j"].includes(event.key)) { event.preventDefault(); move(1); }
    else if (!writing && ["ArrowUp", "ArrowLeft", "k"].includes(event.key)) { event.preventDefault(); move(-1); }
  });
  $("search").oninput = () => { state.query = $("search").value.trim().toLocaleLowerCase("en"); if (state.line && !fits(told.lines[state.line - 1])) state.line = null; paint(); };
  addEventListener("resize", drawArrows);

  // ---- releases, theme, address ----------------------------------------------------------------------------------
  function open(index) {
    Object.assign(state, { release: index, line: null, thing: null });
    told = releases[index];
    letters = Array.from(told.text);
    things = new Map(told.things.map((thing) => [thing.key, thing]));
    [spans, lines] = [[], new Map()];
    told.lines.forEach((line) => { line.hay ??= haystack(line); });
    $("title").textContent = told.title || told.name;
    $("title").title = $("title").textContent;
    $("about").textContent = [told.name, told.published || "undated", told.language, told.media_type, told.url].filter(Boolean).join(" · ");
    $("release").value = index;
    drawText();
    $("states").replaceChildren();
    for (const [name, [label, test]] of Object.entries(FILTERS)) {
      const button = make("button", label, $("states"));
      const count = told.lines.filter(test).length;
      make("b", count, button);
      button.dataset.show = name;
      button.disabled = !count && name !== "all";
      button.onclick = () => { state.show = name; if (state.line && !fits(told.lines[state.line - 1])) state.line = null; paint(); };
    }
    if (!told.lines.some(FILTERS[state.show][1])) state.show = "all";
  }
  releases.forEach((one, index) => { make("option", `${one.published || "undated"}  ${one.title || one.name}`, $("release")).value = index; });
  $("release").hidden = releases.length < 2;
  $("title").hidden = releases.length > 1;
  $("release").onchange = () => { open(+$("release").value); paint(); $("reader").scrollTop = 0; };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const setTheme = (name) => { document.documentElement.dataset.theme = name; };
  $("theme").onclick = () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
  setTheme(dark.matches ? "dark" : "light");
  let quiet = true;  // while the address is being read, nothing is written to it
  function remember() {
    if (quiet) return;
    const parts = new URLSearchParams();
    if (state.release) parts.set("release", told.id);
    if (state.show !== "all") parts.set("show", state.show);
    if (state.query) parts.set("find", state.query);
    if (state.line) parts.set("sentence", state.line);
    history.replaceState(null, "", "#" + parts);
  }
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (Object.hasOwn(FILTERS, wanted.get("show") || "")) state.show = wanted.get("show");
  state.query = (wanted.get("find") || "").toLocaleLowerCase("en");
  $("search").value = state.query;
  open(Math.max(0, releases.findIndex((one) => one.id === wanted.get("release"))));
  const first = +wanted.get("sentence");
  if (Number.isInteger(first) && first >= 1 && first <= told.lines.length) choose(first); else paint();
  quiet = false;
})();
