/** The parts of a modal that a person fills in: each can be shown, read and found wrong. */

import { ChoiceList } from "./choice-list.js";
import { element, freshId } from "./element.js";
import { Kind, PARAGRAPH_INPUT } from "./protocol.js";
import { nativeSelect, takesSeveral } from "./select.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Component} Component */

/**
 * @typedef {object} Field
 * @property {HTMLElement} node What is shown.
 * @property {HTMLElement} control What takes the focus and is described by a problem.
 * @property {boolean} grouped Whether a legend names it instead of a label.
 * @property {() => string | string[] | undefined} value Undefined is left out of the answer.
 * @property {() => string | null} problem
 */

/** @type {Record<number, (component: Component, name: string) => Field>} */
const FIELDS = {
  [Kind.TEXT_INPUT]: textField,
  [Kind.STRING_SELECT]: (component, name) =>
    takesSeveral(component) ? listField(component, name) : selectField(component),
  [Kind.RADIO_GROUP]: radioField,
  [Kind.CHECKBOX_GROUP]: checkboxesField,
  [Kind.CHECKBOX]: checkboxField,
};

/**
 * @param {Component} component
 * @param {string} name its label, for parts that a `label` element cannot name
 * @returns {Field | null} null for a kind that the playground does not know
 */
export function field(component, name) {
  return FIELDS[component.type]?.(component, name) ?? null;
}

/** @param {Component} component */
export function isRequired({ type, required }) {
  return type !== Kind.CHECKBOX && (required ?? true);
}

/** @param {Component} component @returns {Field} */
function textField(component) {
  const { style, placeholder, value } = component;
  const attributes = { id: freshId("field"), placeholder, class: "input" };
  const control = style === PARAGRAPH_INPUT
    ? element("textarea", { ...attributes, rows: 4 })
    : element("input", { ...attributes, type: "text", autocomplete: "off" });
  control.value = value ?? "";
  return {
    node: control,
    control,
    grouped: false,
    value: () => control.value,
    problem: () => lengthProblem(component, [...control.value].length),
  };
}

/** @param {Component} component @param {number} length in characters */
function lengthProblem({ min_length: least, max_length: most, required }, length) {
  if (length === 0) return (required ?? true) ? WORDS.fillIn : null;
  if (length < (least ?? 0)) return WORDS.tooShort(least, length);
  if (length > (most ?? Infinity)) return WORDS.tooLong(most, length);
  return null;
}

/** @param {Component} component @returns {Field} */
function selectField(component) {
  const required = isRequired(component);
  const control = nativeSelect(
    { ...component, min_values: required ? 1 : 0 },
    { id: freshId("field"), class: "select", disabled: component.disabled },
  );
  return {
    node: control,
    control,
    grouped: false,
    value: () => (control.value === "" ? [] : [control.value]),
    problem: () => (required && control.value === "" ? WORDS.pickOne : null),
  };
}

/** @param {Component} component @param {string} name @returns {Field} */
function listField(component, name) {
  const least = isRequired(component) ? component.min_values : 0;
  const list = new ChoiceList({ ...component, min_values: least }, name);
  return {
    node: list.node,
    control: list.node,
    grouped: true,
    value: () => list.values(),
    problem: () => list.problem(),
  };
}

/** @param {Component} component @returns {Field} */
function radioField(component) {
  const { node, boxes } = boxesFor(component, "radio");
  const chosen = () => boxes.find(({ checked }) => checked)?.value;
  return {
    node,
    control: boxes[0],
    grouped: true,
    value: chosen,
    problem: () => (isRequired(component) && chosen() === undefined ? WORDS.pickOne : null),
  };
}

/** @param {Component} component @returns {Field} */
function checkboxesField(component) {
  const { node, boxes } = boxesFor(component, "checkbox");
  const least = isRequired(component) ? (component.min_values ?? 1) : 0;
  const most = component.max_values ?? boxes.length;
  const values = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const fits = () => values().length >= least && values().length <= most;
  return {
    node,
    control: boxes[0],
    grouped: true,
    value: values,
    problem: () => (fits() ? null : WORDS.chooseBetween(least, most)),
  };
}

/** @param {Component} component @returns {Field} */
function checkboxField({ default: checked }) {
  const control = element("input", { type: "checkbox", id: freshId("field"), checked });
  return {
    node: control,
    control,
    grouped: false,
    value: () => String(control.checked),
    problem: () => null,
  };
}

/** @param {Component} component @param {"radio" | "checkbox"} type */
function boxesFor({ options }, type) {
  const name = freshId("group");
  const boxes = options.map((option) =>
    element("input", { type, name, value: option.value, id: freshId("field"),
      checked: option.default }));
  const rows = options.map(({ label, description }, index) =>
    element("label", { class: "box", for: boxes[index].id }, boxes[index],
      element("span", {}, label, " ",
        description ? element("span", { class: "option-detail" }, description) : null)));
  return { node: element("div", { class: "boxes" }, ...rows), boxes };
}
