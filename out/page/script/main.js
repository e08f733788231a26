// Copy the page's address, where the browser lets a page do so.
const copy = document.getElementById('copy');
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(location.href);
    copy.classList.add('done');
  });
}
