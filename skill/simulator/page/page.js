import { Pace, Player } from "./player.js";
import * as view from "./view.js";

const QUICK = 20;
const LISTENING_MS = 8000;
const OFF = "microphone off: say “open back coach”";
const SPEAKING = "over the coach: begin with “alexa,”";
const GONE = "Back Coach is no longer running: start it again with make run, and open the address it prints";

const $ = (id) => document.getElementById(id);
const field = $("utterance");
const voice = window.speechSynthesis;
const listener = (sessionStorage.listener ??= crypto.randomUUID());

const pace = new Pace();
const player = new Player(pace, {
  sound(sound, atMs) {
    if (sound.timer !== null) view.count(null);
    view.spoken(sound);
    if (sound.text) {
      view.line(atMs, "coach", sound.text);
      sayAloud(sound.text);
    }
  },
  left: view.left,
  timeOver() {
    view.left(null);
    view.count(null);
  },
  spoken(answer) {
    setPace();
    view.left(null);
    if (answer.ended) view.line(pace.now, "", `session ended (${answer.ended})`);
    if (answer.microphone === "off") return switchOff();
    view.line(pace.now, "", `listening ${answer.listening_ms / 1000} s`);
    player.listen(answer.listening_ms);
  },
  listening(leftMs) {
    if (field.value) return view.microphone("open", "listening to you");
    view.microphone("open", "listening", `${Math.ceil(leftMs / 1000)} s`);
  },
  silence() {
    if (field.value) return player.listen(LISTENING_MS); // typing is speaking: the device goes on listening
    exchange("silence", {}).then(take);
  },
});

/** Post to the skill's device, one thing after another. */
let exchanges = Promise.resolve();
function exchange(what, said) {
  exchanges = exchanges.then(async () => {
    const body = JSON.stringify({ listener, skipped_ms: pace.takeSkipped(), ...said });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`/simulator/${what}`, { method: "POST", headers, body }).catch(() => null);
    if (answer?.ok) return answer.json();
    return { failure: answer ? (await answer.text()).trim() : GONE };
  });
  return exchanges;
}

/** Play an answer, or go on as before when the device took nothing in. */
function take(answer) {
  if (answer.understood) view.line(pace.now, "", answer.understood);
  const note = answer.failure ?? answer.note;
  if (note) view.line(pace.now, "", note);
  if (answer.failure) {
    player.stop();
    view.left(null);
    return switchOff();
  }
  if (!answer.taken && (player.speaking || answer.microphone !== "off")) return;
  if (!answer.taken) return switchOff();
  voice?.cancel();
  view.left(null);
  view.count(null);
  view.microphone("speaking", SPEAKING);
  player.play(answer);
  setPace();
}

function switchOff() {
  view.microphone("off", OFF);
}

/** Only the coach is quick: whoever answers has as long as ever. */
function setPace() {
  pace.rate = $("quick").checked && player.speaking ? QUICK : 1;
  player.look();
}

function sayAloud(words) {
  if (!$("aloud").checked || $("quick").checked) return;
  voice.cancel();
  voice.speak(new SpeechSynthesisUtterance(words));
}

function say(utterance) {
  view.line(pace.now, "you", utterance);
  player.stopListening();
  exchange("say", { utterance, barge_in: player.speaking }).then(take);
}

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const utterance = field.value.trim();
  field.value = "";
  if (utterance) say(utterance);
});

$("chips").addEventListener("click", ({ target }) => {
  if (target.tagName !== "BUTTON") return;
  const words = target.textContent;
  // Over the coach's voice a real device hears nothing without its name, so a suggestion begins with it.
  say(player.speaking && !words.startsWith("alexa") ? `alexa, ${words}` : words);
});

$("quick").addEventListener("change", () => {
  voice?.cancel();
  setPace();
});

$("aloud").addEventListener("change", ({ target }) => {
  if (!target.checked) voice.cancel();
  $("spoken").setAttribute("aria-live", target.checked ? "off" : "polite"); // one voice is enough
});

$("aloud-label").hidden = !voice;
switchOff();
