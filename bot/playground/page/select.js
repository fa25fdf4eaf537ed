/** Selects of a message: one choice from a native select, several from a listbox. */

import { ChoiceList } from "./choice-list.js";
import { element, freshId } from "./element.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Component} Component */

const BROWSING = new Set(["ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

/**
 * @param {Component} component
 * @param {{select: (customId: string, values: string[], control: HTMLElement) => void}} around
 * @returns {HTMLElement}
 */
export function select(component, around) {
  return takesSeveral(component) ? several(component, around) : single(component, around);
}

/** @param {Component} component */
export function takesSeveral({ max_values: most }) {
  return (most ?? 1) > 1;
}

/**
 * Build a native select whose first entry names it while nothing is chosen.
 *
 * @param {Component} component
 * @param {Record<string, string | boolean | null | undefined>} [attributes]
 * @returns {HTMLSelectElement}
 */
export function nativeSelect({ placeholder, options, min_values: least }, attributes = {}) {
  const chosen = options.some((option) => option.default);
  const empty = element("option", { value: "", selected: !chosen, disabled: least !== 0 },
    placeholder ?? WORDS.choose);
  const entries = options.map((option) =>
    element("option", { value: option.value, selected: option.default }, optionText(option)),
  );
  return element("select", attributes, empty, ...entries);
}

/** @param {Component} component */
export function optionText({ label, description }) {
  return description ? `${label} · ${description}` : label;
}

/** @param {Component} component @param {Parameters<typeof select>[1]} around */
function single(component, around) {
  const { custom_id: customId, placeholder, disabled } = component;
  const hint = element("span", { class: "hint", id: freshId("hint"), hidden: true },
    WORDS.enterChooses);
  const control = nativeSelect(component, {
    class: "select",
    disabled,
    "aria-label": placeholder ?? WORDS.choose,
    "aria-describedby": hint.id,
    "data-control": customId,
  });
  const initial = control.value;
  sendsWhenDecided(control, hint, () => {
    if (control.value === initial) return;
    around.select(customId, control.value === "" ? [] : [control.value], control);
  });
  control.addEventListener("answered", () => {
    control.value = initial;
  });
  return element("div", { class: "single" }, control, hint);
}

/**
 * A mouse decides at once; keys only look through the choices of a closed select, until Enter
 * or leaving it decides.
 *
 * @param {HTMLSelectElement} control
 * @param {HTMLElement} hint shown while nothing is decided
 * @param {() => void} send
 */
function sendsWhenDecided(control, hint, send) {
  const browse = (browsing) => {
    hint.hidden = !browsing;
  };
  const decide = () => {
    browse(false);
    send();
  };
  control.addEventListener("keydown", ({ key, altKey }) => {
    if (key === "Enter" && !hint.hidden) decide();
    else if (key === " " || altKey) browse(false);
    else if (BROWSING.has(key) || key.length === 1) browse(true);
  });
  control.addEventListener("pointerdown", () => browse(false));
  control.addEventListener("change", () => hint.hidden && decide());
  control.addEventListener("blur", decide);
}

/** @param {Component} component @param {Parameters<typeof select>[1]} around */
function several(component, around) {
  const { custom_id: customId, placeholder, disabled } = component;
  const list = new ChoiceList(component, placeholder ?? WORDS.choose);
  const confirm = element("button", { type: "button", class: "button secondary", disabled,
    "data-control": customId }, WORDS.confirmChoice);
  const problem = element("p", { class: "problem", role: "alert" });
  confirm.addEventListener("click", () => {
    problem.textContent = list.problem() ?? "";
    if (!list.problem()) around.select(customId, list.values(), confirm);
  });
  return element("div", { class: "several" }, list.node, confirm, problem);
}
