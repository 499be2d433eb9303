// Improves what works without it: prints, finds the visitor's place, suggests words.
"use strict";

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Only on asking: the position goes into the address of the answer, to about a hundred metres, and nowhere else.
for (const button of document.querySelectorAll("button[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  const field = button.form.elements.namedItem(button.dataset.locate || "near");
  const refused = button.form.querySelector("[data-locate-refused]");
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition((place) => {
      field.value = place.coords.latitude.toFixed(3) + "," + place.coords.longitude.toFixed(3);
      button.form.requestSubmit();
    }, () => {
      if (refused) refused.hidden = false;
      field.focus();
    });
  });
}

// What the server knows of the words typed so far, as a list under the field; arrows choose, Enter takes, Escape leaves.
let lists = 0;
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = "suggestions-" + lists++;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }
  let wait = 0;
  let asked = 0;
  const at = () => list.querySelector("[aria-selected='true']");
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    field.value = option.dataset.value;
    close();
  };
  const select = (option) => {
    at()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    close();
    for (const [index, one] of found.entries()) {
      const option = document.createElement("li");
      option.id = list.id + "-" + index;
      option.dataset.value = one.value;
      option.textContent = one.label;
      option.lang = "uk";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      // The press must not take the focus from the field before the choice is taken.
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => take(option));
      list.append(option);
    }
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
  };
  const ask = async () => {
    const mine = ++asked;
    const words = field.value.trim();
    if (words.length < 2) return close();
    const query = new URLSearchParams({ field: field.dataset.suggest, text: words });
    try {
      const answer = await fetch(field.form.dataset.suggestions + "?" + query);
      if (answer.ok && mine === asked && document.activeElement === field) show(await answer.json());
    } catch {
      close();
    }
  };
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  field.addEventListener("blur", () => {
    asked++;
    close();
  });
  field.addEventListener("keydown", (event) => {
    const chosen = at();
    if (list.hidden) return;
    if (event.key === "ArrowDown") select(chosen?.nextSibling ?? list.firstChild);
    else if (event.key === "ArrowUp") select(chosen?.previousSibling ?? list.lastChild);
    else if (event.key === "Enter" && chosen) take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

// Territories of a map are one stop of the tab key, and so are its points; arrows move among them.
for (const shapes of document.querySelectorAll("svg.map .shapes, svg.map .marks")) {
  const step = { ArrowRight: "nextElementSibling", ArrowDown: "nextElementSibling", ArrowLeft: "previousElementSibling",
    ArrowUp: "previousElementSibling" };
  shapes.addEventListener("keydown", (event) => {
    const here = event.target.closest("a");
    const next = here?.[step[event.key]];
    if (!next) return;
    here.setAttribute("tabindex", "-1");
    next.removeAttribute("tabindex");
    next.focus();
    event.preventDefault();
  });
}

// The code for other sites begins with this site's address, which only the browser knows.
for (const field of document.querySelectorAll("textarea[data-embed]")) {
  field.value = field.value.replace("\"" + field.dataset.embed, "\"" + location.origin + field.dataset.embed);
  field.addEventListener("focus", () => field.select());
}

// Keeps what is typed into a form of the workspace, a moment after the last key; a page that knows a newer draft says so.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const told = form.querySelector("[data-draft-state]");
  const version = form.elements.namedItem("version");
  let wait = 0;
  let sending = false;
  const keep = async () => {
    if (sending) return void (wait = setTimeout(keep, 1500));
    sending = true;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("save", "1");
    fields.delete("seen");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      version.value = await answer.text();
      for (const other of document.querySelectorAll("input[name=version]")) other.value = version.value;
      told.textContent = told.dataset.kept;
    } catch {
      told.textContent = told.dataset.lost;
    }
    sending = false;
  };
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(keep, 1500);
  });
  // The form follows a draft that is under way: otherwise it would carry the version before it.
  form.addEventListener("submit", (event) => {
    clearTimeout(wait);
    if (!sending) return;
    event.preventDefault();
    const again = () => sending ? setTimeout(again, 100) : form.requestSubmit(event.submitter);
    again();
  });
}
