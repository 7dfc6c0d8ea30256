package store

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certified writes a certificate for 127.0.0.1 that vouches for itself, and its key.
func certified(t *testing.T) (certificate, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "thidua test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certificate, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{
		certificate: {Type: "CERTIFICATE", Bytes: signed}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certificate, key
}

// TestRedisTLS keeps the contract over TLS with a certificate on each side, and lets nobody in without.
func TestRedisTLS(t *testing.T) {
	certificate, key := certified(t)
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(address)
	ownRedis(t, "--tls-port", port, "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate)
	url := "rediss://" + address + "/0?ca_file=" + certificate
	wholeContract(t, url+"&cert_file="+certificate+"&key_file="+key)

	other, _ := certified(t)
	for name, c := range map[string]struct{ url, want string }{
		"unknown authority": {"rediss://" + address, "unknown authority"},
		"another authority": {"rediss://" + address + "?ca_file=" + other, "x509"},
		"another name":      {strings.Replace(url, "127.0.0.1", "localhost", 1), "x509"},
		"no certificate":    {url, "certificate required"},
		"no file":           {url + ".absent", "ca_file"},
		"not a certificate": {"rediss://" + address + "?ca_file=" + key, "PEM"},
		"a key of another":  {url + "&cert_file=" + other + "&key_file=" + key, "cert_file"},
		"TLS without TLS":   {"redis://" + address + "?ca_file=" + certificate, "rediss://"},
		"replicas in words": {url + "&wait_replicas=two", "wait_replicas"},
		"negative replicas": {url + "&wait_replicas=-1", "wait_replicas"},
		"password in query": {url + "&master_name=x&password=s3cret", "that can be read"},
	} {
		s, err := Open(t.Context(), c.url)
		if err == nil {
			t.Errorf("%s: opened", name)
			_ = s.Close()
		} else if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
