// The words of a question as the index has them, by the rules that `drawdown.web.search_words` wrote it with.
"use strict";

const questionWords = (rules) => {
  const pattern = (text, flags = "u") => new RegExp(text, flags);
  const changed = (word, changes) => changes.reduce((so, [found, instead]) => so.replace(pattern(found, "gu"), instead), word);
  const script = pattern(rules.word, "gu");

  const spelt = (word) => [...changed(word, rules.spelling)].map((letter) => rules.letters[letter] ?? letter).join("");

  const bare = (word) => changed(word.replace(pattern(rules.article), ""), rules.ending);

  const asIs = pattern(`^\\d|^$|${rules.short}`);
  const key = (word) => {
    const short = bare(word);
    return asIs.test(short) ? short : rules.definite + short;
  };

  // What a word may be without the letters before it: itself, then with one letter less, and so on.
  const shed = (word) => {
    const found = [word];
    for (;;) {
      const shorter = found.at(-1).replace(pattern(rules.before), "");
      if (shorter === found.at(-1)) return found;
      found.push(shorter);
    }
  };

  // The forms that the index has; a word of which it has none may be the beginning of one.
  const settled = async (word, known) => {
    const keys = shed(spelt(word)).map(key);
    const held = keys.length > 1 ? await Promise.all(keys.map(known)) : [];
    const found = keys.filter((_form, index) => held[index]);
    return found.length ? found : keys.slice(0, 1);
  };

  // What is to be searched: each word as it is asked, then with one letter less before it, where it has that form.
  const asked = async (question, known) => {
    const forms = await Promise.all((question.match(script) ?? []).map((word) => settled(word, known)));
    const written = (place) => {
      const words = forms.map((found) => found.at(Math.min(place, found.length - 1)));
      return question.replace(script, () => ` ${words.shift()} `);
    };
    const most = Math.max(1, ...forms.map((found) => found.length));
    return [...new Set(Array.from({ length: most }, (_none, place) => written(place)))];
  };

  return { key: (word) => key(spelt(word)), asked, shown: (text) => text.replace(/(?:\|[\u0621-\u06d3\d]+)+/gu, "") };
};
