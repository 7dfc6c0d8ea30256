package main

import (
	"fmt"
	"strings"
)

// What the demo's silent unit asks, and what it is told.
const (
	silentUnit    = "Thanh tra Sở"
	silentsAsk    = "Đơn vị đang có đoàn kiểm tra, xin nộp chậm hai ngày được không?"
	silentsAnswer = "Được, đơn vị nộp trước 17 giờ thứ Bảy."
	silentsDue    = "27/5/2023 17:00"
)

// grants lets the silent unit ask for more time, and the secretariat answer and extend.
func (d *demo) grants() error {
	desk, unit := d.noted("Thường trực"), d.noted(silentUnit)
	unit.act()
	unit.Say("/hoi " + silentsAsk)
	relayed, err := desk.hears(d.ctx, silentsAsk)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.out, "❓ %s (%s): %s\n", unit.Name, unit.Note, silentsAsk)
	desk.Reply(relayed.ID, silentsAnswer)
	if _, err := unit.hears(d.ctx, silentsAnswer); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "💬 %s (%s): %s\n", desk.Name, desk.Note, silentsAnswer)
	if err := desk.goes(d.ctx, "/giahan", silentUnit, "[Mọi phần", silentsDue); err != nil {
		return err
	}
	if err := desk.Tap("Có"); err != nil {
		return fmt.Errorf("%s extends: %w", desk.Name, err)
	}
	told, err := unit.hears(d.ctx, "Hạn nộp mới")
	if err == nil {
		fmt.Fprintf(d.out, "⏳ %s\n", strings.Split(told.Text, "\n")[1])
	}
	return err
}
