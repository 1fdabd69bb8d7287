// The page of the search: the words are in the address, the results in a list, their number in a live region. The
// index is loaded when the reader comes to the field or the address holds words; Pagefind then fetches what it needs.
"use strict";

(() => {
  const STEP = 10; // results shown at a time
  const PAUSE = 200; // milliseconds without a key before what is typed is searched
  const form = document.querySelector(".search-form");
  const count = document.querySelector(".search-count");
  const list = document.querySelector(".search-results");
  const more = document.querySelector(".search-more");
  if (!form) return;
  const query = form.elements.namedItem("q");
  const kinds = JSON.parse(form.dataset.kinds);
  const language = form.dataset.words && questionWords(JSON.parse(form.dataset.words)); // where words have more forms
  let loading = null;
  let found = [];
  let asked = 0; // the number of the latest question, so that an answer to an earlier one is dropped

  const load = () => {
    loading ??= import(new URL(form.dataset.index, document.baseURI).href).then(async (pagefind) => {
      // A title is part of what is searched, with the weight of its heading; counted twice it would put rows first. So
      // would their being short: length counts little, and what is said often counts more.
      const ranking = { metaWeights: { title: 0 }, pageLength: 0.1, termSaturation: 2 };
      await pagefind.options({ excerptLength: 30, ranking });
      await pagefind.init();
      return pagefind;
    });
    return loading;
  };

  const element = (tag, name, ...children) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...children);
    return made;
  };

  // In a text from right to left a number keeps to what follows it, not to the id or name in Latin letters before it.
  const apart = (text) => document.dir === "rtl" ? text.replace(/([.\]]) /g, "$1\u200f ") : text;

  // An excerpt is text with marks; nothing else of it comes into the page.
  const excerpt = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) => {
    const text = language ? language.shown(node.textContent) : node.textContent;
    return node.nodeName === "MARK" ? element("mark", "", text) : apart(text);
  });

  const item = ({ meta, excerpt: text }) => {
    const link = element("a", "", meta.title);
    link.href = form.dataset.root + meta.address;
    link.dir = "auto"; // a title keeps the direction of its own language
    const where = [kinds[meta.kind], meta.page].join(" · ");
    return element("li", "", link, element("p", "search-where", where), element("p", "", ...excerpt(text)));
  };

  const show = async () => {
    const question = asked;
    const held = await Promise.all(found.slice(list.children.length, list.children.length + STEP).map((one) => one.data()));
    if (question !== asked) return;
    list.append(...held.map(item));
    more.hidden = list.children.length >= found.length;
  };

  const tell = (number) => {
    const counts = JSON.parse(form.dataset.counts);
    const { lang } = document.documentElement;
    const text = number ? counts[new Intl.PluralRules(lang).select(number)] : form.dataset.none;
    count.textContent = text.replace("{n}", number.toLocaleString("en"));
  };

  const note = (words) => {
    const address = new URL(window.location.href);
    if (words) address.searchParams.set("q", words); else address.searchParams.delete("q");
    window.history.replaceState(null, "", address);
  };

  const results = async (pagefind, words) => {
    const known = async (word) => (await pagefind.search(`"${word}"`)).results.length > 0;
    const questions = language ? await language.asked(words, known) : [words];
    const answers = await Promise.all(questions.map((one) => pagefind.search(one)));
    const merged = new Map();
    for (const one of answers.flatMap((answer) => answer.results)) if (!merged.has(one.id)) merged.set(one.id, one);
    return [...merged.values()];
  };

  const search = async () => {
    asked += 1;
    const question = asked;
    const words = query.value.trim();
    note(words);
    try {
      const pagefind = await load();
      await new Promise((done) => { setTimeout(done, PAUSE); });
      if (question !== asked) return;
      const answer = words ? await results(pagefind, words) : [];
      if (question !== asked) return;
      found = answer;
      list.replaceChildren();
      more.hidden = true;
      if (words) tell(found.length); else count.textContent = "";
      await show();
    } catch (error) {
      loading = null;
      count.textContent = form.dataset.failed;
      throw error;
    }
  };

  const { searchParams } = new URL(window.location.href);
  query.value = searchParams.get("q") ?? "";
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("input", search);
  query.addEventListener("focus", load, { once: true });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await show();
    list.children[next]?.querySelector("a").focus();
  });
  if (query.value) search();
})();
