// The brief's page by keyboard. Without it everything works: the choices are radios, the button for all is a form's.
"use strict";

const KEYS = { a: "accept", c: "correct", r: "reject" };

function itemsOf(form) {
  return [...form.querySelectorAll(".item")].filter((item) => item.querySelector("[name^='value.']"));
}

function choose(item, decision) {
  const radio = item.querySelector(`input[value="${decision}"]:enabled`);
  if (radio) radio.checked = true;
  return Boolean(radio);
}

function fieldOf(item) {
  return item.querySelector("[name^='value.']:enabled");
}

function isAnswered(item) {
  return Boolean(item.querySelector(":checked")) || (item.matches(".question") && Boolean(fieldOf(item)?.value.trim()));
}

function count(form) {
  const told = document.getElementById("count");
  const all = document.getElementById("accept-left");
  const questions = itemsOf(form).filter((item) => item.matches(".question") && !isAnswered(item)).length;
  const facts = itemsOf(form).filter((item) => item.matches(".left") && !isAnswered(item)).length;
  if (told) told.textContent = `${questions} question${questions === 1 ? "" : "s"}, ${facts} fact${facts === 1 ? "" : "s"} left.`;
  if (all) {
    all.textContent = facts ? `Accept the ${facts} left` : "Accept all that are left";
    all.disabled = !facts;
  }
}

function byKeyboard(form) {
  const here = () => document.activeElement?.closest(".item");

  function move(by) {
    const items = itemsOf(form);
    const at = items.indexOf(here());
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writes = event.target.matches("textarea, select, input:not([type=radio]):not([type=submit])");
    if (writes) {
      if (event.key === "Escape") here()?.focus();
      return;
    }
    const key = event.key.toLowerCase();
    const item = here();
    if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
    else if (item && key === "c") {
      choose(item, "correct");
      fieldOf(item)?.focus();
    } else if (item && KEYS[key] && choose(item, KEYS[key])) move(1);
    else return;
    event.preventDefault();
    count(form);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("brief");
  if (!form || !form.querySelector("[name=save]")) return;
  document.querySelector(".keys").hidden = false;
  byKeyboard(form);
  form.addEventListener("input", (event) => {
    if (event.target.name.startsWith("value.") && event.target.value.trim()) choose(event.target.closest(".item"), "correct");
    count(form);
  });
  document.getElementById("accept-left")?.addEventListener("click", (event) => {
    event.preventDefault();
    itemsOf(form).filter((item) => item.matches(".left") && !isAnswered(item)).forEach((item) => choose(item, "accept"));
    count(form);
  });
  count(form);
  form.querySelector(".wrong")?.focus();
});
