/* "Hide this page": the page goes blank at once, drafts are wiped, and a neutral site takes this page's
   place in the history. Escape twice does the same. Without this file the link still leads there. */

const link = document.querySelector("[data-hide]");
let lastEscape = -Infinity;

function hide() {
  document.title = "";
  document.body.hidden = true;
  for (const box of ["sessionStorage", "localStorage"]) {
    try {
      window[box].clear();
    } catch {
      // A browser may refuse storage altogether; then there is nothing to wipe.
    }
  }
  location.replace(link.href);
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  hide();
});

addEventListener("keydown", (event) => {
  if (!link || event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - lastEscape < 700) hide();
  lastEscape = event.timeStamp;
});
