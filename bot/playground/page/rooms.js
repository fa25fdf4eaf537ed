/** Who looks, and where: two groups of radio buttons. */

import { element, freshId } from "./element.js";

/** @typedef {import("./protocol.js").Named} Named */

class Picker {
  /**
   * @param {HTMLElement} group
   * @param {string} field
   * @param {() => void} changed
   */
  constructor(group, field, changed) {
    this.group = group;
    this.field = field;
    group.addEventListener("change", changed);
  }

  /**
   * Show these choices and keep what was chosen before, by its name.
   *
   * @param {Named[]} choices
   */
  offer(choices) {
    const kept = choices.find(({ name }) => name === this.chosen?.name) ?? choices[0];
    this.choices = choices;
    this.group.querySelectorAll("label").forEach((label) => label.remove());
    for (const choice of choices) this.group.append(this.label(choice, choice === kept));
  }

  /** @param {Named} choice @param {boolean} chosen */
  label({ id, name }, chosen) {
    const input = element("input", {
      type: "radio", name: this.field, value: id, id: freshId(this.field), checked: chosen,
    });
    return element("label", { for: input.id }, input, element("span", {}, name));
  }

  /** @param {string} id */
  choose(id) {
    for (const input of this.group.querySelectorAll("input")) input.checked = input.value === id;
  }

  /** @returns {Named | undefined} */
  get chosen() {
    /** @type {HTMLInputElement | null} */
    const checked = this.group.querySelector("input:checked");
    return this.choices?.find(({ id }) => id === checked?.value);
  }
}

export class Rooms {
  /**
   * @param {{people: HTMLElement, channels: HTMLElement}} groups
   * @param {() => void} entered Called after the first offer and after every choice.
   */
  constructor(groups, entered) {
    this.entered = entered;
    this.people = new Picker(groups.people, "person", entered);
    this.channels = new Picker(groups.channels, "channel", entered);
  }

  /** @param {{people: Named[], channels: Named[]}} hello */
  offer({ people, channels }) {
    this.people.offer(people);
    this.channels.offer(channels);
    this.entered();
  }

  get person() {
    return this.people.chosen;
  }

  get channel() {
    return this.channels.chosen;
  }

  /** @param {string} id of a person or channel */
  nameOf(id) {
    const person = this.people.choices?.find((choice) => choice.id === id);
    const channel = this.channels.choices?.find((choice) => choice.id === id);
    return person ? `@${person.name}` : channel?.name;
  }

  /** @param {string} message @returns {Named | undefined} the thread that it opened, elsewhere */
  threadOf(message) {
    if (this.channel?.id === message) return undefined;
    return this.channels.choices?.find(({ id }) => id === message);
  }

  /** @param {Named} channel */
  enter({ id }) {
    this.channels.choose(id);
    this.entered();
  }

  /** @param {{person: string, channel: string}} room */
  shows({ person, channel }) {
    return person === this.person?.id && channel === this.channel?.id;
  }
}
