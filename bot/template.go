package bot

import (
	"context"
	"fmt"

	"thidua"
	"thidua/export"
)

// ReportTemplate reads a campaign's own report template; nil where it has none and the built-in one serves.
func ReportTemplate(ctx context.Context, store thidua.Store, campaign string) ([]byte, error) {
	key := thidua.TemplateKey(campaign)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load the report template of %s: %w", campaign, err)
	}
	return snapshot.Records[key].Body, nil
}

// ReportOptions are what a campaign's report is made of; files may be nil.
func ReportOptions(ctx context.Context, store thidua.Store, campaign string, files Opener) (o export.ReportOptions, err error) {
	if files != nil {
		o.Files = Kept{store, files}
	}
	o.Template, err = ReportTemplate(ctx, store, campaign)
	return o, err
}
