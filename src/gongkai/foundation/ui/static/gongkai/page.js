// Reveals what only a script can do; every page reads, prints and shares without it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Offers titles while one types; the form works without it.
for (const field of document.querySelectorAll("form[role=search] input[type=search]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-titles`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.setAttribute("autocomplete", "off");
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = field.value.trim();
    if (typed.length < 2) return;
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(`/search/suggest/?q=${encodeURIComponent(typed)}`);
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        list.replaceChildren(...suggestions.map((title) => {
          const option = document.createElement("option");
          option.value = title;
          return option;
        }));
      } catch { /* no connection: the form still works */ }
    }, 200);
  });
}
