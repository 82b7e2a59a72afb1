/* Not my device: signs out when the tab closes or goes elsewhere, and after two quiet minutes.
   Without this file the server ends the session after the same two minutes. */

const IDLE = 120_000;
const TELL = 40_000;
const home = document.querySelector("[data-home]")?.dataset.home ?? "/";
let inside = false;
let last = Date.now();
let told = Date.now();

const leave = () => fetch("/leave", { method: "POST", keepalive: true, redirect: "manual" });
const isOurs = (address) => new URL(address, location.href).origin === location.origin;

function used() {
  last = Date.now();
  if (last - told > TELL) {
    told = last;
    fetch("/still-here", { method: "POST" }).catch(() => {});
  }
}

for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) addEventListener(kind, used, { passive: true });

// A page of ours that follows this one is no leaving. If none comes, closing the tab is leaving again.
function goes(on) {
  inside = on;
  setTimeout(() => {
    inside = false;
  }, 30_000);
}

if (window.navigation) {
  navigation.addEventListener("navigate", (event) => {
    if (!event.hashChange && !event.downloadRequest) goes(isOurs(event.destination.url));
  });
} else {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.hash) goes(isOurs(link.href));
  });
  addEventListener("submit", () => goes(true));
}

addEventListener("pagehide", () => {
  if (!inside) leave();
});

addEventListener("pageshow", (event) => {
  inside = false;
  if (event.persisted) location.reload();
});

setInterval(async () => {
  if (Date.now() - last < IDLE) return;
  inside = true;
  sessionStorage.clear();
  await leave().catch(() => {});
  location.replace(home);
}, 5_000);
