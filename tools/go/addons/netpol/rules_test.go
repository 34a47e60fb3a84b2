package main

import (
	"slices"
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func pod(namespace, name, ip string, labels map[string]string) *core.Pod {
	return &core.Pod{
		ObjectMeta: meta.ObjectMeta{Namespace: namespace, Name: name, Labels: labels},
		Spec: core.PodSpec{Containers: []core.Container{{
			Ports: []core.ContainerPort{{Name: "http", ContainerPort: 8080, Protocol: core.ProtocolTCP}},
		}}},
		Status: core.PodStatus{PodIP: ip, Phase: core.PodRunning},
	}
}

func port(value intstr.IntOrString) []networking.NetworkPolicyPort {
	return []networking.NetworkPolicyPort{{Port: &value}}
}

func TestAllowed(t *testing.T) {
	web := pod("shop", "web", "10.0.0.1", map[string]string{"app": "web"})
	probe := pod("ops", "probe", "10.0.0.2", map[string]string{"app": "probe"})
	state := newState([]*core.Pod{web, probe}, []*core.Namespace{
		{ObjectMeta: meta.ObjectMeta{Name: "shop"}},
		{ObjectMeta: meta.ObjectMeta{Name: "ops", Labels: map[string]string{"team": "ops"}}},
	})
	ops := networking.NetworkPolicyPeer{
		NamespaceSelector: &meta.LabelSelector{MatchLabels: map[string]string{"team": "ops"}},
	}
	here := networking.NetworkPolicyPeer{PodSelector: &meta.LabelSelector{}}
	block := networking.NetworkPolicyPeer{
		IPBlock: &networking.IPBlock{CIDR: "10.0.0.0/8", Except: []string{"10.1.0.0/16"}},
	}
	ipv6 := networking.NetworkPolicyPeer{IPBlock: &networking.IPBlock{CIDR: "::/0"}}

	for name, test := range map[string]struct {
		rule networking.NetworkPolicyIngressRule
		want []string
	}{
		"nobody in particular": {networking.NetworkPolicyIngressRule{}, []string{""}},
		"another namespace": {
			networking.NetworkPolicyIngressRule{
				From:  []networking.NetworkPolicyPeer{ops},
				Ports: port(intstr.FromInt32(9090)),
			},
			[]string{"ip saddr 10.0.0.2 tcp dport 9090"},
		},
		"the pod's named port": {
			networking.NetworkPolicyIngressRule{
				From:  []networking.NetworkPolicyPeer{here},
				Ports: port(intstr.FromString("http")),
			},
			[]string{"ip saddr 10.0.0.1 tcp dport 8080"},
		},
		"a port nobody has": {
			networking.NetworkPolicyIngressRule{Ports: port(intstr.FromString("https"))}, nil,
		},
		"a block with a hole": {
			networking.NetworkPolicyIngressRule{From: []networking.NetworkPolicyPeer{block}},
			[]string{"ip saddr 10.0.0.0/8 ip saddr != { 10.1.0.0/16 }"},
		},
		"only addresses there are none of": {
			networking.NetworkPolicyIngressRule{From: []networking.NetworkPolicyPeer{ipv6}}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			policy := &networking.NetworkPolicy{
				ObjectMeta: meta.ObjectMeta{Namespace: "shop"},
				Spec: networking.NetworkPolicySpec{
					Ingress: []networking.NetworkPolicyIngressRule{test.rule},
				},
			}
			got := state.allowed(web, policy, networking.PolicyTypeIngress)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOnlySelectedPodsAreIsolated(t *testing.T) {
	web := pod("shop", "web", "10.0.0.1", map[string]string{"app": "web"})
	other := pod("shop", "other", "10.0.0.2", nil)
	deny := &networking.NetworkPolicy{
		ObjectMeta: meta.ObjectMeta{Namespace: "shop", Name: "deny"},
		Spec: networking.NetworkPolicySpec{
			PodSelector: meta.LabelSelector{MatchLabels: map[string]string{"app": "web"}},
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress},
		},
	}
	rules := string(render(newState([]*core.Pod{web, other}, nil), []*networking.NetworkPolicy{deny}))
	if !strings.Contains(rules, "ip daddr 10.0.0.1 jump ingress_") {
		t.Errorf("web is not isolated:\n%s", rules)
	}
	if strings.Contains(rules, "10.0.0.2 jump") || strings.Contains(rules, "saddr 10.0.0.1 jump") {
		t.Errorf("more than web's ingress is isolated:\n%s", rules)
	}
}
