/** One line that says whether somebody is there to answer. */

import { WORDS } from "./words.js";

export class Status {
  /** @param {HTMLElement} line */
  constructor(line) {
    this.line = line;
  }

  /** Say so once, however often it is tried again. */
  lost() {
    if (this.line.dataset.state !== "lost") this.say("lost", WORDS.connectionLost);
  }

  notSent() {
    this.say("lost", WORDS.notSent);
  }

  waiting() {
    this.say("waiting", WORDS.waiting);
  }

  ready() {
    this.say("ready", WORDS.ready);
  }

  /** @param {"lost" | "waiting" | "ready"} state @param {string} words */
  say(state, words) {
    this.line.dataset.state = state;
    this.line.textContent = words;
  }
}
