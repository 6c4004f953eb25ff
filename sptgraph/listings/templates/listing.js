"use strict";
// Search, filters, sorting and opening of the lines of a list. Without it, the page shows everything.
(() => {
  const WAIT = 120; // milliseconds of rest after a keystroke
  const form = document.getElementById("controls");
  const output = form.querySelector("output");
  const opener = document.getElementById("open");
  const narrowed = document.getElementById("narrowed");
  const nothing = document.getElementById("nothing");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const tokens = (text) => (text ? text.split(" ") : []);

  // A line: what it can be found by, made once, and whether it is shown.
  const lineOf = (element, at) => ({
    element,
    at,
    text: null,
    who: tokens(element.dataset.who).map((pair) => pair.split(".")),
    sector: tokens(element.dataset.sector),
    year: tokens(element.dataset.year),
    status: tokens(element.dataset.status),
  });

  const tables = Array.from(document.querySelectorAll("main > section"), (section) => {
    const body = section.querySelector("tbody");
    const count = document.querySelector(`nav a[href="#${section.id}"] .count`);
    return { section, body, count, lines: Array.from(body.rows, lineOf) };
  });
  const total = tables.reduce((sum, table) => sum + table.lines.length, 0);

  // The words of a line and of its clause; not of proofs, which name the same statutes again and again.
  const textOf = (line) => {
    if (line.text === null) {
      const cells = Array.from(line.element.cells).filter((cell) => cell.className !== "more");
      const clauses = Array.from(line.element.querySelectorAll("details > .clause"));
      line.text = fold(cells.concat(clauses).map((part) => part.textContent).join("\n"));
    }
    return line.text;
  };

  const chosen = (name) => (form.elements[name] ? form.elements[name].value : "");

  const fits = (line, want) =>
    ((!want.body && !want.role) ||
      line.who.some(([body, role]) => (!want.body || body === want.body) && (!want.role || role === want.role))) &&
    (!want.sector || line.sector.includes(want.sector)) &&
    (!want.year || line.year.includes(want.year) || line.year[0] === "*") &&
    (!want.status || line.status.includes(want.status)) &&
    want.words.every((word) => textOf(line).includes(word));

  const filled = (text, all, some) => text.replace("{all}", all).replace("{some}", some);

  const filter = () => {
    const want = { words: fold(chosen("search")).split(/\s+/).filter(Boolean) };
    for (const name of ["body", "role", "sector", "year", "status"]) want[name] = chosen(name);
    const said = Array.from(form.querySelectorAll("select"))
      .filter((select) => select.value)
      .map((select) => select.selectedOptions[0].dataset.text);
    if (want.words.length) said.push(`“${chosen("search").trim()}”`);
    let shown = 0;
    for (const table of tables) {
      let here = 0;
      for (const line of table.lines) {
        const hide = said.length > 0 && !fits(line, want);
        if (line.element.hidden !== hide) line.element.hidden = hide;
        if (!hide) here += 1;
      }
      table.section.hidden = said.length > 0 && here === 0;
      if (table.count) table.count.textContent = here;
      shown += here;
    }
    narrowed.hidden = said.length === 0;
    narrowed.textContent = narrowed.dataset.head + said.join("；");
    nothing.hidden = shown > 0 || total === 0;
    output.textContent = filled(said.length ? output.dataset.some : output.dataset.all, total, shown);
  };

  // Sorting: up, down, then as the list has it. What is not said stands last either way.
  const keyOf = (line, column) => {
    const cell = line.element.cells[column];
    return cell.className ? "" : cell.textContent;
  };

  const sort = (table, head) => {
    const next = { ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")] || "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    if (next === "none") table.lines.sort((one, other) => one.at - other.at);
    else {
      head.setAttribute("aria-sort", next);
      const turn = next === "ascending" ? 1 : -1;
      const keys = new Map(table.lines.map((line) => [line, keyOf(line, head.cellIndex)]));
      table.lines.sort((one, other) => {
        const [first, second] = [keys.get(one), keys.get(other)];
        if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1) || one.at - other.at;
        return turn * collator.compare(first, second) || one.at - other.at;
      });
    }
    table.body.append(...table.lines.map((line) => line.element));
  };

  for (const head of document.querySelectorAll("main > section th:not(.more)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("th button");
    if (!button) return;
    const section = button.closest("section");
    sort(tables.find((table) => table.section === section), button.parentElement);
  });

  const open = (wanted) => {
    for (const details of document.querySelectorAll("tr:not([hidden]) details")) details.open = wanted;
    opener.textContent = wanted ? opener.dataset.close : opener.dataset.open;
  };
  opener.hidden = !document.querySelector("main details");
  opener.addEventListener("click", () => open(opener.textContent === opener.dataset.open));

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, WAIT);
  };
  form.elements.search.addEventListener("input", later);
  form.addEventListener("change", (event) => event.target.matches("select") && filter());
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();

  // The heads of tables stay below the controls, which may take several lines.
  const place = () => {
    const sticky = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--top", sticky ? `${form.offsetHeight}px` : "0px");
  };
  place();
  addEventListener("resize", place);
})();
