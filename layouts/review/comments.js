"use strict";
const form = document.querySelector("form");
const output = form.querySelector("output");

function fits(article, chosen) {
  return chosen.getAll("state").includes(article.dataset.state)
    && ["", article.dataset.person].includes(chosen.get("person"));
}

function show() {
  const chosen = new FormData(form);
  let shown = 0;
  for (const section of document.querySelectorAll("section")) {
    const here = ["", section.dataset.section].includes(chosen.get("section"));
    const articles = [...section.querySelectorAll("article")];
    for (const article of articles) article.hidden = !(here && fits(article, chosen));
    const left = articles.filter(article => !article.hidden).length;
    section.hidden = !left;
    shown += left;
  }
  output.value = output.dataset.words.replace("{shown}", shown);
}

form.addEventListener("input", show);
form.addEventListener("reset", () => setTimeout(show));
form.addEventListener("submit", event => event.preventDefault());
form.hidden = false;
show();
