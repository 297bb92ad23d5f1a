// The field for SPARQL: colours, the graph's own names to choose from, and the cursor at a mistake.
// Without this file it is a plain field that does the same work.
"use strict";

(() => {
  const field = document.getElementById("sparql-text");
  const list = document.getElementById("sparql-terms");
  const told = document.getElementById("sparql-told");
  const MOST = 8; // names offered at once

  const KINDS = [
    ["comment", /#[^\n]*/y],
    ["iri", /<[^<>"{}|^`\\\s]*>/y],
    ["string", /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/y],
    ["variable", /[?$][A-Za-z0-9_]+/y],
    ["name", /[A-Za-z][\w-]*:[\w.-]*|:[\w.-]+|_:\w+/y],
    ["keyword", /\b(?:base|prefix|select|construct|describe|ask|distinct|reduced|from|named|where|order|by|asc|desc|limit|offset|having|group|values|undef|graph|optional|union|minus|filter|not|exists|in|bind|as|service|silent|a|true|false|count|sum|min|max|avg|sample|group_concat|separator|str|lang|langmatches|datatype|bound|iri|uri|if|coalesce|regex|replace|substr|strlen|ucase|lcase|contains|strstarts|strends|strbefore|strafter|concat|year|month|day|now|xsd)\b/iy],
    ["number", /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy],
    ["", /[\w]+|[^]/y],
  ];

  // A copy of the text in colours lies beneath the field, whose own letters are not painted.
  const copy = document.createElement("pre");
  copy.className = "paint";
  copy.setAttribute("aria-hidden", "true");
  field.before(copy);
  field.parentElement.classList.add("coloured");

  const paint = () => {
    const text = field.value;
    const pieces = document.createDocumentFragment();
    for (let at = 0; at < text.length; ) {
      for (const [kind, pattern] of KINDS) {
        pattern.lastIndex = at;
        const found = pattern.exec(text);
        if (!found || !found[0]) continue;
        const piece = document.createElement("span");
        if (kind) piece.className = `token-${kind}`;
        piece.textContent = found[0];
        pieces.append(piece);
        at += found[0].length;
        break;
      }
    }
    pieces.append("\n");
    copy.replaceChildren(pieces);
    follow();
  };
  const follow = () => { copy.scrollTop = field.scrollTop; copy.scrollLeft = field.scrollLeft; };

  // Names of the graph: asked for once, when the first could be wanted.
  let terms = null;
  const known = () => {
    terms ??= fetch("/sparql/terms", { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : []))
      .catch(() => []); // without the server there is nothing to offer
    return terms;
  };

  const begun = () => {
    const before = field.value.slice(0, field.selectionStart);
    const found = /(?:^|[\s({[;,.^|/!*+])((?:[A-Za-z][\w-]*:[\w.-]*)|[A-Za-z][\w-]*)$/.exec(before);
    return found ? found[1] : "";
  };
  let chosen = -1;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    told.textContent = "";
  };
  const mark = (at) => {
    const items = list.children;
    chosen = (at + items.length) % items.length;
    [...items].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    field.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const offer = async (asked) => {
    const start = begun();
    if (!asked && !/:./.test(start)) return close();
    const wanted = start.toLowerCase();
    const local = wanted.slice(wanted.indexOf(":") + 1);
    const all = await known();
    const first = all.filter(([name]) => name.toLowerCase().startsWith(wanted));
    const same = ([name]) => wanted.includes(":") ? name.toLowerCase().startsWith(wanted.split(":")[0] + ":") : true;
    const others = all.filter((term) => !first.includes(term) && same(term)
      && (term[0].toLowerCase().includes(local) || term[1].toLowerCase().includes(local)));
    const found = [...first, ...others].filter(([name]) => name !== start).slice(0, MOST);
    if (start !== begun()) return; // more was typed meanwhile, and is being looked up
    if (!found.length) return close();
    list.replaceChildren(...found.map(([name, called], place) => {
      const item = document.createElement("li");
      item.id = `sparql-term-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.name = name;
      const code = document.createElement("code");
      code.textContent = name;
      item.append(code, called ? ` ${called}` : "");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
      return item;
    }));
    list.hidden = false;
    chosen = -1;
    told.textContent = `${found.length} names of the graph fit; arrow down chooses one.`;
  };
  const take = (name) => {
    const end = field.selectionStart;
    field.setRangeText(name, end - begun().length, end, "end");
    close();
    paint();
  };

  field.addEventListener("input", () => { paint(); offer(false); });
  field.addEventListener("scroll", follow);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
    else if (event.key === " " && event.ctrlKey) { event.preventDefault(); offer(true); }
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
    else if (event.key === "ArrowUp" && chosen >= 0) { event.preventDefault(); mark(chosen - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen].dataset.name); }
    else if (event.key === "Escape") close();
  });
  paint();

  // A mistake has its place: the cursor goes there.
  const line = Number(field.dataset.line);
  if (line) {
    const before = field.value.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    field.focus();
    const at = before + Math.max(0, Number(field.dataset.column) - 1);
    field.setSelectionRange(at, at);
  }
})();
