/* A page that is seen once: going elsewhere leaves nothing of it for Back to show. */

addEventListener("pagehide", () => document.body.replaceChildren());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace("/");
});
