// Drag a rectangle over a page: it becomes a line of the form. Without this file, or without a
// mouse, the line is written by hand; nothing else depends on it.
(() => {
  const field = document.querySelector("[data-boxes]");
  if (!field) return;
  const percent = (part, whole) => Math.round((part / whole) * 10000) / 100;

  const draw = () => {
    document.querySelectorAll(".g-leaf__hidden").forEach((box) => box.remove());
    for (const line of field.value.split("\n")) {
      const [page, left, top, width, height] = line.trim().split(/[\s,，、]+/).map(Number);
      const sheet = document.querySelector(`[data-page="${page}"]`);
      if (!sheet || !(width > 0) || !(height > 0)) continue;
      const box = document.createElement("span");
      box.className = "g-leaf__hidden";
      Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
      sheet.append(box);
    }
  };

  document.querySelectorAll("[data-page]").forEach((sheet) => {
    let from = null;
    const place = (event) => {
      const edge = sheet.getBoundingClientRect();
      return [
        Math.min(Math.max(event.clientX - edge.left, 0), edge.width),
        Math.min(Math.max(event.clientY - edge.top, 0), edge.height),
        edge,
      ];
    };
    sheet.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      from = place(event);
    });
    sheet.addEventListener("pointerup", (event) => {
      if (!from) return;
      const [x, y, edge] = place(event);
      const [width, height] = [Math.abs(x - from[0]), Math.abs(y - from[1])];
      const [left, top] = [Math.min(x, from[0]), Math.min(y, from[1])];
      from = null;
      if (width < 4 || height < 4) return;
      const numbers = [
        percent(left, edge.width), percent(top, edge.height),
        Math.floor((width / edge.width) * 10000) / 100, Math.floor((height / edge.height) * 10000) / 100,
      ];
      field.value = `${field.value.trimEnd()}\n${sheet.dataset.page} ${numbers.join(" ")}`.trimStart();
      draw();
    });
  });
  field.addEventListener("input", draw);
  draw();
})();
