// A piece's page: findings while one types, facts put in where the cursor stands, comments on what is selected. Without
// it everything works: a button checks, facts are copied by hand, and the words that a comment is about are typed.
"use strict";

const PAUSE = 500; // milliseconds without a key before quality control is asked

function textsOf(form) {
  return [...form.querySelectorAll("textarea.words")];
}

// what came back unsaved (after Check, a clash, a refusal) is not what stands, though the form begins with it
function isChanged(text) {
  return "unsaved" in text.dataset || text.value !== text.defaultValue;
}

function tell(form) {
  const changed = textsOf(form).filter(isChanged).length;
  const told = document.getElementById("changed");
  if (told) told.textContent = changed ? `${changed} text${changed === 1 ? "" : "s"} changed, not saved.` : "Nothing to save.";
}

// --- quality control reads along; an answer that was overtaken by a later question is dropped
function readAlong(form) {
  let timer = 0;
  let asked = 0;
  let underWay = null;

  async function ask() {
    const mine = ++asked;
    underWay?.abort();
    underWay = new AbortController();
    try {
      const options = { method: "POST", body: new FormData(form), signal: underWay.signal, redirect: "error" };
      const answer = await fetch(form.dataset.check, options);
      if (mine !== asked) return;
      if (answer.ok || answer.status === 422) show(await answer.text(), mine); // 422: says why it is not read along
      else if (answer.status === 429) timer = setTimeout(ask, 1000 * answer.headers.get("Retry-After"));
    } catch {
      // asked again with the next key
    }
  }

  function show(html, mine) {
    if (mine !== asked) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    for (const part of fresh.querySelectorAll("[id]")) {
      const here = document.getElementById(part.id);
      if (!here || here.outerHTML === part.outerHTML) continue;
      here.className = part.className;
      here.innerHTML = part.innerHTML;
    }
    for (const text of textsOf(form)) {
      const count = document.getElementById(text.id.replace(/-text$/, "-count"));
      if (count?.classList.contains("over")) text.setAttribute("aria-invalid", "true");
      else text.removeAttribute("aria-invalid");
    }
  }

  form.addEventListener("input", () => {
    tell(form);
    asked += 1; // what is on its way speaks of words that are gone
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

// --- facts at hand
function offerFacts(form) {
  let last = textsOf(form)[0];
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea.words")) last = event.target;
  });
  for (const fact of document.querySelectorAll(".at-hand .fact-words")) {
    const words = fact.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button slim";
    button.textContent = "Insert";
    button.setAttribute("aria-label", `Insert: ${words}`);
    button.addEventListener("click", () => {
      last.focus();
      last.setRangeText(words, last.selectionStart, last.selectionEnd, "end");
      last.dispatchEvent(new Event("input", { bubbles: true }));
    });
    fact.parentElement.append(button);
  }
}

// --- a comment on what is selected
function aboutSelection(form, within) {
  const field = within.closest?.(".words[data-field]");
  if (!field) return;
  const selected = field.matches("textarea")
    ? field.value.slice(field.selectionStart, field.selectionEnd)
    : String(document.getSelection());
  if (!selected.trim()) return;
  form.elements.passage.value = selected;
  form.elements.field.value = field.dataset.field;
}

document.addEventListener("DOMContentLoaded", () => {
  const piece = document.getElementById("piece");
  const say = document.getElementById("say");
  if (say) for (const kind of ["mouseup", "keyup"]) piece.addEventListener(kind, (event) => aboutSelection(say, event.target));
  if (!textsOf(piece).length) return;
  let saving = false;
  readAlong(piece);
  offerFacts(piece);
  piece.addEventListener("submit", () => { saving = true; });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    piece.requestSubmit(piece.querySelector("[value=save]"));
  });
  addEventListener("beforeunload", (event) => {
    if (!saving && textsOf(piece).some(isChanged)) event.preventDefault();
  });
});
