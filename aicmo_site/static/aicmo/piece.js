// A piece's page: what is selected in a text is what the next comment is about. Without it the words are typed.
"use strict";

function aboutSelection(form) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const text = (within.nodeType === Node.TEXT_NODE ? within.parentElement : within).closest(".words[data-field]");
  if (!text) return;
  form.elements.passage.value = range.toString();
  form.elements.field.value = text.dataset.field;
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("say");
  if (form) document.getElementById("piece").addEventListener("mouseup", () => aboutSelection(form));
  if (form) document.getElementById("piece").addEventListener("keyup", () => aboutSelection(form));
});
