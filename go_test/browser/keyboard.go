package browser

// Stop is an element on which the Tab key stops.
type Stop struct {
	Name   string // what it is, for a person
	Where  string // the part of the page
	Ring   bool   // it shows that it has the focus
	Hidden bool   // it is out of sight, or under the bar on top
	Gone   bool   // the focus has left the page
}

// Focus describes the element that has the focus.
const Focus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return { Gone: true };
	const style = getComputedStyle(e), box = e.getBoundingClientRect();
	const bar = document.querySelector(".top").getBoundingClientRect().bottom;
	const under = e.closest(".top, .skip") ? 0 : bar;
	const part = e.closest(".skip, .top, .course, .contents, .around, main");
	return {
		Name: e.tagName.toLowerCase() + " " + (e.ariaLabel ?? e.name ?? e.id ?? "") + " " + e.textContent.trim().slice(0, 30),
		Where: e.matches(".skip, .brand, .theme") ? e.className : part?.tagName === "HEADER" ? "search" : part?.className || part?.tagName.toLowerCase() || "",
		Ring: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
		Hidden: box.width === 0 || box.bottom <= under || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth,
		Gone: false,
	};
})()`
