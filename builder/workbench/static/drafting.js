// The draft's page: findings as one types, line numbers, evidence at the cursor, pages that follow it.
// Without this file the page still saves, checks, finds and builds.
"use strict";

(() => {
  const bench = document.getElementById("drafting");
  const form = document.getElementById("draft-form");
  const text = document.getElementById("draft-text");
  const state = document.getElementById("draft-state");
  const gutter = document.getElementById("gutter");
  const findings = document.getElementById("findings");
  const address = `/draft/${encodeURIComponent(bench.dataset.name)}`;
  const headers = { "X-Form-Key": bench.dataset.key };
  const PAUSE = 500; // milliseconds without a keystroke before the text is checked
  let saved = text.value;
  let asked = 0;

  const send = async (path, values, accept) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    return fetch(path, { method: "POST", body, headers: { ...headers, Accept: accept } });
  };
  const lost = "The server does not answer. Your text is still here: start it again, then save.";
  const changed = () => text.value !== saved;
  const say = (words) => { state.textContent = words; };

  // Line numbers: a copy of the text with the same width tells where each line begins when long ones wrap.
  const number = () => {
    const style = getComputedStyle(text);
    const copy = document.createElement("div");
    copy.className = "copy";
    copy.style.width = `${text.clientWidth}px`;
    copy.style.font = style.font;
    copy.style.lineHeight = style.lineHeight;
    copy.style.padding = style.padding;
    for (const line of text.value.split("\n")) {
      const row = document.createElement("div");
      row.textContent = line || "\u200b";
      copy.append(row);
    }
    document.body.append(copy);
    const tall = parseFloat(style.lineHeight);
    const wrong = new Map();
    for (const item of findings.querySelectorAll("li[data-line]")) {
      const line = Number(item.dataset.line);
      if (line && wrong.get(line) !== "error") wrong.set(line, item.classList.contains("error") ? "error" : "warning");
    }
    const rows = [...copy.children].map((row, at) => {
      const span = document.createElement("span");
      const severity = wrong.get(at + 1);
      if (severity) span.className = severity;
      span.textContent = String(at + 1) + "\n".repeat(Math.max(1, Math.round(row.offsetHeight / tall)));
      return span;
    });
    const width = text.clientWidth;
    gutter.replaceChildren(...rows);
    copy.remove();
    gutter.scrollTop = text.scrollTop;
    if (text.clientWidth !== width) number(); // the numbers themselves took room
  };

  const check = async () => {
    const mine = ++asked;
    say("Checking …");
    try {
      const answer = await send(`${address}/findings`, { text: text.value }, "text/html");
      if (mine !== asked) return;
      if (!answer.ok) throw new Error(String(answer.status));
      findings.innerHTML = await answer.text();
      say(changed() ? "Not saved" : "");
      number();
      here();
    } catch {
      if (mine === asked) say(lost);
    }
  };

  const save = async (event) => {
    event.preventDefault();
    try {
      const values = { text: text.value, seen: form.elements.seen.value };
      const answer = await send(address, values, "application/json");
      if (answer.status === 409) {
        saved = text.value; // the next page shows both texts
        form.submit();
        return;
      }
      if (!answer.ok) { say(await answer.text()); return; }
      const told = await answer.json();
      form.elements.seen.value = told.seen;
      saved = values.text;
      say(told.changed ? "Saved" : "Nothing was changed");
    } catch {
      say(lost);
    }
  };

  const lineOf = (at) => text.value.slice(0, at).split("\n").length;
  const goTo = (line) => {
    const lines = text.value.split("\n");
    const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(at, at + (lines[line - 1] || "").length);
    text.scrollTop = gutter.children[line - 1] ? gutter.children[line - 1].offsetTop - text.clientHeight / 3 : 0;
  };
  const here = () => {
    const line = lineOf(text.selectionStart);
    for (const item of findings.querySelectorAll("li[data-line]")) {
      item.classList.toggle("here", Number(item.dataset.line) === line);
    }
    follow(line);
  };

  // Evidence at the cursor.
  const finder = document.getElementById("finder-form");
  const hits = document.getElementById("finder-hits");
  finder.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd).trim();
    const words = finder.elements.q.value.trim() || chosen;
    hits.textContent = "Searching …";
    try {
      const answer = await fetch(`${address}/finder?q=${encodeURIComponent(words)}`);
      hits.innerHTML = await answer.text();
    } catch {
      hits.textContent = lost;
    }
  });
  hits.addEventListener("click", (event) => {
    const { insert, block } = event.target.dataset;
    if (!insert && !block) return;
    const lineEnd = text.value.indexOf("\n", text.selectionEnd);
    const at = insert ? text.selectionEnd : lineEnd < 0 ? text.value.length : lineEnd;
    text.focus();
    text.setRangeText(insert || `\n\n${block}\n`, at, at, "end");
    text.dispatchEvent(new Event("input"));
  });

  // Pages.
  const panel = document.getElementById("pages-panel");
  const view = document.getElementById("page-view");
  const pageState = document.getElementById("page-state");
  let pages = null;
  panel.hidden = false;
  const draw = (page) => {
    if (!pages || pages.shown === page) return;
    pages.shown = page;
    const image = document.createElement("img");
    image.src = `${address}/pages/${pages.key}/${page}.png`;
    image.alt = `Page ${page} of ${pages.count}`;
    view.replaceChildren(image);
    pageState.textContent = `Page ${page} of ${pages.count}`;
  };
  const follow = (line) => {
    if (!pages) return;
    const before = pages.anchors.filter(([at]) => at <= line);
    draw(before.length ? before[before.length - 1][1] : 1);
  };
  document.getElementById("show-pages").addEventListener("click", async () => {
    pageState.textContent = "Setting the pages …";
    try {
      const answer = await send(`${address}/pages`, { text: text.value }, "application/json");
      if (!answer.ok) { pageState.textContent = await answer.text(); return; }
      pages = await answer.json();
      follow(lineOf(text.selectionStart));
    } catch {
      pageState.textContent = lost;
    }
  });

  let waiting = 0;
  text.addEventListener("input", () => {
    say(changed() ? "Not saved" : "");
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
  text.addEventListener("keyup", here);
  text.addEventListener("click", here);
  findings.addEventListener("click", (event) => {
    const line = Number(event.target.dataset.line);
    if (event.target.tagName === "A" && line) { event.preventDefault(); goTo(line); }
  });
  form.addEventListener("submit", save);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") save(event);
  });
  window.addEventListener("beforeunload", (event) => { if (changed()) event.preventDefault(); });
  window.addEventListener("resize", () => number());
  number();
})();
