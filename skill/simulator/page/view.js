/** What is seen. Only words are ever written, never markup. */
const $ = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const NEAR_THE_END_PX = 40;

function time(ms) {
  const tenths = Math.floor(ms / 100);
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${seconds}.${tenths % 10}`;
}

function text(tag, className, words) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

/** Add a line to the transcript; it stays in view unless the person has scrolled back. `who` is coach, you or empty. */
export function line(atMs, who, words) {
  const box = $("transcript");
  const following = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END_PX;
  const entry = document.createElement("li");
  entry.className = who || "remark";
  entry.append(text("time", "", time(atMs)), text("span", "who", who), text("span", "words", words));
  $("lines").append(entry);
  if (following) box.scrollTop = box.scrollHeight;
}

/** Show what is being said, and the number when it is one. */
export function spoken(sound) {
  if (sound.text) $("spoken").textContent = sound.text;
  if (sound.count !== null) count(sound.count);
}

/** Show a number large; nothing for null. */
export function count(number) {
  $("count").textContent = number ?? "";
}

/** Show what is left of a timer; nothing for null. */
export function left(timer, leftMs) {
  $("timer").classList.toggle("running", timer !== null);
  if (timer === null) return;
  const seconds = Math.ceil(leftMs / 1000);
  $("timer-name").textContent = timer.name;
  $("left").max = timer.length;
  $("left").value = calm.matches ? seconds * 1000 : leftMs;
  $("seconds").textContent = `${seconds} s`;
}

/** Show whether the device listens: off, speaking or open, in words too, and how long, which is not read aloud. */
export function microphone(state, words, left = "") {
  document.body.dataset.microphone = state;
  if ($("microphone").textContent !== words) $("microphone").textContent = words;
  $("listening").textContent = left;
  for (const chip of $("chips").children) chip.classList.toggle("fits", chip.dataset.fits.split(" ").includes(state));
}
