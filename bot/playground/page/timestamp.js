/** Moments in the reader's own time zone, as Discord writes them: `<t:1764000000:R>`. */

import { element } from "./element.js";

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

/** Seconds in each unit, largest first. @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** How often relative times are written anew; milliseconds. */
const REFRESH = 30_000;

/**
 * Return a time element, or null for a moment outside the calendar.
 *
 * @param {number} milliseconds since 1970
 * @param {string} style one of Discord's style letters; `R` counts from now
 */
export function moment(milliseconds, style) {
  const at = new Date(milliseconds);
  if (Number.isNaN(at.getTime())) return null;
  const full = format(at, "F");
  const words = style === "R" ? relative(milliseconds) : format(at, style);
  const attributes = { datetime: at.toISOString(), title: full, "data-relative": style === "R" };
  return element("time", attributes, words);
}

/** Keep every relative time of the page true. */
export function keepRelativeTimesTrue() {
  setInterval(() => {
    /** @type {NodeListOf<HTMLTimeElement>} */
    const times = document.querySelectorAll("time[data-relative]");
    for (const time of times) {
      time.textContent = relative(Date.parse(time.dateTime));
    }
  }, REFRESH);
}

/** @param {Date} at @param {string} style */
function format(at, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(at);
}

/** @param {number} milliseconds */
function relative(milliseconds) {
  const seconds = Math.round((milliseconds - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  return words.format(Math.round(seconds / length), unit);
}
