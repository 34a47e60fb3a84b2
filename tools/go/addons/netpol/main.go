// Command netpol enforces NetworkPolicies on the one node of a test cluster: it watches policies,
// pods and namespaces and keeps an nftables table that says the same.
//
// Traffic between the node and its own pods does not pass the forward hook and is always let
// through, as Kubernetes demands of every implementation.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log"
	"os/exec"
	"time"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "how to reach the API server")
	flag.Parse()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		log.Fatal(err)
	}
	client := kubernetes.NewForConfigOrDie(config)
	changed := make(chan struct{}, 1)
	changed <- struct{}{}
	pods := watch[*core.Pod](client.CoreV1().RESTClient(), "pods", &core.Pod{}, changed)
	namespaces := watch[*core.Namespace](
		client.CoreV1().RESTClient(), "namespaces", &core.Namespace{}, changed)
	policies := watch[*networking.NetworkPolicy](
		client.NetworkingV1().RESTClient(), "networkpolicies", &networking.NetworkPolicy{}, changed)

	var last []byte
	for range changed {
		time.Sleep(50 * time.Millisecond) // one deployment is many events
		inForce := policies()
		rules := render(newState(pods(), namespaces()), inForce)
		if bytes.Equal(rules, last) {
			continue
		}
		if err := load(rules); err != nil {
			// Rather none than stale ones that nobody knows to be stale.
			log.Fatalf("%v\n%s", err, rules)
		}
		log.Printf("%d policies in force", len(inForce))
		last = rules
	}
}

// watch follows all objects of one kind; the returned function lists them as they are now.
func watch[T runtime.Object](
	client rest.Interface, resource string, kind T, changed chan<- struct{},
) func() []T {
	notify := func() {
		select {
		case changed <- struct{}{}:
		default: // somebody is about to look anyway
		}
	}
	store, controller := cache.NewInformerWithOptions(cache.InformerOptions{
		ListerWatcher: cache.NewListWatchFromClient(client, resource, "", fields.Everything()),
		ObjectType:    kind,
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    func(any) { notify() },
			UpdateFunc: func(_, _ any) { notify() },
			DeleteFunc: func(any) { notify() },
		},
	})
	go controller.RunWithContext(context.Background())
	if !cache.WaitForCacheSync(make(chan struct{}), controller.HasSynced) {
		log.Fatalf("no list of %s", resource)
	}
	return func() []T {
		objects := store.List()
		typed := make([]T, 0, len(objects))
		for _, object := range objects {
			typed = append(typed, object.(T))
		}
		return typed
	}
}

// load replaces the whole table in one transaction.
func load(rules []byte) error {
	nft := exec.Command("nft", "-f", "-")
	nft.Stdin = bytes.NewReader(rules)
	if output, err := nft.CombinedOutput(); err != nil {
		return fmt.Errorf("nft: %w: %s", err, output)
	}
	return nil
}
