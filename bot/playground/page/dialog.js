/** Discord's modals as a dialog: labelled fields, Submit and Cancel. */

import { element, freshId } from "./element.js";
import { field, isRequired } from "./fields.js";
import { focusAgain } from "./focus.js";
import { markdown } from "./markdown.js";
import { Kind } from "./protocol.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Component} Component */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {{customId: string, field: Field, say: (words: string) => void}} Entry */

export class ModalDialog {
  /**
   * @param {HTMLElement} box takes the focus where the opener has gone
   * @param {(modal: string, fields: Record<string, string | string[]>) => boolean} submit
   */
  constructor(box, submit) {
    this.box = box;
    this.submit = submit;
  }

  /** @param {import("./protocol.js").Modal} modal */
  open({ modal, title, components }) {
    this.close();
    const heading = element("h2", { id: freshId("title") }, title);
    /** @type {Entry[]} */
    const entries = [];
    const rows = components.flatMap((component) => row(component, entries));
    const form = element("form", { novalidate: true }, heading, ...rows, this.buttons());
    this.dialog = element("dialog", { class: "modal", "aria-labelledby": heading.id }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish(modal, entries);
    });
    this.show(entries[0]?.field.control);
  }

  /** @param {HTMLElement | undefined} first the control that takes the focus */
  show(first) {
    const { dialog } = this;
    const opener = /** @type {HTMLElement} */ (document.activeElement);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (!opener.isConnected) focusAgain(opener, document, this.box);
    });
    document.body.append(dialog);
    dialog.showModal();
    first?.focus();
  }

  buttons() {
    const cancel = element("button", { type: "button", class: "button secondary" }, WORDS.cancel);
    const submit = element("button", { type: "submit", class: "button primary" }, WORDS.submit);
    cancel.addEventListener("click", () => this.close());
    return element("div", { class: "modal-buttons" }, cancel, submit);
  }

  /** @param {string} modal @param {Entry[]} entries */
  finish(modal, entries) {
    for (const entry of entries) entry.say(entry.field.problem() ?? "");
    const wrong = entries.find((entry) => entry.field.problem() !== null);
    if (wrong) {
      wrong.field.control.focus();
      return;
    }
    const values = entries.map(({ customId, field: filled }) => [customId, filled.value()]);
    const given = values.filter(([, value]) => value !== undefined);
    if (this.submit(modal, Object.fromEntries(given))) this.close();
    else entries[0]?.say(WORDS.notSent);
  }

  close() {
    if (this.dialog?.open) this.dialog.close();
  }
}

/**
 * Build what a top-level part of a modal shows; fields are added to the entries.
 *
 * @param {Component} component
 * @param {Entry[]} entries
 * @returns {HTMLElement[]}
 */
function row(component, entries) {
  const { type } = component;
  if (type === Kind.TEXT_DISPLAY) {
    return [element("div", { class: "text" }, markdown(component.content))];
  }
  if (type === Kind.LABEL) {
    return [labelled(component.component, component.label, component.description, entries)];
  }
  const classic = type === Kind.ACTION_ROW ? component.components : [];
  return classic.map((input) => labelled(input, input.label, null, entries));
}

/**
 * @param {Component} component
 * @param {string} label
 * @param {string | null | undefined} description
 * @param {Entry[]} entries
 */
function labelled(component, label, description, entries) {
  const built = field(component, label);
  if (!built) return element("p", { class: "note" }, WORDS.notShown);
  const about = description
    ? element("p", { class: "about", id: freshId("about") }, description) : null;
  const problem = element("p", { class: "problem", id: freshId("problem") });
  describe(built.control, [about?.id, problem.id]);
  entries.push({
    customId: component.custom_id,
    field: built,
    say: (words) => {
      problem.textContent = words;
      built.control.setAttribute("aria-invalid", String(words !== ""));
    },
  });
  return fieldRow(built, nameParts(component, label), about, problem);
}

/**
 * @param {Field} built
 * @param {(Node | string)[]} name
 * @param {HTMLElement | null} about
 * @param {HTMLElement} problem
 */
function fieldRow(built, name, about, problem) {
  if (built.grouped) {
    const legend = element("legend", { class: "name" }, ...name);
    return element("fieldset", { class: "field" }, legend, about, built.node, problem);
  }
  const label = element("label", { class: "name", for: built.control.id }, ...name);
  const inline = built.control.getAttribute("type") === "checkbox";
  return element("div", { class: inline ? "field inline" : "field" }, label, about, built.node,
    problem);
}

/** @param {Component} component @param {string} label */
function nameParts(component, label) {
  if (isRequired(component) || component.type === Kind.CHECKBOX) return [label];
  return [label, " ", element("span", { class: "optional" }, WORDS.optional)];
}

/** @param {HTMLElement} control @param {(string | undefined)[]} ids */
function describe(control, ids) {
  control.setAttribute("aria-describedby", ids.filter(Boolean).join(" "));
}
