/** Where the focus belongs after what had it was built anew. */

/**
 * Focus what now stands in the place of a control, or the fallback where nothing does.
 *
 * @param {HTMLElement} control which carries `data-control`, the name that it keeps
 * @param {ParentNode} within
 * @param {HTMLElement} fallback
 */
export function focusAgain(control, within, fallback) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const candidates = within.querySelectorAll("[data-control]:not(:disabled)");
  const name = control.dataset.control;
  const twin = [...candidates].findLast(({ dataset }) => dataset.control === name);
  (twin ?? fallback).focus({ preventScroll: true });
}
