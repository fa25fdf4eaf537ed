/** The listbox above the message box: what may stand where the caret is. */

import { element } from "./element.js";
import { WORDS } from "./words.js";

/** Milliseconds without a keystroke before the server is asked. */
const PAUSE = 60;

export class Suggestions {
  /**
   * @param {{box: HTMLTextAreaElement, list: HTMLElement, count: HTMLElement}} parts
   * @param {(question: {seq: number, text: string, caret: number}) => boolean} ask
   */
  constructor({ box, list, count }, ask) {
    this.box = box;
    this.list = list;
    this.count = count;
    this.ask = ask;
    this.seq = 0;
    this.close();
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const option = /** @type {Element} */ (target).closest("[role=option]");
      if (option) this.accept([...list.children].indexOf(option));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  /** Ask again after the text has changed. */
  typed() {
    this.forget();
    this.narrow();
    if (!this.box.value.startsWith("/")) {
      this.close();
      return;
    }
    this.expected = true;
    this.timer = setTimeout(() => this.question(), PAUSE);
  }

  /** Ask again after the caret has moved, unless the list was closed on purpose. */
  moved() {
    if (this.open && this.box.selectionStart !== this.caret) this.typed();
  }

  /** Until the answer is there, leave only what the typed text can still become. */
  narrow() {
    if (!this.open) return;
    const typed = this.box.value.slice(this.start, this.typedEnd).toLowerCase();
    this.show(this.options.filter(({ insert }) => {
      const written = insert.toLowerCase();
      return written.startsWith(typed) && written.trim() !== typed.trim();
    }));
  }

  /** Where what was typed in the place of the options now ends. */
  get typedEnd() {
    return Math.max(this.end + this.box.value.length - this.text.length, this.start);
  }

  question() {
    const { value: text, selectionStart } = this.box;
    this.caret = selectionStart;
    const caret = codePoints(text.slice(0, selectionStart));
    this.expected = this.ask({ seq: this.seq, text, caret });
  }

  /** Let every answer that is still on its way come to nothing. */
  forget() {
    clearTimeout(this.timer);
    this.seq += 1;
    this.expected = false;
    this.acceptFirst = false;
  }

  close() {
    this.forget();
    this.show([]);
  }

  /** @param {import("./protocol.js").Suggestions} answer */
  receive(answer) {
    if (answer.seq !== this.seq) return;
    const acceptFirst = this.acceptFirst;
    const highlighted = this.options[this.highlighted]?.insert;
    this.expected = false;
    this.text = this.box.value;
    this.start = codeUnits(this.text, answer.start);
    this.end = codeUnits(this.text, answer.end);
    this.show(answer.options);
    this.highlight(this.options.findIndex(({ insert }) => insert === highlighted));
    if (acceptFirst && this.options.length > 0) this.accept(0);
  }

  /** @param {import("./protocol.js").Suggestion[]} options */
  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map(optionRow));
    this.list.hidden = options.length === 0;
    this.list.scrollTop = 0;
    this.count.textContent = this.open ? WORDS.suggestions(options.length) : "";
    this.highlight(-1);
  }

  /** @param {number} index of the option to highlight; -1 for none */
  highlight(index) {
    this.highlighted = index;
    for (const [position, row] of [...this.list.children].entries()) {
      row.setAttribute("aria-selected", String(position === index));
    }
    const row = this.list.children[index];
    if (row) {
      this.box.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  /** Write an option, also over what was typed since it was offered. @param {number} index */
  accept(index) {
    this.box.setRangeText(this.options[index].insert, this.start, this.typedEnd, "end");
    this.box.dispatchEvent(new Event("input"));
  }

  /**
   * Act on a key pressed in the message box.
   *
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key is used up
   */
  key(event) {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "Tab" && this.expected && this.highlighted < 0) return this.tabAhead();
    return this.open && this.keyWhileOpen(event.key);
  }

  /** Tab before the answer is there accepts its first option; Tab again leaves the box. */
  tabAhead() {
    const first = !this.acceptFirst;
    this.acceptFirst = first;
    return first;
  }

  /** @param {string} key */
  keyWhileOpen(key) {
    const last = this.options.length - 1;
    if (key === "ArrowDown") this.highlight(this.highlighted < last ? this.highlighted + 1 : 0);
    else if (key === "ArrowUp") this.highlight(this.highlighted > 0 ? this.highlighted - 1 : last);
    else if (key === "Escape") this.close();
    else if (key === "Tab") this.accept(Math.max(this.highlighted, 0));
    else if (key === "Enter" && this.highlighted >= 0) this.accept(this.highlighted);
    else return false;
    return true;
  }
}

/** @param {import("./protocol.js").Suggestion} option @param {number} index */
function optionRow({ label, detail }, index) {
  const name = element("span", { class: "option-label" }, label);
  const about = detail ? element("span", { class: "option-detail" }, detail) : null;
  const attributes = { role: "option", id: `suggestion-${index}`, "aria-selected": "false" };
  return element("div", attributes, name, " ", about);
}

/** @param {string} text */
function codePoints(text) {
  return [...text].length;
}

/** @param {string} text @param {number} count of code points */
function codeUnits(text, count) {
  return [...text].slice(0, count).join("").length;
}
