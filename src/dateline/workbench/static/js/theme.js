// Before anything is drawn: light or dark, as chosen here before, else as the system says.
const kept = localStorage.getItem("dateline-theme");
if (kept) document.documentElement.dataset.theme = kept;
