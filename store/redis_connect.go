package store

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// errAddress does not tell what is wrong with a URL, for it may be a part of the password.
var errAddress = errors.New("store URL: not a redis:// URL that can be read (in the password, special characters stand as %XX)")

// connect makes a client without asking the server, and tells how many replicas are to confirm a commit. A URL with
// master_name goes through Sentinels, one with addr to a cluster. Our own parameters are taken out before the client,
// which refuses what it does not know, reads the rest.
func connect(address string) (redis.UniversalClient, int, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, 0, errAddress
	}
	query := u.Query()
	own := func(name string) string {
		value := query.Get(name)
		query.Del(name)
		return value
	}
	secured := u.Scheme == "rediss"
	trust, err := trusted(secured, own("ca_file"), own("cert_file"), own("key_file"))
	if err != nil {
		return nil, 0, fmt.Errorf("store URL: %w", err)
	}
	replicas := 0
	if text := own("wait_replicas"); text != "" {
		if replicas, err = strconv.Atoi(text); err != nil || replicas < 0 {
			return nil, 0, errors.New("store URL: wait_replicas is not a number of replicas")
		}
	}
	name, password := own("sentinel_username"), own("sentinel_password")
	u.RawQuery = query.Encode()
	switch {
	case query.Has("master_name"):
		client, err := viaSentinels(u, name, password, trust)
		return client, replicas, err
	case query.Has("addr"):
		client, err := toCluster(u, trust)
		return client, replicas, err
	}
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, 0, errAddress
	}
	if secured {
		o.TLSConfig = merged(o.TLSConfig, trust, o.TLSConfig.ServerName)
	}
	o.ContextTimeoutEnabled, o.MaintNotificationsConfig = true, quiet()
	return redis.NewClient(o), replicas, nil
}

// viaSentinels follows the master that the Sentinels name. Name and password of the URL are the Redis servers', as in
// every other URL.
func viaSentinels(u *url.URL, name, password string, trust *tls.Config) (redis.UniversalClient, error) {
	if u.Query().Has("username") || u.Query().Has("password") {
		return nil, errAddress
	}
	o, err := redis.ParseFailoverURL(u.String())
	if err != nil {
		return nil, errAddress
	}
	o.Username = u.User.Username()
	o.Password, _ = u.User.Password()
	o.SentinelUsername, o.SentinelPassword = name, password
	o.TLSConfig = merged(o.TLSConfig, trust, "")
	o.ContextTimeoutEnabled = true
	return redis.NewFailoverClient(o), nil
}

func toCluster(u *url.URL, trust *tls.Config) (redis.UniversalClient, error) {
	o, err := redis.ParseClusterURL(u.String())
	if err != nil {
		return nil, errAddress
	}
	o.TLSConfig = merged(o.TLSConfig, trust, "")
	o.ContextTimeoutEnabled, o.MaintNotificationsConfig = true, quiet()
	return redis.NewClusterClient(o), nil
}

func quiet() *maintnotifications.Config {
	return &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// trusted reads the files that TLS needs beyond what the machine trusts anyway.
func trusted(secured bool, authority, certificate, key string) (*tls.Config, error) {
	if !secured && authority+certificate+key != "" {
		return nil, errors.New("ca_file, cert_file and key_file need TLS (rediss://)")
	}
	trust := &tls.Config{MinVersion: tls.VersionTLS12}
	if authority != "" {
		pem, err := os.ReadFile(authority)
		if err != nil {
			return nil, fmt.Errorf("ca_file: %w", err)
		}
		trust.RootCAs = x509.NewCertPool()
		if !trust.RootCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("ca_file holds no certificate in PEM form")
		}
	}
	if certificate+key != "" {
		pair, err := tls.LoadX509KeyPair(certificate, key)
		if err != nil {
			return nil, fmt.Errorf("cert_file and key_file: %w", err)
		}
		trust.Certificates = []tls.Certificate{pair}
	}
	return trust, nil
}

// merged adds our trust to what the client made of a URL, which is nil without TLS. Without a server's name each server
// is verified by the name under which it is dialled: the others of a cluster bear other names than the first.
func merged(parsed, trust *tls.Config, server string) *tls.Config {
	if parsed == nil {
		return nil
	}
	trust.InsecureSkipVerify = parsed.InsecureSkipVerify
	trust.ServerName = server
	return trust
}
