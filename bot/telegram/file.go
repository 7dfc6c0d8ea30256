package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// largestFile is what a bot may fetch, in bytes (Bot API getFile).
const largestFile = 20 << 20

// errTooLarge says that a file is larger than Telegram gives out.
var errTooLarge = errors.New("file is larger than 20 MB")

// Download opens a file that somebody sent (getFile); the context bounds the reading too.
func (a *API) Download(ctx context.Context, id string) (io.ReadCloser, error) {
	var file struct {
		Path string `json:"file_path"`
	}
	if err := a.call(ctx, "getFile", tgbotapi.Params{"file_id": id}, &file); err != nil {
		return nil, err
	}
	address := strings.TrimRight(a.url, "/") + "/file/bot" + a.token + "/" + file.Path
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", scrub(err, a.token))
	}
	response, err := a.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", scrub(err, a.token))
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, &Error{Method: "file", Code: response.StatusCode, Description: http.StatusText(response.StatusCode), Between: true}
	}
	return &download{ReadCloser: response.Body, room: largestFile, token: a.token}, nil
}

// download is a file on its way; more than Telegram gives out is an error, not a cut file.
type download struct {
	io.ReadCloser
	room  int
	token string
}

func (d *download) Read(p []byte) (int, error) {
	n, err := d.ReadCloser.Read(p)
	if d.room -= n; d.room < 0 {
		return 0, errTooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = scrub(err, d.token)
	}
	return n, err
}
