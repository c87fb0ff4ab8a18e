// Comfort on top of pages that work without it: keys, forms that do not reload, words selected in the text.
// Every change is a form of the server's own pages, sent as the browser would send it; what comes back is the server's page.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("script");

  let quiet = 0;
  function say(words, bad = false) {
    const box = $("#say");
    box.textContent = words;
    box.classList.toggle("bad", bad);
    clearTimeout(quiet);
    quiet = setTimeout(() => { box.textContent = ""; }, bad ? 9000 : 3500);
  }

  // ---- pages in place -------------------------------------------------------------------------------------------

  async function get(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error("The workbench did not answer. Is it still running?");
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /** Show the server's page of `address` in place of this one, where the reader is. */
  async function show(address) {
    const page = await get(address);
    const ledger = $(".ledger");
    const at = { page: window.scrollY, ledger: ledger ? ledger.scrollTop : 0, local: selected };
    const open = $$("details[open]").map((d) => d.closest("[id]") && d.closest("[id]").id);
    $("#view").replaceWith(page.querySelector("#view"));
    document.body.className = page.body.className;
    document.title = page.title;
    history.replaceState(null, "", address);
    for (const d of $$(".voice details")) if (open.includes(d.closest("[id]").id)) d.open = true;
    ready();
    if (at.local) mark(at.local);
    window.scrollTo(0, at.page);
    if ($(".ledger")) $(".ledger").scrollTop = at.ledger;
  }

  const failing = (task) => task.catch((error) => say(error.message, true));

  // ---- verdicts -------------------------------------------------------------------------------------------------

  async function send(form, button) {
    const data = new URLSearchParams(new FormData(form));
    if (button && button.name) data.set(button.name, button.value);
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" },
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.problem || "That could not be done.");
    return said;
  }

  async function submit(form, button) {
    const said = await send(form, button);
    const editing = form.classList.contains("edit");
    const target = editing ? data_of(form, "back") : location.pathname + location.search;
    await show(target || location.pathname);
    say(said.said + (document.body.classList.contains("reading") ? " u undoes." : ""));
    if (document.body.classList.contains("reading") && !editing && button && ["accept", "reject"].includes(button.value)) step(1);
  }

  const data_of = (form, name) => (form.elements[name] ? form.elements[name].value : "");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post") return;
    event.preventDefault();
    failing(submit(form, event.submitter));
  });

  // ---- the reading view -----------------------------------------------------------------------------------------

  let selected = "";
  let order = [];
  let asked = 0;

  const claim_of = (local) => (order.find(([id]) => id === local) || [])[1];
  const reading = () => $(".columns[data-order]");

  function ready() {
    const columns = reading();
    order = columns ? columns.dataset.order.trim().split(/\s+/).filter(Boolean).map((pair) => pair.split(":")) : [];
    const judge = $("#judge .judge[data-local]");
    selected = judge ? judge.dataset.local : "";
    if (selected) mark(selected);
    for (const button of $$("[data-take]")) button.hidden = false;
  }

  function mark(local) {
    for (const node of $$(".at")) node.classList.remove("at");
    selected = local;
    for (const node of $$(`[data-a="${local}"], li[data-local="${local}"]`)) node.classList.add("at");
  }

  function select(local, { scroll = true, focus = true } = {}) {
    const claim = claim_of(local);
    if (!claim) return;
    mark(local);
    const words = document.getElementById(local);
    if (words && focus) words.focus({ preventScroll: true });
    if (words && scroll) words.scrollIntoView({ block: "center" });
    const row = $(`li[data-local="${local}"]`);
    const fold = row && row.closest("details");
    if (fold) fold.open = true;
    if (row) keep_in_view(row);
    failing(panel(claim));
  }

  function keep_in_view(row) {
    const box = $(".ledger");
    if (!box || box.scrollHeight <= box.clientHeight) return;
    const judge = $("#judge");
    const top = row.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 60) box.scrollTop = Math.max(0, top - judge.offsetHeight - 60);
  }

  async function panel(claim) {
    const turn = ++asked;
    const address = new URL(location.href);
    for (const name of ["from", "to", "edit", "new"]) address.searchParams.delete(name);
    address.searchParams.set("at", claim);
    address.hash = "";
    history.replaceState(null, "", address);
    const part = await get(`${location.pathname}/panel${address.search}`);
    if (turn !== asked) return;
    const fresh = part.querySelector(".judge");
    $("#judge").replaceChildren(...(fresh ? [fresh] : []));
    for (const link of $$("#judge a[data-go]")) {
      const here = new URL(address);
      if (link.title === "e") here.searchParams.set("edit", "1"); else here.searchParams.delete("at");
      link.href = here.pathname + here.search;
    }
    const box = $(".ledger");
    if (box && window.matchMedia("(min-width: 60rem)").matches) box.scrollTop = 0;
  }

  function step(by) {
    if (!order.length) return say("No attribution passes the filter.");
    const index = order.findIndex(([local]) => local === selected);
    const next = index < 0 ? (by > 0 ? first_on_screen() : order.length - 1) : index + by;
    if (next < 0 || next >= order.length) return say(by > 0 ? "That was the last." : "That was the first.");
    select(order[next][0]);
  }

  function first_on_screen() {
    const found = order.findIndex(([local]) => {
      const node = document.getElementById(local);
      return node && node.getBoundingClientRect().bottom > 60;
    });
    return Math.max(0, found);
  }

  function press(value) {
    const button = $(`#judge .quick button[value="${value}"]`);
    if (!selected) return say("Choose an attribution first: j or k.");
    if (!button || $("#judge .judge").dataset.local !== selected) return say("One moment.");
    failing(submit(button.form, button));
  }

  function credit(number) {
    const box = $("#p-credibility");
    if (!selected || !box) return say("Choose an attribution first: j or k.");
    box.value = number;
    press("credit");
  }

  function edit() {
    const link = $("#judge a[data-go][title=e]");
    if (link && selected) failing(show(link.getAttribute("href")).then(() => { const box = $("#e-content"); if (box) box.focus(); }));
    else say("Choose an attribution first: j or k.");
  }

  function close() {
    const picked = $("#pick");
    if (picked && !picked.hidden) { picked.hidden = true; return; }
    const keys = $(".keys");
    if (keys && keys.open) { keys.open = false; return; }
    const link = $("#judge a.quiet[data-go]");
    if (!link) return;
    mark("");
    failing(show(link.getAttribute("href")));
  }

  const KEYS = {
    j: () => step(1), k: () => step(-1), a: () => press("accept"), r: () => press("reject"), e: edit, n: () => add(),
    u: () => { const form = $("#undo-last"); if (form) failing(submit(form, null)); },
    "?": () => { const keys = $(".keys"); if (keys) { keys.open = !keys.open; if (keys.open) $("summary", keys).focus(); } },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") { if (typing) typing.blur(); else if (reading()) close(); return; }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); $("#find").focus(); return; }
    if (reading() && /^[1-6]$/.test(event.key)) { event.preventDefault(); credit(event.key); return; }
    if (!reading() || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  document.addEventListener("click", (event) => {
    const go = event.target.closest("a[data-go]");
    if (go && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const address = new URL(go.href);
      if (!address.searchParams.has("at")) mark("");
      failing(show(address.pathname + address.search));
      return;
    }
    const row = event.target.closest("a.judge-it");
    if (row && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      select(row.closest("[data-local]").dataset.local);
      return;
    }
    const words = event.target.closest(".article .a[data-a], h1 .a[data-a]");
    if (words && !event.target.closest("a") && window.getSelection().isCollapsed) select(words.dataset.a, { scroll: false });
    if (event.target.id === "pick-new") add();
    const take = event.target.closest("[data-take]");
    if (take) use(take.dataset.take);
  });

  // ---- words selected in the text -------------------------------------------------------------------------------

  let picked = null;

  /** Code points of the document before a point in a line of the article; what the page adds does not count. */
  function offset(line, node, at) {
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, at);
    const part = range.cloneContents();
    for (const extra of part.querySelectorAll(".ln, .tip, .ref")) extra.remove();
    return Number(line.dataset.start) + [...part.textContent].length;
  }

  function line_of(node) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element && element.closest("[data-start]");
  }

  function pick() {
    const selection = window.getSelection();
    const box = $("#pick");
    if (!box) return;
    if (selection.isCollapsed || !selection.rangeCount) { box.hidden = true; return; }
    const range = selection.getRangeAt(0);
    const [first, last] = [line_of(range.startContainer), line_of(range.endContainer)];
    if (!first || !last) { box.hidden = true; return; }
    const start = offset(first, range.startContainer, range.startOffset);
    const end = offset(last, range.endContainer, range.endOffset);
    const words = range.cloneContents();
    for (const extra of words.querySelectorAll(".ln, .tip, .ref")) extra.remove();
    const text = words.textContent;
    const lead = [...text].length - [...text.trimStart()].length;
    const tail = [...text].length - [...text.trimEnd()].length;
    if (end - tail <= start + lead) { box.hidden = true; return; }
    picked = { start: start + lead, end: end - tail, text: text.trim().replace(/\s+/g, " ") };
    const where = range.getBoundingClientRect();
    box.hidden = Boolean($("#judge .editing"));
    box.style.setProperty("left", `${Math.max(8, where.left + window.scrollX)}px`);
    box.style.setProperty("top", `${where.bottom + window.scrollY + 6}px`);
  }

  document.addEventListener("selectionchange", () => { if (reading()) pick(); });

  function add() {
    const address = new URL(location.href);
    for (const name of ["at", "edit", "from", "to"]) address.searchParams.delete(name);
    address.searchParams.set("new", picked ? `${picked.start}-${picked.end}` : "words");
    mark("");
    failing(show(address.pathname + address.search).then(() => { const box = $("#e-source"); if (box) box.focus(); }));
  }

  function use(name) {
    if (!picked) return say("Select words in the article first.");
    $(`#e-${name}`).value = picked.text;
    $(`input[name="${name}_at"]`).value = `${picked.start}-${picked.end}`;
  }

  ready();
})();
