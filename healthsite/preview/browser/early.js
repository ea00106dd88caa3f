// Runs before the page is painted, so that the text does not jump when the panel opens.
(function () {
  var wide = matchMedia("(min-width: 64rem)").matches;
  var kept = localStorage.getItem("preview panel");
  var open = wide ? kept !== "closed" : false;
  document.documentElement.setAttribute("data-preview-panel", open ? "open" : "closed");
})();
