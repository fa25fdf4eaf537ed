/** Pictures and files, only ever from this server. */

import { element } from "./element.js";
import { WORDS } from "./words.js";

/** @typedef {import("./protocol.js").Attachment} Attachment */

const ATTACHED = "attachment://";
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;

/**
 * Return where a component's media lies; `attachment://name` names a file of the same message.
 *
 * @param {string} url
 * @param {Attachment[]} attachments
 */
export function address(url, attachments) {
  if (!url.startsWith(ATTACHED)) return url;
  const name = url.slice(ATTACHED.length);
  return attachments.find(({ filename }) => filename === name)?.url ?? "";
}

/**
 * Return a picture with its alternative text, or that text alone for one that lies elsewhere.
 *
 * @param {string} url
 * @param {string | null} [description]
 */
export function picture(url, description) {
  const words = description ?? WORDS.image;
  if (!isOurs(url)) return element("p", { class: "note" }, words);
  return element("img", { src: url, alt: words, class: "picture" });
}

/**
 * Return a link that saves a file.
 *
 * @param {string} url
 * @param {string} name
 */
export function file(url, name) {
  const words = name.startsWith(ATTACHED) ? name.slice(ATTACHED.length) : name;
  if (!isOurs(url)) return element("p", { class: "note" }, words);
  return element("a", { href: url, download: words, class: "file" }, words);
}

/**
 * Show what is attached to a message and no component names.
 *
 * @param {Attachment} attachment
 */
export function attachment({ filename, url, description }) {
  return PICTURE.test(filename) ? picture(url, description ?? filename) : file(url, filename);
}

/** @param {string} url */
function isOurs(url) {
  return url !== "" && new URL(url, location.href).origin === location.origin;
}
