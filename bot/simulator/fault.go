package simulator

import (
	"net/http"
	"slices"
	"time"
)

// faults are what tests asked to go wrong.
type faults struct {
	planned   []*plannedFault
	duplicate int // updates that will be delivered twice
}

// plannedFault strikes the next calls of one method.
type plannedFault struct {
	method     string // empty: any
	chat       int64  // 0: any
	times      int
	delay      time.Duration
	status     int // 0: no refusal
	retryAfter time.Duration
	drop       bool
	dropAnswer bool
}

// Fail refuses the next calls of a method ("" for any) with a status; retryAfter is sent with 429, and calling
// the same chat again before its end is a violation.
func (s *Server) Fail(method string, times, status int, retryAfter time.Duration) {
	s.plan(&plannedFault{method: method, times: times, status: status, retryAfter: retryAfter})
}

// Drop closes the connection of the next calls of a method ("" for any): with done after the call was carried
// out, as when only the answer is lost, otherwise before.
func (s *Server) Drop(method string, times int, done bool) {
	s.plan(&plannedFault{method: method, times: times, drop: !done, dropAnswer: done})
}

// Delay holds back the next calls of a method ("" for any) in real time before they are carried out.
func (s *Server) Delay(method string, times int, delay time.Duration) {
	s.plan(&plannedFault{method: method, times: times, delay: delay})
}

// DelayChat holds back the next calls that write to one chat in real time before they are carried out.
func (s *Server) DelayChat(chatID int64, times int, delay time.Duration) {
	s.plan(&plannedFault{chat: chatID, times: times, delay: delay})
}

// Duplicate delivers each of the next n updates a second time, under the same update_id, once it was confirmed.
func (s *Server) Duplicate(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.duplicate += n
}

// Calm takes back the faults that have not struck yet.
func (s *Server) Calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults{}
}

func (s *Server) plan(f *plannedFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.times <= 0 {
		return
	}
	s.faults.planned = append(s.faults.planned, f)
}

// takeFault uses up the first fault planned for the method and lets it strike.
func (s *Server) takeFault(c *call) (plannedFault, error) {
	fault := s.nextFault(c)
	if fault.delay > 0 {
		select {
		case <-time.After(fault.delay):
		case <-c.ctx.Done():
			return fault, errDropped
		case <-s.stop.Done():
			return fault, errDropped
		}
	}
	switch {
	case fault.drop:
		return fault, errDropped
	case fault.status == http.StatusTooManyRequests:
		s.mu.Lock()
		defer s.mu.Unlock()
		return fault, s.tellToWait(waitKey(c), fault.retryAfter)
	case fault.status != 0:
		text := http.StatusText(fault.status) + ": simulated failure"
		return fault, &refusal{status: fault.status, text: text}
	}
	return fault, nil
}

func (s *Server) nextFault(c *call) plannedFault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults.planned {
		if f.method != "" && f.method != c.method || f.chat != 0 && f.chat != c.chatID() {
			continue
		}
		if f.times--; f.times <= 0 {
			s.faults.planned = slices.Delete(s.faults.planned, i, i+1)
		}
		return *f
	}
	return plannedFault{}
}
