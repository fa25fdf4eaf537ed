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
  /** @param {string} name */
  thread: (name) => `Go to the thread ${name}`,
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

/** The tour of a newcomer, from the first question to the last; shown while nothing was said. */
export const FIRST_COMMANDS = Object.freeze([
  {
    about: "Which mode? Let me ask you",
    text: "/guide",
  },
  {
    about: "Which mode fits this trade, and why",
    text: "/mode market:usdm strategy:event_driven wants_loss_cap:yes",
  },
  {
    about: "Can I switch now, and how",
    text: "/switch market:usdm to:isolated",
  },
  {
    about: "What is true of a posted call",
    text: "/check text:LONG CFXUSDT entry 0.2066 stop 0.1859 leverage 20x balance:1000 risk:1%",
  },
  {
    about: "How big, for the risk I choose",
    text: "/size symbol:BTCUSDT side:long balance:5000 risk:1% entry:65000 stop:63000",
  },
  {
    about: "Where a position ends",
    text: "/liquidation mode:isolated symbol:BTCUSDT side:long quantity:0.5 entry:65000 leverage:10",
  },
  {
    about: "Cross and isolated under one shock",
    text: "/compare wallet:10k positions:long BTCUSDT 1@65k x10; long ETHUSDT 10@3400 x20 shocks:-20%",
  },
  {
    about: "How likely a price is touched",
    text: "/odds side:long price:65000 barrier:58700 days:7 volatility:60%",
  },
  {
    about: "What holding it costs",
    text: "/cost symbol:BTCUSDT side:long quantity:0.5 entry:65000 days:3 funding_rate:0.01%",
  },
  {
    about: "Teach a class; Classmates, above, brings one",
    text: "/session start lesson:cross-and-isolated",
  },
]);
