/** Discord's markdown within a line: emphasis, code, links, times. */

import { element } from "./element.js";
import { moment } from "./timestamp.js";
import { WORDS } from "./words.js";

/**
 * Delimiters and the elements they stand for, longer before shorter.
 *
 * @type {[string, (keyof HTMLElementTagNameMap | "spoiler")[]][]}
 */
const EMPHASIS = [
  ["***", ["strong", "em"]],
  ["**", ["strong"]],
  ["__", ["u"]],
  ["~~", ["s"]],
  ["||", ["spoiler"]],
  ["*", ["em"]],
  ["_", ["em"]],
];

const DEEPEST = 12;
const WORD = /[\p{L}\p{N}_]/u;

const ESCAPED = /\\([^\p{L}\p{N}\s])/uy;
const CODE = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y;
const LINK = /\[((?:\\.|[^\\[\]])+)\]\(<?(https:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\)/y;
const ADDRESS = /https:\/\/[^\s<>]*[^\s<>.,:;!?"')\]*_~|`]/y;
const QUIET_ADDRESS = /<(https:\/\/[^\s<>]+)>/y;
const TIME = /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y;
const COMMAND = /<(\/[^:<>]+):\d+>/y;
const EMOJI = /<a?(:\w+:)\d+>/y;
const MENTION = /<(?:@[!&]?|#)(\d+)>/y;

/**
 * The character a token begins with, its pattern, and what a match becomes.
 *
 * @type {[string, RegExp, (match: string[], depth: number) => Node | string][]}
 */
const TOKENS = [
  ["\\", ESCAPED, ([, character]) => character],
  ["`", CODE, ([, , code]) => element("code", {}, unpadded(code))],
  ["[", LINK, ([, label, address], depth) => link(address, inline(label, depth + 1))],
  ["h", ADDRESS, ([address]) => link(address, [address])],
  ["<", QUIET_ADDRESS, ([, address]) => link(address, [address])],
  ["<", TIME, ([text, seconds, style]) => moment(1000 * Number(seconds), style ?? "f") ?? text],
  ["<", COMMAND, ([, command]) => mention(command)],
  ["<", EMOJI, ([, emoji]) => emoji],
  ["<", MENTION, ([text, id]) => mention(text, id)],
];

/**
 * Turn one stretch of markdown into nodes.
 *
 * @param {string} text
 * @param {number} [depth] how many marks already surround it
 * @returns {(Node | string)[]}
 */
export function inline(text, depth = 0) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  const hopeless = new Set();
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = built(tokenAt(text, at), depth) ?? emphasis(text, at, depth, hopeless);
    if (found) {
      nodes.push(plain, found.node);
      plain = "";
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  return [...nodes, plain].filter((node) => node !== "");
}

/** @param {string} text @param {number} at */
function tokenAt(text, at) {
  for (const [first, pattern, build] of TOKENS) {
    if (text[at] !== first) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { match, build, end: pattern.lastIndex };
  }
  return null;
}

/** @param {ReturnType<typeof tokenAt>} token @param {number} depth */
function built(token, depth) {
  return token && { node: token.build(token.match, depth), end: token.end };
}

/**
 * @param {string} text
 * @param {number} at
 * @param {number} depth
 * @param {Set<string>} hopeless marks that nothing further on closes
 */
function emphasis(text, at, depth, hopeless) {
  if (depth > DEEPEST) return null;
  for (const [mark, names] of EMPHASIS) {
    if (hopeless.has(mark) || !opens(text, at, mark)) continue;
    const start = at + mark.length;
    const end = closing(text, start, mark);
    if (end < 0) hopeless.add(mark);
    if (end <= start) continue;
    const inner = inline(text.slice(start, end), depth + 1);
    return { node: wrapped(names, inner), end: end + mark.length };
  }
  return null;
}

/** @param {string} text @param {number} at @param {string} mark */
function opens(text, at, mark) {
  if (!text.startsWith(mark, at)) return false;
  if (mark.length > 1) return true;
  const next = text[at + 1] ?? " ";
  if (next === mark || /\s/.test(next)) return false;
  return mark !== "_" || !WORD.test(text[at - 1] ?? " ");
}

/** @param {string} text @param {number} from @param {string} mark */
function closing(text, from, mark) {
  let at = from;
  while (at < text.length) {
    const token = tokenAt(text, at);
    const run = token ? 0 : runLength(text, at, mark[0]);
    if (run >= mark.length && closes(text, at + run, mark, run)) return at + run - mark.length;
    at = token ? token.end : at + Math.max(run, 1);
  }
  return -1;
}

/** @param {string} text @param {number} end @param {string} mark @param {number} run */
function closes(text, end, mark, run) {
  if (mark === "_" && WORD.test(text[end] ?? " ")) return false;
  return mark.length > 1 || run % 2 === 1;
}

/** @param {string} text @param {number} at @param {string} character */
function runLength(text, at, character) {
  let end = at;
  while (text[end] === character) end += 1;
  return end - at;
}

/**
 * @param {(keyof HTMLElementTagNameMap | "spoiler")[]} names from the outside in
 * @param {(Node | string)[]} nodes
 * @returns {HTMLElement}
 */
function wrapped([name, ...rest], nodes) {
  if (name === "spoiler") return spoiler(nodes);
  return element(name, {}, ...(rest.length > 0 ? [wrapped(rest, nodes)] : nodes));
}

/** @param {(Node | string)[]} nodes */
function spoiler(nodes) {
  const button = element("button", { type: "button", class: "spoiler" }, WORDS.spoiler);
  button.addEventListener("click", () => {
    const shown = element("span", { class: "spoiled", tabindex: -1 }, ...nodes);
    button.replaceWith(shown);
    shown.focus();
  });
  return button;
}

/** @param {string} address @param {(Node | string)[]} nodes */
function link(address, nodes) {
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return element("a", attributes, ...nodes);
}

/** @param {string} text @param {string} [id] whose name is to stand there */
function mention(text, id) {
  return element("span", { class: "mention", "data-mention": id }, text);
}

/** @param {string} code */
function unpadded(code) {
  return /^ .*\S.* $/s.test(code) ? code.slice(1, -1) : code;
}
