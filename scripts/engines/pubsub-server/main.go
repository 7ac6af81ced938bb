// Google's own fake of Pub/Sub as a process, and what it holds as JSON.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strconv"

	"cloud.google.com/go/pubsub/v2/pstest"
)

type message struct {
	Topic string `json:"topic"`
	Data  string `json:"data"`
	Acks  int    `json:"acks"`
}

// Two ports: of Pub/Sub, and of GET /, which lists every message that was ever published.
func main() {
	port, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	server := pstest.NewServerWithPort(port)
	defer server.Close()
	list := func(answer http.ResponseWriter, _ *http.Request) {
		all := []message{}
		for _, each := range server.Messages() {
			all = append(all, message{Topic: each.Topic, Data: string(each.Data), Acks: each.Acks})
		}
		_ = json.NewEncoder(answer).Encode(all)
	}
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[2], http.HandlerFunc(list)))
}
