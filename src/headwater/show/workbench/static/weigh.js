// Comfort in the matrix: a changed cell is saved, keys move between cells, the cell in use stays in use.
"use strict";
(() => {
  let wanted = "";
  const cells = () => [...document.querySelectorAll(".matrix tbody tr")].map((row) => [...row.querySelectorAll("[data-rating]")]);

  function to(cell) {
    if (!cell) return;
    wanted = cell.id;
    cell.focus();
    cell.select();
  }

  function place(cell) {
    const rows = cells();
    const row = rows.findIndex((found) => found.includes(cell));
    return { rows, row, column: row < 0 ? -1 : rows[row].indexOf(cell) };
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-rating]")) event.target.form.requestSubmit();
    if (event.target.matches("[data-days]")) event.target.form.requestSubmit();
  });

  document.addEventListener("focusin", (event) => { wanted = event.target.matches("[data-rating]") ? event.target.id : ""; });

  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches || !cell.matches("[data-rating]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, row, column } = place(cell);
    const at = cell.selectionStart === cell.selectionEnd ? cell.selectionStart : -1;
    const all = cell.selectionEnd - cell.selectionStart === cell.value.length;
    const next = {
      Enter: () => rows[row + (event.shiftKey ? -1 : 1)] && rows[row + (event.shiftKey ? -1 : 1)][column],
      ArrowDown: () => rows[row + 1] && rows[row + 1][column],
      ArrowUp: () => rows[row - 1] && rows[row - 1][column],
      ArrowRight: () => (all || at === cell.value.length ? rows[row][column + 1] : null),
      ArrowLeft: () => (all || at === 0 ? rows[row][column - 1] : null),
    }[event.key];
    const goal = next && next();
    if (event.key === "Enter") event.preventDefault();
    if (!goal) { if (event.key === "Enter") cell.blur(); return; }
    event.preventDefault();
    to(goal);
  });

  // after a save the server's page takes the place of this one: back to the cell that was in use
  new MutationObserver(() => {
    const cell = wanted && document.getElementById(wanted);
    if (cell && document.activeElement !== cell) to(cell);
  }).observe(document.body, { childList: true });
})();
