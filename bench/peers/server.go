// The same work in Go with the standard library, as a user might do it: net/http, crypto/hmac, encoding/json.
package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

type event struct {
	Type     string `json:"type"`
	Resource struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	} `json:"resource"`
	Account struct {
		ID string `json:"id"`
	} `json:"account"`
}

type receiver struct {
	secret []byte
	ready  uint64
}

func (r *receiver) genuine(timestamp, signature string, body []byte) bool {
	signedAt, err := strconv.ParseInt(timestamp, 10, 64)
	age := time.Now().Unix() - signedAt
	if err != nil || age > 300 || age < -300 {
		return false
	}
	mac := hmac.New(sha256.New, r.secret)
	fmt.Fprintf(mac, "v0:%s:", timestamp)
	mac.Write(body)
	expected := "v0=" + hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(signature))
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, request.Body, 1<<20))
	if err != nil || request.Method != http.MethodPost {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	header := request.Header
	if !r.genuine(header.Get("X-Frameio-Request-Timestamp"), header.Get("X-Frameio-Signature"), body) {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	var received event
	if json.Unmarshal(body, &received) != nil || received.Type == "" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if received.Type == "file.ready" && received.Resource.ID != "" {
		atomic.AddUint64(&r.ready, 1)
	}
	w.WriteHeader(http.StatusOK)
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{
		Handler:           &receiver{secret: []byte(os.Getenv("WEBHOOK_SECRET"))},
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       60 * time.Second,
	}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	go func() {
		<-stop.Done()
		server.Close()
	}()
	fmt.Printf("listening on http://%s\n", listener.Addr())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		log.Fatal(err)
	}
}
