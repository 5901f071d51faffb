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

function isLeft(item) {
  return item.matches(".question, .left") && !isAnswered(item);
}

function acceptLeft(form) {
  itemsOf(form).filter((item) => item.matches(".left") && !isAnswered(item)).forEach((item) => choose(item, "accept"));
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

  function go(item) {
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const items = itemsOf(form);
    const at = items.indexOf(here());
    go(items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)]);
  }

  // The next that nobody has said anything to; behind the last one it begins again.
  function moveToLeft() {
    const items = itemsOf(form);
    const at = items.indexOf(here()) + 1;
    go([...items.slice(at), ...items.slice(0, at)].find(isLeft));
  }

  function write(item) {
    choose(item, "correct");
    fieldOf(item)?.focus();
    if (fieldOf(item)?.matches("textarea, [type=text]")) fieldOf(item).select();
  }

  function save(selector) {
    const button = form.querySelector(selector);
    if (button) form.requestSubmit(button);
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      save(".save-row .default");
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writes = event.target.matches("textarea, select, input:not([type=radio]):not([type=submit])");
    if (writes) {
      if (event.key === "Escape") here()?.focus();
      if (event.key === "Enter" && !event.target.matches("textarea")) {
        event.preventDefault(); // it ends the answer, not the form
        move(1);
      }
      return;
    }
    const key = event.key.toLowerCase();
    const item = here();
    if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
    else if (key === "n") moveToLeft();
    else if (key === "a" && event.shiftKey) acceptLeft(form);
    else if (key === "s") save(".save-row [name=save]");
    else if (item && (key === "c" || (key === "enter" && event.target === item))) write(item);
    else if (item && KEYS[key] && choose(item, KEYS[key])) move(1);
    else return;
    event.preventDefault();
    count(form);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("brief");
  if (!form || !form.querySelector(".save-row")) return;
  document.querySelector(".keys").hidden = false;
  byKeyboard(form);
  form.addEventListener("input", (event) => {
    if (event.target.name.startsWith("value.") && event.target.value.trim()) choose(event.target.closest(".item"), "correct");
    count(form);
  });
  document.getElementById("accept-left")?.addEventListener("click", (event) => {
    event.preventDefault();
    acceptLeft(form);
    count(form);
  });
  count(form);
  form.querySelector(".wrong")?.focus();
});
