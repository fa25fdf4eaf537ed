/** Everything that the page itself says; the bot's own words come over the wire. */

export const WORDS = Object.freeze({
  app: "app",
  apps: "Apps",
  connecting: "Connecting…",
  connectionLost: "Connection lost. Trying again…",
  waiting: "Waiting for the bot…",
  ready: "The bot is connected.",
  notSent: "Not sent: the connection is lost.",
  onlyYou: "Only you can see this",
  edited: "(edited)",
  notShown: "This part of the message cannot be shown here.",
  spoiler: "Show what is hidden",
  choose: "Choose…",
  confirmChoice: "Confirm choice",
  enterChooses: "Enter chooses",
  submit: "Submit",
  cancel: "Cancel",
  optional: "optional",
  image: "Picture",
  fillIn: "Fill this in.",
  pickOne: "Choose one.",

  /** @param {string} channel */
  boxLabel: (channel) => `Your message in ${channel}`,
  /** @param {string} author */
  appsFor: (author) => `Apps for this message of ${author}`,
  /** @param {string} command */
  tryIt: (command) => `Try ${command}`,
  /** @param {string} author */
  thinking: (author) => `${author} is thinking`,
  /** @param {number} count */
  suggestions: (count) => (count === 1 ? "1 suggestion" : `${count} suggestions`),
  /** @param {number} least @param {number} given */
  tooShort: (least, given) => `At least ${least} characters; this is ${given}.`,
  /** @param {number} most @param {number} given */
  tooLong: (most, given) => `At most ${most} characters; this is ${given}.`,
  /** @param {number} least @param {number} most */
  chooseBetween: (least, most) =>
    least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`,
});

/** Commands to begin with, shown while nothing has been said. */
export const FIRST_COMMANDS = Object.freeze([
  {
    about: "Which margin mode fits this trade",
    text: "/mode market:usdm strategy:event_driven wants_loss_cap:yes",
  },
  {
    about: "The price at which a position ends",
    text: "/liquidation mode:isolated symbol:BTCUSDT side:long quantity:0.5 entry:65000 leverage:10",
  },
  {
    about: "What is true of a call that somebody posted",
    text: "/check text:LONG CFXUSDT entry 0.2066 stop 0.1859 leverage 20x balance:1000 risk:1%",
  },
  {
    about: "How big, for the risk you choose",
    text: "/size symbol:BTCUSDT side:long balance:5000 risk:1% entry:65000 stop:63000",
  },
]);
