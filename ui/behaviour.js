/* clicks and new answers on the chat's page -> the letter in its pane, opened at the passage. No text of its own. */
(() => {
  "use strict";

  const SOURCES = ".bw-beurt, .bw-bronnenrij"; // what holds sources to walk through
  const wide = window.matchMedia("(min-width: 900px)");
  let current = null; // address of the citation that is open
  let turnOfCurrent = null; // id of the turn it belongs to
  let request = 0; // number of the last letter asked for; an earlier one that comes late is dropped
  const seen = new Map(); // id of a turn -> its state when last looked at

  const find = (selector, root = document) => root.querySelector(selector);
  const pane = () => find(".bw-paneel");
  const sheet = () => find(".bw-blad");

  /* The sources of a turn, each once, in order. */
  function sourcesOf(turn) {
    const byNumber = new Map();
    for (const link of turn.querySelectorAll("a[data-open][data-nummer]")) {
      if (!byNumber.has(link.dataset.nummer)) byNumber.set(link.dataset.nummer, link);
    }
    return [...byNumber.values()];
  }

  function markLinks() {
    for (const link of document.querySelectorAll("a[data-open]")) {
      const turn = link.closest(SOURCES);
      const is = link.getAttribute("href") === current && turn && turn.id === turnOfCurrent;
      if (is) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function showBar(link) {
    const bar = find(".bw-balk-brief");
    const words = find(".bw-bron-van", bar);
    const turn = link.closest(SOURCES);
    const sources = turn ? sourcesOf(turn) : [];
    const at = sources.findIndex((one) => one.getAttribute("href") === current);
    bar.hidden = false;
    find(".bw-venster", bar).href = current;
    for (const button of bar.querySelectorAll("[data-stap]")) {
      button.disabled = at < 0 || !sources[at + Number(button.dataset.stap)];
    }
    words.textContent =
      at < 0 ? "" : words.dataset.woorden.replace("{number}", at + 1).replace("{count}", sources.length);
  }

  function say(words) {
    const line = document.createElement("p");
    line.className = "bw-leeg";
    line.textContent = words;
    sheet().replaceChildren(line);
  }

  /* Put the article of a letter's page in the pane. */
  async function openLetter(link, { focus }) {
    const address = new URL(link.href, window.location.href);
    const turn = link.closest(SOURCES);
    const number = ++request;
    current = link.getAttribute("href");
    turnOfCurrent = turn ? turn.id : null;
    markLinks();
    showBar(link);
    if (focus && !wide.matches) coverWithPane();
    const waiting = window.setTimeout(() => say(pane().dataset.laden), 150);
    const article = await fetchPart(address.pathname + address.search, "article.bw-brief");
    window.clearTimeout(waiting);
    if (number !== request) return;
    if (!article) {
      say(pane().dataset.mislukt);
      return;
    }
    sheet().replaceChildren(document.importNode(article, true));
    reveal(address.hash, focus);
  }

  /* Scroll the pane to the marked words, or else to the paragraph, a third from the top. */
  function reveal(hash, focus) {
    const place = find("#aangehaald", sheet()) || (hash && find(`#${CSS.escape(hash.slice(1))}`, sheet()));
    const target = place || find(".bw-betreft", sheet());
    sheet().scrollTop = 0;
    if (place) scrollTo(place);
    if (focus && target) target.focus({ preventScroll: true });
  }

  function scrollTo(place) {
    const distance = place.getBoundingClientRect().top - sheet().getBoundingClientRect().top;
    sheet().scrollTop += distance - sheet().clientHeight / 3;
  }

  function emptyPane() {
    current = null;
    turnOfCurrent = null;
    request += 1;
    const bar = find(".bw-balk-brief");
    if (!bar) return;
    bar.hidden = true;
    sheet().replaceChildren(document.importNode(emptySheet.content, true));
    sheet().scrollTop = 0;
    markLinks();
  }

  /* What the pane shows while no letter is open: the hint, and the list of letters. */
  const emptySheet = document.createElement("template");
  let listed = false;

  async function listLetters() {
    emptySheet.innerHTML = sheet().innerHTML;
    const list = await fetchPart(pane().dataset.lijst, ".bw-brieven");
    if (!list) return;
    emptySheet.content.append(document.importNode(list, true));
    if (find(".bw-balk-brief").hidden) sheet().append(document.importNode(list, true));
  }

  /* A part of one of the server's own pages, or null. The server has escaped all text in it. */
  async function fetchPart(path, selector) {
    try {
      const response = await fetch(path, { credentials: "same-origin" });
      if (!response.ok) return null;
      return find(selector, new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      return null; // the server could not be reached
    }
  }

  /* On a narrow screen the pane covers the conversation; "back" of the browser uncovers it. */
  function coverWithPane() {
    if (document.body.classList.contains("bw-brief-open")) return;
    setCovered(true);
    window.history.pushState({ bwBrief: true }, "");
  }

  function setCovered(covered) {
    document.body.classList.toggle("bw-brief-open", covered);
    for (const part of document.querySelectorAll("#bw-links, #bw-kop")) part.inert = covered;
  }

  function backToAnswer() {
    if (document.body.classList.contains("bw-brief-open")) window.history.back();
    else focusCurrentLink();
  }

  function focusCurrentLink() {
    const link = find('a[data-open][aria-current="true"]');
    if (link) link.focus();
  }

  function step(by) {
    const turn = document.getElementById(turnOfCurrent || "");
    if (!turn) return;
    const sources = sourcesOf(turn);
    const at = sources.findIndex((one) => one.getAttribute("href") === current);
    if (sources[at + by]) openLetter(sources[at + by], { focus: true });
  }

  function fillQuestion(text) {
    const box = find("#bw-vraag textarea, #bw-vraag input");
    const proto = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(proto.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  async function copyText(button) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.kopie);
      button.textContent = button.dataset.gelukt;
    } catch {
      button.textContent = button.dataset.mislukt; // the browser doesn't allow it
    }
    window.setTimeout(() => { button.textContent = before; }, 2000);
  }

  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const target = event.target instanceof Element ? event.target : null;
    if (!target || !plain) return;
    const link = target.closest("a[data-open]");
    const inner = target.closest('.bw-blad a[href^="#"]');
    const skip = target.closest(".bw-sla-over");
    const button = target.closest("button");
    if (link) {
      event.preventDefault();
      openLetter(link, { focus: true });
    } else if (inner) {
      event.preventDefault();
      const place = document.getElementById(inner.getAttribute("href").slice(1));
      if (place) scrollTo(place);
    } else if (skip) {
      event.preventDefault();
      find("#bw-vraag textarea, #bw-vraag input").focus();
    } else if (button && "terug" in button.dataset) backToAnswer();
    else if (button && button.dataset.stap) step(Number(button.dataset.stap));
    else if (button && button.dataset.kopie) copyText(button);
    else if (button && "toonFilters" in button.dataset) {
      const shown = find("#bw-filters").classList.toggle("bw-open");
      button.setAttribute("aria-expanded", String(shown));
    } else if (button && "pasAan" in button.dataset) fillQuestion(button.dataset.pasAan);
    else if (button && "kiesBrief" in button.dataset) {
      const letter = find("article.bw-brief", sheet());
      const detail = letter ? letter.dataset.brief : "";
      if (detail) pane().dispatchEvent(new CustomEvent("bw-kies-brief", { bubbles: true, detail }));
    }
  });

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const typing = target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && target.closest(".bw-paneel")) backToAnswer();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  });

  /* New sources beside the conversation: the first opens, as that of an answer does. */
  document.addEventListener("bw-nieuwe-bronnen", (event) => {
    const first = event.detail ? sourcesOf(event.detail)[0] : null;
    if (first && wide.matches) openLetter(first, { focus: false });
  });

  document.addEventListener("bw-sluit-brief", () => setCovered(false));

  window.addEventListener("popstate", () => {
    if (!document.body.classList.contains("bw-brief-open")) return;
    setCovered(false);
    focusCurrentLink();
  });

  /* Scroll the conversation, and nothing around it. */
  function bringToTop(turn) {
    const log = find(".bw-gesprek");
    log.scrollTop += turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
  }

  /* Look at the turns: bring a new question into view, and open the first source of an answer that is complete. */
  function lookAtTurns() {
    if (sheet() && !listed) {
      listed = true;
      listLetters();
    }
    const turns = [...document.querySelectorAll(".bw-beurt")];
    if (!turns.length && seen.size) {
      seen.clear();
      emptyPane();
    }
    for (const turn of turns) {
      const state = turn.dataset.staat;
      const before = seen.get(turn.id);
      if (before === state) continue;
      seen.set(turn.id, state);
      if (before === undefined) bringToTop(turn);
      if (state === "klaar") {
        const first = sourcesOf(turn)[0];
        const answered = find(".bw-zin", turn);
        if (answered && first && wide.matches) openLetter(first, { focus: false });
        else emptyPane();
      }
    }
    markLinks();
  }

  /* Gradio says in English, over the page, that the server can't be reached; it is said in Dutch instead. */
  function lookAtConnection() {
    const line = document.getElementById("bw-verbinding");
    const lost = [...document.querySelectorAll(".toast-wrap .error")].some((one) => /connection/i.test(one.textContent));
    if (!line || line.dataset.aan || line.hidden !== lost) return;
    line.textContent = lost ? line.dataset.woorden : "";
    line.hidden = !lost;
    document.body.classList.toggle("bw-verbroken", lost);
  }

  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    window.setTimeout(() => {
      planned = false;
      lookAtTurns();
      lookAtConnection();
    }, 0);
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-staat"] });
})();
