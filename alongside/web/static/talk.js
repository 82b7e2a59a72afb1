/* A live talk. Without this file the same page works by plain forms and "Look for new words".
   What is typed is kept in the tab until it is on disk on the other side; a line that could not be sent
   goes out again by itself, with the same ref, and so is said once. */

const list = document.getElementById("talk");
const form = document.getElementById("say");
const box = document.getElementById("words");
const talk = list.dataset.talk;
const seat = list.className.match(/me(\d)/)[1];
const store = box && "own" in box.dataset ? localStorage : sessionStorage;
const key = "talk " + talk;
let shown = +list.dataset.last;
let told = -1;
let kept = { draft: "", unsent: [] };
let sending = false;
let lastTyping = 0;
let lastHere = 0;

function keep() {
  try {
    if (kept.draft || kept.unsent.length) store.setItem(key, JSON.stringify(kept));
    else store.removeItem(key);
  } catch {
    // No storage here: the words are still in the box.
  }
}

const post = (what, told) =>
  fetch(`/live/${talk}/${what}`, {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(told),
  });

function toEnd() {
  scrollTo(0, document.body.scrollHeight);
}

// Lines that come

function place(html) {
  const near = innerHeight + scrollY > document.body.scrollHeight - 240;
  const made = document.createElement("template");
  made.innerHTML = html;
  const line = made.content.querySelector("[id]");
  const here = document.getElementById(line.id);
  if (here) {
    here.replaceWith(line);
    return;
  }
  if (line.classList.contains("s" + seat)) {
    const words = line.firstChild.innerText;
    [...list.querySelectorAll("[data-ref]")].find((li) => li.firstChild.innerText === words)?.remove();
  }
  list.querySelectorAll(".told").forEach((li) => li.remove());
  document.getElementById("known")?.remove();
  show("#seen", false);
  const waiting = list.querySelector("[data-ref]");
  list.insertBefore(made.content, waiting);
  if (near) toEnd();
}

function confirm(view, typing) {
  told = shown;
  post("shown", { seen: shown, view, typing }).catch(() => {});
}

const inView = () => document.visibilityState === "visible";
const soon = () => setTimeout(() => inView() && told < shown && confirm(true), 2000);

function show(name, on) {
  const line = document.querySelector(name);
  if (line) line.hidden = !on;
}

function reads(now) {
  show('[data-here="1"]', now);
  show('[data-here="0"]', !now);
}

if (!("still" in list.dataset)) {
  const stream = new EventSource(`/live/${talk}?after=${shown}`);
  stream.onmessage = (event) => {
    shown = Math.max(shown, +event.lastEventId);
    place(event.data);
    show("#typing", false);
    soon();
  };
  stream.addEventListener("here", (event) => {
    reads(event.data === "1");
    // A page in view says so every 45 seconds. One that went silent is not being read.
    clearTimeout(lastHere);
    lastHere = setTimeout(() => reads(false), 75000);
  });
  stream.addEventListener("seen", (event) => show("#seen", +event.data >= shown));
  stream.addEventListener("typing", () => {
    show("#typing", true);
    clearTimeout(lastTyping);
    lastTyping = setTimeout(() => show("#typing", false), 6000);
  });
  stream.addEventListener("reload", () => location.reload());
  document.addEventListener("visibilitychange", () => confirm(inView()));
  addEventListener("pagehide", () => confirm(false));
  setInterval(() => inView() && confirm(true), 45000);
  confirm(true);
}

// Lines that go

function waiting(line) {
  const li = document.createElement("li");
  li.className = `s${seat}`;
  li.dataset.ref = line.ref;
  const words = document.createElement("span");
  words.dir = "auto";
  words.innerText = line.text;
  const note = document.createElement("small");
  note.textContent = box.dataset.sending;
  li.append(words, note);
  list.append(li);
  toEnd();
  return li;
}

const lineOf = (ref) => list.querySelector(`[data-ref="${ref}"]`);

async function sendAll() {
  if (sending) return;
  sending = true;
  let wait = 1000;
  while (kept.unsent.length) {
    const line = kept.unsent[0];
    const li = lineOf(line.ref) || waiting(line);
    try {
      const answer = await post("say", { text: line.text, ref: line.ref, seen: shown });
      if (answer.status < 500 && answer.status !== 429) {
        kept.unsent.shift();
        keep();
        if (!answer.ok) return back(line, li);
        const { n, card } = await answer.json();
        if (card) list.insertAdjacentHTML("afterend", card);
        if (document.getElementById("m" + n)) lineOf(line.ref)?.remove();
        else if (lineOf(line.ref)) {
          li.id = "m" + n;
          delete li.dataset.ref;
          li.lastChild.remove();
        }
        wait = 1000;
        continue;
      }
    } catch {
      // Offline, or the server is away: it is tried again.
    }
    li.classList.add("unsent");
    li.lastChild.textContent = box.dataset.unsent;
    await new Promise((done) => {
      setTimeout(done, wait);
      addEventListener("online", done, { once: true });
    });
    wait = Math.min(wait * 2, 30000);
  }
  sending = false;
}

// Refused: the words go back into the box, and the plain form says why.
function back(line, li) {
  li.remove();
  box.value = [line.text, ...kept.unsent.map((other) => other.text), box.value].filter(Boolean).join("\n\n");
  kept = { draft: box.value, unsent: [] };
  keep();
  form.ref.value = line.ref;
  form.submit();
}

if (box) {
  try {
    kept = JSON.parse(store.getItem(key)) || kept;
  } catch {
    // Nothing was kept.
  }
  if (!box.value) box.value = kept.draft;
  for (const line of kept.unsent) waiting(line);
  sendAll();
  let typed = 0;
  box.addEventListener("input", () => {
    kept.draft = box.value;
    keep();
    if ("typing" in box.dataset && Date.now() - typed > 4000) {
      typed = Date.now();
      confirm(true, true);
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer:fine)").matches) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    if (text.length > 4000) {
      form.submit();
      return;
    }
    kept.unsent.push({ ref: crypto.getRandomValues(new Uint32Array(4)).join("-"), text });
    kept.draft = box.value = "";
    keep();
    waiting(kept.unsent.at(-1));
    sendAll();
    box.focus();
  });
}

// Earlier words, without leaving the page

list.addEventListener("click", async (event) => {
  const link = event.target.closest(".older a");
  if (!link) return;
  event.preventDefault();
  try {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    const before = document.body.scrollHeight;
    link.closest("li").replaceWith(...page.getElementById("talk").children);
    scrollBy(0, document.body.scrollHeight - before);
  } catch {
    location = link.href;
  }
});

if (!location.hash && !("still" in list.dataset)) toEnd();
