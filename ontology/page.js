(() => {
  const form = document.querySelector("form"), find = document.getElementById("find"), told = document.querySelector("output");
  const menu = document.getElementById("menu"), wide = matchMedia("(min-width: 60rem)");
  const cards = [...document.querySelectorAll(".term")].map((card) => ({ card, text: card.textContent.toLowerCase() }));
  const sections = [...document.querySelectorAll("main section")], fixed = document.querySelectorAll("main header, .fixed");
  const fit = () => { menu.open = wide.matches; };
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { card, text } of cards) {
      card.hidden = !words.every((word) => text.includes(word));
      count += card.hidden ? 0 : 1;
    }
    for (const part of fixed) part.hidden = words.length > 0;
    for (const section of sections) {
      if (!section.classList.contains("fixed")) section.hidden = !section.querySelector(".term:not([hidden])");
    }
    told.value = words.length ? count + " found" : "";
  };
  const follow = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    if (place.closest("[hidden]")) { find.value = ""; show(); }
    if (!wide.matches) menu.open = false;
    place.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", show);
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== find) { event.preventDefault(); find.focus(); }
    if (event.key === "Escape" && find.value) { find.value = ""; show(); }
  });
  wide.addEventListener("change", fit);
  fit();
  show();
})();
