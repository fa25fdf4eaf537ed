/** The conversation: messages in their order, new ones read out and scrolled to. */

import { element } from "./element.js";
import { focusAgain } from "./focus.js";
import { headId, messageParts, thread } from "./message.js";

/** @typedef {import("./protocol.js").Message} Message */

/** How near to its end the log counts as read to the end; CSS pixels. */
const NEAR = 80;

export class Log {
  /**
   * @param {{log: HTMLElement, scroller: HTMLElement, welcome: HTMLElement,
   *   newer: HTMLElement}} parts
   * @param {import("./message.js").Deeds} deeds
   * @param {import("./busy.js").Busy} busy
   */
  constructor({ log, scroller, welcome, newer }, deeds, busy) {
    this.log = log;
    this.scroller = scroller;
    this.welcome = welcome;
    this.newer = newer;
    this.deeds = deeds;
    this.busy = busy;
    /** @type {Map<string, HTMLElement>} */
    this.articles = new Map();
    this.atEnd = true;
    scroller.addEventListener("scroll", () => this.scrolled());
    newer.addEventListener("click", () => this.toEnd());
    const resized = new ResizeObserver(() => this.atEnd && this.toEnd());
    resized.observe(log);
    resized.observe(scroller);
  }

  /** Forget everything: somebody else may be looking from now on. */
  clear() {
    this.articles.clear();
    this.log.replaceChildren();
    this.log.setAttribute("aria-busy", "true");
    this.welcome.hidden = true;
    this.atEnd = true;
    this.newer.hidden = true;
  }

  /** The person said something: its answer is to be seen, and no longer what to try first. */
  begin() {
    this.welcome.hidden = true;
    this.atEnd = true;
  }

  /** @param {Message[]} messages */
  show(messages) {
    this.clear();
    for (const message of messages) this.append(message);
    this.log.setAttribute("aria-busy", "false");
    this.welcome.hidden = messages.length > 0;
    this.toEnd();
  }

  /** Show a new message, or a changed one in its old place. @param {Message} message */
  put(message) {
    const known = this.articles.get(message.id);
    const article = known ?? this.append(message);
    if (known) this.replace(known, message);
    this.welcome.hidden = true;
    if (this.atEnd || this.busy.waits) this.reveal(article);
    else if (!known) this.newer.hidden = false;
  }

  /** Show the way into the threads that messages have opened. */
  offerThreads() {
    for (const [id, article] of this.articles) {
      const shown = article.querySelector(".thread");
      const way = shown ? null : thread({ id }, this.deeds);
      if (way) article.append(way);
    }
    if (this.atEnd) this.toEnd();
  }

  /** @param {string} id */
  remove(id) {
    const article = this.articles.get(id);
    if (!article) return;
    this.articles.delete(id);
    article.remove();
    this.welcome.hidden = this.articles.size > 0;
  }

  /** @param {Message} message */
  append(message) {
    const article = element("article", { "aria-labelledby": headId(message), tabindex: -1 });
    this.fill(article, message);
    this.articles.set(message.id, article);
    this.log.append(article);
    return article;
  }

  /** @param {HTMLElement} article @param {Message} message */
  replace(article, message) {
    const wanted = article.dataset.thinking === "true" || this.busy.any(article);
    article.setAttribute("aria-live", wanted ? "polite" : "off");
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const within = article.contains(focused);
    this.fill(article, message);
    if (within) focusAgain(focused, article, article);
  }

  /** @param {HTMLElement} article @param {Message} message */
  fill(article, message) {
    article.className = message.private ? "message private" : "message";
    article.dataset.thinking = String(message.thinking);
    article.replaceChildren(...messageParts(message, this.deeds));
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.newer.hidden = true;
  }

  /** The end of what was said; the welcome is read from its beginning. */
  toEnd() {
    this.scroller.scrollTop = this.welcome.hidden ? this.scroller.scrollHeight : 0;
  }

  /**
   * Scroll to an article's end, or to its beginning where it is taller than the view.
   *
   * @param {HTMLElement} article
   */
  reveal(article) {
    const taller = article.offsetHeight > this.scroller.clientHeight;
    if (taller) article.scrollIntoView({ block: "start" });
    else this.toEnd();
  }
}
