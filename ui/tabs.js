/* clicks on tabs, forms and folds -> the server's own pages, shown within the chat's page. No text of its own. */
(() => {
  "use strict";

  const find = (selector, root = document) => root.querySelector(selector);
  const panel = () => find(".bw-tabblad");
  let request = 0; // number of the last page asked for; an earlier one that comes late is dropped

  /* A session that has ended is told, whoever notices it: this program's requests or Gradio's. */
  const fetchPlain = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const response = await fetchPlain(...request);
    if (response.status === 401) tellLogin();
    return response;
  };

  function tellLogin() {
    const line = document.getElementById("bw-verbinding");
    if (!line || line.dataset.aan) return;
    line.dataset.aan = "ja";
    line.replaceChildren(line.dataset.aanmelden, " ", document.importNode(find("template", line.parentElement).content, true));
    line.hidden = false;
  }

  /* The <main> of one of the server's own pages. The server has escaped all text in it. */
  async function fetchMain(address, options) {
    try {
      const response = await fetch(address, { credentials: "same-origin", ...options });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const url = new URL(response.url);
      return { main: find("main", page), title: page.title, address: url.pathname + url.search };
    } catch {
      return { main: null, title: "", address }; // the server could not be reached
    }
  }

  function plainText(words) {
    const line = document.createElement("p");
    line.className = "bw-fout";
    line.textContent = words;
    return [line];
  }

  const imported = (main) => [...document.importNode(main, true).childNodes];

  function markTab(address) {
    const path = address.split("?")[0];
    for (const link of document.querySelectorAll(".bw-tabs a[data-tab]")) {
      if (link.dataset.tab === path) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function showChat() {
    request += 1;
    delete document.body.dataset.tab;
    markTab("/");
    document.title = document.documentElement.dataset.titel || document.title;
  }

  async function openTab(address, { push = true, focus = true, ...options } = {}) {
    const number = ++request;
    document.documentElement.dataset.titel ||= document.title;
    document.dispatchEvent(new CustomEvent("bw-sluit-brief"));
    if (push) history.pushState({}, "", address === "/" ? "/" : `/#${address}`);
    if (address === "/") {
      showChat();
      return;
    }
    document.body.dataset.tab = address.split("?")[0];
    markTab(address);
    panel().setAttribute("aria-busy", "true");
    const found = await fetchMain(address, options);
    if (number !== request) return;
    panel().removeAttribute("aria-busy");
    panel().replaceChildren(...(found.main ? imported(found.main) : plainText(panel().dataset.mislukt)));
    panel().scrollTop = 0;
    if (found.title) document.title = found.title;
    if (found.address !== address && !options.method) history.replaceState({}, "", `/#${found.address}`);
    if (options.method) history.replaceState({}, "", `/#${found.address}`);
    document.body.dataset.tab = found.address.split("?")[0];
    markTab(found.address);
    if (focus) focusOn(find(".bw-fout, .bw-uitkomst .bw-status, h2", panel()));
    document.dispatchEvent(new CustomEvent("bw-nieuwe-bronnen", { detail: find("#controle", panel()) }));
  }

  function focusOn(place) {
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  function sendForm(form) {
    const data = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const address = new URL(form.action, location.href).pathname;
    if (form.method === "post") openTab(address, { method: "POST", body: data, push: false });
    else openTab(data.size ? `${address}?${data}` : address);
  }

  /* Send a form, and put what the server says of it in its place. */
  async function sendQuietly(form, button) {
    const data = new URLSearchParams([...new FormData(form, button)].filter(([, value]) => value));
    const found = await fetchMain(form.getAttribute("action"), { method: "POST", body: data });
    const said = found.main ? imported(found.main) : plainText(panel().dataset.mislukt);
    form.replaceChildren(...said);
    focusOn(form.firstElementChild);
  }

  /* Send files one by one, so that each has its place in the progress and its own reason if it gives no letter. */
  async function sendFiles(form, files) {
    const box = find(".bw-voortgang", form);
    const bar = find("progress", box);
    const line = find("p", box);
    const reports = [];
    box.hidden = false;
    for (const [at, file] of [...files].entries()) {
      const page = await sendFile(form, file, (share) => {
        bar.value = Math.round((100 * (at + share)) / files.length);
        line.textContent = share < 1 ? form.dataset.bezig.replace("{share}", bar.value) : form.dataset.lezen;
      });
      reports.push(...(page ? page.querySelectorAll(".bw-rapport > li, .bw-uitkomst > .bw-fout") : []));
      if (!page) reports.push(...plainText(form.dataset.mislukt));
    }
    await openTab("/brieven", { push: false, focus: false });
    const section = document.createElement("div");
    section.className = "bw-verslag";
    section.setAttribute("role", "status");
    const list = document.createElement("ul");
    list.className = "bw-rapport";
    for (const report of reports) {
      const item = report.tagName === "LI" ? document.importNode(report, true) : document.createElement("li");
      if (report.tagName !== "LI") item.append(document.importNode(report, true));
      list.append(item);
    }
    section.append(list);
    find(".bw-uitkomst", panel()).prepend(section);
    focusOn(section);
  }

  function sendFile(form, file, onShare) {
    return new Promise((resolve) => {
      const sending = new XMLHttpRequest();
      const data = new FormData();
      data.append("bestanden", file, file.name);
      sending.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) onShare(event.loaded / event.total);
      });
      sending.addEventListener("load", () =>
        resolve(new DOMParser().parseFromString(sending.responseText, "text/html")));
      sending.addEventListener("error", () => resolve(null));
      sending.open("POST", form.action);
      sending.send(data);
    });
  }

  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest("a[data-tab]") : null;
    if (!plain || !link || !panel()) return;
    event.preventDefault();
    openTab(link.getAttribute("href"));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("stil" in form.dataset) {
      event.preventDefault();
      sendQuietly(form, event.submitter);
      return;
    }
    if (!panel() || !panel().contains(form)) return;
    event.preventDefault();
    if ("invoer" in form.dataset) {
      const files = find("input[type=file]", form).files;
      if (files.length) sendFiles(form, files);
    } else sendForm(form);
  });

  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-invoer]") : null;
    if (form && panel().contains(form) && event.target.files?.length) sendFiles(form, event.target.files);
  });

  document.addEventListener("dragover", (event) => {
    const zone = event.target instanceof Element ? event.target.closest(".bw-sleepvak") : null;
    for (const other of document.querySelectorAll(".bw-sleepvak")) other.classList.toggle("bw-boven", other === zone);
    event.preventDefault(); // a file that is dropped elsewhere must not take the place of the page
  });

  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const zone = event.target instanceof Element ? event.target.closest(".bw-sleepvak") : null;
    if (zone && event.dataTransfer.files.length) sendFiles(zone.closest("form"), event.dataTransfer.files);
  });

  /* A fold whose content is fetched when it is opened; the event does not bubble. */
  document.addEventListener("toggle", async (event) => {
    const fold = event.target;
    if (!(fold instanceof HTMLElement) || !fold.open || !fold.dataset.haal || fold.dataset.gehaald) return;
    fold.dataset.gehaald = "ja";
    const found = await fetchMain(fold.dataset.haal);
    const content = found.main ? imported(found.main) : plainText(panel().dataset.mislukt);
    fold.replaceChildren(find("summary", fold), ...content);
  }, true);

  function followHash() {
    const address = location.hash.startsWith("#/") ? location.hash.slice(1) : "/";
    if (address === "/") showChat();
    else openTab(address, { push: false });
  }

  window.addEventListener("popstate", followHash);

  /* The page is built by a script; the tab that the address names is opened when its place is there. */
  if (location.hash.startsWith("#/")) {
    const waiting = new MutationObserver(() => {
      if (!panel()) return;
      waiting.disconnect();
      followHash();
    });
    waiting.observe(document.documentElement, { childList: true, subtree: true });
  }
})();
