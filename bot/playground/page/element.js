/** Elements are built from attributes and text nodes alone: no text ever becomes HTML. */

/**
 * Build an element; strings among the children become text nodes.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 *     `true` writes an empty attribute; `false`, `null` and `undefined` write none.
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(attribute, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

/**
 * Return the element of the page with this id.
 *
 * @param {string} id
 * @returns {any} of the kind that index.html says
 */
export function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element with the id ${id}`);
  return found;
}

let numbered = 0;

/**
 * Return an id that no other element of the page has.
 *
 * @param {string} prefix
 */
export function freshId(prefix) {
  numbered += 1;
  return `${prefix}-${numbered}`;
}
