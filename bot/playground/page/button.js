/** Buttons of a message. */

import { element } from "./element.js";
import { BUTTON_STYLE, LINK_BUTTON } from "./protocol.js";

/** @typedef {import("./protocol.js").Component} Component */

/**
 * @param {Component} component
 * @param {{press: (customId: string, control: HTMLElement) => void}} around
 * @returns {HTMLElement}
 */
export function button(component, { press }) {
  if (component.style === LINK_BUTTON) return linkButton(component);
  const { custom_id: customId, label, emoji, style, disabled } = component;
  const attributes = {
    type: "button",
    class: `button ${BUTTON_STYLE[style] ?? BUTTON_STYLE[2]}`,
    disabled,
    "data-control": customId,
  };
  const node = element("button", attributes, ...face({ label, emoji }));
  node.addEventListener("click", () => press(customId, node));
  return node;
}

/** @param {Component} component */
function linkButton({ url, label, emoji, disabled }) {
  const followed = url?.startsWith("https://") && !disabled;
  const attributes = {
    class: "button secondary away",
    href: followed ? url : null,
    "aria-disabled": followed ? null : "true",
    role: followed ? null : "link",
    target: "_blank",
    rel: "noopener noreferrer",
  };
  return element("a", attributes, ...face({ label, emoji }));
}

/**
 * An emoji is decoration beside words, and a name where there are none.
 *
 * @param {{label?: string, emoji?: {name: string}}} looks
 */
function face({ label, emoji }) {
  const sign = emoji?.name ?? null;
  if (!sign) return [label ?? ""];
  if (!label) return [sign];
  return [element("span", { "aria-hidden": "true", class: "emoji" }, sign), " ", label];
}
