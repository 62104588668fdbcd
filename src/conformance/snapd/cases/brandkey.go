package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/snapcore/snapd/asserts"
)

// brandKey is a key that the brand keeps itself, registered with the store.
type brandKey struct {
	db *asserts.Database
	id string
}

// call is a request of a publisher or manager; the answer must have the status.
func (s *suite) call(method, path, authorization string, body interface{}, status int) []byte {
	text, err := json.Marshal(body)
	check(err)
	return s.send(method, path, authorization, "application/json", text, status)
}

// post is a request of the publisher's tool with any content; it must succeed.
func (s *suite) post(method, path, contentType string, content []byte) []byte {
	return s.send(method, path, s.asPublisher(), contentType, content, 200)
}

func (s *suite) send(method, path, authorization, contentType string, content []byte, status int) []byte {
	request, err := http.NewRequest(method, s.URL+path, bytes.NewReader(content))
	check(err)
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Authorization", authorization)
	answer, err := http.DefaultClient.Do(request)
	check(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	check(err)
	that(answer.StatusCode == status, "%s %s: status %d, not %d: %s", method, path, answer.StatusCode, status, text)
	return text
}

// asPublisher is the Authorization of the developer's tool.
func (s *suite) asPublisher() string { return "macaroon " + s.People["dev"].Token }

// registerKey gives the store the public half of a brand's key. Whoever runs commands may do that; what a publisher's tool
// registers signs no models.
func (s *suite) registerKey(request string) {
	s.brandCli(request, "key", "register", "/dev/stdin", "--account", s.Brand.Username).ok()
}

// ownKey is made and registered when it is first needed.
func (s *suite) ownKey() *brandKey {
	if s.key != nil {
		return s.key
	}
	private, err := asserts.GenerateKey()
	check(err)
	db, err := asserts.OpenDatabase(&asserts.DatabaseConfig{KeypairManager: asserts.NewMemoryKeypairManager()})
	check(err)
	check(db.ImportKey(private))
	public, err := asserts.EncodePublicKey(private.PublicKey())
	check(err)
	request, err := asserts.SignWithoutAuthority(asserts.AccountKeyRequestType, map[string]interface{}{
		"account-id":          s.Brand.ID,
		"name":                fmt.Sprintf("conformance-%x", time.Now().UnixNano()),
		"public-key-sha3-384": private.PublicKey().ID(),
		"since":               time.Now().UTC().Add(-time.Minute).Format(time.RFC3339),
	}, public, private)
	check(err)
	s.registerKey(string(asserts.Encode(request)))
	s.key = &brandKey{db, private.PublicKey().ID()}
	return s.key
}

// sign makes an assertion of the brand with its own key.
func (s *suite) sign(kind *asserts.AssertionType, headers map[string]interface{}) asserts.Assertion {
	key := s.ownKey()
	complete := map[string]interface{}{
		"authority-id": s.Brand.ID,
		"timestamp":    time.Now().UTC().Format(time.RFC3339),
	}
	for name, value := range headers {
		complete[name] = value
	}
	signed, err := key.db.Sign(kind, complete, nil, key.id)
	check(err)
	return signed
}

func (s *suite) signModel(headers map[string]interface{}) *asserts.Model {
	complete := map[string]interface{}{"series": "16", "brand-id": s.Brand.ID}
	for name, value := range headers {
		complete[name] = value
	}
	return s.sign(asserts.ModelType, complete).(*asserts.Model)
}
