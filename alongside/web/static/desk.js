/* The desk: asks now and then whether a look would show something new, and says so. Asking is also the sign
   that keeps "here now" on. Nothing on the page moves by itself: who is reading is not disturbed. */

const notice = document.getElementById("new");

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch("/desk/news", { headers: { accept: "application/json" } });
    if (answer.ok && (await answer.json()).news !== notice.dataset.news) notice.hidden = false;
  } catch {
    // no connection just now: the next time tells
  }
}

setInterval(look, 20000);
document.addEventListener("visibilitychange", look);
