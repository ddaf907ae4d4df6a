/* 有期限的话：没到日子的先不显示，过了日子的收起来。今天是哪天，按上海的日子算；不开脚本时，看到的是发布那天的话。 */
(function () {
  "use strict";

  const SHANGHAI_MS = 8 * 3600 * 1000;
  const LAST_DAY = "9999-12-31";

  function today() {
    return new Date(Date.now() + SHANGHAI_MS).toISOString().substr(0, 10);
  }

  /* 一句话分几段日子说，取今天的那一段：[[从哪天起, 话], ……]，第一段没有日子。 */
  function said(phases) {
    if (typeof phases === "string") { return phases; }
    const day = today();
    const begun = phases.filter((phase) => phase[0] <= day);
    return begun.length ? begun[begun.length - 1][1] : "";
  }

  function show() {
    const day = today();
    const parts = document.querySelectorAll("[data-jy-from],[data-jy-until]");
    Array.prototype.forEach.call(parts, (part) => {
      const from = part.getAttribute("data-jy-from") || "";
      const until = part.getAttribute("data-jy-until") || LAST_DAY;
      part.hidden = day < from || day > until;
    });
  }

  window.JieyouDates = { said, show };
  show();
  /* 从微信里退回来、页面一直开着的，也按今天的日子看。 */
  window.addEventListener("pageshow", show);
}());
