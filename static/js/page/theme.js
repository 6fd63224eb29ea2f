// Applies the reader's choice of theme before the page is painted: a plain
// script, because modules run too late.
try {
  const theme = localStorage.getItem("abacus-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's theme serves.
}
