// Package workbench shows a dossier in the browser of the same machine while somebody works on it: its page, its problems
// with the names of cells, and the desk at which rows are compared with their passages. It is redrawn when a table is
// saved, and writes by the same careful cell editor as the console's desk.
//
// The server listens on 127.0.0.1 alone. Its address holds a token that nobody can guess, and every request has to come
// from a page that it served itself: the Host and, where a browser sends one, the Origin are compared, so that neither
// another site nor a name that was made to lead here can ask for anything. It opens no other connection.
package workbench

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/base32"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"time"

	"relgraph/out/page"
)

//go:embed static/*.js static/*.css static/*.tmpl
var static embed.FS

// maxBody is the most that a request may carry: far more than any answer, or the places of a thousand boxes.
const maxBody = 256 << 10

// A Server answers the requests of one browser.
type Server struct {
	bench *Bench
	token string
	hosts []string // that a request may name: the address, and localhost
	tasks chan struct{}
}

// maxTasks is how many requests are answered at a time; others wait.
const maxTasks = 8

// Listen opens a port of 127.0.0.1: that one or, for 0, one that is free. The address to open is that of Address.
func Listen(b *Bench, port int) (*Server, net.Listener, error) {
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		return nil, nil, err
	}
	random := make([]byte, 20)
	if _, err := rand.Read(random); err != nil {
		l.Close()
		return nil, nil, err
	}
	_, at, _ := net.SplitHostPort(l.Addr().String())
	s := &Server{
		bench: b, token: strings.ToLower(base32.StdEncoding.EncodeToString(random)),
		hosts: []string{"127.0.0.1:" + at, "localhost:" + at}, tasks: make(chan struct{}, maxTasks),
	}
	return s, l, nil
}

// Address is what to open in a browser. Who knows it can read and write the dossier.
func (s *Server) Address() string { return "http://" + s.hosts[0] + "/" + s.token + "/" }

// Serve answers until the context ends.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.handler(),
		// A connection that says nothing is closed by and by. Only this machine can open one, and it may be very busy.
		ReadHeaderTimeout: time.Minute, ReadTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10, BaseContext: func(net.Listener) context.Context { return ctx },
	}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *Server) handler() http.Handler {
	files, _ := fs.Sub(static, "static")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { s.bench.front(w) })
	for _, name := range []string{"workbench.js", "second.js", "shared.js", "coding.js", "workbench.css"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, name) })
	}
	for _, name := range []string{"words", "data"} { // as the page has them
		text := page.Module(name)
		mux.HandleFunc("GET /"+name+".js", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = w.Write(text)
		})
	}
	mux.HandleFunc("GET /events", s.bench.events)
	mux.HandleFunc("GET /state", answer(s.bench.state))
	mux.HandleFunc("GET /codings", answer(codingDesk{s.bench}.codings))
	mux.HandleFunc("GET /coding", answer(codingDesk{s.bench}.coding))
	if !s.bench.setup.Blind {
		mux.HandleFunc("GET /page", s.bench.page)
		mux.HandleFunc("GET /claim", answer(s.bench.claim))
	}
	for name, write := range writings {
		if s.bench.setup.Blind && name != "code" && name != "undo" {
			continue
		}
		mux.HandleFunc("POST /"+name, answer(func(r *http.Request) (any, error) { return s.bench.write(r, write) }))
	}
	return s.guard(http.StripPrefix("/"+s.token, mux))
}

// guard lets through what comes from a page of this server, and bounds it.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "+
			"'self'; frame-src 'self'; img-src 'self' data:; "+
			"base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if refused := s.refuses(r); refused != "" {
			http.Error(w, refused, http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		if r.URL.Path == "/"+s.token+"/events" { // which lasts as long as the page
			next.ServeHTTP(w, r)
			return
		}
		select {
		case s.tasks <- struct{}{}:
			defer func() { <-s.tasks }()
		case <-r.Context().Done():
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuses says why a request is not answered, or nothing.
func (s *Server) refuses(r *http.Request) string {
	known := func(host string) bool {
		for _, h := range s.hosts {
			if strings.EqualFold(host, h) {
				return true
			}
		}
		return false
	}
	origin := r.Header.Get("Origin")
	site := r.Header.Get("Sec-Fetch-Site")
	switch {
	case !known(r.Host):
		return "this server answers under its own address only"
	case !strings.HasPrefix(r.URL.Path, "/"+s.token+"/"), strings.Contains(r.URL.Path, ".."):
		return "want the address that relgraph serve printed, with its token"
	case origin != "" && !known(strings.TrimPrefix(origin, "http://")):
		return "another site may not ask"
	case site != "" && site != "same-origin" && site != "none":
		return "another site may not ask"
	case r.Method == http.MethodPost && origin == "":
		return "a request that writes says where it comes from"
	case r.Method == http.MethodPost && r.Header.Get("Content-Type") != "application/json":
		return "a request that writes is JSON"
	}
	return ""
}
