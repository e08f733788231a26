package page

import (
	"fmt"
	"html"
	"path/filepath"
)

// Snippet is the HTML that puts a page for frames into another page: the frame may run its script and open links
// beside it, and nothing else; the few lines below it make room for as much as the page says that it needs.
func Snippet(file, title string) string {
	src := html.EscapeString(filepath.Base(file))
	return fmt.Sprintf(`<iframe src="%s" title="%s" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" loading="lazy" style="width:100%%;height:900px;border:0"></iframe>
<script>
addEventListener('message', e => {
  for (const f of document.querySelectorAll('iframe[src="%s"]'))
    if (e.source === f.contentWindow && e.data && e.data.relgraph === 1) f.style.height = Math.min(20000, Number(e.data.height) || 900) + 'px';
});
</script>
`, src, html.EscapeString(title), src)
}
