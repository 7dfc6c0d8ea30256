package telegram

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"thidua"
)

// wireContent is what a message carries, one of these (Bot API Message).
type wireContent struct {
	Photo     []wireFile      `json:"photo"`
	Document  *wireFile       `json:"document"`
	Video     *wireFile       `json:"video"`
	Animation *wireFile       `json:"animation"`
	Audio     *wireFile       `json:"audio"`
	Voice     *wireFile       `json:"voice"`
	VideoNote *wireFile       `json:"video_note"`
	Sticker   json.RawMessage `json:"sticker"`
	Poll      json.RawMessage `json:"poll"`
	Dice      json.RawMessage `json:"dice"`
	Contact   *wireContact    `json:"contact"`
	Location  *wireLocation   `json:"location"`
	Venue     *wireVenue      `json:"venue"`
}

type wireContact struct {
	Phone     string `json:"phone_number"`
	UserID    int64  `json:"user_id"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
}

type wireLocation struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Accuracy  float64 `json:"horizontal_accuracy"`
	Live      int64   `json:"live_period"` // seconds
}

type wireVenue struct {
	Location wireLocation `json:"location"`
	Title    string       `json:"title"`
}

// lives tells of a place that is sent again by itself while its sender moves.
func (c *wireContent) lives() bool { return c.Location != nil && c.Location.Live != 0 }

// carry says in an input what the message carries.
func (m *wireMessage) carry(in *thidua.Input) {
	in.Kind = m.kind()
	in.Files = m.files()
	switch in.Kind {
	case thidua.KindContact:
		c := m.Contact
		own := m.From != nil && c.UserID == m.From.ID && !in.Forwarded
		in.Contact = &thidua.Contact{Phone: c.Phone, Own: own, Name: wireUser{FirstName: c.FirstName, LastName: c.LastName}.name()}
	case thidua.KindVenue:
		m.locate(in, m.Venue.Location)
		in.Location.Title = m.Venue.Title
	case thidua.KindLocation:
		m.locate(in, *m.Location)
	}
	in.Odd = in.Text == "" && in.Contact == nil && len(in.Files) == 0
}

func (m *wireMessage) locate(in *thidua.Input, l wireLocation) {
	in.Location = &thidua.Location{Latitude: l.Latitude, Longitude: l.Longitude, Accuracy: l.Accuracy}
	in.Text = degrees(l.Latitude) + " " + degrees(l.Longitude) + " 0 " + degrees(l.Accuracy)
}

// kind names the content. An animation also stands as a document, a venue also as a place.
func (m *wireMessage) kind() thidua.Kind {
	if _, kind := m.file(); kind != "" {
		return kind
	}
	switch {
	case m.Text != "":
		return thidua.KindText
	case m.Contact != nil:
		return thidua.KindContact
	case m.Venue != nil:
		return thidua.KindVenue
	case m.Location != nil:
		return thidua.KindLocation
	case len(m.Sticker) > 0:
		return thidua.KindSticker
	case len(m.Poll) > 0:
		return thidua.KindPoll
	case len(m.Dice) > 0:
		return thidua.KindDice
	}
	return thidua.KindOther
}

// file is the one that a message carries; a photo comes in sizes, of which the largest counts.
func (m *wireMessage) file() (*wireFile, thidua.Kind) {
	switch {
	case len(m.Photo) > 0:
		largest := slices.MaxFunc(m.Photo, func(a, b wireFile) int { return cmp.Compare(a.Width, b.Width) })
		return &largest, thidua.KindPhoto
	case m.Animation != nil:
		return m.Animation, thidua.KindAnimation
	case m.Document != nil:
		return m.Document, thidua.KindDocument
	case m.Video != nil:
		return m.Video, thidua.KindVideo
	case m.VideoNote != nil:
		return m.VideoNote, thidua.KindVideoNote
	case m.Audio != nil:
		return m.Audio, thidua.KindAudio
	case m.Voice != nil:
		return m.Voice, thidua.KindVoice
	}
	return nil, ""
}

func (m *wireMessage) files() []thidua.File {
	w, kind := m.file()
	if w == nil {
		return nil
	}
	f := thidua.File{ID: w.ID, UniqueID: w.UniqueID, Name: w.Name, Caption: m.Caption, Photo: kind == thidua.KindPhoto,
		Kind: kind, Mime: w.Mime, Size: w.Size}
	if f.Name == "" {
		f.Name = nameless(kind, w.UniqueID)
	}
	return []thidua.File{f}
}

// nameless is what a file is called that has no name of its own.
func nameless(kind thidua.Kind, uniqueID string) string {
	switch kind {
	case thidua.KindPhoto:
		return "photo_" + uniqueID + ".jpg"
	case thidua.KindVideo, thidua.KindVideoNote, thidua.KindAnimation:
		return "video.mp4"
	case thidua.KindAudio:
		return "audio.mp3"
	case thidua.KindVoice:
		return "voice.ogg"
	}
	return "file"
}

// degrees writes a number without an exponent, as a geopoint is kept (XLSForm §3).
func degrees(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
