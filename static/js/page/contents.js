// Marks the current section in the table of contents.

/** @param {HTMLElement} nav */
export function mount(nav) {
  /** @type {[HTMLElement, HTMLAnchorElement][]} */
  const headings = [];
  for (const link of nav.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) headings.push([heading, link]);
  }
  /** @type {HTMLAnchorElement | null} */
  let current = null;
  let queued = false;

  const follow = () => {
    queued = false;
    let here = null;
    const line = innerHeight * 0.3;
    for (const [heading, link] of headings) {
      if (heading.getBoundingClientRect().top <= line) here = link;
    }
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2) here = headings.at(-1)?.[1] ?? here;
    if (here === current) return;
    current?.removeAttribute("aria-current");
    here?.setAttribute("aria-current", "true");
    current = here;
    // Scroll the list alone, never the page.
    if (here && nav.scrollHeight > nav.clientHeight) {
      nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
    }
  };
  addEventListener("scroll", () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(follow);
  }, { passive: true });
  follow();
}
