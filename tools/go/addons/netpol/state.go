package main

import (
	"fmt"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// state is what the cluster looks like at one moment.
type state struct {
	pods       []*core.Pod // those with an address of their own, ordered
	namespaces map[string]labels.Set
}

// address is one peer: a pod, a block, or, with neither, everyone.
type address struct {
	pod   *core.Pod
	block *networking.IPBlock
}

func newState(pods []*core.Pod, namespaces []*core.Namespace) *state {
	s := &state{namespaces: map[string]labels.Set{}}
	for _, namespace := range namespaces {
		s.namespaces[namespace.Name] = namespace.Labels
	}
	for _, pod := range pods {
		ended := pod.Status.Phase == core.PodSucceeded || pod.Status.Phase == core.PodFailed
		if pod.Status.PodIP != "" && !pod.Spec.HostNetwork && !ended {
			s.pods = append(s.pods, pod)
		}
	}
	slices.SortFunc(s.pods, func(a, b *core.Pod) int {
		return strings.Compare(a.Namespace+"/"+a.Name, b.Namespace+"/"+b.Name)
	})
	return s
}

func (s *state) policiesOf(
	pod *core.Pod, policies []*networking.NetworkPolicy,
) []*networking.NetworkPolicy {
	var selecting []*networking.NetworkPolicy
	for _, policy := range policies {
		if policy.Namespace == pod.Namespace && selects(&policy.Spec.PodSelector, pod.Labels) {
			selecting = append(selecting, policy)
		}
	}
	slices.SortFunc(selecting, func(a, b *networking.NetworkPolicy) int {
		return strings.Compare(a.Name, b.Name)
	})
	return selecting
}

// addresses gives whom a rule names; a rule that names nobody means everyone.
func (s *state) addresses(namespace string, peers []networking.NetworkPolicyPeer) []address {
	if len(peers) == 0 {
		return []address{{}}
	}
	var found []address
	for _, peer := range peers {
		if peer.IPBlock != nil {
			// The test clusters have no IPv6, and an address of it has no place in an ip table.
			if !strings.Contains(peer.IPBlock.CIDR, ":") {
				found = append(found, address{block: peer.IPBlock})
			}
			continue
		}
		for _, pod := range s.pods {
			inNamespace := pod.Namespace == namespace
			if peer.NamespaceSelector != nil {
				inNamespace = selects(peer.NamespaceSelector, s.namespaces[pod.Namespace])
			}
			if inNamespace && (peer.PodSelector == nil || selects(peer.PodSelector, pod.Labels)) {
				found = append(found, address{pod: pod})
			}
		}
	}
	return found
}

// match gives the nftables match for this address on one side of a packet.
func (a address) match(side string) string {
	switch {
	case a.pod != nil:
		return fmt.Sprintf("ip %s %s", side, a.pod.Status.PodIP)
	case a.block != nil && len(a.block.Except) > 0:
		except := strings.Join(a.block.Except, ", ")
		return fmt.Sprintf("ip %[1]s %[2]s ip %[1]s != { %[3]s }", side, a.block.CIDR, except)
	case a.block != nil:
		return fmt.Sprintf("ip %s %s", side, a.block.CIDR)
	default:
		return ""
	}
}

func selects(selector *meta.LabelSelector, set labels.Set) bool {
	compiled, err := meta.LabelSelectorAsSelector(selector)
	return err == nil && compiled.Matches(set)
}
