package xpath

import (
	"crypto/ed25519"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

var digestFunctions = map[string]function{
	"digest":         {least: 2, most: 3, eval: digest, prepare: checkDigest},
	"base64-decode":  {least: 1, most: 1, eval: decodeBase64},
	"extract-signed": {least: 2, most: 2, eval: extractSigned},
	"uuid":           {most: 1, eval: uuid},
}

// hash is the digest of a text; false for an unknown algorithm.
func hash(text, algorithm string) ([]byte, bool) {
	message := []byte(text)
	switch strings.ToUpper(algorithm) {
	case "MD5":
		sum := md5.Sum(message)
		return sum[:], true
	case "SHA-1":
		sum := sha1.Sum(message)
		return sum[:], true
	case "SHA-256":
		sum := sha256.Sum256(message)
		return sum[:], true
	case "SHA-384":
		sum := sha512.Sum384(message)
		return sum[:], true
	case "SHA-512":
		sum := sha512.Sum512(message)
		return sum[:], true
	}
	return nil, false
}

func encode(sum []byte, encoding string) (string, bool) {
	switch strings.ToLower(encoding) {
	case "base64":
		return base64.StdEncoding.EncodeToString(sum), true
	case "hex":
		return hex.EncodeToString(sum), true
	}
	return "", false
}

func checkDigest(_ *parser, c *call) (term, *mistake) {
	if t, ok := c.arguments[1].(literal); ok {
		if _, ok := hash("", t.value.AsString()); !ok {
			return nil, &mistake{CauseAlgorithm, near(t.value.AsString(), 0)}
		}
	}
	if len(c.arguments) == 3 {
		if t, ok := c.arguments[2].(literal); ok {
			if _, ok := encode(nil, t.value.AsString()); !ok {
				return nil, &mistake{CauseDigestText, near(t.value.AsString(), 0)}
			}
		}
	}
	return c, nil
}

func digest(r *run, a []term) Value {
	sum, ok := hash(r.text(a[0]), r.text(a[1]))
	if !ok {
		return r.fail(&TypeError{"digest", CauseAlgorithm.String()})
	}
	encoding := "base64"
	if len(a) == 3 {
		encoding = r.text(a[2])
	}
	text, ok := encode(sum, encoding)
	if !ok {
		return r.fail(&TypeError{"digest", CauseDigestText.String()})
	}
	return String(text)
}

// fromBase64 also takes text without padding or with line ends.
func fromBase64(text string) ([]byte, error) {
	text = strings.TrimRight(strings.Join(choices(text), ""), "=")
	return base64.RawStdEncoding.DecodeString(text)
}

func decodeBase64(r *run, a []term) Value {
	decoded, err := fromBase64(r.text(a[0]))
	if err != nil || !utf8.Valid(decoded) {
		return String("")
	}
	return String(string(decoded))
}

// extractSigned gives the message after a 64-byte Ed25519 signature if the public key fits, else ”.
func extractSigned(r *run, a []term) Value {
	signed, err := fromBase64(r.text(a[0]))
	key, keyErr := fromBase64(r.text(a[1]))
	if err != nil || keyErr != nil || len(key) != ed25519.PublicKeySize || len(signed) < ed25519.SignatureSize {
		return String("")
	}
	signature, message := signed[:ed25519.SignatureSize], signed[ed25519.SignatureSize:]
	if !ed25519.Verify(key, message, signature) || !utf8.Valid(message) {
		return String("")
	}
	return String(string(message))
}

// uuid is a version 4 UUID, or as many random digits and letters as asked for.
func uuid(r *run, a []term) Value {
	if len(a) == 1 {
		return randomText(r, r.integer(a[0]))
	}
	var b [16]byte
	for i := range b {
		b[i] = byte(r.random() * 256)
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return String(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}

func randomText(r *run, length int) Value {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if length > maxLength {
		return r.fail(&TypeError{"uuid", "the number of characters is out of range"})
	}
	if !r.spend(max(0, length)) {
		return Value{}
	}
	var b strings.Builder
	for range length {
		b.WriteByte(letters[min(len(letters)-1, int(r.random()*float64(len(letters))))])
	}
	return String(b.String())
}
