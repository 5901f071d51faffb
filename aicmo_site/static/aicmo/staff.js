// Small conveniences. Everything works without them: times are then in UTC, a run's page is reloaded by hand.
"use strict";

const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
const exactly = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "full", timeStyle: "full" });

function inViewersZone(within) {
  for (const time of within.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime()) || time.title) continue;
    time.title = exactly.format(at);
    time.textContent = clock.format(at);
  }
}

// --- a run's page: the part that moves is asked for again until the run rests
const EVERY = 1000;
const SLOWEST = 15000;

function follow(live) {
  let pause = EVERY;
  let last = "";
  const later = () => setTimeout(look, pause);

  async function look() {
    if (document.hidden) return later();
    try {
      const answer = await fetch(live.dataset.url, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const html = await answer.text();
      pause = EVERY;
      if (html !== last) show(html);
      last = html;
      later();
    } catch {
      pause = Math.min(pause * 2, SLOWEST);
      later();
    }
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const was = document.getElementById("standing").dataset.state;
    const now = fresh.getElementById("standing").dataset;
    if (now.state !== was && now.moves === "no") return location.reload();
    for (const id of ["standing", "journal"]) {
      const part = document.getElementById(id);
      if (!part) continue;
      if (!part.contains(document.activeElement)) part.replaceWith(fresh.getElementById(id));
      inViewersZone(document.getElementById(id));
    }
  }

  later();
}

document.addEventListener("DOMContentLoaded", () => {
  inViewersZone(document);
  const live = document.getElementById("live");
  if (live && live.querySelector("[data-moves=yes]")) follow(live);
  const proposed = document.getElementById("show-document");
  if (proposed) proposed.form.requestSubmit(proposed);
});
