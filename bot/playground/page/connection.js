/** The page's websocket, opened again whenever it falls. */

const FIRST_WAIT = 250;
const LONGEST_WAIT = 4000;

export class Connection {
  /**
   * @param {string} address
   * @param {{event: (event: any) => void, lost: () => void}} listener
   */
  constructor(address, listener) {
    this.address = address;
    this.listener = listener;
    this.wait = FIRST_WAIT;
    this.open();
  }

  open() {
    this.socket = new WebSocket(this.address);
    this.socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT;
    });
    this.socket.addEventListener("message", ({ data }) => this.listener.event(JSON.parse(data)));
    this.socket.addEventListener("close", () => this.reopen());
  }

  reopen() {
    this.listener.lost();
    setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /**
   * Send one event.
   *
   * @param {object} event
   * @returns {boolean} whether there was a connection to send it over
   */
  send(event) {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(event));
    return true;
  }
}
