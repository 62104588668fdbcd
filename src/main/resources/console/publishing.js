// The release board and the upload form of a snap's page. Without this file the board works by choosing and sending.
"use strict";

(() => {
  const board = document.getElementById("board");
  const words = document.getElementById("dock-words");
  const upload = document.getElementById("upload");

  function chosen(name) {
    return board.querySelector(`input[type="radio"][name="${name}"]:checked`);
  }

  function choose(field) {
    if (field && !field.checked) {
      field.checked = true;
    }
    tell();
  }

  function tell() {
    const revision = chosen("revision");
    const channel = chosen("channel");
    const other = board.querySelector("#other").value.trim();
    const share = board.querySelector("#percentage").value;
    const channels = [channel ? channel.value : "", other].filter(Boolean).join(" and ");
    const whom = share && share !== "100" ? `, to ${share} % of its devices` : "";
    if (revision && channels) {
      words.textContent = `Release ${revision.dataset.words} to ${channels}${whom}?`;
    } else if (revision) {
      words.textContent = `${revision.dataset.words}: now choose a channel.`;
    } else if (channels) {
      words.textContent = `${channels}: now choose a revision, or close the channel.`;
    }
    document.getElementById("dock").classList.toggle("ready", Boolean(revision && channels));
  }

  function cellOf(event) {
    return event.target instanceof Element ? event.target.closest("[data-channel]") : null;
  }

  function leave() {
    for (const cell of board.querySelectorAll(".over")) {
      cell.classList.remove("over");
    }
  }

  function drags() {
    let dragged = null;
    board.addEventListener("dragstart", (event) => {
      const row = event.target instanceof Element ? event.target.closest("[data-revision]") : null;
      if (!row) {
        return;
      }
      dragged = row.dataset.revision;
      event.dataTransfer.effectAllowed = "copy";
      event.dataTransfer.setData("text/plain", dragged);
      choose(document.getElementById(`pick-${dragged}`));
      board.classList.add("dragging");
    });
    board.addEventListener("dragend", () => {
      dragged = null;
      leave();
      board.classList.remove("dragging");
    });
    board.addEventListener("dragover", (event) => {
      const cell = cellOf(event);
      leave();
      if (dragged && cell) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        cell.classList.add("over");
      }
    });
    board.addEventListener("drop", (event) => {
      const cell = cellOf(event);
      if (dragged && cell) {
        event.preventDefault();
        choose(document.getElementById(cell.getAttribute("for")));
        document.querySelector("#dock .primary").focus();
      }
    });
  }

  if (board && words) {
    board.addEventListener("change", tell);
    board.addEventListener("input", tell);
    drags();
    tell();
  }

  function size(bytes) {
    return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }

  function problem(request) {
    try {
      return JSON.parse(request.responseText).error_list[0].message;
    } catch (e) {
      return "The file could not be sent. Is the connection to the store there?";
    }
  }

  function uploads() {
    const file = upload.querySelector("#file");
    const components = upload.querySelector("#components");
    const button = upload.querySelector("button");
    const sending = upload.querySelector(".sending");
    const bar = upload.querySelector("progress");
    const sent = upload.querySelector("#sent");
    const trouble = upload.querySelector("#upload-problem");
    let busy = false;

    function stop(message) {
      busy = false;
      button.disabled = false;
      sending.hidden = true;
      trouble.textContent = message;
      trouble.hidden = false;
    }

    function tell(done, total, which) {
      bar.value = total ? Math.min(100, (100 * done) / total) : 0;
      sent.textContent = `${Math.floor(bar.value)} % of ${size(total)}${which}`;
    }

    // What an upload was answered with; the bytes of a form are a few more than those of its file.
    function sendOne(one, progress) {
      return new Promise((resolve, reject) => {
        const body = new FormData();
        body.append("binary", one, one.name);
        const request = new XMLHttpRequest();
        request.upload.addEventListener("progress", (event) => progress(Math.min(event.loaded, one.size)));
        request.addEventListener("load", () => {
          if (request.status === 200) {
            resolve(JSON.parse(request.responseText).upload_id);
          } else {
            reject(new Error(problem(request)));
          }
        });
        request.addEventListener("error", () => reject(new Error(problem(request))));
        request.open("POST", "/unscanned-upload/");
        request.send(body);
      });
    }

    function addComponent(id) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "component";
      field.value = id;
      upload.append(field);
    }

    async function send(snap, others) {
      const files = [snap, ...others];
      const total = files.reduce((sum, one) => sum + one.size, 0);
      let before = 0;
      for (const [i, one] of files.entries()) {
        const which = files.length > 1 ? `, file ${i + 1} of ${files.length}: ${one.name}` : "";
        tell(before, total, which);
        const id = await sendOne(one, (done) => tell(before + done, total, which));
        before += one.size;
        if (one === snap) {
          upload.elements.namedItem("upload").value = id;
          upload.elements.namedItem("size").value = one.size;
        } else {
          addComponent(id);
        }
      }
      bar.value = 100;
      sent.textContent = "Sent.";
      busy = false;
      upload.submit();
    }

    // Snap and components may be dropped together.
    function drop(files) {
      for (const [field, wanted] of [[file, (one) => !one.name.endsWith(".comp")], [components, (one) => one.name.endsWith(".comp")]]) {
        const chosen = new DataTransfer();
        files.filter(wanted).slice(0, field.multiple ? files.length : 1).forEach((one) => chosen.items.add(one));
        if (chosen.files.length) {
          field.files = chosen.files;
        }
      }
    }

    upload.addEventListener("submit", (event) => {
      event.preventDefault();
      if (busy || !file.files.length) {
        return;
      }
      busy = true;
      button.disabled = true;
      trouble.hidden = true;
      sending.hidden = false;
      for (const earlier of upload.querySelectorAll('input[name="component"]')) {
        earlier.remove();
      }
      send(file.files[0], components.files).catch((error) => stop(error.message));
    });
    upload.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
        upload.classList.add("over");
      }
    });
    upload.addEventListener("dragleave", () => upload.classList.remove("over"));
    upload.addEventListener("drop", (event) => {
      upload.classList.remove("over");
      if (event.dataTransfer.files.length) {
        event.preventDefault();
        drop([...event.dataTransfer.files]);
      }
    });
    addEventListener("beforeunload", (event) => {
      if (busy) {
        event.preventDefault();
      }
    });
  }

  if (upload) {
    uploads();
  }
})();
