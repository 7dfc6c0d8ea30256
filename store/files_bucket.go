package store

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"thidua"
)

// bucket keeps files in an S3-compatible bucket, which replicas can share.
type bucket struct {
	client       *minio.Core
	name, prefix string
}

// errBucket does not tell what is wrong with a URL, for it may be a part of the secret.
var errBucket = errors.New("files URL: want s3://KEY:SECRET@host/bucket or s3://host/bucket/prefix, with region, ca_file and tls=off at most " +
	"(in the secret, special characters stand as %XX)")

// openBucket opens s3://KEY:SECRET@host[:port]/bucket[/prefix]?region=…&ca_file=…&tls=off. Without KEY and SECRET those of
// the environment count (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or MINIO_ROOT_USER and MINIO_ROOT_PASSWORD).
func openBucket(ctx context.Context, address string) (*bucket, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, errBucket
	}
	name, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	query := u.Query()
	for parameter := range query {
		if parameter != "region" && parameter != "ca_file" && parameter != "tls" {
			return nil, errBucket
		}
	}
	if name == "" || query.Has("tls") && query.Get("tls") != "off" {
		return nil, errBucket
	}
	keys, err := bucketKeys(u.User)
	if err != nil {
		return nil, err
	}
	secured := query.Get("tls") != "off"
	trust, err := trusted(secured, query.Get("ca_file"), "", "")
	if err != nil {
		return nil, fmt.Errorf("files URL: %w", err)
	}
	region := query.Get("region")
	if region == "" {
		region = "us-east-1" // what servers without regions expect
	}
	client, err := minio.NewCore(u.Host, &minio.Options{Creds: keys, Secure: secured, Region: region,
		Transport: bucketTransport(trust), MaxRetries: 3})
	if err != nil {
		return nil, errBucket
	}
	b := &bucket{client: client, name: name, prefix: prefix}
	there, err := client.BucketExists(ctx, name)
	switch {
	case err != nil:
		return nil, b.failed(ctx, "open the bucket", err)
	case !there:
		return nil, fmt.Errorf("open the bucket: there is no bucket %s at %s: make it, and allow its key to read and write in it", name, u.Host)
	}
	return b, nil
}

func bucketKeys(user *url.Userinfo) (*credentials.Credentials, error) {
	if secret, given := user.Password(); given {
		return credentials.NewStaticV4(user.Username(), secret, ""), nil
	}
	if user != nil {
		return nil, errBucket
	}
	keys := credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.EnvMinio{}})
	if found, err := keys.GetWithContext(nil); err != nil || found.AccessKeyID == "" {
		return nil, errors.New("files URL: no key for the bucket: write s3://KEY:SECRET@…, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return keys, nil
}

// bucketTransport is the client's own, with our trust.
func bucketTransport(trust *tls.Config) http.RoundTripper {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = trust
	transport.MaxIdleConnsPerHost = 16
	transport.DisableCompression = true // a content comes back as it was put
	return transport
}

// Put implements thidua.Files. A content's name is known only at its end, so that it goes through a temporary file.
func (b *bucket) Put(ctx context.Context, r io.Reader) (sha string, size int64, err error) {
	part, err := os.CreateTemp("", "thidua-")
	if err != nil {
		return "", 0, noRoom("put a file", err)
	}
	defer func() { _, _ = part.Close(), os.Remove(part.Name()) }()
	if sha, size, err = spool(ctx, part, r); err == nil {
		_, err = part.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", 0, noRoom("put a file", err)
	}
	key, err := b.key(sha)
	if err != nil {
		return "", 0, err
	}
	if info, err := b.client.StatObject(ctx, b.name, key, minio.StatObjectOptions{}); err == nil && info.Size == size {
		return sha, size, nil
	}
	_, err = b.client.Client.PutObject(ctx, b.name, key, part, size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", SendContentMd5: true, DisableMultipart: true})
	if err != nil {
		return "", 0, b.failed(ctx, "put a file", err)
	}
	return sha, size, nil
}

// Open implements thidua.Files.
func (b *bucket) Open(ctx context.Context, sha string) (io.ReadCloser, error) {
	key, err := b.key(sha)
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	r, _, _, err := b.client.GetObject(ctx, b.name, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, b.failed(ctx, "open a file", err)
	}
	return verify256(r, sha), nil
}

// Has implements thidua.Files.
func (b *bucket) Has(ctx context.Context, sha string) (bool, error) {
	key, err := b.key(sha)
	if err != nil {
		return false, fmt.Errorf("look for a file: %w", err)
	}
	_, err = b.client.StatObject(ctx, b.name, key, minio.StatObjectOptions{})
	if err = b.failed(ctx, "look for a file", err); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (b *bucket) key(sha string) (string, error) {
	name, err := fanned(sha)
	if err == nil && b.prefix != "" {
		name = b.prefix + "/" + name
	}
	return name, err
}

// failed gives an error of the client its meaning.
func (b *bucket) failed(ctx context.Context, what string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", what, ctx.Err())
	case minio.ToErrorResponse(err).Code == minio.NoSuchKey:
		return fmt.Errorf("%s: %w", what, fs.ErrNotExist)
	}
	return fmt.Errorf("%s: %w: %w", what, thidua.ErrUnavailable, err)
}
