/** One message as an article. */

import { apps } from "./apps.js";
import { components } from "./components.js";
import { element } from "./element.js";
import { markdown } from "./markdown.js";
import { attachment } from "./media.js";
import { moment } from "./timestamp.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Named} Named */

/**
 * @typedef {object} Deeds What a message can ask the server to do.
 * @property {(message: string, customId: string, control: HTMLElement) => void} press
 * @property {(message: string, customId: string, values: string[], control: HTMLElement) => void}
 *   select
 * @property {(message: string, name: string, control: HTMLElement) => void} menu
 * @property {(id: string) => string | undefined} nameOf
 * @property {(message: string) => Named | undefined} threadOf
 * @property {(channel: Named) => void} enter
 */

/**
 * Return the contents of a message's article.
 *
 * @param {Message} message
 * @param {Deeds} deeds
 * @returns {HTMLElement[]}
 */
export function messageParts(message, deeds) {
  const { author } = message;
  const avatar = element("span", { class: "avatar", "aria-hidden": "true" }, [...author.name][0]);
  avatar.dataset.bot = String(author.bot);
  const parts = [
    used(message), avatar, head(message), menus(message, deeds), body(message, deeds),
    note(message), thread(message, deeds),
  ];
  return parts.filter((part) => part !== null);
}

/** @param {Message} message */
export function headId({ id }) {
  return `head-${id}`;
}

/** @param {Message} message */
function used({ command, by }) {
  if (!command) return null;
  return element("p", { class: "used" }, `${by ?? ""} used `, element("code", {}, command));
}

/** @param {Message} message */
function head(message) {
  const { author, at } = message;
  return element(
    "header", { class: "head", id: headId(message) },
    element("span", { class: "author" }, author.name), " ",
    author.bot ? element("span", { class: "badge" }, WORDS.app) : null, " ",
    moment(Date.parse(at), "t"),
  );
}

/**
 * Only what stays in the channel has menus, as on Discord.
 *
 * @param {Message} message
 * @param {Deeds} deeds
 */
function menus(message, deeds) {
  if (message.private || message.failed || message.thinking) return null;
  return apps(message.author.name, (name, control) => deeds.menu(message.id, name, control));
}

/** @param {Message} message @param {Deeds} deeds */
function body(message, deeds) {
  const node = element("div", { class: "body" });
  const { failed } = message;
  if (failed) node.append(element("div", { class: "failed text" }, markdown(failed)));
  else if (message.thinking) node.append(thinking(message.author.name));
  else node.append(...said(message, deeds));
  /** @type {NodeListOf<HTMLElement>} */
  const mentions = node.querySelectorAll("[data-mention]");
  for (const span of mentions) {
    const name = deeds.nameOf(span.dataset.mention);
    if (name) span.textContent = name;
  }
  return node;
}

/** @param {Message} message @param {Deeds} deeds */
function said(message, deeds) {
  const { content, components: parts, attachments } = message;
  const around = {
    attachments,
    press: (customId, control) => deeds.press(message.id, customId, control),
    select: (customId, values, control) => deeds.select(message.id, customId, values, control),
  };
  const named = JSON.stringify(parts);
  const loose = attachments.filter(({ filename, url }) =>
    !named.includes(`attachment://${filename}`) && !named.includes(url));
  return [
    ...(content ? [element("div", { class: "text" }, markdown(content))] : []),
    ...loose.map(attachment),
    ...components(parts, around),
  ];
}

/**
 * The way into the thread that a message opened; null where it opened none.
 *
 * @param {Message} message
 * @param {Deeds} deeds
 */
export function thread({ id }, deeds) {
  const opened = deeds.threadOf(id);
  if (!opened) return null;
  const node = element("button", { type: "button", class: "thread" }, WORDS.thread(opened.name));
  node.addEventListener("click", () => deeds.enter(opened));
  return node;
}

/** @param {string} author */
function thinking(author) {
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, "…");
  return element("p", { class: "thinking" }, WORDS.thinking(author), dots);
}

/** @param {Message} message */
function note(message) {
  const words = [message.private ? WORDS.onlyYou : null, message.edited ? WORDS.edited : null];
  const shown = words.filter((word) => word !== null);
  return shown.length > 0 ? element("p", { class: "note" }, shown.join(" ")) : null;
}
