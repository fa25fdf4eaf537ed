/** Discord's markdown, block by block: headings, lists, quotes, code, paragraphs. */

import { element } from "./element.js";
import { inline } from "./inline.js";

const FENCE = /```(?:[\w+.#-]*\n)?([\s\S]*?)```/g;
const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SUBTEXT = /^-#\s+(\S.*)$/;
const QUOTE = /^>\s(.*)$/;
const QUOTED_REST = /^>>>\s(.*)$/;
const ITEM = /^(\s*)(?:[-*]|(\d{1,9})\.)\s+(\S.*)$/;
const CONTINUED = /^\s{2,}(\S.*)$/;

/** The page's title is its h1; a card begins with `#` or `##`, so both lie right below it. */
const LEVELS = { "#": "h2", "##": "h2", "###": "h3" };

/**
 * Turn a text in Discord's markdown into elements.
 *
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function markdown(text) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const fence of text.matchAll(FENCE)) {
    fragment.append(...blocks(lines(text.slice(at, fence.index))));
    fragment.append(codeBlock(fence[1]));
    at = fence.index + fence[0].length;
  }
  fragment.append(...blocks(lines(text.slice(at))));
  return fragment;
}

/** @param {string} text */
function lines(text) {
  return text.split(/\r?\n/);
}

/** @param {string} code */
function codeBlock(code) {
  return element("pre", {}, element("code", {}, code.replace(/\n$/, "")));
}

/**
 * Each kind of block takes what it can from the first of these lines.
 *
 * @param {string[]} rest
 * @param {boolean} [quoted] a quote holds no further quote
 * @returns {HTMLElement[]}
 */
function blocks(rest, quoted = false) {
  const built = [];
  while (rest.length > 0) {
    const [block, taken] =
      heading(rest) ?? subtext(rest) ?? (quoted ? null : quote(rest)) ?? list(rest) ??
      paragraph(rest, quoted);
    if (block) built.push(block);
    rest = rest.slice(taken);
  }
  return built;
}

/** @param {string[]} rest @returns {[HTMLElement, number] | null} */
function heading([first]) {
  const found = HEADING.exec(first);
  if (!found) return null;
  const [, marks, text] = found;
  const size = marks === "#" ? "large" : null;
  return [element(LEVELS[marks], { class: size }, ...inline(text)), 1];
}

/** @param {string[]} rest @returns {[HTMLElement, number] | null} */
function subtext([first]) {
  const found = SUBTEXT.exec(first);
  return found && [element("p", { class: "subtext" }, ...inline(found[1])), 1];
}

/** @param {string[]} rest @returns {[HTMLElement, number] | null} */
function quote(rest) {
  const whole = QUOTED_REST.exec(rest[0]);
  if (whole) return [quotation([whole[1], ...rest.slice(1)]), rest.length];
  const quoted = leading(rest, QUOTE);
  if (quoted.length === 0) return null;
  return [quotation(quoted.map(([, text]) => text)), quoted.length];
}

/** @param {string[]} quoted */
function quotation(quoted) {
  return element("blockquote", {}, ...blocks(quoted, true));
}

/** @param {string[]} rest @param {RegExp} pattern */
function leading(rest, pattern) {
  const end = rest.findIndex((line) => !pattern.test(line));
  return rest.slice(0, end < 0 ? rest.length : end).map((line) => pattern.exec(line));
}

/** @param {string[]} rest @returns {[HTMLElement, number] | null} */
function list(rest) {
  if (!ITEM.test(rest[0])) return null;
  const entries = rest.map(listLine);
  const [first] = entries;
  const end = entries.findIndex((entry) => !entry || endsList(first, entry));
  const taken = entries.slice(0, end < 0 ? entries.length : end);
  return [nested(taken), taken.length];
}

/** A list of the other kind begins a new one. */
function endsList(first, { indent, number }) {
  return indent <= first.indent && (number === null) !== (first.number === null);
}

/** @param {string} line */
function listLine(line) {
  const item = ITEM.exec(line);
  if (!item && !CONTINUED.test(line)) return null;
  if (!item) return { text: line.trim(), indent: Infinity, number: null, continued: true };
  const [, indent, number, text] = item;
  return { text, indent: indent.length, number: number ?? null, continued: false };
}

/**
 * Build a list whose deeper lines are lists within its items.
 *
 * @param {ReturnType<typeof listLine>[]} entries
 * @returns {HTMLElement}
 */
function nested(entries) {
  const [{ indent, number }] = entries;
  const root = number === null ? element("ul") : element("ol", { start: number });
  let at = 0;
  while (at < entries.length) {
    const after = entries.findIndex((entry, index) => index > at && entry.indent <= indent);
    const end = after < 0 ? entries.length : after;
    root.append(item(entries.slice(at, end)));
    at = end;
  }
  return root;
}

/** @param {ReturnType<typeof listLine>[]} entries the item's own line and those below it */
function item([own, ...below]) {
  const sublist = below.findIndex(({ continued }) => !continued);
  const continued = sublist < 0 ? below : below.slice(0, sublist);
  const deeper = sublist < 0 ? [] : below.slice(sublist);
  const texts = [own, ...continued].map(({ text }) => text);
  return element("li", {}, ...inline(texts.join("\n")), deeper.length > 0 ? nested(deeper) : null);
}

/** @param {string[]} rest @param {boolean} quoted @returns {[HTMLElement | null, number]} */
function paragraph(rest, quoted) {
  const others = [HEADING, SUBTEXT, ITEM, ...(quoted ? [] : [QUOTE, QUOTED_REST])];
  const ends = (line) => line.trim() === "" || others.some((pattern) => pattern.test(line));
  const end = rest.findIndex(ends);
  if (end === 0) return [null, 1];
  const taken = rest.slice(0, end < 0 ? rest.length : end);
  return [element("p", {}, ...inline(taken.join("\n"))), taken.length];
}
