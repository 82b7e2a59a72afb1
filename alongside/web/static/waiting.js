/* Looks every ten seconds, while the page is in view, whether something changed. Without this file there
   is a link to look again. */

const box = document.querySelector("[data-news]");

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/waiting/news", { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const news = await answer.json();
    if (news.go) location.assign(news.go);
    else if (news.stamp !== box.dataset.news) location.reload();
  } catch {
    // Offline: the next look may do better.
  }
}

if (box) {
  setInterval(look, 10_000);
  document.addEventListener("visibilitychange", look);
}
