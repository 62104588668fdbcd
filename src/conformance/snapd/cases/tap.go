package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// tap stands between a client and the store as an ordinary forward proxy, notes what passes, and can spoil it. It sees
// nothing of a store that is reached over TLS.
type tap struct {
	url *url.URL
	// blind if clients do not come by, since they would speak TLS through it
	blind bool

	mu        sync.Mutex
	exchanges []exchange
	before    func(*http.Request)
	// cut ends an answer's body after so many bytes, once for each number.
	cut []int64
}

// exchange is a request that passed, and the status of its answer.
type exchange struct {
	method, path string
	header       http.Header
	body         []byte
	status       int
}

func (e exchange) String() string { return fmt.Sprintf("%s %s %d", e.method, e.path, e.status) }

func newTap(store string) *tap {
	if strings.HasPrefix(store, "https:") {
		return &tap{blind: true}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	t := &tap{url: &url.URL{Scheme: "http", Host: listener.Addr().String()}}
	go http.Serve(listener, t)
	return t
}

func (t *tap) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	t.mu.Lock()
	if t.before != nil {
		t.before(r)
	}
	t.mu.Unlock()
	seen := exchange{method: r.Method, path: r.URL.RequestURI(), header: r.Header.Clone(), body: body}
	request, err := http.NewRequest(r.Method, r.URL.String(), bytes.NewReader(body))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if len(body) == 0 {
		request.Body = nil
		if r.Method == "POST" {
			request.Body = http.NoBody
		}
	}
	request.Header = r.Header.Clone()
	request.Header.Del("Proxy-Connection")
	answer, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer answer.Body.Close()
	seen.status = answer.StatusCode
	t.mu.Lock()
	t.exchanges = append(t.exchanges, seen)
	limit := int64(-1)
	if len(t.cut) > 0 && strings.HasPrefix(seen.path, downloads) {
		limit, t.cut = t.cut[0], t.cut[1:]
	}
	t.mu.Unlock()
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.StatusCode)
	if limit >= 0 {
		io.CopyN(w, answer.Body, limit)
		if flusher, ok := w.(http.Flusher); ok {
			flusher.Flush()
		}
		panic(http.ErrAbortHandler)
	}
	io.Copy(w, answer.Body)
}

// watch notes what passes while something is done.
func (t *tap) watch(body func()) []exchange {
	if t.blind {
		body()
		cannotRun("the store is reached over TLS, so the requests cannot be seen")
	}
	t.mu.Lock()
	t.exchanges = nil
	t.mu.Unlock()
	body()
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]exchange{}, t.exchanges...)
}

// spoil changes requests on their way while something is done.
func (t *tap) spoil(before func(*http.Request), body func()) []exchange {
	if t.blind {
		cannotRun("the store is reached over TLS, so the requests cannot be spoilt")
	}
	t.mu.Lock()
	t.before = before
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		t.before, t.cut = nil, nil
		t.mu.Unlock()
	}()
	return t.watch(body)
}

// paths are the requests in short, without query and without the parts of a path that are keys.
func paths(all []exchange) string {
	var short []string
	for _, one := range all {
		path := strings.SplitN(one.path, "?", 2)[0]
		for _, prefix := range []string{downloads, "/v2/assertions/stream/"} {
			if strings.HasPrefix(path, prefix) {
				path = prefix
			}
		}
		short = append(short, fmt.Sprintf("%s %s %d", one.method, strings.TrimSuffix(path, "/"), one.status))
	}
	return strings.Join(short, ", ")
}

func only(all []exchange, part string) []exchange {
	var found []exchange
	for _, one := range all {
		if strings.Contains(one.path, part) {
			found = append(found, one)
		}
	}
	return found
}
