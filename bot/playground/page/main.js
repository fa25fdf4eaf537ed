/** The playground's page: the one place that knows all its parts. */

import { offerApps } from "./apps.js";
import { Busy } from "./busy.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { ModalDialog } from "./dialog.js";
import { part } from "./element.js";
import { Log } from "./log.js";
import { Rooms } from "./rooms.js";
import { Status } from "./status.js";
import { keepRelativeTimesTrue } from "./timestamp.js";
import { fillWelcome } from "./welcome.js";

const status = new Status(part("status"));
const busy = new Busy();
/** Whether what arrives is for the person and channel now chosen. */
let settled = false;

/** The language in which the person uses Discord. @type {HTMLSelectElement} */
const language = part("language");

const rooms = new Rooms({ people: part("people"), channels: part("channels") }, enter);

/** Show the channel to the person, in their language. */
function enter() {
  settled = false;
  log.clear();
  dialog.close();
  composer.enter(rooms.person.name, rooms.channel.name);
  send({
    type: "choose",
    person: rooms.person.id,
    channel: rooms.channel.id,
    locale: language.value,
  });
}

const composer = new Composer(
  {
    form: part("composer"),
    box: part("box"),
    label: part("box-label"),
    list: part("suggestions"),
    count: part("suggestion-count"),
  },
  {
    suggest: (question) => settled && connection.send({ type: "suggest", ...question }),
    send: (text) => {
      const sent = send({ type: "send", text });
      if (sent) log.begin();
      return sent;
    },
  },
);

const log = new Log(
  {
    log: part("log"),
    scroller: part("scroller"),
    welcome: part("welcome"),
    newer: part("newer"),
  },
  {
    press: (message, customId, control) =>
      ask(control, { type: "press", message, custom_id: customId }),
    menu: (message, name, control) => ask(control, { type: "menu", message, name }),
    select: (message, customId, values, control) =>
      ask(control, { type: "select", message, custom_id: customId, values }),
    nameOf: (id) => rooms.nameOf(id),
    threadOf: (message) => rooms.threadOf(message),
    enter: (channel) => {
      rooms.enter(channel);
      part("box").focus();
    },
  },
  busy,
);

const dialog = new ModalDialog(part("box"), (modal, fields) =>
  send({ type: "submit", modal, fields }),
);

/** What each event does; those of a room count only while that room is shown. */
const OF_THE_ROOM = {
  message: ({ message }) => log.put(message),
  gone: ({ id }) => log.remove(id),
  suggestions: (answer) => composer.suggestions.receive(answer),
  modal: (modal) => dialog.open(modal),
};
const ALWAYS = {
  hello: (hello) => rooms.offer(hello),
  ready: ({ menus }) => {
    offerApps(menus);
    status.ready();
  },
  waiting: () => status.waiting(),
  rooms: ({ channels }) => {
    rooms.channels.offer(channels);
    log.offerThreads();
  },
  room: (room) => {
    if (!rooms.shows(room)) return;
    settled = true;
    log.show(room.messages);
    composer.arrived();
  },
};

const connection = new Connection(`ws://${location.host}/page`, {
  event: (event) => {
    ALWAYS[event.type]?.(event);
    if (settled) OF_THE_ROOM[event.type]?.(event);
    if (event.type !== "suggestions") busy.endAll();
  },
  lost: () => {
    settled = false;
    status.lost();
  },
});

language.addEventListener("change", () => {
  part("log").lang = language.value;
  enter();
});
part("classmates").addEventListener("change", ({ target }) => {
  send({ type: "class", count: Number(target.value) });
});
fillWelcome(part("welcome-list"), (text) => composer.propose(text));
keepRelativeTimesTrue();

/** @param {object} event */
function send(event) {
  const sent = connection.send(event);
  if (!sent) status.notSent();
  return sent;
}

/** @param {HTMLElement} control @param {object} event */
function ask(control, event) {
  if (!busy.has(control) && send(event)) busy.start(control);
}
