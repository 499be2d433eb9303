// Improves what works without it: prints, finds the visitor's place.
"use strict";

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("button[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition((place) => {
      const field = button.form.elements.namedItem("near");
      field.value = place.coords.latitude.toFixed(4) + "," + place.coords.longitude.toFixed(4);
      button.form.requestSubmit();
    });
  });
}
