/** The colours that were chosen in the program; the pages are read without this too, in the system's. */
(() => {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try {
      return window.localStorage.getItem('trailscope.theme');
    } catch {
      return null;
    }
  };
  const paint = () => {
    const theme = chosen();
    const isDark = theme === 'dark' || (theme !== 'light' && system.matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  };
  paint();
  system.addEventListener('change', paint);
})();
