// Before the first paint: theme, elder mode, text size and language as last chosen, so that nothing flashes. A file of its own,
// because the content security policy lets no script stand in the page.
(function () {
  var root = document.documentElement;
  var chosen = {};
  try { chosen = JSON.parse(localStorage.getItem('onething.preferences')) || {}; } catch { chosen = {}; }
  var dark = chosen.theme === 'dark' || (chosen.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.textSize = chosen.textSize || 'normal';
  if (chosen.elder) root.dataset.elder = '';
  if (chosen.language) root.lang = chosen.language;
})();
