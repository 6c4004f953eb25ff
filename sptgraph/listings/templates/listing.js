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
    const bodies = Array.from(section.querySelectorAll("tbody"));
    const count = document.querySelector(`nav .count[data-of="${section.id}"]`);
    const chunk = bodies[0].rows.length;
    return { section, bodies, chunk, count, lines: Array.from(section.querySelectorAll("tbody > tr"), lineOf) };
  });
  const total = tables.reduce((sum, table) => sum + table.lines.length, 0);

  // Walked, not looked up: live lists (cells, children) cost every later change of the page something, and
  // ten thousand look-ups of a selector take seconds.
  const childrenOf = (element) => {
    const found = [];
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) found.push(child);
    return found;
  };

  // The words of a line and of its clause; not of proofs, which name the same statutes again and again.
  const textOf = (line) => {
    if (line.text === null) {
      const parts = childrenOf(line.element);
      const behind = parts[parts.length - 1];
      if (behind && behind.className === "more") {
        parts.pop();
        const details = behind.firstElementChild;
        if (details) parts.push(...childrenOf(details).filter((part) => part.className === "clause"));
      }
      line.text = fold(parts.map((part) => part.textContent).join("\n"));
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

  // A long table is laid out in chunks, each when it comes into sight; until then it has a height by guess.
  const settle = (table) => {
    if (table.bodies.length < 2) return;
    const high = matchMedia("(max-width: 50rem)").matches ? 16 : 6;
    for (const [number, body] of table.bodies.entries()) {
      const lines = table.lines.slice(number * table.chunk, (number + 1) * table.chunk);
      const shown = lines.filter((line) => !line.element.hidden).length;
      body.hidden = shown === 0;
      body.style.containIntrinsicBlockSize = `${shown * high}rem`;
    }
  };

  const filled = (text, all, some) => text.replace("{all}", all).replace("{some}", some);

  const filter = () => {
    const want = { words: fold(chosen("search")).split(/\s+/).filter(Boolean) };
    for (const name of ["body", "role", "sector", "year", "status"]) want[name] = chosen(name);
    const said = Array.from(form.querySelectorAll("select"))
      .filter((select) => select.value)
      .map((select) => select.selectedOptions[0].dataset.text);
    if (want.words.length) said.push(`“${chosen("search").trim()}”`);
    const fitting = tables.map((table) => table.lines.map((line) => said.length === 0 || fits(line, want)));
    let shown = 0;
    for (const [number, table] of tables.entries()) {
      let here = 0;
      for (const [at, line] of table.lines.entries()) {
        const hide = !fitting[number][at];
        if (line.element.hidden !== hide) line.element.hidden = hide;
        if (!hide) here += 1;
      }
      settle(table);
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
    const cell = childrenOf(line.element)[column];
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
    for (const [number, body] of table.bodies.entries()) {
      const lines = table.lines.slice(number * table.chunk, (number + 1) * table.chunk);
      body.append(...lines.map((line) => line.element));
    }
    settle(table);
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
    for (const details of document.querySelectorAll("main tr:not([hidden]) details")) details.open = wanted;
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

  // While nothing else is to do, lines are made ready to be searched.
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 5 }), 50));
  const unread = tables.flatMap((table) => table.lines).reverse();
  const ready = (deadline) => {
    while (unread.length && deadline.timeRemaining() > 1) textOf(unread.pop());
    if (unread.length) idle(ready);
  };
  idle(ready);

  // The heads of tables stay below the controls, which may take several lines.
  const place = () => {
    const sticky = getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--top", sticky ? `${form.offsetHeight}px` : "0px");
  };
  place();
  addEventListener("resize", place);
})();
