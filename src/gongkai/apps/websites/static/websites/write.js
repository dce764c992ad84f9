/* The paste box: what is pasted or dragged in stays on this machine until it is sent. */
(() => {
  const box = document.getElementById("gk-box");
  const plain = document.getElementById("id_text");
  const carrier = document.getElementById("gk-pasted");
  const count = document.getElementById("gk-box-count");
  if (!box || !plain || typeof DataTransfer === "undefined") return;

  const KEPT_STYLE = /(text-align|font-weight|mso-list|display|visibility|mso-hide)\s*:[^;]*/gi;
  const KEPT = new Set(["style", "href", "src", "alt", "colspan", "rowspan", "align", "class", "width", "height"]);
  const UNWANTED = "script, style, link, meta, title, iframe, object, embed, form, input, button, svg, video, audio, xml";

  plain.hidden = true;
  box.hidden = false;
  if (!box.textContent.trim() && plain.value.trim()) box.innerText = plain.value;

  /* Pictures elsewhere are never asked for: their place is kept, the server names them. */
  const harmless = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(UNWANTED).forEach((one) => one.remove());
    page.body.querySelectorAll("*").forEach((one) => {
      [...one.attributes].forEach((held) => {
        if (!KEPT.has(held.name)) one.removeAttribute(held.name);
      });
      const style = (one.getAttribute("style") || "").match(KEPT_STYLE);
      one.removeAttribute("style");
      if (style) one.setAttribute("style", style.join(";"));
      if (one.localName === "img" && !(one.getAttribute("src") || "").startsWith("data:image/")) {
        one.removeAttribute("src");
        one.setAttribute("alt", "（这张图片要另外上传）");
      }
      if (one.localName === "a" && !/^(https?|mailto|tel):/i.test(one.getAttribute("href") || "")) {
        one.removeAttribute("href");
      }
    });
    return page.body.innerHTML;
  };

  const insert = (html) => {
    box.focus();
    const choice = window.getSelection();
    if (!choice.rangeCount || !box.contains(choice.anchorNode)) {
      choice.selectAllChildren(box);
      choice.collapseToEnd();
    }
    const range = choice.getRangeAt(0);
    range.deleteContents();
    const part = range.createContextualFragment(html);
    const last = part.lastChild;
    range.insertNode(part);
    if (last) { range.setStartAfter(last); range.collapse(true); choice.removeAllRanges(); choice.addRange(range); }
    tell();
  };

  const insertPictures = (files) => {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    pictures.forEach((file) => {
      const reader = new FileReader();
      reader.onload = () => {
        const picture = document.createElement("img");
        picture.src = reader.result;
        insert(`<p>${picture.outerHTML}</p>`);
      };
      reader.readAsDataURL(file);
    });
    return pictures.length > 0;
  };

  const tell = () => {
    const words = box.innerText.replace(/\s/g, "").length;
    const pictures = box.querySelectorAll("img").length;
    const tables = box.querySelectorAll("table").length;
    const parts = [`${words}个字`];
    if (pictures) parts.push(`${pictures}张图片`);
    if (tables) parts.push(`${tables}张表格`);
    count.textContent = words || pictures ? `现在有${parts.join("，")}。` : "";
  };

  box.addEventListener("paste", (event) => {
    const brought = event.clipboardData;
    const html = brought.getData("text/html");
    if (html) {
      event.preventDefault();
      insert(harmless(html));
    } else if (insertPictures(brought.files)) {
      event.preventDefault();
    }
  });
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.dataset.over = ""; });
  box.addEventListener("dragleave", () => { delete box.dataset.over; });
  box.addEventListener("drop", (event) => {
    delete box.dataset.over;
    event.preventDefault();
    const html = event.dataTransfer.getData("text/html");
    if (!insertPictures(event.dataTransfer.files) && html) insert(harmless(html));
  });
  box.addEventListener("input", tell);

  /* Sent as a file: pictures make it larger than a field may be. */
  box.closest("form").addEventListener("submit", () => {
    const parcel = new DataTransfer();
    const said = box.innerText.trim() || box.querySelector("img, table");
    if (said) parcel.items.add(new File([box.innerHTML], "pasted.html", { type: "text/html" }));
    carrier.files = parcel.files;
    plain.value = "";
  });
  tell();
})();
