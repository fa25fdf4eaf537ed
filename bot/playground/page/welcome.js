/** What to type first. */

import { element } from "./element.js";
import { FIRST_COMMANDS, WORDS } from "./words.js";

/**
 * @param {HTMLElement} list
 * @param {(text: string) => void} propose
 */
export function fillWelcome(list, propose) {
  for (const { text, about } of FIRST_COMMANDS) {
    const [command] = text.split(" ");
    const button = element("button", { type: "button", class: "try" }, WORDS.tryIt(command));
    button.addEventListener("click", () => propose(text));
    list.append(
      element("li", {}, element("strong", {}, about), element("code", {}, text), button),
    );
  }
}
