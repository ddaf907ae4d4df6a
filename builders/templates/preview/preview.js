// Keeps the overlay of a previewed page up to date, and loads the page again once it is another.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const places = { top: document.getElementById("jyp-top"), bottom: document.getElementById("jyp-bottom") };
  let source = null;

  const fill = (place, html) => {
    const open = [...place.querySelectorAll("details[open]")].map((one) => one.dataset.part);
    const scrolled = [...place.querySelectorAll(".jyp-sheet")].map((one) => one.scrollTop);
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((one) => {
      one.open = open.includes(one.dataset.part);
    });
    place.querySelectorAll(".jyp-sheet").forEach((one, at) => {
      one.scrollTop = scrolled[at] || 0;
    });
    makeRoom();
  };

  // The bar must not lie over the end of the page.
  const makeRoom = () => {
    const bar = document.querySelector(".jyp-bar");
    document.body.style.paddingBottom = `${bar.offsetHeight}px`;
    document.documentElement.style.setProperty("--jyp-bar", `${bar.offsetHeight}px`);
  };

  const take = (event) => {
    const news = JSON.parse(event.data);
    // A page that is gone stays on the screen; the bar says so.
    if (news.version && news.version !== version) {
      window.location.reload();
      return;
    }
    fill(places.top, news.top);
    fill(places.bottom, news.bottom);
  };

  const setAlone = (isAlone) => {
    document.body.classList.toggle("jyp-is-alone", isAlone);
    makeRoom();
  };

  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(script.dataset.events);
    source.onmessage = take;
    source.onopen = () => setAlone(false);
    source.onerror = () => setAlone(true);
  };

  // A browser keeps few connections to one host: those of hidden pages would use them up.
  const rest = () => {
    if (source) source.close();
    source = null;
  };

  const copy = (button) => {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      const text = button.textContent;
      if (text === button.dataset.copied) return;
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = text; }, 1200);
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    // One sheet at a time; a click elsewhere closes it.
    const part = event.target.closest(".jyp-part");
    document.querySelectorAll(".jyp-part[open]").forEach((one) => {
      if (one !== part) one.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".jyp-part[open]").forEach((one) => { one.open = false; });
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", listen);
  window.addEventListener("resize", makeRoom);
  makeRoom();
  listen();
})();
