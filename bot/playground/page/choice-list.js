/** A listbox in which several options can be chosen, by Space or by mouse. */

import { element, freshId } from "./element.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Component} Component */

export class ChoiceList {
  /**
   * @param {Component} component
   * @param {string} name what a screen reader calls the list
   * @param {Record<string, string>} [attributes]
   */
  constructor({ options, min_values: least, max_values: most, disabled }, name, attributes = {}) {
    this.least = least ?? 1;
    this.most = most ?? options.length;
    this.options = options;
    this.disabled = Boolean(disabled);
    this.active = 0;
    this.node = element("div", {
      role: "listbox", class: "choice-list", tabindex: disabled ? null : 0,
      "aria-multiselectable": "true", "aria-label": name, "aria-disabled": disabled || null,
      ...attributes,
    }, ...options.map((option) => this.row(option)));
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("click", ({ target }) => {
      const row = /** @type {Element} */ (target).closest("[role=option]");
      if (row) this.toggle([...this.node.children].indexOf(row));
    });
    this.node.addEventListener("focus", () => this.move(this.active));
    this.node.addEventListener("blur", () => this.node.removeAttribute("aria-activedescendant"));
  }

  /** @param {Component} option */
  row({ label, description, default: chosen }) {
    return element("div", {
      role: "option", id: freshId("choice"), "aria-selected": String(Boolean(chosen)),
    }, element("span", { class: "option-label" }, label), " ",
    description ? element("span", { class: "option-detail" }, description) : null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const last = this.options.length - 1;
    const target = {
      ArrowDown: Math.min(this.active + 1, last),
      ArrowUp: Math.max(this.active - 1, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (target !== undefined) this.move(target);
    else if (event.key === " ") this.toggle(this.active);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  move(index) {
    this.active = index;
    const row = this.node.children[index];
    for (const other of this.node.children) other.classList.toggle("active", other === row);
    this.node.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} index */
  toggle(index) {
    if (this.disabled) return;
    this.move(index);
    const row = this.node.children[index];
    row.setAttribute("aria-selected", String(row.getAttribute("aria-selected") !== "true"));
  }

  /** @returns {string[]} */
  values() {
    const chosen = (_, index) =>
      this.node.children[index].getAttribute("aria-selected") === "true";
    return this.options.filter(chosen).map(({ value }) => value);
  }

  /** @returns {string | null} what is wrong with the number of choices */
  problem() {
    const count = this.values().length;
    if (count >= this.least && count <= this.most) return null;
    return WORDS.chooseBetween(this.least, this.most);
  }
}
