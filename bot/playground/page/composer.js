/** The message box: typing, suggestions, sending, and what was sent before. */

import { History } from "./history.js";
import { Suggestions } from "./suggestions.js";
import { WORDS } from "./words.js";

export class Composer {
  /**
   * @param {{form: HTMLFormElement, box: HTMLTextAreaElement, label: HTMLElement,
   *   list: HTMLElement, count: HTMLElement}} parts
   * @param {{suggest: (question: object) => boolean, send: (text: string) => boolean}} wire
   */
  constructor({ form, box, label, list, count }, wire) {
    this.box = box;
    this.label = label;
    this.wire = wire;
    this.history = new History();
    this.suggestions = new Suggestions({ box, list, count }, wire.suggest);
    this.drafts = new Map();
    this.person = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    box.addEventListener("input", () => this.suggestions.typed());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("keyup", () => this.suggestions.moved());
    box.addEventListener("click", () => this.suggestions.moved());
    box.addEventListener("blur", () => this.suggestions.close());
  }

  /**
   * Write for another person or place; what was begun there before comes back, and what was
   * begun before there was any place stays.
   *
   * @param {string} person
   * @param {string} channel
   */
  enter(person, channel) {
    const room = JSON.stringify([person, channel]);
    this.drafts.set(this.room ?? room, this.box.value);
    this.person = person;
    this.room = room;
    this.label.textContent = WORDS.boxLabel(channel);
    this.history.latest(person);
    this.write(this.drafts.get(this.room) ?? "");
  }

  /** The room is there: suggest for what was typed while it was on its way. */
  arrived() {
    if (document.activeElement === this.box) this.suggestions.typed();
  }

  /** @param {string} text */
  write(text) {
    this.box.value = text;
    this.box.setSelectionRange(text.length, text.length);
    this.suggestions.close();
  }

  /** Put a text into the box for the person to change or send. @param {string} text */
  propose(text) {
    this.write(text);
    this.box.focus();
  }

  send() {
    const text = this.box.value.trim();
    if (text === "") return;
    if (!this.wire.send(text)) return;
    this.history.add(this.person, text);
    this.write("");
    this.box.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    if (this.suggestions.key(event) || this.recalls(event)) {
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  /** @param {KeyboardEvent} event */
  recalls({ key }) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!step || !this.history.shows(this.person, this.box.value)) return false;
    const text = this.history.recall(this.person, step);
    if (text === null) return false;
    this.write(text);
    return true;
  }
}
