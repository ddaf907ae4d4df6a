/* 站内搜索的输入框和结果。数据在第一次用到时才读；找什么、看什么，都只留在这台设备上。 */
(function () {
  "use strict";

  const MOST_RESULTS = 20;
  const PAUSE_MS = 150;
  const LONGEST_KEPT = 100;
  const CLOSE = 0.4;
  const PARTS = ["assets/search-match.js", "assets/search-data.js"];
  const COMPLAINT = "没有读到搜索的内容。请刷新再试，";
  const ADVICE = "可以换个短一点的说法，从下面的目录找，";
  const CALL = "或者打电话问：";
  const HOTLINE = "12345 市民服务热线";
  const INDEXES = [["names.html", "按名称找政策"], ["resources.html", "身边的资源"],
    ["services.html", "顾问能帮的事"]];
  let boxes = 0;
  let loading = null;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text) { element.textContent = text; }
    return element;
  }

  /* ---- 数据 ---- */

  function addScript(address) {
    return new Promise((resolve, reject) => {
      const script = make("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  /* 只读一次；没读到的，下次再试。 */
  function load(root) {
    if (!loading) {
      loading = Promise.all(PARTS.map((part) => addScript(root + part)))
        .then(() => window.JieyouSearch.prepare(window.JIEYOU_SEARCH_DATA));
      loading.catch(() => { loading = null; });
    }
    return loading;
  }

  /* ---- 结果 ---- */

  function addressOf(entry, root) {
    const id = encodeURIComponent(entry.id);
    return root + (entry.kind === "t" ? "standards.html#" + id : entry.kind + "/" + id + ".html");
  }

  /* 给什么、收费多少；日期不在中间折行。 */
  function answerOf(entry) {
    const lead = { p: "给什么：", r: "收费：" }[entry.kind];
    const line = make("span", "jy-search__answer");
    if (lead) { line.appendChild(make("b", "", lead)); }
    entry.answer.split(/(\d{4}-\d{2}-\d{2})/).forEach((part, at) => {
      line.appendChild(make("span", at % 2 ? "jy-search__day" : "", part));
    });
    return line;
  }

  function whoOf(entry) {
    if (!entry.who) { return entry.summary; }
    return entry.who.indexOf("可能") >= 0 ? entry.who : "可能适合：" + entry.who;
  }

  /* 表里的文字一律当文字放进去，不当网页代码。 */
  function resultOf(hit, root) {
    const entry = hit.entry;
    const item = make("li", "jy-search__item");
    const link = make("a", "jy-search__link" + (entry.rank ? " jy-search__link--past" : ""));
    link.href = addressOf(entry, root);
    const head = make("span", "jy-search__head");
    head.appendChild(make("span", "jy-search__kind", window.JieyouSearch.kinds[entry.kind].word));
    head.appendChild(make("span", "jy-search__title", entry.name));
    if (entry.label) {
      head.appendChild(document.createTextNode(" "));
      head.appendChild(make("span", "jy-search__label", entry.label));
    }
    link.appendChild(head);
    if (hit.by) {
      link.appendChild(make("span", "jy-search__alias", "相关说法：" + entry.names[hit.by]));
    }
    if (whoOf(entry)) { link.appendChild(make("span", "jy-search__who", whoOf(entry))); }
    if (entry.answer) { link.appendChild(answerOf(entry)); }
    item.appendChild(link);
    return item;
  }

  function hotlineOf(hotline) {
    const number = /\d[\d-]+\d/.exec(hotline);
    if (!number) { return make("span", "jy-search__call", hotline); }
    const link = make("a", "jy-search__call", hotline);
    link.href = "tel:" + number[0];
    return link;
  }

  /* 没有结果时不让人走空：热线和目录。 */
  function helpOf(lead, index, root) {
    const help = make("div", "jy-search__help");
    const list = make("ul", "jy-search__indexes");
    const entries = (index ? index.entries : []).filter((entry) => "gn".indexOf(entry.kind) >= 0);
    const links = entries.map((entry) => [addressOf(entry, root), entry.name]);
    INDEXES.map((page) => [root + page[0], page[1]]).concat(links).forEach((to) => {
      const item = make("li");
      const link = make("a", "jy-search__index", to[1]);
      link.href = to[0];
      item.appendChild(link);
      list.appendChild(item);
    });
    help.appendChild(make("p", "", lead + CALL));
    help.appendChild(hotlineOf(index && index.hotline || HOTLINE));
    help.appendChild(list);
    return help;
  }

  function sayCount(hits) {
    if (!hits.length) { return "没有找到。"; }
    const count = Math.min(hits.length, MOST_RESULTS);
    if (hits[0].cover < CLOSE) { return "没有正好对上的，下面 " + count + " 条也许有关。"; }
    return hits.length > count ? "先列最相近的 " + count + " 条。" : "找到 " + count + " 条。";
  }

  /* ---- 输入框 ---- */

  function drawBox(place) {
    boxes += 1;
    const id = "jy-search-" + boxes;
    const form = make("form", "jy-search__form");
    const label = make("label", "jy-search__name", "查政策、服务和资源");
    const input = make("input", "jy-search__input");
    const button = make("button", "jy-search__button", "查找");
    const status = make("p", "jy-search__status");
    const output = make("div", "jy-search__output");
    form.setAttribute("role", "search");
    form.autocomplete = "off";
    label.htmlFor = id;
    Object.assign(input, { id, type: "search", placeholder: "例如：低保、看病、残疾" });
    input.setAttribute("enterkeyhint", "search");
    button.type = "submit";
    status.setAttribute("role", "status");
    status.setAttribute("aria-live", "polite");
    const row = make("div", "jy-search__row");
    [input, button].forEach((part) => row.appendChild(part));
    [label, row].forEach((part) => form.appendChild(part));
    place.textContent = "";
    [form, status, output].forEach((part) => place.appendChild(part));
    return { form, input, status, output, root: place.getAttribute("data-root") || "" };
  }

  function clear(box) {
    box.status.textContent = "";
    box.output.textContent = "";
  }

  function draw(box, index, text) {
    const hits = window.JieyouSearch.find(index, text);
    clear(box);
    box.status.textContent = sayCount(hits);
    if (!hits.length) {
      box.output.appendChild(helpOf(ADVICE, index, box.root));
      return;
    }
    const list = make("ol", "jy-search__list");
    hits.slice(0, MOST_RESULTS).forEach((hit) => list.appendChild(resultOf(hit, box.root)));
    box.output.appendChild(list);
  }

  /* 问话记在浏览记录里，看完一条退回来还在；不写进地址，转发时不会带出去。 */
  function remember(text) {
    const kept = { jieyou: text.substr(0, LONGEST_KEPT) };
    try {
      window.history.replaceState(Object.assign({}, window.history.state, kept), "");
    } catch (error) { /* 有的浏览器打开本机文件时不让写。 */ }
  }

  function search(box) {
    const text = box.input.value;
    if (!text.trim()) { remember(""); clear(box); return; }
    if (!box.output.firstChild) { box.status.textContent = "正在查找……"; }
    load(box.root).then((index) => {
      if (box.input.value === text) { remember(text); draw(box, index, text); }
    }).catch(() => {
      clear(box);
      box.status.textContent = "现在不能搜索。";
      box.output.appendChild(helpOf(COMPLAINT, null, box.root));
    });
  }

  /* 上下键在输入框和结果之间走；Esc 回到输入框。 */
  function walk(box, event) {
    const links = Array.from(box.output.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !links.length) { return; }
    if (event.key === "Escape" && at >= 0) { box.input.focus(); return; }
    if (!step || (at < 0 && step < 0)) { return; }
    event.preventDefault();
    (links[Math.min(at + step, links.length - 1)] || box.input).focus();
  }

  /* 拼音还没选成字的时候不查。 */
  function listen(place, box) {
    let timer = 0;
    let composing = false;
    const now = () => { window.clearTimeout(timer); search(box); };
    const soon = () => {
      window.clearTimeout(timer);
      if (!composing) { timer = window.setTimeout(now, PAUSE_MS); }
    };
    box.input.addEventListener("focus", () => { load(box.root).catch(() => {}); });
    box.input.addEventListener("compositionstart", () => { composing = true; soon(); });
    box.input.addEventListener("compositionend", () => { composing = false; soon(); });
    box.input.addEventListener("input", soon);
    box.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (composing) { return; }
      now();
      if (window.matchMedia("(pointer: coarse)").matches) { box.input.blur(); }
    });
    place.addEventListener("keydown", (event) => walk(box, event));
  }

  function asked() {
    const found = /[#&]q=([^&]*)/.exec(window.location.hash);
    if (!found) { return ""; }
    try { return decodeURIComponent(found[1].replace(/\+/g, " ")); } catch (error) { return ""; }
  }

  function ask(box, text) {
    if (!text) { return; }
    box.input.value = text;
    search(box);
  }

  function start() {
    const drawn = Array.from(document.querySelectorAll("[data-jieyou-search]")).map((place) => {
      const box = drawBox(place);
      listen(place, box);
      return box;
    });
    if (!drawn.length) { return; }
    ask(drawn[0], (window.history.state || {}).jieyou || asked());
    window.addEventListener("hashchange", () => ask(drawn[0], asked()));
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}());
