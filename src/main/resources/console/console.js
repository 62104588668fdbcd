// Keeps a page up to date without reloading it: asks for the page again, and changes only what is different.
"use strict";

(() => {
  const PERIOD = 2000;
  const live = document.getElementById("live");
  const liveText = document.getElementById("live-text");
  const announce = document.getElementById("announce");
  const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];
  let tag = null;

  function spoken(date) {
    const seconds = Math.round((date.getTime() - Date.now()) / 1000);
    if (Math.abs(seconds) > 7 * 86400) {
      return absolute.format(date);
    }
    for (const [unit, size] of STEPS) {
      if (Math.abs(seconds) >= size) {
        return relative.format(Math.trunc(seconds / size), unit);
      }
    }
    return seconds > 5 ? relative.format(seconds, "second") : "just now";
  }

  function tellTimes(root) {
    for (const time of root.querySelectorAll("time[data-relative]")) {
      const date = new Date(time.getAttribute("datetime"));
      if (!Number.isNaN(date.getTime())) {
        const text = spoken(date);
        if (time.textContent !== text) {
          time.textContent = text;
        }
        time.setAttribute("title", absolute.format(date));
      }
    }
  }

  function tellZone(root) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    for (const field of root.querySelectorAll("[data-zone]")) {
      field.value = zone;
    }
    for (const name of root.querySelectorAll("[data-zone-name]")) {
      name.textContent = zone;
    }
  }

  function flash(element) {
    const watched = element.closest("[data-watch]");
    if (watched) {
      watched.classList.remove("changed");
      void watched.getBoundingClientRect();
      watched.classList.add("changed");
    }
  }

  function sameKind(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName
      && (one.nodeType !== Node.ELEMENT_NODE || one.id === other.id);
  }

  function morphAttributes(old, next) {
    for (const { name } of [...old.attributes]) {
      if (!next.hasAttribute(name) && name !== "open" && name !== "class") {
        old.removeAttribute(name);
      }
    }
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
  }

  function morphChildren(old, next) {
    const wanted = [...next.childNodes];
    const present = [...old.childNodes];
    let position = 0;
    for (const child of wanted) {
      let match = -1;
      for (let i = position; i < present.length; i++) {
        if (sameKind(present[i], child)) {
          match = i;
          break;
        }
      }
      const anchor = present[position] || null;
      if (match < 0) {
        const fresh = document.importNode(child, true);
        old.insertBefore(fresh, anchor);
        present.splice(position, 0, fresh);
        if (fresh.nodeType === Node.ELEMENT_NODE) {
          fresh.classList.add("fresh");
        }
      } else {
        if (match > position) {
          const [moved] = present.splice(match, 1);
          old.insertBefore(moved, anchor);
          present.splice(position, 0, moved);
        }
        morph(present[position], child);
      }
      position++;
    }
    for (const leftover of present.slice(position)) {
      leftover.remove();
    }
  }

  function morph(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== next.nodeValue) {
        old.nodeValue = next.nodeValue;
        if (old.parentElement) {
          flash(old.parentElement);
        }
      }
      return;
    }
    // What somebody is filling in stays as it is for as long as the server still offers it.
    if (old.hasAttribute("data-keep") && next.hasAttribute("data-keep")
        && old.getAttribute("action") === next.getAttribute("action")) {
      return;
    }
    morphAttributes(old, next);
    morphChildren(old, next);
  }

  function waiting() {
    const count = document.querySelector("nav .count");
    return count ? count.textContent : "0";
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html");
    tellTimes(next);
    const before = waiting();
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = next.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh) {
        morph(part, fresh);
      }
    }
    document.title = next.title;
    tellZone(document);
    if (announce && before !== waiting()) {
      announce.textContent = `${waiting()} waiting for a decision`;
    }
  }

  function status(state, text) {
    live.className = `live ${state}`;
    liveText.textContent = text;
  }

  async function look() {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(document.body.dataset.page, { headers, cache: "no-store", credentials: "same-origin" });
    if (answer.redirected) {
      location.assign(answer.url);
      return;
    }
    if (answer.status === 200) {
      show(await answer.text());
      tag = answer.headers.get("ETag");
    } else if (answer.status !== 304) {
      throw new Error(`status ${answer.status}`);
    }
    status("on", "Live");
  }

  async function loop() {
    if (document.visibilityState === "visible") {
      try {
        await look();
      } catch (e) {
        status("off", "Offline");
      }
    }
    tellTimes(document);
    setTimeout(loop, PERIOD);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    event.target.dataset.sent = "yes";
    setTimeout(() => delete event.target.dataset.sent, 5000);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) {
      for (const box of event.target.form.querySelectorAll("input[type=checkbox][name]")) {
        box.checked = event.target.checked;
      }
    }
  });

  // The secret of a link stands behind its #, which browsers do not send; here it goes into the form.
  const fromAddress = document.querySelector("form[data-from-address]");
  if (fromAddress && location.hash.length > 1) {
    fromAddress.elements.namedItem("token").value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    fromAddress.requestSubmit();
  }

  tellTimes(document);
  tellZone(document);
  if (live) {
    live.hidden = false;
    loop();
  }
})();
