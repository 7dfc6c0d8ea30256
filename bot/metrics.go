package bot

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// scrapeLimit bounds what a scrape asks of the store.
const scrapeLimit = 5 * time.Second

// metrics count what the bot does. No label tells of a person, a unit or a text.
type metrics struct {
	registry                                        *prometheus.Registry
	updates, commits, conflicts, duplicates, parked prometheus.Counter
	sends                                           *prometheus.CounterVec
	steps                                           prometheus.Histogram
}

// results of sends, the values of their label.
const (
	sendDone        = "sent"
	sendUnreachable = "unreachable"
	sendRefused     = "refused"
	sendFlood       = "flood"
	sendFailed      = "failed" // and tried again
)

func newMetrics(backlog Backlog) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Namespace: "thidua", Name: name, Help: help})
		m.registry.MustRegister(c)
		return c
	}
	m.updates = counter("updates_total", "Updates received from Telegram.")
	m.commits = counter("commits_total", "Updates that were committed.")
	m.conflicts = counter("conflicts_total", "Commits that another one came before; they are decided again.")
	m.duplicates = counter("duplicates_total", "Updates that had been committed before.")
	m.parked = counter("parked_total", "Updates that could not be carried through and are kept.")
	m.sends = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "thidua", Name: "sends_total",
		Help: "Calls that send a message, by result."}, []string{"result"})
	for _, result := range []string{sendDone, sendUnreachable, sendRefused, sendFlood, sendFailed} {
		m.sends.WithLabelValues(result)
	}
	m.steps = prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: "thidua", Name: "step_seconds",
		Help: "From the receipt of an update to its commit.", Buckets: prometheus.ExponentialBuckets(0.0005, 2, 16)})
	m.registry.MustRegister(m.sends, m.steps)
	if backlog != nil {
		m.registry.MustRegister(outbox{ask: backlog,
			messages: prometheus.NewDesc("thidua_outbox_messages", "Messages that wait to be sent.", nil, nil),
			age:      prometheus.NewDesc("thidua_outbox_age_seconds", "How long the longest waiting message might have left.", nil, nil)})
	}
	return m
}

// Backlog tells how many messages wait to be sent, and since when the first might have left.
type Backlog func(ctx context.Context) (messages int, oldest time.Time, err error)

// outbox asks the store at each scrape.
type outbox struct {
	ask           Backlog
	messages, age *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (o outbox) Describe(c chan<- *prometheus.Desc) { c <- o.messages; c <- o.age }

// Collect implements prometheus.Collector.
func (o outbox) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeLimit)
	defer cancel()
	messages, oldest, err := o.ask(ctx)
	if err != nil {
		c <- prometheus.NewInvalidMetric(o.messages, err)
		return
	}
	age := 0.0
	if !oldest.IsZero() {
		age = max(0, time.Since(oldest).Seconds())
	}
	c <- prometheus.MustNewConstMetric(o.messages, prometheus.GaugeValue, float64(messages))
	c <- prometheus.MustNewConstMetric(o.age, prometheus.GaugeValue, age)
}

// Metrics serves what the bot counted, for Prometheus.
func (b *Bot) Metrics() http.Handler {
	return promhttp.HandlerFor(b.metrics.registry, promhttp.HandlerOpts{})
}
