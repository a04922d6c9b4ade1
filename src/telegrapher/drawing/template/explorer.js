"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes: rawNodes, edges: rawEdges, explorer } = data;
  const { types, relations, sources } = explorer;
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, parent, cls) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (cls) element.className = cls;
    if (parent) parent.append(element);
    return element;
  };

  // Code points, not UTF-16 units: offsets come from Python.
  const points = (text) => Array.from(text);

  const nodeOf = new Map(rawNodes.map((node) => [node.id, node]));
  const edgesOf = new Map(rawNodes.map((node) => [node.id, []]));
  rawEdges.forEach((edge, index) => {
    edge.id = "e" + index;
    edge.said = explorer.said[edge.row];
    edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
  });
  const edgeOf = new Map(rawEdges.map((edge) => [edge.id, edge]));
  const days = [...new Set(sources.map((source) => source.published).filter(Boolean))].sort();

  const state = { types: new Set(), relations: new Set(), planned: true, confidence: 0, from: 0, until: Math.max(0, days.length - 1), source: "", focus: null, hops: 1, selected: null };

  // ---- what is visible -------------------------------------------------------------------------------------------
  const inTime = (source) => {
    if (state.source !== "" && String(source) !== state.source) return false;
    const day = sources[source].published;
    if (!day) return state.from === 0 && state.until === days.length - 1;
    return day >= days[state.from] && day <= days[state.until];
  };
  const saidNow = (said) => said.filter((one) => one.confidence >= state.confidence && inTime(one.source));
  const edgePasses = (edge) => !state.relations.has(edge.relation) && (state.planned || edge.asserted)
    && !state.types.has(nodeOf.get(edge.from).kind) && !state.types.has(nodeOf.get(edge.to).kind) && saidNow(edge.said).length > 0;
  let seenNodes = new Set();
  let seenEdges = new Set();
  function around(start, hops, passing) {
    const near = new Set([start]);
    let border = [start];
    for (let step = 0; step < hops; step++) {
      const next = [];
      for (const id of border) for (const edge of edgesOf.get(id)) {
        if (!passing.has(edge.id)) continue;
        const other = edge.from === id ? edge.to : edge.from;
        if (!near.has(other)) { near.add(other); next.push(other); }
      }
      border = next;
    }
    return near;
  }
  function sift() {
    const passing = new Set(rawEdges.filter(edgePasses).map((edge) => edge.id));
    const narrowed = state.source !== "" || state.from > 0 || state.until < days.length - 1 || state.confidence > 0 || state.relations.size > 0 || !state.planned;
    const touched = new Set();
    for (const id of passing) { touched.add(edgeOf.get(id).from); touched.add(edgeOf.get(id).to); }
    let keep = rawNodes.filter((node) => !state.types.has(node.kind) && (!narrowed || touched.has(node.id))).map((node) => node.id);
    if (state.focus) { const near = around(state.focus, state.hops, passing); keep = keep.filter((id) => near.has(id)); }
    seenNodes = new Set(keep);
    seenEdges = new Set([...passing].filter((id) => seenNodes.has(edgeOf.get(id).from) && seenNodes.has(edgeOf.get(id).to)));
  }

  // ---- the picture -----------------------------------------------------------------------------------------------
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const look = () => ({ ink: css("--ink"), edge: css("--edge"), back: css("--back"), accent: css("--accent"), soft: css("--soft") });
  let colours = look();
  const drawnNode = (node) => ({
    ...node, title: node.title,
    color: { background: types[node.kind].color, border: node.known ? types[node.kind].color : colours.soft, highlight: { background: types[node.kind].color, border: colours.ink } },
    borderWidth: node.known ? 1 : 1.4,
    font: { color: colours.ink, size: 13 + Math.min(24, node.degree) * 0.7, strokeWidth: 4, strokeColor: colours.back, face: "system-ui, sans-serif" },
  });
  const drawnEdge = (edge) => ({
    id: edge.id, from: edge.from, to: edge.to, dashes: !edge.asserted, smooth: edge.smooth, arrows: "to", width: Math.min(4, 0.8 + 0.5 * edge.said.length),
    color: { color: colours.edge, highlight: colours.accent, hover: colours.accent },
    font: { color: colours.soft, size: 12, strokeWidth: 4, strokeColor: colours.back, align: "middle" },
  });
  const nodes = new vis.DataSet(rawNodes.map(drawnNode));
  const edges = new vis.DataSet(rawEdges.map(drawnEdge));
  const nodeView = new vis.DataView(nodes, { filter: (node) => seenNodes.has(node.id) });
  const edgeView = new vis.DataView(edges, { filter: (edge) => seenEdges.has(edge.id) });
  sift();
  const network = new vis.Network($("mynetwork"), { nodes: nodeView, edges: edgeView }, data.options);
  window.telegrapher = { network, state, data };  // for tests and the curious

  // Names of the best connected things stay readable however far away: their letters grow as the picture shrinks.
  const hubs = [...rawNodes].sort((a, b) => b.degree - a.degree || (a.full < b.full ? -1 : 1)).slice(0, 40);
  const letter = (node) => 13 + Math.min(24, node.degree) * 0.7;
  let lettersFor = 1;
  function keepReadable() {
    const scale = Math.max(0.12, Math.min(1, network.getScale()));
    if (Math.abs(scale - lettersFor) < 0.04) return;
    lettersFor = scale;
    const taken = [];
    nodes.update(hubs.map((node) => {
      const size = Math.max(letter(node), 12.5 / scale);
      const half = (Math.min(34, node.label.length) * size * 0.55) / 2;
      const box = [node.x - half, node.y, node.x + half, node.y + node.size + size * 1.4];
      const free = seenNodes.has(node.id) && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      if (free) taken.push(box);
      return { id: node.id, font: { size: free ? size : letter(node) } };
    }));
  }
  network.on("zoom", keepReadable);

  function fit() {
    // Enlarged names would count as part of the picture and make it smaller still.
    nodes.update(hubs.map((node) => ({ id: node.id, font: { size: letter(node) } })));
    lettersFor = 1;
    network.redraw();
    network.fit();
    keepReadable();
  }

  function paint() {
    colours = look();
    nodes.update(rawNodes.map(drawnNode));
    edges.update(rawEdges.map(drawnEdge));
    lettersFor = 1;
    keepReadable();
    emphasise();
  }
  let emphasised = [];
  function emphasise() {
    const edge = state.selected && edgeOf.get(state.selected);
    const touched = edge ? [edge] : state.selected && edgesOf.has(state.selected) ? edgesOf.get(state.selected).filter((one) => seenEdges.has(one.id)) : [];
    const near = new Set(touched.flatMap((one) => [one.from, one.to]));
    if (state.selected && nodeOf.has(state.selected)) near.add(state.selected);
    nodes.update(rawNodes.map((node) => {
      const lit = !near.size || near.has(node.id);
      return { id: node.id, opacity: lit ? 1 : 0.16, font: { color: lit ? colours.ink : colours.soft + "30", strokeColor: lit ? colours.back : "transparent" } };
    }));
    edges.update(emphasised.map((id) => ({ id, label: "", color: { color: colours.edge } })));
    emphasised = touched.length <= 60 ? touched.map((one) => one.id) : [];
    edges.update(emphasised.map((id) => ({ id, label: edgeOf.get(id).label, color: { color: colours.accent } })));
  }
  function refresh() {
    sift();
    nodeView.refresh(); edgeView.refresh();
    $("count").textContent = `${seenNodes.size.toLocaleString("en")} things · ${seenEdges.size.toLocaleString("en")} relations`;
    $("empty").hidden = seenNodes.size > 0 || !$("table").hidden;
    if (!$("table").hidden) fillTable();
    remember();
  }

  // ---- the panel -------------------------------------------------------------------------------------------------
  function swatch(kind, parent) {
    const shape = types[kind].shape;
    const clip = { square: "none", diamond: "polygon(50% 0,100% 50%,50% 100%,0 50%)", triangle: "polygon(50% 0,100% 100%,0 100%)", triangleDown: "polygon(0 0,100% 0,50% 100%)", hexagon: "polygon(25% 5%,75% 5%,100% 50%,75% 95%,25% 95%,0 50%)", star: "polygon(50% 0,62% 35%,100% 38%,70% 60%,80% 98%,50% 76%,20% 98%,30% 60%,0 38%,38% 35%)" }[shape];
    const mark = make("span", "", parent, "swatch");
    mark.style.background = types[kind].color;
    if (clip) mark.style.clipPath = clip; else mark.style.borderRadius = "50%";
    return mark;
  }
  function quote(one, parent) {
    const block = make("blockquote", null, parent);
    const text = points(explorer.quotes[one.quote]);
    let at = 0;
    for (const [start, end] of one.marks) {
      if (start < at) continue;
      block.append(text.slice(at, start).join(""));
      make("mark", text.slice(start, end).join(""), block);
      at = end;
    }
    block.append(text.slice(at).join(""));
    const source = sources[one.source];
    const where = make("p", null, parent, "where");
    make("b", source.title, where);
    where.append(` · ${source.published || "undated"} · ${one.zone}`);
    const more = make("p", null, parent, "where");
    if (one.status) { make("span", one.status, more, "badge"); more.append(" "); }
    more.append([one.date && `date ${one.date}`, ...one.details, `confidence ${one.confidence.toFixed(2)}`, one.rule].filter(Boolean).join(" · "));
  }
  function showNode(id) {
    const node = nodeOf.get(id);
    const panel = $("panel");
    panel.replaceChildren();
    make("h2", node.full, panel);
    const kind = make("p", null, panel, "type");
    swatch(node.kind, kind);
    make("span", types[node.kind].label, kind);
    make("span", node.known ? "known" : "found in text", kind, "badge" + (node.known ? "" : " off"));
    const tools = make("div", null, panel, "tools");
    const focus = make("button", state.focus === id ? "Show all" : "Only its surroundings", tools);
    focus.onclick = () => { state.focus = state.focus === id ? null : id; refresh(); fit(); showNode(id); };
    if (state.focus === id) for (const hops of [1, 2, 3]) {
      const button = make("button", hops + (hops === 1 ? " step" : " steps"), tools);
      button.setAttribute("aria-pressed", String(state.hops === hops));
      button.onclick = () => { state.hops = hops; refresh(); fit(); showNode(id); };
    }
    for (const [label, value, said] of node.facts.map((row) => [row[0], row[1], explorer.said[row[2]]])) {
      const fact = make("details", null, panel, "fact");
      const head = make("summary", null, fact);
      make("b", label, head); head.append(value);
      said.forEach((one) => quote(one, fact));
    }
    const groups = new Map();
    for (const edge of edgesOf.get(id)) {
      if (!edgePasses(edge)) continue;
      const label = edge.from === id ? edge.label : edge.inverse;
      if (!groups.has(label)) groups.set(label, []);
      groups.get(label).push(edge);
    }
    for (const label of [...groups.keys()].sort()) {
      make("h3", label, panel);
      for (const edge of groups.get(label)) {
        const link = make("button", null, panel, "link");
        link.append(nodeOf.get(edge.from === id ? edge.to : edge.from).full + " ");
        make("i", [edge.status, edge.said.length > 1 ? `said ${edge.said.length} times` : ""].filter(Boolean).join(" · "), link);
        link.onclick = () => select(edge.id);
      }
    }
  }
  function showEdge(id) {
    const edge = edgeOf.get(id);
    const panel = $("panel");
    panel.replaceChildren();
    const ends = make("h2", null, panel);
    ends.textContent = nodeOf.get(edge.from).full;
    const kind = make("p", null, panel, "type");
    make("span", `${edge.label} →`, kind, "badge" + (edge.asserted ? "" : " off"));
    if (!edge.asserted) make("span", "not (yet) a fact", kind);
    make("h2", nodeOf.get(edge.to).full, panel);
    const tools = make("div", null, panel, "tools");
    for (const end of [edge.from, edge.to]) make("button", nodeOf.get(end).label, tools).onclick = () => select(end);
    const said = saidNow(edge.said);
    make("h3", said.length === 1 ? "the sentence behind it" : `${said.length} sentences behind it`, panel);
    said.forEach((one) => quote(one, panel));
  }
  function showNothing() {
    const panel = $("panel");
    panel.replaceChildren();
    make("h2", explorer.title, panel);
    make("p", `${rawNodes.length} things and ${rawEdges.length} relations read from ${sources.length} releases.`, panel, "hint");
    make("p", "Click a line to read the sentence that says it; click a thing for all its relations.", panel, "hint");
    make("h3", "most connected", panel);
    for (const node of [...rawNodes].sort((a, b) => b.degree - a.degree || (a.full < b.full ? -1 : 1)).slice(0, 12)) {
      const link = make("button", null, panel, "link");
      link.append(node.full + " ");
      make("i", `${types[node.kind].label} · ${node.degree}`, link);
      link.onclick = () => select(node.id, true);
    }
  }
  function select(id, centre) {
    state.selected = id;
    if (id && nodeOf.has(id)) {
      showNode(id);
      if (seenNodes.has(id)) { network.selectNodes([id]); if (centre) network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: false }); keepReadable(); }
    } else if (id && edgeOf.has(id)) {
      showEdge(id);
      if (seenEdges.has(id)) network.setSelection({ nodes: [], edges: [id] });
      if (centre) { network.fit({ nodes: [edgeOf.get(id).from, edgeOf.get(id).to], maxZoomLevel: 0.9 }); keepReadable(); }
    } else { state.selected = null; network.unselectAll(); showNothing(); }
    emphasise();
    remember();
  }
  network.on("click", (event) => select(event.nodes[0] ?? event.edges[0] ?? null));

  // ---- finding ---------------------------------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const index = rawNodes.map((node) => ({ node, names: [node.full, ...node.names].map(plain) }));
  const pairs = (text) => { const found = new Set(); for (let i = 0; i < text.length - 1; i++) found.add(text.slice(i, i + 2)); return found; };
  function score(names, wanted, grams) {
    let best = 0;
    for (const name of names) {
      if (name === wanted) return 5;
      if (name.startsWith(wanted)) best = Math.max(best, 4);
      else if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) best = Math.max(best, 3);
      else if (name.includes(wanted)) best = Math.max(best, 2);
      else if (grams.size > 1) {  // typing slips: share of letter pairs in common
        const own = pairs(name);
        let common = 0;
        for (const gram of grams) if (own.has(gram)) common++;
        const share = (2 * common) / (grams.size + own.size);
        if (share > 0.5) best = Math.max(best, share);
      }
    }
    return best;
  }
  let hits = [];
  let chosen = 0;
  function find() {
    const wanted = plain($("search").value.trim());
    const grams = pairs(wanted);
    hits = wanted ? index.map((entry) => ({ node: entry.node, score: score(entry.names, wanted, grams) })).filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score || b.node.degree - a.node.degree || (a.node.full < b.node.full ? -1 : 1)).slice(0, 12) : [];
    chosen = 0;
    const list = $("hits");
    list.replaceChildren();
    hits.forEach((hit, position) => {
      const item = make("li", hit.node.full, list);
      item.setAttribute("role", "option");
      make("small", types[hit.node.kind].label, item);
      item.onmousedown = (event) => { event.preventDefault(); take(position); };
    });
    if (wanted && !hits.length) make("li", "nothing of that name", list);
    list.hidden = !wanted;
    $("search").setAttribute("aria-expanded", String(!!wanted));
    mark();
  }
  const mark = () => [...$("hits").children].forEach((item, position) => item.setAttribute("aria-selected", String(position === chosen)));
  function take(position) {
    const hit = hits[position];
    if (!hit) return;
    $("hits").hidden = true;
    state.types.delete(hit.node.kind);
    if (state.focus) state.focus = hit.node.id;
    refresh(); syncBoxes(); select(hit.node.id, true);
  }
  $("search").oninput = find;
  $("search").onkeydown = (event) => {
    if (event.key === "ArrowDown") chosen = Math.min(hits.length - 1, chosen + 1);
    else if (event.key === "ArrowUp") chosen = Math.max(0, chosen - 1);
    else if (event.key === "Enter") return take(chosen);
    else if (event.key === "Escape") { $("hits").hidden = true; $("search").blur(); return; }
    else return;
    event.preventDefault(); mark();
  };
  $("search").onblur = () => { $("hits").hidden = true; };
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== $("search")) { event.preventDefault(); $("search").focus(); }
    else if (event.key === "Escape" && document.activeElement !== $("search")) { state.focus = null; refresh(); select(null); }
  });

  // ---- filters ---------------------------------------------------------------------------------------------------
  const boxes = [];
  function fillBoxes(parent, names, off, label, count, kind) {
    for (const name of names) {
      const row = make("label", null, parent, "row");
      const box = make("input", null, row);
      box.type = "checkbox"; box.checked = true;
      if (kind) swatch(name, row);
      make("span", label(name), row, "name").title = label(name);
      make("span", count.get(name), row, "number");
      box.onchange = () => { box.checked ? off.delete(name) : off.add(name); refresh(); };
      boxes.push({ box, name, off });
    }
  }
  const tally = (items, key) => items.reduce((count, item) => count.set(item[key], (count.get(item[key]) || 0) + 1), new Map());
  const typeCount = tally(rawNodes, "kind");
  const relationCount = tally(rawEdges, "relation");
  const byCount = (count) => [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
  fillBoxes($("types"), byCount(typeCount), state.types, (name) => types[name].label, typeCount, true);
  fillBoxes($("relations"), byCount(relationCount), state.relations, (name) => relations[name], relationCount, false);
  const syncBoxes = () => boxes.forEach(({ box, name, off }) => { box.checked = !off.has(name); });
  document.querySelectorAll(".all, .none").forEach((button) => {
    button.onclick = () => {
      const off = state[button.dataset.for];
      off.clear();
      if (button.className === "none") for (const name of (button.dataset.for === "types" ? typeCount : relationCount).keys()) off.add(name);
      syncBoxes(); refresh();
    };
  });
  $("planned").onchange = () => { state.planned = $("planned").checked; refresh(); };
  $("confidence").oninput = () => { state.confidence = +$("confidence").value; syncSlides(); refresh(); };
  for (const end of ["from", "until"]) {
    $(end).max = Math.max(0, days.length - 1);
    $(end).disabled = days.length < 2;
    $(end).oninput = () => {
      state[end] = +$(end).value;
      if (state.from > state.until) state[end === "from" ? "until" : "from"] = state[end];
      syncSlides(); refresh();
    };
  }
  sources.forEach((source, position) => { const option = make("option", `${source.published || "undated"}  ${source.title}`, $("source")); option.value = position; });
  $("source").onchange = () => { state.source = $("source").value; refresh(); fit(); };
  function syncSlides() {
    $("confidence").value = state.confidence; $("confidence-value").textContent = state.confidence.toFixed(2);
    for (const end of ["from", "until"]) { $(end).value = state[end]; $(end + "-value").textContent = days[state[end]] || "–"; }
    $("planned").checked = state.planned; $("source").value = state.source;
  }

  // ---- table, files, theme, address ------------------------------------------------------------------------------
  let sortKey = "subject";
  let sortSign = 1;
  const rows = () => rawEdges.filter((edge) => seenEdges.has(edge.id)).map((edge) => ({
    id: edge.id, subject: nodeOf.get(edge.from).full, label: edge.label, object: nodeOf.get(edge.to).full, status: edge.status, date: edge.date, count: edge.said.length,
    sources: [...new Set(edge.said.map((one) => sources[one.source].title))].join(" | "), quote: explorer.quotes[edge.said[0].quote],
  })).sort((a, b) => sortSign * (a[sortKey] < b[sortKey] ? -1 : a[sortKey] > b[sortKey] ? 1 : 0));
  function fillTable() {
    const body = document.querySelector("#table tbody");
    body.replaceChildren();
    for (const row of rows().slice(0, 2000)) {
      const line = make("tr", null, body);
      line.tabIndex = 0;
      for (const key of ["subject", "label", "object", "status", "date", "count"]) make("td", row[key], line);
      line.onclick = () => select(row.id);
      line.onkeydown = (event) => { if (event.key === "Enter") select(row.id); };
    }
  }
  document.querySelectorAll("#table th").forEach((head) => { head.onclick = () => { sortSign = sortKey === head.dataset.key ? -sortSign : 1; sortKey = head.dataset.key; fillTable(); }; });
  function view(table) {
    $("table").hidden = !table; $("mynetwork").hidden = table;
    $("show-table").setAttribute("aria-pressed", String(table)); $("show-graph").setAttribute("aria-pressed", String(!table));
    refresh();
  }
  $("show-graph").onclick = () => view(false);
  $("show-table").onclick = () => view(true);
  $("fit").onclick = () => { view(false); fit(); };
  function save(name, address) { const link = document.createElement("a"); link.href = address; link.download = name; link.click(); }
  $("save-png").onclick = () => {
    const picture = document.querySelector("#mynetwork canvas");
    const copy = document.createElement("canvas");
    copy.width = picture.width; copy.height = picture.height;
    const pen = copy.getContext("2d");
    pen.fillStyle = css("--back"); pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(picture, 0, 0);
    save("telegrapher.png", copy.toDataURL());
  };
  // A cell that begins like a formula gets a quote before it: spreadsheets would run it.
  const cell = (value) => { const text = String(value); return `"${(/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`; };
  $("save-csv").onclick = () => {
    const keys = ["subject", "label", "object", "status", "date", "count", "sources", "quote"];
    const text = [keys.join(","), ...rows().map((row) => keys.map((key) => cell(row[key])).join(","))].join("\r\n");
    save("telegrapher.csv", URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" })));
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const setTheme = (name) => { document.documentElement.dataset.theme = name; paint(); };
  $("theme").onclick = () => { setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); remember(); };
  let quiet = true;  // while the address is being read, nothing is written to it
  function remember() {
    if (quiet) return;
    const parts = new URLSearchParams();
    if (state.types.size) parts.set("types", [...state.types].sort().join(","));
    if (state.relations.size) parts.set("relations", [...state.relations].sort().join(","));
    if (!state.planned) parts.set("planned", "0");
    if (state.confidence) parts.set("confidence", state.confidence);
    if (state.from) parts.set("from", days[state.from]);
    if (state.until < days.length - 1) parts.set("until", days[state.until]);
    if (state.source !== "") parts.set("source", sources[state.source].id);
    if (state.focus) { parts.set("focus", state.focus); parts.set("hops", state.hops); }
    if (state.selected) parts.set("at", state.selected.startsWith("e") && edgeOf.has(state.selected) ? edgeOf.get(state.selected).name : state.selected);
    history.replaceState(null, "", "#" + parts);
  }
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    for (const key of ["types", "relations"]) for (const name of (parts.get(key) || "").split(",").filter(Boolean)) state[key].add(name);
    state.planned = parts.get("planned") !== "0";
    state.confidence = Math.min(1, Math.max(0, +parts.get("confidence") || 0));
    if (days.includes(parts.get("from"))) state.from = days.indexOf(parts.get("from"));
    if (days.includes(parts.get("until"))) state.until = days.indexOf(parts.get("until"));
    const source = sources.findIndex((one) => one.id === parts.get("source"));
    if (source >= 0) state.source = String(source);
    if (nodeOf.has(parts.get("focus"))) { state.focus = parts.get("focus"); state.hops = Math.min(3, Math.max(1, +parts.get("hops") || 1)); }
    const at = parts.get("at");
    return nodeOf.has(at) ? at : rawEdges.find((edge) => edge.name === at)?.id ?? null;
  }
  const start = recall();
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
  $("note").textContent = explorer.note;
  syncBoxes(); syncSlides(); refresh(); paint(); select(start, true);
  if (!start) network.once("afterDrawing", fit);
  quiet = false;
})();
