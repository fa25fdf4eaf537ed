/** What Discord calls components, as elements: containers, sections, texts, pictures. */

import { button } from "./button.js";
import { element } from "./element.js";
import { markdown } from "./markdown.js";
import { address, file, picture } from "./media.js";
import { Kind } from "./protocol.js";
import { select } from "./select.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Component} Component */

/**
 * @typedef {object} Surroundings What a component needs to know besides itself.
 * @property {import("./protocol.js").Attachment[]} attachments
 * @property {(customId: string, control: HTMLElement) => void} press
 * @property {(customId: string, values: string[], control: HTMLElement) => void} select
 */

/** @type {Record<number, (component: Component, around: Surroundings) => HTMLElement>} */
const BUILDERS = {
  [Kind.ACTION_ROW]: (row, around) =>
    element("div", { class: "row" }, ...components(row.components, around)),
  [Kind.BUTTON]: button,
  [Kind.STRING_SELECT]: select,
  [Kind.SECTION]: section,
  [Kind.TEXT_DISPLAY]: ({ content }) => element("div", { class: "text" }, markdown(content)),
  [Kind.THUMBNAIL]: thumbnail,
  [Kind.MEDIA_GALLERY]: gallery,
  [Kind.FILE]: ({ file: media }, { attachments }) =>
    file(address(media.url, attachments), media.url),
  [Kind.SEPARATOR]: separator,
  [Kind.CONTAINER]: container,
};

/**
 * @param {Component[]} list
 * @param {Surroundings} around
 * @returns {HTMLElement[]}
 */
export function components(list, around) {
  return list.map((component) => (BUILDERS[component.type] ?? unknown)(component, around));
}

/** @param {Component} component @param {Surroundings} around */
function container({ accent_color: accent, components: parts }, around) {
  const card = element("div", { class: "card" }, ...components(parts, around));
  if (Number.isInteger(accent)) {
    card.style.setProperty("--accent", `#${accent.toString(16).padStart(6, "0")}`);
  }
  return card;
}

/** @param {Component} component @param {Surroundings} around */
function section({ components: texts, accessory }, around) {
  const words = element("div", { class: "section-text" }, ...components(texts, around));
  return element("div", { class: "section" }, words, ...components([accessory], around));
}

/** @param {Component} component @param {Surroundings} around */
function thumbnail({ media, description }, { attachments }) {
  const shown = picture(address(media.url, attachments), description);
  shown.classList.add("thumbnail");
  return shown;
}

/** @param {Component} component @param {Surroundings} around */
function gallery({ items }, { attachments }) {
  const pictures = items.map(({ media, description }) =>
    picture(address(media.url, attachments), description),
  );
  return element("div", { class: "gallery" }, ...pictures);
}

/** @param {Component} component */
function separator({ divider = true, spacing = 1 }) {
  return element(divider ? "hr" : "div", { class: spacing === 2 ? "gap wide" : "gap" });
}

function unknown() {
  return element("p", { class: "note" }, WORDS.notShown);
}
