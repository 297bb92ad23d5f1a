// Goes on looking at the paragraphs of a draft, and shows what was found, until all are looked at.
// Without this file the page has a link that does the same.
"use strict";

(() => {
  const parts = ["going-on", "found"];
  const PAUSE = 3000; // milliseconds

  const goOn = async () => {
    let answer;
    try {
      answer = await fetch(document.querySelector("#going-on a").href);
    } catch {
      return; // the server is gone; the link is still there
    }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = document.getElementById("found");
    const busy = found.contains(document.activeElement)
      || [...found.querySelectorAll("input[name=reason]")].some((field) => field.value);
    if (busy) { // somebody is deciding: not now
      setTimeout(goOn, PAUSE);
      return;
    }
    for (const part of parts) {
      const old = document.getElementById(part);
      const made = fresh.getElementById(part);
      if (made) old.replaceWith(document.adoptNode(made));
      else old.remove();
    }
    if (document.getElementById("going-on")) goOn();
  };

  if (document.getElementById("going-on")) goOn();
})();
