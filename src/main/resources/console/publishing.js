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

    function finish(request) {
      if (request.status !== 200) {
        stop(problem(request));
        return;
      }
      upload.elements.namedItem("upload").value = JSON.parse(request.responseText).upload_id;
      upload.elements.namedItem("size").value = file.files[0].size;
      sent.textContent = "Sent.";
      busy = false;
      upload.submit();
    }

    function send() {
      const body = new FormData();
      body.append("binary", file.files[0], file.files[0].name);
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (event) => {
        bar.value = event.total ? (100 * event.loaded) / event.total : 0;
        sent.textContent = `${Math.floor(bar.value)} % of ${size(event.total)}`;
      });
      request.addEventListener("load", () => finish(request));
      request.addEventListener("error", () => stop(problem(request)));
      request.open("POST", "/unscanned-upload/");
      request.send(body);
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
      send();
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
        file.files = event.dataTransfer.files;
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
