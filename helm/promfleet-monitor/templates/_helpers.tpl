{{- /* Entries that follow no redirects unless they say so. */ -}}
{{- define "promfleet.notFollowing" -}}
{{- $entries := list -}}
{{- range $given := . -}}
{{- $entry := deepCopy $given -}}
{{- if not (hasKey $entry "follow_redirects") -}}{{- $_ := set $entry "follow_redirects" false -}}{{- end -}}
{{- $entries = append $entries $entry -}}
{{- end -}}
{{- toJson $entries -}}
{{- end -}}

{{- /* Where a Prometheus sends what it has: its settings, filled in. */ -}}
{{- define "promfleet.sending" -}}
{{- $alerting := .alerting | default dict -}}
{{- $alertmanagers := include "promfleet.notFollowing" ($alerting.alertmanagers | default list) | fromJsonArray -}}
{{- $_ := set . "alerting" (dict "alert_relabel_configs" ($alerting.alert_relabel_configs | default list) "alertmanagers" $alertmanagers) -}}
{{- $_ := set . "remoteWrite" (include "promfleet.notFollowing" (.remoteWrite | default list) | fromJsonArray) -}}
{{- end -}}

{{- /* host:port that a URL leads to. */ -}}
{{- define "promfleet.urlTarget" -}}
{{- $scheme := regexReplaceAll "^([^:]*)://.*$" . "${1}" | lower -}}
{{- $authority := regexReplaceAll "^[^:]*://([^/?#]*).*$" . "${1}" -}}
{{- if regexMatch "(^|\\]|[^:\\]]):[0-9]+$" $authority -}}{{- $authority -}}
{{- else -}}{{- printf "%s:%d" $authority (ternary 443 80 (eq $scheme "https")) -}}{{- end -}}
{{- end -}}

{{- /* host:port of who is asked for what is shown with a request, as a list. */ -}}
{{- define "promfleet.besides" -}}
{{- $targets := list -}}
{{- if .oauth2 -}}{{- $targets = append $targets (include "promfleet.urlTarget" (.oauth2.proxy_url | default .oauth2.token_url)) -}}{{- end -}}
{{- if .sigv4 -}}{{- $targets = append $targets "sts.amazonaws.com:443" -}}{{- end -}}
{{- toJson $targets -}}
{{- end -}}

{{- /* host:port of whatever is connected to for sending, and whether any other may be. */ -}}
{{- define "promfleet.sentTo" -}}
{{- $targets := list -}}
{{- $any := false -}}
{{- range $entry := .remoteWrite -}}
{{- $targets = append $targets (include "promfleet.urlTarget" ($entry.proxy_url | default $entry.url)) -}}
{{- $targets = concat $targets (include "promfleet.besides" $entry | fromJsonArray) -}}
{{- end -}}
{{- range $entry := .alerting.alertmanagers -}}
{{- if or (hasKey $entry "kubernetes_sd_configs") (hasKey $entry "dns_sd_configs") (hasKey $entry "file_sd_configs") (hasKey $entry "http_sd_configs") (hasKey $entry "relabel_configs") -}}{{- $any = true -}}{{- end -}}
{{- if $entry.proxy_url -}}{{- $targets = append $targets (include "promfleet.urlTarget" $entry.proxy_url) -}}
{{- else -}}{{- range $config := $entry.static_configs -}}{{- $targets = concat $targets $config.targets -}}{{- end -}}{{- end -}}
{{- $targets = concat $targets (include "promfleet.besides" $entry | fromJsonArray) -}}
{{- end -}}
{{- dict "targets" $targets "any" $any | toJson -}}
{{- end -}}

{{- /* A text as it stands between double quotes. */ -}}
{{- define "promfleet.betweenQuotes" -}}
{{- regexReplaceAll "^\"|\"$" (. | quote) "" -}}
{{- end -}}

{{- /* Merges a map into another; lists replace each other, save those that add up. Where promfleet's own defaults come with them, a null brings back what these say. */ -}}
{{- define "promfleet.merge" -}}
{{- $into := .into -}}
{{- $own := .own -}}
{{- range $key, $value := .from -}}
{{- $under := get $into $key -}}
{{- if and (kindIs "map" $value) (kindIs "map" $under) -}}
{{- include "promfleet.merge" (dict "into" $under "from" $value "own" (ternary (get ($own | default dict) $key | default dict) "" (kindIs "map" $own))) -}}
{{- else if and (has $key (list "scrapeConfigs" "rules" "federateFrom")) (kindIs "slice" $under) (kindIs "slice" $value) -}}
{{- $_ := set $into $key (concat $under $value) -}}
{{- else if not (kindIs "invalid" $value) -}}
{{- $_ := set $into $key (deepCopy $value) -}}
{{- else if kindIs "map" $own -}}
{{- if hasKey $own $key -}}{{- $_ := set $into $key (get $own $key | deepCopy) -}}{{- else -}}{{- $_ := unset $into $key -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Milliseconds in a duration such as 1h30m. */ -}}
{{- define "promfleet.durationMs" -}}
{{- $ms := dict "y" 31536000000 "w" 604800000 "d" 86400000 "h" 3600000 "m" 60000 "s" 1000 "ms" 1 -}}
{{- $total := int64 0 -}}
{{- range $part := regexFindAll "[0-9]+(ms|[ywdhms])" . -1 -}}
{{- $amount := regexFind "^[0-9]+" $part -}}
{{- $total = add $total (mul (int64 $amount) (int64 (get $ms (trimPrefix $amount $part)))) -}}
{{- end -}}
{{- $total -}}
{{- end -}}

{{- /* The shorter of two durations. */ -}}
{{- define "promfleet.shorter" -}}
{{- $one := include "promfleet.durationMs" (index . 0) | int64 -}}
{{- $other := include "promfleet.durationMs" (index . 1) | int64 -}}
{{- ternary (index . 0) (index . 1) (le $one $other) -}}
{{- end -}}

{{- /* What the images are called, and what follows from their tags. */ -}}
{{- define "promfleet.images" -}}
{{- $upstream := ("{\"prometheus\":{\"repository\":\"quay.io/prometheus/prometheus\",\"tag\":\"v3.14.0\"},\"pushgateway\":{\"repository\":\"quay.io/prometheus/pushgateway\",\"tag\":\"v1.11.3\"},\"nodeExporter\":{\"repository\":\"quay.io/prometheus/node-exporter\",\"tag\":\"v1.12.1\"},\"kubeStateMetrics\":{\"repository\":\"registry.k8s.io/kube-state-metrics/kube-state-metrics\",\"tag\":\"v2.20.0\"},\"statsdExporter\":{\"repository\":\"quay.io/prometheus/statsd-exporter\",\"tag\":\"v0.31.0\"},\"kubeRbacProxy\":{\"repository\":\"quay.io/brancz/kube-rbac-proxy\",\"tag\":\"v0.22.1\"},\"alertmanager\":{\"repository\":\"quay.io/prometheus/alertmanager\",\"tag\":\"v0.34.0\"},\"grafana\":{\"repository\":\"docker.io/grafana/grafana\",\"tag\":\"13.1.3\"},\"oauth2Proxy\":{\"repository\":\"quay.io/oauth2-proxy/oauth2-proxy\",\"tag\":\"v7.15.6\"}}" | fromJson) -}}
{{- $images := dict -}}
{{- $overrides := .overrides | default dict -}}
{{- $registry := .registry -}}
{{- range $name, $image := $upstream -}}
{{- $override := get $overrides $name | default dict -}}
{{- $repository := $image.repository -}}
{{- if $registry -}}{{- $repository = printf "%s%s" $registry (regexFind "/.*" $repository) -}}{{- end -}}
{{- $repository = $override.repository | default $repository -}}
{{- $tag := $override.tag | default $image.tag -}}
{{- $reference := printf "%s:%s" $repository $tag -}}
{{- if $override.digest -}}{{- $reference = printf "%s@%s" $reference $override.digest -}}{{- end -}}
{{- $version := regexFind "^[A-Za-z0-9_.-]{1,63}" (regexReplaceAll "^v([0-9])" $tag "${1}") -}}
{{- $version = regexReplaceAll "^[^A-Za-z0-9]+|[^A-Za-z0-9]+$" $version "" -}}
{{- $_ := set $images $name (dict "reference" $reference "version" $version "tag" $tag "pinned" (not (empty $override.digest))) -}}
{{- end -}}
{{- toJson $images -}}
{{- end -}}

{{- /* The user that a Prometheus image of this tag runs as. */ -}}
{{- define "promfleet.prometheusUser" -}}
{{- ternary 65532 65534 (contains "distroless" .) -}}
{{- end -}}

{{- /* What a Prometheus of this tag understands; a tag without a version counts as the shipped one. */ -}}
{{- define "promfleet.prometheusFeatures" -}}
{{- $version := regexFind "^v?[0-9]+\\.[0-9]+" . | default "v3.14.0" | trimPrefix "v" -}}
{{- $numbers := splitList "." $version -}}
{{- $major := index $numbers 0 | int -}}
{{- $minor := index $numbers 1 | int -}}
{{- dict "autoReloadFlag" (or (gt $major 3) (and (eq $major 3) (ge $minor 12))) "extraScrapeMetrics" (or (gt $major 3) (and (eq $major 3) (ge $minor 10))) "typeAndUnitLabels" (or (gt $major 3) (and (eq $major 3) (ge $minor 5))) | toJson -}}
{{- end -}}

{{- /* Sources with all that they leave out. */ -}}
{{- define "promfleet.federateFrom" -}}
{{- $sources := list -}}
{{- range $given := . -}}
{{- $source := ("{\"name\":\"federate\",\"interval\":\"15s\",\"scheme\":\"http\",\"path\":\"/federate\",\"labels\":{},\"sampleLimit\":100000,\"bodySizeLimit\":\"64MB\",\"labelLimit\":128,\"labelNameLengthLimit\":256,\"labelValueLengthLimit\":4096}" | fromJson) -}}
{{- range $key, $value := $given -}}{{- $_ := set $source $key $value -}}{{- end -}}
{{- $sources = append $sources $source -}}
{{- end -}}
{{- toJson $sources -}}
{{- end -}}

{{- /* The bytes that a quantity says. */ -}}
{{- define "promfleet.bytesOf" -}}
{{- $amount := regexFind "[0-9.]+([eE][+-]?[0-9]+)?" . -}}
{{- $unit := regexReplaceAll "^[+]?[0-9.]+([eE][+-]?[0-9]+)?" . "" -}}
{{- $bytes := float64 $amount -}}
{{- if eq $unit "m" -}}{{- $bytes = divf $bytes 1000 | ceil -}}{{- end -}}
{{- $base := ternary 1024 1000 (hasSuffix "i" $unit) -}}
{{- range $power, $prefix := list "" "K" "M" "G" "T" "P" "E" -}}
{{- if and $prefix (hasPrefix $prefix (upper $unit)) (ne $unit "m") -}}
{{- range until $power -}}{{- $bytes = mulf $bytes $base -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- round $bytes 0 | int64 -}}
{{- end -}}

{{- /* The bytes that a size of Prometheus says. */ -}}
{{- define "promfleet.sizeBytes" -}}
{{- $bytes := regexFind "^[0-9.]+" . | float64 -}}
{{- $unit := regexFind "[KMGTPE]" . -}}
{{- range $power, $prefix := list "" "K" "M" "G" "T" "P" "E" -}}
{{- if and $prefix (eq $prefix $unit) -}}{{- range until $power -}}{{- $bytes = mulf $bytes 1024 -}}{{- end -}}{{- end -}}
{{- end -}}
{{- $bytes | int64 -}}
{{- end -}}

{{- /* How large the emptyDir of a Prometheus may become that keeps so many bytes. */ -}}
{{- define "promfleet.dataLimit" -}}
{{- $kept := include "promfleet.sizeBytes" . | float64 -}}
{{- $room := maxf 1073741824 (mulf $kept 0.25) -}}
{{- $amount := divf (addf $kept $room) 1048576 | ceil | int64 -}}
{{- $unit := "Mi" -}}
{{- range $larger := list "Gi" "Ti" "Pi" -}}
{{- if eq (mod $amount 1024) 0 -}}{{- $amount = div $amount 1024 -}}{{- $unit = $larger -}}{{- end -}}
{{- end -}}
{{- printf "%d%s" $amount $unit -}}
{{- end -}}

{{- /* Fills in how many bytes a Prometheus keeps, and how large its emptyDir may become. */ -}}
{{- define "promfleet.retentionSize" -}}
{{- $server := .settings -}}
{{- if not (or $server.storage $server.retentionSize) -}}{{- $_ := set $server "retentionSize" .kept -}}{{- end -}}
{{- if $server.retentionSize -}}
{{- $kept := include "promfleet.sizeBytes" $server.retentionSize | int64 -}}
{{- if eq $kept 0 -}}{{- $_ := unset $server "retentionSize" -}}
{{- else -}}{{- $_ := set $server "dataLimit" (include "promfleet.dataLimit" $server.retentionSize) -}}{{- end -}}
{{- if and $server.storage (gt $kept 0) (ge $kept (include "promfleet.bytesOf" $server.storage | int64)) -}}
{{- fail (printf "%s.retentionSize: more than the volume holds, found %s with a storage of %s, write less, with room for what is being written" .at $server.retentionSize $server.storage) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Fills in what the settings of a Prometheus server leave out, and what follows from them; the chart's images. */ -}}
{{- define "promfleet.prometheusServer" -}}
{{- $server := .settings -}}
{{- $release := .root.Release -}}
{{- $values := .root.Values -}}
{{- $_ := set $server "release" (.given.release | default $values.nameOverride | default $release.Name) -}}
{{- $_ := set $server "namespace" (.given.namespace | default $release.Namespace) -}}
{{- $everyClusters := regexMatch "^(default$|kube-)" $server.namespace -}}
{{- $_ := set $server "createNamespace" (and $server.createNamespace (not $everyClusters) (ne $server.namespace $release.Namespace)) -}}
{{- if not (hasKey $server "resources") -}}{{- $_ := set $server "resources" ("{\"requests\":{\"cpu\":\"100m\",\"memory\":\"512Mi\"}}" | fromJson) -}}{{- end -}}
{{- $_ := set $server "federateFrom" (include "promfleet.federateFrom" $server.federateFrom | fromJsonArray) -}}
{{- include "promfleet.sending" $server -}}
{{- include "promfleet.checkTimes" (dict "at" .at "of" $server) -}}
{{- $_ := set $server "externalUrl" ($server.externalUrl | default (printf "http://%s-prometheus-server.%s.svc%s" $server.release $server.namespace .prefix)) -}}
{{- include "promfleet.retentionSize" . -}}
{{- $registry := $server.imageRegistry | default $values.hub.imageRegistry | default ($values.global | default dict).imageRegistry -}}
{{- $images := include "promfleet.images" (dict "overrides" $values.images "registry" $registry) | fromJson -}}
{{- $_ := set $images.prometheus "user" (include "promfleet.prometheusUser" $images.prometheus.tag | int64) -}}
{{- $_ := set $server "features" (include "promfleet.prometheusFeatures" $images.prometheus.tag | fromJson) -}}
{{- toJson $images -}}
{{- end -}}

{{- /* How the hub reaches the Prometheus of a member, deployed or existing. */ -}}
{{- define "promfleet.serviceProxy" -}}
{{- $monitor := .monitor -}}
{{- $service := printf "%s-prometheus-server" $monitor.release -}}
{{- $place := dict "service" $service "namespace" $monitor.namespace "port" 80 "prefix" "/prometheus" -}}
{{- if $monitor.federateOnly -}}{{- $place = merge (dict "port" 443 "scheme" "https") $place -}}{{- end -}}
{{- $place = $monitor.existing | default $place -}}
{{- $port := $place.port -}}
{{- if not (kindIs "string" $port) -}}{{- $port = int64 $port -}}{{- end -}}
{{- $resourceName := printf "%s:%v" $place.service $port -}}
{{- if $place.scheme -}}{{- $resourceName = printf "%s:%s" $place.scheme $resourceName -}}{{- end -}}
{{- $path := printf "%s/api/v1/namespaces/%s/services/%s/proxy%s" (.serverPath | default "") $place.namespace $resourceName ($place.prefix | default "") -}}
{{- dict "namespace" $place.namespace "resourceName" $resourceName "path" (printf "%s/federate" $path) "readPath" (printf "%s/api/v1/read" $path) | toJson -}}
{{- end -}}

{{- /* Refuses what is no https URL of an API server. */ -}}
{{- define "promfleet.checkServerUrl" -}}
{{- if regexMatch "(?i)^http:" .url -}}
{{- fail (printf "%s: an API server is read over https only, found %q, write %q" .at .url (regexReplaceAll "(?i)^http:" .url "https:")) -}}
{{- else if not (contains "://" .url) -}}
{{- fail (printf "%s: not a URL, found %q, write %q" .at .url (printf "https://%s" .url)) -}}
{{- else if not (regexMatch "(?i)^https://[^/?#@\\s]+(/[^?#\\s]*)?$" .url) -}}
{{- fail (printf "%s: not an https URL, found %q, write https://HOST[:PORT][/PATH]" .at .url) -}}
{{- end -}}
{{- end -}}

{{- /* Refuses a timeout that is longer than its interval: a new Prometheus would not start with it. */ -}}
{{- define "promfleet.checkTimeout" -}}
{{- if and .timeout (gt (include "promfleet.durationMs" .timeout | int64) (include "promfleet.durationMs" .interval | int64)) -}}
{{- fail (printf "%s: longer than the interval, found %s with an interval of %s, write at most %s" .at .timeout .interval .interval) -}}
{{- end -}}
{{- end -}}

{{- /* Refuses such timeouts among what the user adds, against the interval that it inherits. */ -}}
{{- define "promfleet.checkTimes" -}}
{{- $at := .at -}}
{{- $inherited := .of.scrapeInterval -}}
{{- range $index, $source := .of.federateFrom -}}
{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.federateFrom[%d].timeout" $at $index) "timeout" $source.timeout "interval" $source.interval) -}}
{{- end -}}
{{- range $index, $config := .of.scrapeConfigs -}}
{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.scrapeConfigs[%d].scrape_timeout" $at $index) "timeout" $config.scrape_timeout "interval" ($config.scrape_interval | default $inherited)) -}}
{{- end -}}
{{- end -}}

{{- /* Refuses an image without a digest, where digests are asked for. */ -}}
{{- define "promfleet.checkDigest" -}}
{{- if and .required (not .image.pinned) -}}
{{- fail (printf "images.%s: no digest, found %s, write `digest: sha256:…`, as requireDigest asks" .name .image.reference) -}}
{{- end -}}
{{- end -}}

{{- /* The eight groups of an IPv6 address, as numbers in hexadecimal; an IPv4 address at its end is two. */ -}}
{{- define "promfleet.ipv6Groups" -}}
{{- $plain := lower . -}}
{{- $dotted := regexFind "[0-9]+[.].*$" $plain -}}
{{- if $dotted -}}
{{- $bytes := splitList "." $dotted -}}
{{- $plain = printf "%s%x:%x" (trimSuffix $dotted $plain) (add (mul 256 (index $bytes 0 | int)) (index $bytes 1 | int)) (add (mul 256 (index $bytes 2 | int)) (index $bytes 3 | int)) -}}
{{- end -}}
{{- $sides := splitList "::" $plain -}}
{{- $head := without (splitList ":" (first $sides)) "" -}}
{{- $tail := list -}}
{{- if gt (len $sides) 1 -}}{{- $tail = without (splitList ":" (last $sides)) "" -}}{{- end -}}
{{- $groups := $head -}}
{{- range until (sub 8 (len (concat $head $tail)) | int) -}}{{- $groups = append $groups "0" -}}{{- end -}}
{{- $short := list -}}
{{- range $group := concat $groups $tail -}}{{- $short = append $short (regexReplaceAll "^0+([0-9a-f])" $group "${1}") -}}{{- end -}}
{{- toJson $short -}}
{{- end -}}

{{- /* An address range in the one form that Kubernetes does not warn of. */ -}}
{{- define "promfleet.canonicalCidr" -}}
{{- if not (contains ":" .) -}}{{- . -}}
{{- else -}}
{{- $parts := splitList "/" . -}}
{{- $bits := last $parts | int -}}
{{- $address := include "promfleet.ipv6Groups" (first $parts) | fromJsonArray | join ":" -}}
{{- if and (hasPrefix "0:0:0:0:0:ffff:" $address) (ge $bits 96) -}}
{{- $bytes := list -}}
{{- range $group := slice (splitList ":" $address) 6 -}}
{{- $number := printf "0x%s" $group | int64 -}}
{{- $bytes = append (append $bytes (div $number 256)) (mod $number 256) -}}
{{- end -}}
{{- printf "%s/%d" (join "." $bytes) (sub $bits 96) -}}
{{- else -}}
{{- $found := "" -}}
{{- range $zeros := list 8 7 6 5 4 3 2 -}}
{{- $run := printf "^(|.*?:)0(:0){%d}(|:.*)$" (sub $zeros 1) -}}
{{- if and (not $found) (regexMatch $run $address) -}}
{{- $found = printf "%s::%s" (regexReplaceAll $run $address "${1}" | trimSuffix ":") (regexReplaceAll $run $address "${3}" | trimPrefix ":") -}}
{{- end -}}
{{- end -}}
{{- printf "%s/%d" ($found | default $address) $bits -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* The components of the control plane that are asked for, and their Secrets among those that are mounted. */ -}}
{{- define "promfleet.controlPlane" -}}
{{- $monitor := . -}}
{{- $given := $monitor.controlPlane -}}
{{- $resolved := dict "scheduler" (not (empty $given.scheduler)) "coreDns" (not (empty $given.coreDns)) -}}
{{- $jobs := list -}}
{{- $secrets := $monitor.secrets | default list -}}
{{- range $known := ("[{\"key\":\"etcd\",\"securePort\":2379,\"job\":\"etcd\",\"labels\":{\"component\":\"etcd\"},\"port\":2381,\"scheme\":\"http\",\"authorizes\":false},{\"key\":\"scheduler\",\"securePort\":10259,\"job\":\"kube-scheduler\",\"labels\":{\"component\":\"kube-scheduler\"},\"port\":10259,\"scheme\":\"https\",\"authorizes\":true},{\"key\":\"controllerManager\",\"securePort\":10257,\"job\":\"kube-controller-manager\",\"labels\":{\"component\":\"kube-controller-manager\"},\"port\":10257,\"scheme\":\"https\",\"authorizes\":true},{\"key\":\"kubeProxy\",\"securePort\":10249,\"job\":\"kube-proxy\",\"labels\":{\"k8s-app\":\"kube-proxy\"},\"port\":10249,\"scheme\":\"http\",\"authorizes\":false},{\"key\":\"coreDns\",\"securePort\":9153,\"job\":\"coredns\",\"labels\":{\"k8s-app\":\"kube-dns\"},\"port\":9153,\"scheme\":\"http\",\"authorizes\":false}]" | fromJsonArray) -}}
{{- $entry := get $given $known.key -}}
{{- if $entry -}}
{{- if not (kindIs "map" $entry) -}}{{- $entry = dict -}}{{- end -}}
{{- $namespace := $entry.namespace | default "kube-system" -}}
{{- $labels := dig "selector" "matchLabels" $known.labels $entry -}}
{{- $selector := list -}}
{{- $metaLabels := list -}}
{{- $pod := list $namespace -}}
{{- range $name, $value := $labels -}}
{{- $selector = append $selector (printf "%s=%s" $name $value) -}}
{{- $metaLabels = append $metaLabels (printf "__meta_kubernetes_pod_label_%s" (regexReplaceAll "[^a-zA-Z0-9_]" $name "_")) -}}
{{- $pod = append $pod $value -}}
{{- end -}}
{{- $job := dict "name" $known.job "namespace" $namespace "selector" (join "," $selector) "metaLabels" $metaLabels "pod" (join ";" $pod) -}}
{{- $_ := set $job "port" (int64 ($entry.port | default (ternary $known.securePort $known.port (not (empty $entry.secret))))) -}}
{{- $_ := set $job "scheme" ($entry.scheme | default (ternary "https" $known.scheme (not (empty $entry.secret)))) -}}
{{- $_ := set $job "token" (and $known.authorizes (empty $entry.secret)) -}}
{{- range $key := list "insecureSkipVerify" "serverName" "secret" -}}{{- $_ := set $job $key (get $entry $key) -}}{{- end -}}
{{- $_ := set $job "metricRelabelings" (get $monitor.metricRelabelings $known.job) -}}
{{- $jobs = append $jobs $job -}}
{{- if and $entry.secret (not (has $entry.secret $secrets)) -}}{{- $secrets = append $secrets $entry.secret -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $_ := set $resolved "jobs" $jobs -}}
{{- $_ := set $monitor "controlPlane" $resolved -}}
{{- if $secrets -}}{{- $_ := set $monitor "secrets" $secrets -}}{{- end -}}
{{- end -}}

{{- /* Settings of exporters with all that they leave out, and the flags of kube-state-metrics. */ -}}
{{- define "promfleet.exporters" -}}
{{- $exporters := .exporters -}}
{{- range $key, $resources := ("{\"pushgateway\":{\"requests\":{\"cpu\":\"10m\",\"memory\":\"32Mi\"}},\"nodeExporter\":{\"requests\":{\"cpu\":\"50m\",\"memory\":\"32Mi\"}},\"kubeStateMetrics\":{\"requests\":{\"cpu\":\"10m\",\"memory\":\"64Mi\"}},\"statsdExporter\":{\"requests\":{\"cpu\":\"10m\",\"memory\":\"32Mi\"}}}" | fromJson) -}}
{{- $settings := get $exporters $key | default dict -}}
{{- if not (hasKey $settings "resources") -}}{{- $_ := set $settings "resources" $resources -}}{{- end -}}
{{- $_ := set $exporters $key $settings -}}
{{- end -}}
{{- $settings := $exporters.kubeStateMetrics -}}
{{- $args := list -}}
{{- if $settings.metricAllowlist -}}{{- $args = append $args (printf "--metric-allowlist=%s" (join "," $settings.metricAllowlist)) -}}{{- end -}}
{{- if $settings.metricDenylist -}}{{- $args = append $args (printf "--metric-denylist=%s" (join "," $settings.metricDenylist)) -}}{{- end -}}
{{- $labels := list -}}
{{- range $resource, $keys := $settings.metricLabelsAllowlist -}}{{- $labels = append $labels (printf "%s=[%s]" $resource (join "," $keys)) -}}{{- end -}}
{{- if $labels -}}{{- $args = append $args (printf "--metric-labels-allowlist=%s" (join "," $labels)) -}}{{- end -}}
{{- $_ := set $settings "args" (concat $args $settings.args) -}}
{{- end -}}

{{- /* Refuses rules for jobs that there are not, flags that promfleet sets, and lists that kube-state-metrics does not take. */ -}}
{{- define "promfleet.checkScraping" -}}
{{- $monitor := . -}}
{{- $jobs := ("[\"kubernetes-apiservers\",\"kubernetes-nodes\",\"kubernetes-cadvisor\",\"kubernetes-probes\",\"kubernetes-resource\",\"kubernetes-service-endpoints\",\"node_exporter\",\"kube-state-metrics\",\"statsd_exporter\",\"banzaicloud-pushgateway\",\"kubernetes-pods\",\"prometheus\",\"etcd\",\"kube-scheduler\",\"kube-controller-manager\",\"kube-proxy\",\"coredns\"]" | fromJsonArray) -}}
{{- range $job, $_ := $monitor.metricRelabelings -}}
{{- if not (has $job $jobs) -}}{{- fail (printf "monitor.metricRelabelings: rules for a job that there is not, found %q, built-in jobs are %s" $job (join ", " $jobs)) -}}{{- end -}}
{{- end -}}
{{- range $exporter, $flags := ("{\"nodeExporter\":[\"web.listen-address\",\"web.telemetry-path\",\"web.config.file\",\"web.systemd-socket\",\"path.sysfs\",\"path.rootfs\",\"path.udev.data\",\"collector.filesystem.mount-points-exclude\",\"collector.filesystem.mount-points-include\",\"collector.netdev.device-exclude\",\"collector.netdev.device-include\",\"collector.netclass.ignored-devices\"],\"kubeStateMetrics\":[\"host\",\"port\",\"telemetry-host\",\"telemetry-port\",\"tls-config\",\"auth-filter\",\"config\",\"resources\",\"metric-allowlist\",\"metric-denylist\",\"metric-labels-allowlist\",\"metric-annotations-allowlist\"]}" | fromJson) -}}
{{- range $arg := get (get $monitor.exporters $exporter) "args" -}}
{{- if has (regexReplaceAll "^--|=.*$" $arg "") $flags -}}{{- fail (printf "monitor.exporters.%s.args: promfleet sets this flag itself, found %q, leave it out" $exporter $arg) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $lists := $monitor.exporters.kubeStateMetrics -}}
{{- if and $lists.metricAllowlist $lists.metricDenylist -}}
{{- fail "monitor.exporters.kubeStateMetrics.metricDenylist: kube-state-metrics takes one of the two lists, found metricDenylist beside metricAllowlist, leave one out" -}}
{{- end -}}
{{- $resources := ("[\"limitranges\",\"namespaces\",\"nodes\",\"persistentvolumeclaims\",\"persistentvolumes\",\"pods\",\"replicationcontrollers\",\"resourcequotas\",\"services\",\"mutatingwebhookconfigurations\",\"validatingwebhookconfigurations\",\"daemonsets\",\"deployments\",\"replicasets\",\"statefulsets\",\"horizontalpodautoscalers\",\"cronjobs\",\"jobs\",\"certificatesigningrequests\",\"leases\",\"ingresses\",\"networkpolicies\",\"poddisruptionbudgets\",\"storageclasses\",\"volumeattachments\"]" | fromJsonArray) -}}
{{- range $resource, $_ := $lists.metricLabelsAllowlist -}}
{{- if not (has $resource $resources) -}}{{- fail (printf "monitor.exporters.kubeStateMetrics.metricLabelsAllowlist: kube-state-metrics has no metrics of this resource, found %q, write one of %s" $resource (join ", " $resources)) -}}{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Resolves the values once for all templates, which find them in .Values.resolved. */ -}}
{{- define "promfleet.resolve" -}}
{{- if not (hasKey .Values "resolved") -}}{{- $_ := set .Values "resolved" (include "promfleet.cluster" . | fromJson) -}}{{- end -}}
{{- end -}}

{{- /* The cluster with all that its values leave out, and what follows from them. */ -}}
{{- define "promfleet.cluster" -}}
{{- $cluster := ("{\"labels\":{},\"alerts\":{},\"tls\":{\"insecureSkipVerify\":false},\"auth\":{\"type\":\"clientCertificate\"},\"federation\":{\"interval\":\"15s\",\"drillDown\":false,\"typed\":false,\"detail\":[],\"sampleLimit\":100000,\"bodySizeLimit\":\"64MB\",\"labelLimit\":128,\"labelNameLengthLimit\":256,\"labelValueLengthLimit\":4096},\"monitor\":{\"replicas\":1,\"networkPolicies\":true,\"createNamespace\":true,\"namespace\":\"monitoring\",\"release\":\"monitor\",\"retention\":\"24h\",\"scrapeInterval\":\"30s\",\"sampleLimit\":20000,\"bodySizeLimit\":\"16MB\",\"kubelet\":{\"insecureSkipVerify\":false,\"probes\":false,\"resource\":false},\"metricRelabelings\":{},\"controlPlane\":{\"etcd\":false,\"scheduler\":false,\"controllerManager\":false,\"kubeProxy\":false,\"coreDns\":false},\"exporters\":{\"nodeExporter\":{\"port\":9100,\"hostNetwork\":true,\"args\":[]},\"kubeStateMetrics\":{\"metricAllowlist\":[],\"metricDenylist\":[],\"metricLabelsAllowlist\":{},\"args\":[]}},\"federateOnly\":false,\"nodeLabels\":[\"kubernetes.io/arch\",\"kubernetes.io/os\",\"node.kubernetes.io/instance-type\",\"topology.kubernetes.io/region\",\"topology.kubernetes.io/zone\"],\"objectLabels\":[\"app\",\"app.kubernetes.io/component\",\"app.kubernetes.io/instance\",\"app.kubernetes.io/managed-by\",\"app.kubernetes.io/name\",\"app.kubernetes.io/part-of\",\"app.kubernetes.io/version\",\"component\",\"environment\",\"k8s-app\",\"release\",\"team\",\"tier\",\"version\"],\"pushgateway\":true,\"nodeExporter\":true,\"kubeStateMetrics\":true,\"statsdExporter\":false}}" | fromJson) -}}
{{- include "promfleet.merge" (dict "into" $cluster "from" (omit .Values "hub" "images" "global" "nameOverride" "extraObjects")) -}}
{{- $monitor := $cluster.monitor -}}
{{- $hub := .Values.hub -}}
{{- $_ := required "missing key `name`, write it: name of the cluster: unique, its job name and the value of its cluster label" $cluster.name -}}
{{- $_ := required "hub: missing key `cluster`, write it: the hub's own name in labels" $hub.cluster -}}
{{- if $cluster.server -}}{{- include "promfleet.checkServerUrl" (dict "at" "server" "url" $cluster.server) -}}{{- end -}}
{{- $images := include "promfleet.prometheusServer" (dict "root" . "settings" $monitor "given" .Values.monitor "at" "monitor" "prefix" "/prometheus" "kept" "8GB") | fromJson -}}
{{- $_ := set $cluster "images" $images -}}
{{- $timeout := include "promfleet.shorter" (list "10s" $monitor.scrapeInterval) -}}
{{- $_ := set $monitor "scrapeTimeout" ($monitor.scrapeTimeout | default $timeout) -}}
{{- include "promfleet.checkTimeout" (dict "at" "monitor.scrapeTimeout" "timeout" $monitor.scrapeTimeout "interval" $monitor.scrapeInterval) -}}
{{- include "promfleet.checkScraping" $monitor -}}
{{- include "promfleet.controlPlane" $monitor -}}
{{- include "promfleet.exporters" $monitor -}}
{{- range $key := list "nodeLabels" "objectLabels" -}}
{{- $names := list -}}
{{- range $label := get $monitor $key -}}{{- $names = append $names (regexReplaceAll "[^a-zA-Z0-9_]" $label "_") -}}{{- end -}}
{{- $_ := set $monitor (printf "%sRegex" $key) (join "|" $names) -}}
{{- end -}}
{{- if $monitor.apiServerCidrs -}}
{{- $ranges := list -}}
{{- range $range := $monitor.apiServerCidrs -}}{{- $ranges = append $ranges (include "promfleet.canonicalCidr" $range) -}}{{- end -}}
{{- $_ := set $monitor "apiServerCidrs" $ranges -}}
{{- end -}}
{{- $labels := dict ($hub.clusterLabel | default "cluster") ($cluster.name | default "") -}}
{{- range $name, $value := $cluster.labels -}}{{- $_ := set $labels $name $value -}}{{- end -}}
{{- range $name, $value := $monitor.externalLabels -}}{{- $_ := set $labels $name $value -}}{{- end -}}
{{- if $cluster.federation.drillDown -}}{{- $_ := set $labels "scope" "raw" -}}{{- end -}}
{{- $_ := set $cluster "externalLabels" $labels -}}
{{- $_ := set $monitor "labelLimit" (max 1 (sub (int64 $cluster.federation.labelLimit) (len $labels))) -}}
{{- $_ := set $cluster "proxy" (include "promfleet.serviceProxy" (dict "monitor" $monitor) | fromJson) -}}
{{- $reader := printf "%s-federation-reader" $monitor.release -}}
{{- $_ := set $cluster.auth "serviceAccount" ($cluster.auth.serviceAccount | default $reader) -}}
{{- $_ := set $cluster.auth "user" ($cluster.auth.user | default (printf "promfleet:%s" $hub.cluster)) -}}
{{- $_ := set $cluster.auth "secretName" ($cluster.auth.secretName | default (printf "federation-%s" $cluster.name)) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) $monitor.pushgateway) "name" "pushgateway" "image" $images.pushgateway) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) $monitor.nodeExporter) "name" "nodeExporter" "image" $images.nodeExporter) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) $monitor.kubeStateMetrics) "name" "kubeStateMetrics" "image" $images.kubeStateMetrics) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) $monitor.statsdExporter) "name" "statsdExporter" "image" $images.statsdExporter) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) true) "name" "prometheus" "image" $images.prometheus) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $.Values.images.requireDigest (not $monitor.existing) $monitor.federateOnly) "name" "kubeRbacProxy" "image" $images.kubeRbacProxy) -}}
{{- toJson $cluster -}}
{{- end -}}
