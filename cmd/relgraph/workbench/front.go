package workbench

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/http"
	"regexp"
	"sync"

	"relgraph/graph/words"
)

// A front is what the workbench's own page is filled with.
type front struct {
	Blind bool
	says  words.Voice
}

func (f front) Lang() string { return f.says.Lang() }

func (f front) Direction() string {
	if f.says.RightToLeft() {
		return "rtl"
	}
	return "ltr"
}

// Say is a text of the page's own.
func (f front) Say(key string) string { return f.says.Say(key) }

// Index are the texts that the script fills, in the form in which the page's script has them.
func (f front) Index() (template.JS, error) {
	texts := map[string]string{}
	for _, key := range said() {
		texts[key] = f.says.Pattern(key)
	}
	data, err := json.Marshal(map[string]any{"lang": f.says.Lang(), "words": texts})
	return template.JS(data), err
}

// said are the keys that the scripts name.
var said = sync.OnceValue(func() (keys []string) {
	key := regexp.MustCompile(`'(desk\.[a-z.-]+)'`)
	for _, name := range []string{"workbench.js", "coding.js", "second.js"} {
		text, err := static.ReadFile("static/" + name)
		if err != nil {
			panic(err) // it is built in
		}
		for _, m := range key.FindAllStringSubmatch(string(text), -1) {
			keys = append(keys, m[1])
		}
	}
	return keys
})

var frontPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(static, "static/workbench.html.tmpl"))
})

// front writes the workbench's own page.
func (b *Bench) front(w http.ResponseWriter) {
	var page bytes.Buffer
	if err := frontPage().Execute(&page, front{b.setup.Blind, b.setup.Voice}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page.Bytes())
}
