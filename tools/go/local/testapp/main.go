// Command testapp is a workload to be scraped: it answers one path with whatever metrics it was
// told to have.
//
//	-listen   address to listen on                              (LISTEN, default :8080)
//	-path     path of the metrics                               (METRICS_PATH, default /metrics)
//	-metrics  exposition text; \n inside it becomes a new line  (METRICS)
//	-series   how many samples of testapp_flood to add          (SERIES, default 0)
//	-metrics-file  file with more exposition text, read anew every time  (METRICS_FILE)
//	-redirect URL to send every request to, with a 302            (REDIRECT)
//
// Every other path answers 200 with the path, so that a test can tell that it was reached.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func main() {
	series, _ := strconv.Atoi(env("SERIES", "0"))
	listen := flag.String("listen", env("LISTEN", ":8080"), "address to listen on")
	path := flag.String("path", env("METRICS_PATH", "/metrics"), "path of the metrics")
	metrics := flag.String("metrics", env("METRICS", ""), "exposition text")
	file := flag.String("metrics-file", env("METRICS_FILE", ""), "file with exposition text")
	redirect := flag.String("redirect", env("REDIRECT", ""), "URL to send every request to")
	flag.IntVar(&series, "series", series, "samples of testapp_flood to add")
	flag.Parse()

	if *redirect != "" {
		serve(*listen, http.RedirectHandler(*redirect, http.StatusFound))
	}
	text := strings.ReplaceAll(*metrics, `\n`, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	var scrapes atomic.Int64
	http.HandleFunc(*path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		fmt.Fprintf(w, "# TYPE testapp_scrapes_total counter\ntestapp_scrapes_total %d\n", scrapes.Add(1))
		if query := r.URL.RawQuery; query != "" {
			fmt.Fprintf(w, "# TYPE testapp_query_info gauge\ntestapp_query_info{query=%q} 1\n", query)
		}
		fmt.Fprint(w, text)
		if *file != "" {
			if content, err := os.ReadFile(*file); err == nil {
				_, _ = w.Write(content)
			}
		}
		for i := range series {
			fmt.Fprintf(w, "testapp_flood{number=\"%d\"} 1\n", i)
		}
	})
	if *path != "/" {
		http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, r.URL.Path)
		})
	}
	serve(*listen, http.DefaultServeMux)
}

func serve(listen string, handler http.Handler) {
	server := &http.Server{Addr: listen, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	log.Printf("listening on %s", listen)
	log.Fatal(server.ListenAndServe())
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
