package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

const table = "promfleet_netpol"

// render gives the nftables commands that make policies come true.
//
// Only replies pass unseen. What a policy no longer allows ends at once, on connections that were
// open before it too; otherwise a kept-alive connection would hide a policy that forbids it.
func render(state *state, policies []*networking.NetworkPolicy) []byte {
	var chains, jumps bytes.Buffer
	for number, pod := range state.pods {
		// Policies cannot keep a pod from itself.
		fmt.Fprintf(&jumps, "    ip saddr %[1]s ip daddr %[1]s accept\n", pod.Status.PodIP)
		selecting := state.policiesOf(pod, policies)
		for _, direction := range []networking.PolicyType{
			networking.PolicyTypeIngress, networking.PolicyTypeEgress,
		} {
			var applying []*networking.NetworkPolicy
			for _, policy := range selecting {
				if slices.Contains(policy.Spec.PolicyTypes, direction) {
					applying = append(applying, policy)
				}
			}
			if len(applying) == 0 {
				continue // a pod that no policy selects is open
			}
			name := fmt.Sprintf("%s_%d", strings.ToLower(string(direction)), number)
			fmt.Fprintf(&chains, "  chain %s { # %s/%s\n", name, pod.Namespace, pod.Name)
			for _, policy := range applying {
				for _, rule := range state.allowed(pod, policy, direction) {
					fmt.Fprintf(&chains, "    %s return\n", rule)
				}
			}
			chains.WriteString("    counter drop\n  }\n")
			side := "daddr"
			if direction == networking.PolicyTypeEgress {
				side = "saddr"
			}
			fmt.Fprintf(&jumps, "    ip %s %s jump %s\n", side, pod.Status.PodIP, name)
		}
	}
	return fmt.Appendf(nil, `table ip %[1]s {}
delete table ip %[1]s
table ip %[1]s {
%[2]s  chain forward {
    type filter hook forward priority -10;
    ct direction reply accept
    ct state related accept
%[3]s  }
}
`, table, chains.String(), jumps.String())
}

// allowed gives one match per combination of peer and port that a policy lets through.
func (s *state) allowed(
	pod *core.Pod, policy *networking.NetworkPolicy, direction networking.PolicyType,
) []string {
	var matches []string
	add := func(peers []networking.NetworkPolicyPeer, ports []networking.NetworkPolicyPort) {
		for _, address := range s.addresses(policy.Namespace, peers) {
			// A named port is the destination's: the selected pod's own, or each peer's.
			destination := pod
			if direction == networking.PolicyTypeEgress {
				destination = address.pod
			}
			for _, port := range portMatches(destination, ports) {
				side := "saddr"
				if direction == networking.PolicyTypeEgress {
					side = "daddr"
				}
				matches = append(matches, strings.TrimSpace(address.match(side)+" "+port))
			}
		}
	}
	if direction == networking.PolicyTypeIngress {
		for _, rule := range policy.Spec.Ingress {
			add(rule.From, rule.Ports)
		}
	} else {
		for _, rule := range policy.Spec.Egress {
			add(rule.To, rule.Ports)
		}
	}
	return matches
}

// portMatches gives nftables matches for a rule's ports; no ports at all means every port.
func portMatches(destination *core.Pod, ports []networking.NetworkPolicyPort) []string {
	if len(ports) == 0 {
		return []string{""}
	}
	var matches []string
	for _, port := range ports {
		protocol := "tcp"
		if port.Protocol != nil {
			protocol = strings.ToLower(string(*port.Protocol))
		}
		switch {
		case port.Port == nil:
			matches = append(matches, "meta l4proto "+protocol)
		case port.Port.StrVal != "":
			if number, ok := namedPort(destination, port.Port.StrVal, protocol); ok {
				matches = append(matches, fmt.Sprintf("%s dport %d", protocol, number))
			}
		case port.EndPort != nil:
			matches = append(matches,
				fmt.Sprintf("%s dport %d-%d", protocol, port.Port.IntVal, *port.EndPort))
		default:
			matches = append(matches, fmt.Sprintf("%s dport %d", protocol, port.Port.IntVal))
		}
	}
	return matches
}

func namedPort(pod *core.Pod, name, protocol string) (int32, bool) {
	if pod == nil {
		return 0, false
	}
	for _, container := range pod.Spec.Containers {
		for _, port := range container.Ports {
			if port.Name == name && strings.EqualFold(string(port.Protocol), protocol) {
				return port.ContainerPort, true
			}
		}
	}
	return 0, false
}
