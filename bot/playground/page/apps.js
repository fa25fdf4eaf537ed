/** What can be done with a message: a button that opens a menu of the bot's message commands. */

import { element, freshId } from "./element.js";
import { WORDS } from "./words.js";

/** The menus that the bot has registered. @type {Menu[]} */
let offered = [];

/** @typedef {{name: string, names: Record<string, string>}} Menu Its names by language. */

/** @param {Menu[]} menus */
export function offerApps(menus) {
  offered = menus;
  document.body.classList.toggle("without-apps", menus.length === 0);
}

/**
 * A button that opens the menu, beside which the menu stands while it is open.
 *
 * @param {string} author whose message it is
 * @param {(name: string, control: HTMLElement) => void} use
 * @returns {HTMLElement}
 */
export function apps(author, use) {
  const id = freshId("apps");
  const button = element("button", {
    type: "button", class: "apps-button", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": WORDS.appsFor(author), "data-control": "apps",
  }, WORDS.apps);
  const box = element("div", { class: "apps" }, button);
  button.addEventListener("click", () => {
    if (box.querySelector("[role=menu]")) close(box, button);
    else open(box, button, id, use);
  });
  box.addEventListener("keydown", (event) => key(event, box, button));
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (!box.contains(/** @type {Node | null} */ (relatedTarget))) close(box, button);
  });
  return box;
}

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} button
 * @param {string} id
 * @param {(name: string, control: HTMLElement) => void} use
 */
function open(box, button, id, use) {
  const { lang } = /** @type {HTMLElement} */ (box.closest("[lang]"));
  const items = offered.map(({ name, names }) => {
    const shown = names[lang] ?? name;
    const item = element("button", { type: "button", role: "menuitem", tabindex: -1 }, shown);
    item.addEventListener("click", () => {
      button.focus();
      close(box, button);
      use(name, button);
    });
    return item;
  });
  const menu = element("div", { role: "menu", class: "apps-menu", id, "aria-label": WORDS.apps });
  menu.append(...items);
  box.append(menu);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", id);
  items[0]?.focus();
}

/** @param {HTMLElement} box @param {HTMLElement} button */
function close(box, button) {
  box.querySelector("[role=menu]")?.remove();
  button.setAttribute("aria-expanded", "false");
  button.removeAttribute("aria-controls");
}

/** @param {KeyboardEvent} event @param {HTMLElement} box @param {HTMLElement} button */
function key(event, box, button) {
  /** @type {HTMLElement[]} */
  const items = [...box.querySelectorAll("[role=menuitem]")];
  if (items.length === 0) return;
  const last = items.length - 1;
  const now = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const target = {
    ArrowDown: now === last ? 0 : now + 1,
    ArrowUp: now <= 0 ? last : now - 1,
    Home: 0,
    End: last,
  }[event.key];
  if (target !== undefined) {
    items[target].focus();
  } else if (event.key === "Escape") {
    button.focus();
    close(box, button);
  } else {
    return;
  }
  event.preventDefault();
}
