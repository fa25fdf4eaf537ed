/** What each person has sent, to be brought back with the arrow keys. */

export class History {
  constructor() {
    /** @type {Map<string, string[]>} */
    this.sent = new Map();
    this.position = 0;
  }

  /** @param {string} person @param {string} text */
  add(person, text) {
    const texts = this.sent.get(person) ?? [];
    if (texts.at(-1) !== text) texts.push(text);
    this.sent.set(person, texts);
    this.position = texts.length;
  }

  /**
   * Return the text one earlier (-1) or one later (+1) than the last one returned.
   *
   * @param {string} person
   * @param {-1 | 1} step
   * @returns {string | null} an empty text after the latest; null where there is no earlier one
   */
  recall(person, step) {
    const texts = this.sent.get(person) ?? [];
    const position = this.position + step;
    if (position < 0 || position > texts.length) return null;
    this.position = position;
    return texts[position] ?? "";
  }

  /** @param {string} person */
  latest(person) {
    this.position = this.sent.get(person)?.length ?? 0;
  }

  /** @param {string} person @param {string} text */
  shows(person, text) {
    return text === (this.sent.get(person)?.[this.position] ?? "");
  }
}
