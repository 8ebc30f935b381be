// Styles that stay inside the element and pass a strict Content-Security-Policy of the page around it.

/** Give a shadow root its styles: as a constructed sheet, else (older browsers) as a style element. */
export function dress(root, text) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch (unsupported) {
    const style = document.createElement('style');
    style.textContent = text;
    root.append(style);
  }
}
