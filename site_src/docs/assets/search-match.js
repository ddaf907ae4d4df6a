/* 站内搜索怎样找：纯计算，不碰页面，也不联网。第一次用到搜索时才读。 */
(function () {
  "use strict";

  const LONGEST_QUERY = 48;

  /* 问话里不帮助查找的字词，长的在前。 */
  const FILLERS = [
    "可不可以", "怎么办理", "怎么申请", "怎么办", "能不能", "有没有", "是不是", "怎么样",
    "怎么", "怎样", "如何", "什么", "哪里", "哪儿", "在哪", "多少", "可以", "请问", "想要",
    "想问", "我想", "我要", "需要", "申请", "办理", "我们", "我家", "我", "你", "您", "的",
    "吗", "呢", "吧", "啊", "呀", "了", "哪能", "啥人", "咋办", "伐"
  ];
  const FILLER = new RegExp(FILLERS.join("|"), "g");

  /* 说的是谁、在哪里、办不到，不是什么难处：单独问照样找得到，和难处连着问时让难处说话。 */
  const BACKDROP = [
    "家里", "屋里", "里厢", "家人", "老人", "老头", "老太", "阿婆", "爷叔", "爸爸", "妈妈", "老爸",
    "老妈", "爷爷", "奶奶", "外公", "外婆", "老公", "老婆", "老伴", "自己", "没人", "没有", "一个",
    "现在", "已经", "不起", "买不", "付不", "交不"
  ];

  const BREAKS = /[^0-9a-z\u00df-\u024f\u3400-\u9fff\uf900-\ufaff\ud800-\udfff]+/g;

  /* 各处文字的分量：居民的叫法最重。 */
  const WEIGHTS = { keys: 1, summary: 0.45, who: 0.35, terms: 0.25 };
  const SINGLE = 0.2;
  /* 这样的两字词，分量减去大半。 */
  const FAINT = 0.4;
  const EXACT = 100;
  const SHARED = 80;
  const ALIKE = 10;
  const SECOND = 0.1;
  /* 指名道姓要找的一页，不管是哪一种都靠前。 */
  const NAMED = 0.9;
  /* 一个两字词也没对上时，单个字要对上这么多才算。 */
  const MOST = 0.75;
  const LEAST_OF_BEST = 0.15;
  /* 政策的分数有第一名的这么多，就算够相近。 */
  const CLEAR = 0.4;
  const RANKS = [1, 0.7, 0.35];
  const KINDS = {
    p: { word: "政策", factor: 1 },
    v: { word: "服务", factor: 0.93 },
    r: { word: "资源", factor: 0.93 },
    t: { word: "标准", factor: 0.85 },
    s: { word: "站点", factor: 0.85 },
    g: { word: "人群", factor: 0.75 },
    n: { word: "需求", factor: 0.75 },
    c: { word: "类别", factor: 0.75 }
  };

  /* ---- 查找 ---- */

  /* 全角变半角、大写变小写、标点变成断开的地方。 */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(BREAKS, "|");
  }

  function join(text) {
    return text.replace(/\|/g, "");
  }

  /* 去掉问话的字词；剩下不到两个字，就按原话。 */
  function core(text) {
    const folded = fold(text);
    const bare = folded.replace(FILLER, "|");
    return join(bare).length > 1 ? bare : folded;
  }

  function gramsOf(text) {
    const grams = [];
    const seen = {};
    function add(part, weight) {
      if (!seen["_" + part]) {
        seen["_" + part] = true;
        grams.push({ text: part, weight });
      }
    }
    text.split("|").forEach((piece) => {
      for (let i = 0; i + 1 < piece.length; i += 1) { add(piece.substr(i, 2), 1); }
      for (let i = 0; i < piece.length; i += 1) { add(piece[i], piece.length > 1 ? SINGLE : 0.6); }
    });
    return grams;
  }

  function prepare(data) {
    const said = window.JieyouDates.said;
    const terms = data.terms.map(fold);
    const entries = data.rows.map((row, position) => {
      const names = [row[2]].concat(row[3] || []);
      return {
        kind: row[0], id: row[1], name: row[2], names, position,
        summary: row[5] || "", who: row[6] || "", answer: said(row[7] || ""),
        label: said(row[8] || ""), rank: row[9] || 0,
        wholes: names.map((name) => join(core(name))),
        fields: {
          keys: names.map(fold).join("|"),
          summary: fold(row[5] || ""),
          who: fold(row[6] || ""),
          terms: (row[4] || []).map((at) => terms[at]).join("|")
        }
      };
    });
    return { entries, hotline: data.hotline };
  }

  function weightIn(entry, part) {
    let best = 0;
    Object.keys(WEIGHTS).forEach((field) => {
      if (WEIGHTS[field] > best && entry.fields[field].indexOf(part) >= 0) { best = WEIGHTS[field]; }
    });
    return best;
  }

  /* 每个两字词在多少条里出现：越少见的越说明问题。谁也没有的，不算进总数。 */
  function weigh(index, grams) {
    const total = index.entries.length;
    return grams.reduce((sum, gram) => {
      gram.found = index.entries.map((entry) => weightIn(entry, gram.text));
      const count = gram.found.reduce((part, weight) => part + weight, 0);
      const part = BACKDROP.indexOf(gram.text) < 0 ? gram.weight : gram.weight * FAINT;
      gram.value = count ? part * Math.log(1 + total / (count + 0.5)) : 0;
      return sum + gram.value;
    }, 0);
  }

  /* 缩略的叫法：字的先后相同，中间隔了别的字，例如“残疾补贴”。返回所占的长度，不合返回 0。 */
  function spanOf(query, whole) {
    let best = 0;
    let start = whole.indexOf(query[0]);
    while (start >= 0) {
      let at = start;
      let i = 1;
      while (i < query.length && at >= 0) { at = whole.indexOf(query[i], at + 1); i += 1; }
      if (at < 0) { break; }
      if (!best || at - start + 1 < best) { best = at - start + 1; }
      start = whole.indexOf(query[0], start + 1);
    }
    return best;
  }

  function coverOf(whole, grams, sum) {
    return grams.reduce((part, gram) => {
      return part + (whole.indexOf(gram.text) >= 0 ? gram.value : 0);
    }, 0) / sum;
  }

  /* 一个名称或别名与问话像不像。 */
  function likeness(query, whole, grams, sum) {
    if (!whole) { return 0; }
    if (whole === query) { return EXACT; }
    const at = whole.indexOf(query);
    if (at >= 0) { return 42 + 25 * query.length / whole.length + (at === 0 ? 8 : 0); }
    if (whole.length > 1 && query.indexOf(whole) >= 0) {
      return 12 + 43 * coverOf(whole, grams, sum);
    }
    const span = query.length > 2 ? spanOf(query, whole) : 0;
    return span ? 12 + 28 * query.length / span : ALIKE * coverOf(whole, grams, sum);
  }

  function score(entry, query, grams, sum) {
    const likes = entry.wholes.map((whole) => likeness(query, whole, grams, sum));
    const best = Math.max.apply(null, likes);
    const by = likes.indexOf(best);
    const others = likes.filter((like, at) => at !== by);
    const second = others.length ? Math.max.apply(null, others) : 0;
    let shared = 0;
    let matched = 0;
    grams.forEach((gram) => {
      const weight = gram.found[entry.position];
      shared += gram.value * weight / sum;
      matched += weight ? gram.weight : 0;
    });
    const named = likes[0] === EXACT ? NAMED : 0;
    const factor = Math.max(KINDS[entry.kind].factor, named) * RANKS[entry.rank];
    return { entry, by, matched, score: (best + SECOND * second + SHARED * shared) * factor };
  }

  /* 有政策管的难处，不让身边的资源和服务把政策挤到后面：够相近的第一条政策，至少排第二。 */
  function lift(hits) {
    const at = hits.findIndex((hit) => hit.entry.kind === "p");
    if (at > 1 && hits[at].score >= hits[0].score * CLEAR) {
      const policy = hits.splice(at, 1)[0];
      policy.score = hits[1].score;
      hits.splice(1, 0, policy);
    }
    return hits;
  }

  /* 按像不像排好的条目；问话太长就只看开头。cover 是问话里对上的部分，从 0 到 1。 */
  function find(index, text) {
    const bare = core(text.substr(0, LONGEST_QUERY));
    const query = join(bare);
    const grams = gramsOf(bare);
    const sum = weigh(index, grams);
    if (!sum) { return []; }
    const whole = grams.reduce((part, gram) => part + gram.weight, 0);
    const enough = Math.min(1, SINGLE * query.length * MOST);
    const hits = index.entries.map((entry) => score(entry, query, grams, sum))
      .filter((hit) => hit.matched >= enough);
    hits.sort((a, b) => b.score - a.score || a.entry.position - b.entry.position);
    hits.forEach((hit) => { hit.cover = hit.matched / whole; });
    return lift(hits.filter((hit) => hit.score >= hits[0].score * LEAST_OF_BEST));
  }

  window.JieyouSearch = { prepare, find, core, kinds: KINDS };
}());
