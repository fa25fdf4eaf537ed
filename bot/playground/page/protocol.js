/** The shapes that travel over the page's websocket, and Discord's numbers for components. */

/**
 * @typedef {{id: string, name: string}} Named
 * @typedef {{filename: string, url: string, description: string | null}} Attachment
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {{name: string, bot: boolean}} author
 * @property {string} at ISO 8601
 * @property {boolean} private
 * @property {string | null} command The slash command that this message answers.
 * @property {string | null} by Who used it.
 * @property {boolean} thinking
 * @property {string | null} failed What the loopback itself has to say.
 * @property {string} content
 * @property {Component[]} components
 * @property {Attachment[]} attachments
 * @property {boolean} edited
 *
 * @typedef {{label: string, detail: string, insert: string}} Suggestion
 *
 * @typedef {object} Suggestions
 * @property {number} seq
 * @property {number} start First character that the insert replaces, in Unicode code points.
 * @property {number} end
 * @property {Suggestion[]} options
 *
 * @typedef {{modal: string, title: string, components: Component[]}} Modal
 *
 * @typedef {Record<string, any> & {type: number}} Component A component as Discord writes it.
 */

/** Discord's component types. */
export const Kind = Object.freeze({
  ACTION_ROW: 1,
  BUTTON: 2,
  STRING_SELECT: 3,
  TEXT_INPUT: 4,
  SECTION: 9,
  TEXT_DISPLAY: 10,
  THUMBNAIL: 11,
  MEDIA_GALLERY: 12,
  FILE: 13,
  SEPARATOR: 14,
  CONTAINER: 17,
  LABEL: 18,
  RADIO_GROUP: 21,
  CHECKBOX_GROUP: 22,
  CHECKBOX: 23,
});

/** Discord's button styles, as class names of the stylesheet. */
export const BUTTON_STYLE = Object.freeze({
  1: "primary",
  2: "secondary",
  3: "success",
  4: "danger",
});

/** The button style that opens an address instead of asking the bot. */
export const LINK_BUTTON = 5;

/** The text input style of several lines. */
export const PARAGRAPH_INPUT = 2;

/** How long Discord waits for a bot's first answer, and a little more; milliseconds. */
export const ANSWER_TIME = 3500;
