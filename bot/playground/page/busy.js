/** Controls that wait for an answer. */

import { ANSWER_TIME } from "./protocol.js";

export class Busy {
  constructor() {
    /** @type {Map<HTMLElement, number>} each waiting control, and the timer that frees it */
    this.waiting = new Map();
  }

  /** @param {HTMLElement} control */
  has(control) {
    return this.waiting.has(control);
  }

  /** @param {HTMLElement} control */
  start(control) {
    control.setAttribute("aria-busy", "true");
    control.setAttribute("aria-disabled", "true");
    this.waiting.set(control, setTimeout(() => this.end(control), ANSWER_TIME));
  }

  /** @param {HTMLElement} control */
  end(control) {
    clearTimeout(this.waiting.get(control));
    this.waiting.delete(control);
    control.removeAttribute("aria-busy");
    control.removeAttribute("aria-disabled");
    control.dispatchEvent(new Event("answered"));
  }

  /** Something has changed: whatever waited may be used again. */
  endAll() {
    for (const control of [...this.waiting.keys()]) this.end(control);
  }

  /** Whether anything waits for an answer. */
  get waits() {
    return this.waiting.size > 0;
  }

  /** @param {HTMLElement} within */
  any(within) {
    return [...this.waiting.keys()].some((control) => within.contains(control));
  }
}
