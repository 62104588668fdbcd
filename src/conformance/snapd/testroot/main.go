// Command testroot writes snapd's public test root: the private key, and the account and account-key that builds of
// snapd with the tag withtestkeys trust.
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/snapcore/snapd/asserts"
	"github.com/snapcore/snapd/asserts/systestkeys"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: testroot KEY-FILE ASSERTIONS-FILE")
		os.Exit(2)
	}
	var trusted bytes.Buffer
	encoder := asserts.NewEncoder(&trusted)
	for _, assertion := range systestkeys.Trusted {
		check(encoder.Encode(assertion))
	}
	check(os.WriteFile(os.Args[1], []byte(systestkeys.TestRootPrivKey), 0o600))
	check(os.WriteFile(os.Args[2], trusted.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "testroot:", err)
		os.Exit(1)
	}
}
