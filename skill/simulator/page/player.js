/** Time on this page: the world's, or 20 times as fast while the coach speaks quickly. */
export class Pace {
  #rate = 1;
  #at = performance.now();
  #now = 0;
  #skipped = 0;

  /** Milliseconds since the page was opened. */
  get now() {
    const at = performance.now();
    const passed = at - this.#at;
    this.#at = at;
    this.#now += passed * this.#rate;
    this.#skipped += passed * (this.#rate - 1);
    return this.#now;
  }

  get rate() {
    return this.#rate;
  }

  set rate(rate) {
    void this.now;
    this.#rate = rate;
  }

  /** How much more time has passed here than in the world, since this was last asked. */
  takeSkipped() {
    void this.now;
    const whole = Math.round(this.#skipped);
    this.#skipped -= whole;
    return whole;
  }
}

/** Most milliseconds between two looks at the clock while something plays, so that what is left is seen to shrink. */
const FRAME_MS = 50;

/**
 * Plays an answer, then listens as long as the device does. `on` is told: sound(sound, atMs), left(timer, leftMs),
 * timeOver(), listening(leftMs), spoken(answer) when the coach has finished, and silence() when nobody has answered.
 */
export class Player {
  #pace;
  #on;
  #answer = null;
  #began = 0;
  #next = 0;
  #timer = null;
  #deadline = null;
  #wake = 0;

  constructor(pace, on) {
    this.#pace = pace;
    this.#on = on;
  }

  get speaking() {
    return this.#answer !== null;
  }

  /** Drop whatever plays, and play this from its beginning. */
  play(answer) {
    this.#answer = answer;
    this.#began = this.#pace.now;
    this.#next = 0;
    this.#timer = null;
    this.#deadline = null;
    this.look();
  }

  /** Drop whatever plays, and listen no more. */
  stop() {
    this.#answer = null;
    this.#timer = null;
    this.#deadline = null;
  }

  /** Open the microphone for so long; again, for as long again. */
  listen(ms) {
    this.#deadline = this.#pace.now + ms;
    this.look();
  }

  /** Leave the microphone to whoever has begun to speak. */
  stopListening() {
    this.#deadline = null;
  }

  /** Do whatever is due, and come back when something else is. To be called when the rate changes. */
  look() {
    clearTimeout(this.#wake);
    const now = this.#pace.now;
    if (this.#answer) this.#speak(now);
    else if (this.#deadline !== null) this.#hearken(now);
    if (!this.#answer && this.#deadline === null) return;
    const due = this.#answer ? (this.#dueAt() - now) / this.#pace.rate : FRAME_MS;
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => this.look(), Math.max(0, Math.min(due, FRAME_MS)));
  }

  #dueAt() {
    const sound = this.#answer.sounds[this.#next];
    return this.#began + (sound ? sound.at_ms : this.#answer.length_ms);
  }

  #speak(now) {
    const { sounds, length_ms: length } = this.#answer;
    while (this.#next < sounds.length && now >= this.#dueAt()) {
      const sound = sounds[this.#next];
      const at = this.#dueAt();
      this.#next += 1;
      this.#countDown(at);
      if (sound.timer !== null) this.#timer = { name: sound.timer, length: sound.timer_ms, ends: at + sound.timer_ms };
      this.#on.sound(sound, at);
    }
    this.#countDown(now);
    if (now < this.#began + length) return;
    const answer = this.#answer;
    this.#answer = null;
    this.#on.spoken(answer);
  }

  #countDown(now) {
    if (!this.#timer) return;
    const left = Math.max(0, this.#timer.ends - now);
    this.#on.left(this.#timer, left);
    if (left > 0) return;
    this.#timer = null;
    this.#on.timeOver();
  }

  #hearken(now) {
    const left = Math.max(0, this.#deadline - now);
    this.#on.listening(left);
    if (left > 0) return;
    this.#deadline = null;
    this.#on.silence();
  }
}
