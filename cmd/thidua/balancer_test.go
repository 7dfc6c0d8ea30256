package main

import (
	"io"
	"log"
	"math/rand/v2"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"
)

// balancer is one address before several bots, as a load balancer without health checks is: it takes any of them, and a
// dead one is a gateway's error to the caller.
func balancer(t testing.TB, addresses []string) string {
	t.Helper()
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: addresses[rand.IntN(len(addresses))]})
	}, ErrorLog: log.New(io.Discard, "", 0)} // bots die here by the dozen
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server.URL + "/telegram"
}
