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

{{- /* Fills in what the settings of the hub's Alertmanager leave out, and what follows from them. */ -}}
{{- define "promfleet.alertmanager" -}}
{{- $hub := . -}}
{{- $alertmanager := $hub.alertmanager -}}
{{- $_ := set $alertmanager "enabled" (and $alertmanager.enabled (empty $alertmanager.existing)) -}}
{{- range $existing := $alertmanager.existing -}}{{- $_ := set $existing "scheme" ($existing.scheme | default "http") -}}{{- end -}}
{{- $_ := set $alertmanager "storageClass" ($alertmanager.storageClass | default $hub.storageClass) -}}
{{- if not (hasKey $alertmanager "resources") -}}{{- $_ := set $alertmanager "resources" ("{\"requests\":{\"cpu\":\"10m\",\"memory\":\"64Mi\"}}" | fromJson) -}}{{- end -}}
{{- $secrets := $alertmanager.secrets | default list -}}
{{- if $alertmanager.heartbeat -}}
{{- $heartbeat := ("{\"key\":\"url\",\"interval\":\"1m\"}" | fromJson) -}}
{{- range $key, $value := $alertmanager.heartbeat -}}{{- $_ := set $heartbeat $key $value -}}{{- end -}}
{{- $_ := set $heartbeat "half" (printf "%dms" (div (include "promfleet.durationMs" $heartbeat.interval | int64) 2)) -}}
{{- $_ := set $alertmanager "heartbeat" $heartbeat -}}
{{- $secrets = append $secrets $heartbeat.secret | uniq -}}
{{- end -}}
{{- $_ := set $alertmanager "secrets" $secrets -}}
{{- $config := $alertmanager.config | default dict -}}
{{- $_ := set $alertmanager "config" $config -}}
{{- $route := ("{\"receiver\":\"nobody\",\"group_by\":[\"\",\"alertname\"],\"group_wait\":\"30s\",\"group_interval\":\"5m\",\"repeat_interval\":\"4h\"}" | fromJson) -}}
{{- $_ := set $route "group_by" (list $hub.clusterLabel "alertname") -}}
{{- range $key, $value := $config.route -}}{{- $_ := set $route $key $value -}}{{- end -}}
{{- $_ := set $alertmanager "route" (omit $route "routes") -}}
{{- $_ := set $alertmanager "routes" ($route.routes | default list) -}}
{{- $pods := list -}}
{{- range $ordinal := until (int $alertmanager.replicas) -}}
{{- $pod := printf "%s-alertmanager-%d" $hub.release $ordinal -}}
{{- $host := printf "%s.%s-alertmanager-headless.%s.svc" $pod $hub.release $hub.namespace -}}
{{- $pods = append $pods (dict "pod" $pod "host" $host "address" (printf "%s:9093" $host)) -}}
{{- end -}}
{{- $_ := set $alertmanager "pods" $pods -}}
{{- end -}}

{{- /* Fills in what the settings of doors and logins leave out, and what follows from them. */ -}}
{{- define "promfleet.doors" -}}
{{- $hub := . -}}
{{- include "promfleet.checkLogin" $hub -}}
{{- $grafana := $hub.grafana -}}
{{- range $of := list $hub $grafana -}}
{{- range $key := list "ingress" "httpRoute" -}}
{{- if not (get $of $key) -}}{{- $_ := set $of $key dict -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $login := $hub.login | default dict -}}
{{- $_ := set $hub "login" $login -}}
{{- $oidc := $login.oidc -}}
{{- $by := $oidc | default $login.htpasswd | default dict -}}
{{- $_ := set $login "secret" ($by.secret | default "") -}}
{{- if $oidc -}}
{{- $_ := set $login "scope" (join " " $oidc.scopes) -}}
{{- $_ := set $login "domains" ($oidc.emailDomains | default (list "*")) -}}
{{- $_ := set $login "groups" ($oidc.allowedGroups | default list) -}}
{{- $_ := set $login "ports" (include "promfleet.urlPorts" (list $oidc.issuerUrl) | fromJsonArray) -}}
{{- end -}}
{{- if not (hasKey $grafana "resources") -}}{{- $_ := set $grafana "resources" ("{\"requests\":{\"cpu\":\"50m\",\"memory\":\"128Mi\"}}" | fromJson) -}}{{- end -}}
{{- $_ := set $grafana "env" ($grafana.env | default list) -}}
{{- if $grafana.ingress -}}
{{- $_ := set $grafana "rootUrl" (printf "%s://%s/" (ternary "https" "http" (hasKey $grafana.ingress "tls")) $grafana.ingress.host) -}}
{{- else if $grafana.httpRoute -}}
{{- $_ := set $grafana "rootUrl" (printf "https://%s/" (first $grafana.httpRoute.hostnames)) -}}
{{- end -}}
{{- if $grafana.oidc -}}
{{- $filled := ("{\"name\":\"OpenID Connect\",\"scopes\":[\"openid\",\"email\",\"profile\"],\"groupsAttributePath\":\"groups\"}" | fromJson) -}}
{{- range $key, $value := $grafana.oidc -}}{{- $_ := set $filled $key $value -}}{{- end -}}
{{- $_ := set $filled "ports" (include "promfleet.urlPorts" (list $filled.tokenUrl $filled.apiUrl) | fromJsonArray) -}}
{{- $_ := set $grafana "oidc" $filled -}}
{{- end -}}
{{- if $grafana.enabled -}}{{- include "promfleet.checkGrafana" $grafana -}}{{- end -}}
{{- end -}}

{{- /* The ports at which URLs are reached; none where it is any. */ -}}
{{- define "promfleet.urlPorts" -}}
{{- $targets := list -}}
{{- range $url := . -}}{{- $targets = append $targets (include "promfleet.parseServerUrl" $url | fromJson).target -}}{{- end -}}
{{- include "promfleet.portsOf" $targets -}}
{{- end -}}

{{- /* Refuses a door without a login, and a login that lets everyone in or shows how. */ -}}
{{- define "promfleet.checkLogin" -}}
{{- $hub := . -}}
{{- $login := $hub.login | default dict -}}
{{- range $key := list "ingress" "httpRoute" -}}
{{- if and (get $hub $key) (not $login) -}}
{{- fail (printf "hub.%s: Prometheus has no login, so that whoever comes has all, found no `hub.login`, write one" $key) -}}
{{- end -}}
{{- end -}}
{{- if and $hub.ingress (not (hasKey $hub.ingress "tls")) -}}
{{- fail (printf "hub.ingress: missing key `tls`, write it: whoever logs in without TLS shows everyone on the way how") -}}
{{- end -}}
{{- if and $login (eq (hasKey $login "oidc") (hasKey $login "htpasswd")) -}}
{{- fail (printf "hub.login: one way to log in, found %s, write oidc or htpasswd" (ternary "both" "none" (hasKey $login "oidc"))) -}}
{{- end -}}
{{- if $login.oidc -}}
{{- if not (or $login.oidc.emailDomains $login.oidc.allowedGroups) -}}
{{- fail (printf "hub.login.oidc: missing key `emailDomains`, write it, or allowedGroups: whoever has an account at the issuer would be let in") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Refuses variables of Grafana that promfleet sets, secrets among them, and a login that nobody comes back from. */ -}}
{{- define "promfleet.checkGrafana" -}}
{{- $grafana := . -}}
{{- $own := list "GF_SECURITY_ADMIN_USER" "GF_SECURITY_ADMIN_PASSWORD" "GF_SERVER_HTTP_PORT" "GF_ANALYTICS_REPORTING_ENABLED" "GF_ANALYTICS_CHECK_FOR_UPDATES" "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES" "GF_PLUGINS_PREINSTALL_DISABLED" "GF_PLUGINS_PLUGIN_ADMIN_ENABLED" "GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED" "GF_SECURITY_DISABLE_GRAVATAR" "GF_NEWS_NEWS_FEED_ENABLED" "GF_SNAPSHOTS_EXTERNAL_ENABLED" "GF_LOG_MODE" -}}
{{- if $grafana.rootUrl -}}{{- $own = concat $own (list "GF_SERVER_ROOT_URL" "GF_SECURITY_COOKIE_SECURE") -}}{{- end -}}
{{- $named := list -}}
{{- range $index, $variable := $grafana.env -}}
{{- $name := $variable.name -}}
{{- $named = append $named $name -}}
{{- if or (has $name $own) (and $grafana.oidc (hasPrefix "GF_AUTH_GENERIC_OAUTH_" $name)) -}}
{{- fail (printf "hub.grafana.env[%d].name: promfleet sets this variable, found %s, leave it out" $index $name) -}}
{{- end -}}
{{- $value := $variable.value | default "" -}}
{{- if or (and $value (regexMatch "(?i)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|(SECRET|PRIVATE|API|ACCESS|LICENSE)_KEY)$" $name) (not (regexMatch "(?i)^(true|false)$" $value))) (regexMatch ":\\/\\/[^/@\\s]*:[^/@\\s]*@" $value) -}}
{{- fail (printf "hub.grafana.env[%d]: a secret does not belong in the fleet file, found one in %s, write valueFrom: { secretKeyRef: { name, key } }" $index $name) -}}
{{- end -}}
{{- end -}}
{{- if and $grafana.oidc (not $grafana.rootUrl) (not (has "GF_SERVER_ROOT_URL" $named)) -}}
{{- fail (printf "hub.grafana.oidc: people come back from the issuer to a URL that nobody says, found neither `ingress` nor `httpRoute`, write one, or GF_SERVER_ROOT_URL under `env`") -}}
{{- end -}}
{{- end -}}

{{- /* Selectors of the jobs that are federated whole. */ -}}
{{- define "promfleet.wholeJobs" -}}
{{- $monitor := .monitor -}}
{{- $match := list -}}
{{- if $monitor.existing -}}
{{- range $job := $monitor.existing.jobs | uniq -}}{{- $match = append $match (printf "{job=%s}" (toRawJson $job)) -}}{{- end -}}
{{- else -}}
{{- $jobs := $monitor.jobs | default list -}}
{{- range $source := $monitor.federateFrom -}}{{- $jobs = append $jobs ($source.name | default "federate") -}}{{- end -}}
{{- range $config := $monitor.scrapeConfigs -}}{{- $jobs = append $jobs $config.job_name -}}{{- end -}}
{{- range $one := ("[{\"job\":\"kubernetes-nodes\",\"always\":true},{\"job\":\"kubernetes-apiservers\",\"always\":true},{\"job\":\"kubernetes-service-endpoints\",\"always\":true},{\"job\":\"kubernetes-cadvisor\",\"always\":true},{\"job\":\"node_exporter\",\"exporter\":\"nodeExporter\"},{\"job\":\"statsd_exporter\",\"exporter\":\"statsdExporter\"}]" | fromJsonArray) -}}
{{- if or $one.always (get $monitor ($one.exporter | default "")) (has $one.job $jobs) -}}{{- $match = append $match (printf "{job=%q}" $one.job) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $match -}}
{{- end -}}

{{- /* What a member has no metrics of, by which it would have them. */ -}}
{{- define "promfleet.lacks" -}}
{{- $monitor := .monitor -}}
{{- $lacks := dict -}}
{{- range $source, $patterns := ("{\"nodeExporter\":[\"^node[-_]exporter$\",\"^kubernetes-service-endpoints$\"],\"kubeStateMetrics\":[\"^kube-state-metrics$\",\"^kubernetes-service-endpoints$\"],\"kubelet\":[\"^kubelet$\",\"^kubernetes-nodes$\"],\"cadvisor\":[\"^kubelet$\",\"^kubernetes-(nodes-)?cadvisor$\"],\"apiServer\":[\"^apiserver$\",\"^kubernetes-apiservers$\"],\"prometheus\":[\"^(.+-)?prometheus$\"],\"pushgateway\":[\"pushgateway$\"],\"coreDns\":[\"^(core|kube-)dns$\",\"^kubernetes-service-endpoints$\"],\"scheduler\":[\"^kube-scheduler$\"]}" | fromJson) -}}
{{- if $monitor.existing -}}
{{- $found := false -}}
{{- range $pattern := $patterns -}}{{- range $job := $monitor.existing.jobs -}}{{- if regexMatch $pattern $job -}}{{- $found = true -}}{{- end -}}{{- end -}}{{- end -}}
{{- if not $found -}}{{- $_ := set $lacks $source true -}}{{- end -}}
{{- else if and (hasKey $monitor $source) (not (get $monitor $source)) -}}{{- $_ := set $lacks $source true -}}
{{- end -}}
{{- end -}}
{{- toJson $lacks -}}
{{- end -}}

{{- /* One selector of several names, as promfleet writes it. */ -}}
{{- define "promfleet.namesSelector" -}}
{{- $levels := dict -}}
{{- range $name := .names -}}
{{- $level := regexFind "^[^:]*:" $name -}}
{{- $_ := set $levels $level (append (get $levels $level | default list) (trimPrefix $level $name)) -}}
{{- end -}}
{{- $parts := list -}}
{{- range $level, $rests := $levels -}}
{{- if eq (len $rests) 1 -}}{{- $parts = append $parts (printf "%s%s" $level (first $rests)) -}}
{{- else -}}{{- $parts = append $parts (printf "%s(%s)" $level (join "|" $rests)) -}}{{- end -}}
{{- end -}}
{{- if eq (len .names) 1 -}}{{- printf "%s{%s=\"\"}" (first .names) .without -}}
{{- else -}}{{- printf "{__name__=~%q, %s=\"\"}" (join "|" $parts) .without -}}{{- end -}}
{{- end -}}

{{- /* Selectors of what the rules and dashboards of the hub read, as far as a member has it. */ -}}
{{- define "promfleet.compiled" -}}
{{- $lacks := include "promfleet.lacks" . | fromJson -}}
{{- $grafana := .hub.grafana -}}
{{- $disabled := dig "dashboards" "disabled" list $grafana -}}
{{- $byJob := list -}}
{{- $others := list -}}
{{- range $one := ("[{\"name\":\"cluster:apiserver_client_certificate_expiration_seconds:p01_rate5m\",\"needs\":[\"apiServer\"],\"rules\":false,\"dashboards\":[\"federation\"]},{\"name\":\"cluster:apiserver_request:rate5m\",\"needs\":[\"apiServer\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:apiserver_request_errors:ratio_rate5m\",\"needs\":[\"apiServer\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:apiserver_request_sli_duration_seconds:p99_rate5m\",\"needs\":[\"apiServer\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:coredns_dns_request_duration_seconds:p99_rate5m\",\"needs\":[\"coreDns\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:coredns_dns_responses_errors:ratio_rate5m\",\"needs\":[\"coreDns\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:kube_daemonset_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:kube_deployment_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:kube_node_info:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:kube_node_status_allocatable:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"prometheus\"]},{\"name\":\"cluster:kube_persistentvolumeclaim_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:kube_pod_container_resource_requests:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\",\"prometheus\"]},{\"name\":\"cluster:kube_pod_container_status_restarts:increase1h\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\"]},{\"name\":\"cluster:kube_pod_status_phase:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\"]},{\"name\":\"cluster:kube_statefulset_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:node_cpu_cores:sum\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"fleet\"]},{\"name\":\"cluster:node_cpu_utilisation:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\",\"prometheus\"]},{\"name\":\"cluster:node_disk_io_time_seconds:max_rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:node_filesystem_avail_bytes:sum\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:node_filesystem_size_bytes:sum\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:node_filesystem_utilisation:max\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"cluster:node_memory_MemTotal_bytes:sum\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"fleet\"]},{\"name\":\"cluster:node_memory_utilisation:ratio\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\",\"prometheus\"]},{\"name\":\"cluster:node_network_receive_bytes:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:node_network_transmit_bytes:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"cluster:prometheus_cpu_seconds:rate5m\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"cluster:prometheus_engine_query_duration_seconds:p99\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"cluster:prometheus_resident_memory_bytes:max\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"cluster:prometheus_rule_group_last_duration_seconds:sum\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"cluster:prometheus_tsdb_head_samples_appended:rate5m\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"cluster:prometheus_tsdb_head_series:max\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\"]},{\"name\":\"condition:kube_node_status_condition:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"fleet\",\"cluster\"]},{\"name\":\"job:push_time_seconds:max\",\"needs\":[\"pushgateway\"],\"rules\":false,\"dashboards\":[\"pushgateway\"]},{\"name\":\"job:scrape_samples_post_metric_relabeling:sum\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\",\"pushgateway\"]},{\"name\":\"job:scrape_series_added:sum1h\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"prometheus\",\"pushgateway\"]},{\"name\":\"job:up:avg\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"pushgateway\"]},{\"name\":\"job:up:count\",\"needs\":[\"prometheus\"],\"rules\":false,\"dashboards\":[\"federation\"]},{\"name\":\"namespace:container_cpu_usage_seconds:rate5m\",\"needs\":[\"cadvisor\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:container_memory_working_set_bytes:sum\",\"needs\":[\"cadvisor\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:container_network_receive_bytes:rate5m\",\"needs\":[\"cadvisor\",\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:container_network_transmit_bytes:rate5m\",\"needs\":[\"cadvisor\",\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_daemonset:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_daemonset_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:kube_deployment:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_deployment_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:kube_horizontalpodautoscaler:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_horizontalpodautoscaler_maxed_out:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_horizontalpodautoscaler_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_job:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_job_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_persistentvolumeclaim:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_persistentvolumeclaim_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_pod_container_resource_requests:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_pod_container_status_restarts:increase1h\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:kube_pod_container_status_waiting_reason:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"namespace:kube_pod_status_phase:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\",\"cluster\"]},{\"name\":\"namespace:kube_pod_status_unschedulable:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_resourcequota_used:max_ratio\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_statefulset:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"namespace:kube_statefulset_unhealthy:count\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"node:kubelet_certificate_manager_client_ttl_seconds:min\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:kubelet_certificate_manager_server_ttl_seconds:min\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:kubelet_pleg_relist_duration_seconds:p99_rate5m\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:kubelet_pod_start_sli_duration_seconds:p99_rate10m\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:kubelet_running_pods:max\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"cluster\",\"nodes\"]},{\"name\":\"node:kubelet_runtime_operations_errors:ratio_rate5m\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_cpu_cores:count\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_cpu_utilisation:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\",\"nodes\"]},{\"name\":\"node:node_disk_io_time_seconds:max_rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_filesystem_utilisation:max\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\",\"nodes\"]},{\"name\":\"node:node_load1_per_core:ratio\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_memory_MemTotal_bytes:max\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_memory_utilisation:ratio\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"cluster\",\"nodes\"]},{\"name\":\"node:node_network_drop:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_network_errs:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_network_receive_bytes:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node:node_network_transmit_bytes:rate5m\",\"needs\":[\"nodeExporter\"],\"rules\":false,\"dashboards\":[\"nodes\"]},{\"name\":\"node_condition:kube_node_status_condition:max\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"nodes\",\"cluster\"]},{\"name\":\"operation:etcd_request_duration_seconds:p99_rate5m\",\"needs\":[\"apiServer\"],\"rules\":false,\"dashboards\":[\"cluster\"]},{\"name\":\"persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"workloads\"]},{\"name\":\"persistentvolumeclaim:kubelet_volume_stats_used:ratio\",\"needs\":[\"kubelet\"],\"rules\":false,\"dashboards\":[\"cluster\",\"workloads\"]},{\"name\":\"workload:container_cpu_usage_seconds:rate5m\",\"needs\":[\"cadvisor\",\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\",\"prometheus\"]},{\"name\":\"workload:container_memory_working_set_bytes:sum\",\"needs\":[\"cadvisor\",\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"workloads\",\"prometheus\"]},{\"name\":\"workload:kube_pod_container_resource_requests:sum\",\"needs\":[\"kubeStateMetrics\"],\"rules\":false,\"dashboards\":[\"prometheus\",\"workloads\"]}]" | fromJsonArray) -}}
{{- $here := $one.rules -}}
{{- if $grafana.enabled -}}{{- range $dashboard := $one.dashboards -}}{{- if not (has $dashboard $disabled) -}}{{- $here = true -}}{{- end -}}{{- end -}}{{- end -}}
{{- range $source := $one.needs -}}{{- if get $lacks $source -}}{{- $here = false -}}{{- end -}}{{- end -}}
{{- if and $here (hasPrefix "job:" $one.name) -}}{{- $byJob = append $byJob $one.name -}}
{{- else if $here -}}{{- $others = append $others $one.name -}}{{- end -}}
{{- end -}}
{{- $match := list -}}
{{- if $others -}}{{- $match = append $match (include "promfleet.namesSelector" (dict "names" $others "without" "job")) -}}{{- end -}}
{{- if $byJob -}}{{- $match = append $match (include "promfleet.namesSelector" (dict "names" $byJob "without" "instance")) -}}{{- end -}}
{{- toJson (concat $match ("[\"{promfleet=\\\"federate\\\", alertstate!=\\\"pending\\\", __name__!=\\\"ALERTS_FOR_STATE\\\"}\",\"up\"]" | fromJsonArray)) -}}
{{- end -}}

{{- /* What is fetched of a member: what its entry says, and by its mode what follows from what is read. */ -}}
{{- define "promfleet.federationMatch" -}}
{{- $written := .federation.match | default list -}}
{{- $mode := .federation.mode | default (ternary "compiled" "" (empty $written)) -}}
{{- if and (empty $written) .monitor.existing (empty (dig "existing" "jobs" list .monitor)) -}}
{{- fail (printf "%s.monitor.existing: no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs" .at) -}}
{{- end -}}
{{- $match := list -}}
{{- if eq $mode "raw" -}}{{- $match = include "promfleet.wholeJobs" . | fromJsonArray -}}{{- end -}}
{{- if $mode -}}{{- $match = concat $match (include "promfleet.compiled" . | fromJsonArray) -}}{{- end -}}
{{- toJson (concat $match $written | uniq) -}}
{{- end -}}

{{- /* Resolves the values once for all templates, which find them in .Values.resolved. */ -}}
{{- define "promfleet.resolve" -}}
{{- if not (hasKey .Values "resolved") -}}{{- $_ := set .Values "resolved" (include "promfleet.fleet" . | fromJson) -}}{{- end -}}
{{- end -}}

{{- /* The longest of some durations. */ -}}
{{- define "promfleet.longest" -}}
{{- $longest := first . -}}
{{- range $one := rest . -}}
{{- if le (include "promfleet.durationMs" $longest | int64) (include "promfleet.durationMs" $one | int64) -}}{{- $longest = $one -}}{{- end -}}
{{- end -}}
{{- $longest -}}
{{- end -}}

{{- /* An API server's URL taken apart. */ -}}
{{- define "promfleet.parseServerUrl" -}}
{{- $authority := regexReplaceAll "^[^:]*://([^/]*).*$" . "${1}" -}}
{{- $path := regexReplaceAll "^[^:]*://[^/]*" . "" | trimSuffix "/" -}}
{{- $target := $authority -}}
{{- if not (regexMatch "(^|\\]|[^:\\]]):[0-9]+$" $authority) -}}{{- $target = printf "%s:443" $authority -}}{{- end -}}
{{- dict "target" $target "pathPrefix" $path | toJson -}}
{{- end -}}

{{- /* The bucket of a cluster, by the SHA-256 of its name. */ -}}
{{- define "promfleet.bucket" -}}
{{- $number := printf "0x%s" (sha256sum . | trunc 8) | int64 -}}
{{- printf "%02d" (mod $number 32) -}}
{{- end -}}

{{- /* A cluster with all that its entry leaves out, and what follows from it. */ -}}
{{- define "promfleet.member" -}}
{{- $cluster := .cluster -}}
{{- $server := include "promfleet.parseServerUrl" $cluster.server | fromJson -}}
{{- $_ := set $cluster "target" $server.target -}}
{{- $proxy := include "promfleet.serviceProxy" (dict "monitor" $cluster.monitor "serverPath" $server.pathPrefix) | fromJson -}}
{{- $_ := set $cluster "path" $proxy.path -}}
{{- $_ := set $cluster "readPath" $proxy.readPath -}}
{{- $federation := $cluster.federation -}}
{{- $_ := set $federation "match" (include "promfleet.federationMatch" (merge (dict "at" .at "hub" .hub) $cluster) | fromJsonArray) -}}
{{- $timeout := include "promfleet.shorter" (list "7s" $federation.interval) -}}
{{- $_ := set $federation "timeout" ($federation.timeout | default $timeout) -}}
{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.federation.timeout" .at) "timeout" $federation.timeout "interval" $federation.interval) -}}
{{- $_ := set $cluster "bucket" (include "promfleet.bucket" $cluster.name) -}}
{{- $_ := set $cluster.auth "secretName" ($cluster.auth.secretName | default (printf "federation-%s" $cluster.name)) -}}
{{- end -}}

{{- /* The replicas of the hub as each of them scrapes them all. */ -}}
{{- define "promfleet.targets" -}}
{{- $hub := . -}}
{{- $targets := list -}}
{{- if gt (int $hub.replicas) 1 -}}
{{- range $ordinal := until (int $hub.replicas) -}}
{{- $pod := printf "%s-prometheus-server-%d" $hub.release $ordinal -}}
{{- $address := printf "%s.%s-prometheus-server-headless.%s.svc:9090" $pod $hub.release $hub.namespace -}}
{{- $targets = append $targets (dict "address" $address "instance" $pod) -}}
{{- end -}}
{{- else -}}{{- $targets = list (dict "address" "localhost:9090") -}}{{- end -}}
{{- toJson $targets -}}
{{- end -}}

{{- /* The ports that the hub's Prometheus has to reach outside its own release; none where it is any. */ -}}
{{- define "promfleet.egressPorts" -}}
{{- $targets := list -}}
{{- range $member := .members -}}{{- $targets = append $targets (ternary (include "promfleet.urlTarget" ($member.proxyUrl | default "")) $member.target (not (empty $member.proxyUrl))) -}}{{- end -}}
{{- $sent := include "promfleet.sentTo" .hub | fromJson -}}
{{- $targets = concat $targets ($sent.targets | default list) -}}
{{- range $source := .hub.federateFrom -}}{{- $targets = concat $targets $source.targets -}}{{- end -}}
{{- range $existing := .hub.alertmanager.existing -}}{{- $targets = concat $targets $existing.targets -}}{{- end -}}
{{- if or $sent.any .hub.scrapeConfigs -}}{{- toJson list -}}{{- else -}}{{- include "promfleet.portsOf" $targets -}}{{- end -}}
{{- end -}}

{{- /* The ports of targets as a NetworkPolicy opens them; none where it is any. */ -}}
{{- define "promfleet.portsOf" -}}
{{- $targets := . -}}
{{- $any := false -}}
{{- $ports := list -}}
{{- range $target := $targets -}}
{{- if regexMatch "(?i)^[^.]+\\.[^.]+\\.svc(\\.cluster\\.local)?\\.?:\\d+$" $target -}}{{- $any = true -}}{{- end -}}
{{- $ports = append $ports (regexFind "[0-9]+$" $target | int | printf "%05d") -}}
{{- end -}}
{{- $numbers := list -}}
{{- if not $any -}}
{{- range $port := $ports | uniq | sortAlpha -}}{{- $numbers = append $numbers (regexReplaceAll "^0+" $port "" | int) -}}{{- end -}}
{{- end -}}
{{- toJson $numbers -}}
{{- end -}}

{{- /* Members by the ConfigMap that they are spread to; those of nobody are there if a hub mounts all. */ -}}
{{- define "promfleet.configMaps" -}}
{{- $found := dict -}}
{{- $component := .component -}}
{{- $release := .hub.release -}}
{{- if eq .hub.statestoreLayout "shared" -}}
{{- range $number := until 32 -}}{{- $_ := set $found (printf "%s-%s-%02d" $release $component $number) list -}}{{- end -}}
{{- end -}}
{{- range $member := .members -}}
{{- $name := printf "%s-%s-%s" $release $component $member.bucket -}}
{{- $_ := set $found $name (append (get $found $name | default list) $member) -}}
{{- end -}}
{{- $configMaps := list -}}
{{- range $name, $members := $found -}}{{- $configMaps = append $configMaps (dict "name" $name "members" $members) -}}{{- end -}}
{{- toJson $configMaps -}}
{{- end -}}

{{- /* The hub and its members with all that the values leave out, and what follows from them. */ -}}
{{- define "promfleet.fleet" -}}
{{- $hub := ("{\"replicas\":1,\"networkPolicies\":true,\"createNamespace\":true,\"namespace\":\"monitoring\",\"release\":\"hub\",\"statestore\":\"/opt/pipeline/statestore\",\"statestoreLayout\":\"perCluster\",\"clusterLabel\":\"cluster\",\"retention\":\"15d\",\"scrapeInterval\":\"30s\",\"alerts\":{},\"alertmanager\":{\"enabled\":true,\"replicas\":1,\"retention\":\"120h\"},\"grafana\":{\"enabled\":true,\"adminSecret\":\"grafana-admin\"}}" | fromJson) -}}
{{- include "promfleet.merge" (dict "into" $hub "from" .Values.hub) -}}
{{- $_ := required "hub: missing key `cluster`, write it: the hub's own name in labels" $hub.cluster -}}
{{- $outside := ($hub.ingress | default dict).host -}}
{{- if and (not $outside) $hub.httpRoute -}}{{- $outside = first $hub.httpRoute.hostnames -}}{{- end -}}
{{- if and $outside (not $hub.externalUrl) -}}{{- $_ := set $hub "externalUrl" (printf "https://%s/" $outside) -}}{{- end -}}
{{- $images := include "promfleet.prometheusServer" (dict "root" . "settings" $hub "given" .Values.hub "at" "hub" "prefix" "" "kept" "40GB") | fromJson -}}
{{- $_ := set $hub "evaluationInterval" ($hub.evaluationInterval | default $hub.scrapeInterval) -}}
{{- $_ := set $hub.grafana "storageClass" ($hub.grafana.storageClass | default $hub.storageClass) -}}
{{- include "promfleet.alertmanager" $hub -}}
{{- include "promfleet.doors" $hub -}}
{{- $_ := set $hub "targets" (include "promfleet.targets" $hub | fromJsonArray) -}}
{{- if $hub.storage -}}
{{- $bytes := include "promfleet.bytesOf" $hub.storage | int64 -}}
{{- $share := divf (floor (mulf (subf 1 (divf 536870912 $bytes)) 100)) 100 -}}
{{- $_ := set $hub "volume" (dict "bytes" $bytes "fullAbove" (minf 0.85 (maxf 0 $share))) -}}
{{- end -}}
{{- $records := list -}}
{{- range $group := $hub.rules -}}{{- range $rule := $group.rules -}}{{- if $rule.record -}}{{- $records = append $records $rule.record -}}{{- end -}}{{- end -}}{{- end -}}
{{- $_ := set $hub "records" (without ($records | uniq) "ALERTS" "ALERTS_FOR_STATE") -}}
{{- $base := ("{\"labels\":{},\"alerts\":{},\"tls\":{\"insecureSkipVerify\":false},\"auth\":{\"type\":\"clientCertificate\"},\"federation\":{\"interval\":\"15s\",\"drillDown\":false,\"typed\":false,\"detail\":[],\"sampleLimit\":100000,\"bodySizeLimit\":\"64MB\",\"labelLimit\":128,\"labelNameLengthLimit\":256,\"labelValueLengthLimit\":4096},\"monitor\":{\"replicas\":1,\"networkPolicies\":true,\"createNamespace\":true,\"namespace\":\"monitoring\",\"release\":\"monitor\",\"retention\":\"24h\",\"scrapeInterval\":\"30s\",\"sampleLimit\":20000,\"bodySizeLimit\":\"16MB\",\"kubelet\":{\"insecureSkipVerify\":false,\"probes\":false,\"resource\":false},\"metricRelabelings\":{},\"controlPlane\":{\"etcd\":false,\"scheduler\":false,\"controllerManager\":false,\"kubeProxy\":false,\"coreDns\":false},\"exporters\":{\"nodeExporter\":{\"port\":9100,\"hostNetwork\":true,\"args\":[]},\"kubeStateMetrics\":{\"metricAllowlist\":[],\"metricDenylist\":[],\"metricLabelsAllowlist\":{},\"args\":[]}},\"federateOnly\":false,\"nodeLabels\":[\"kubernetes.io/arch\",\"kubernetes.io/os\",\"node.kubernetes.io/instance-type\",\"topology.kubernetes.io/region\",\"topology.kubernetes.io/zone\"],\"objectLabels\":[\"app\",\"app.kubernetes.io/component\",\"app.kubernetes.io/instance\",\"app.kubernetes.io/managed-by\",\"app.kubernetes.io/name\",\"app.kubernetes.io/part-of\",\"app.kubernetes.io/version\",\"component\",\"environment\",\"k8s-app\",\"release\",\"team\",\"tier\",\"version\"],\"pushgateway\":true,\"nodeExporter\":true,\"kubeStateMetrics\":true,\"statsdExporter\":false}}" | fromJson) -}}
{{- include "promfleet.merge" (dict "into" $base "from" (.Values.defaults | default dict)) -}}
{{- $own := ("{\"labels\":{},\"alerts\":{},\"tls\":{\"insecureSkipVerify\":false},\"auth\":{\"type\":\"clientCertificate\"},\"federation\":{\"interval\":\"15s\",\"drillDown\":false,\"typed\":false,\"detail\":[],\"sampleLimit\":100000,\"bodySizeLimit\":\"64MB\",\"labelLimit\":128,\"labelNameLengthLimit\":256,\"labelValueLengthLimit\":4096},\"monitor\":{\"replicas\":1,\"networkPolicies\":true,\"createNamespace\":true,\"namespace\":\"monitoring\",\"release\":\"monitor\",\"retention\":\"24h\",\"scrapeInterval\":\"30s\",\"sampleLimit\":20000,\"bodySizeLimit\":\"16MB\",\"kubelet\":{\"insecureSkipVerify\":false,\"probes\":false,\"resource\":false},\"metricRelabelings\":{},\"controlPlane\":{\"etcd\":false,\"scheduler\":false,\"controllerManager\":false,\"kubeProxy\":false,\"coreDns\":false},\"exporters\":{\"nodeExporter\":{\"port\":9100,\"hostNetwork\":true,\"args\":[]},\"kubeStateMetrics\":{\"metricAllowlist\":[],\"metricDenylist\":[],\"metricLabelsAllowlist\":{},\"args\":[]}},\"federateOnly\":false,\"nodeLabels\":[\"kubernetes.io/arch\",\"kubernetes.io/os\",\"node.kubernetes.io/instance-type\",\"topology.kubernetes.io/region\",\"topology.kubernetes.io/zone\"],\"objectLabels\":[\"app\",\"app.kubernetes.io/component\",\"app.kubernetes.io/instance\",\"app.kubernetes.io/managed-by\",\"app.kubernetes.io/name\",\"app.kubernetes.io/part-of\",\"app.kubernetes.io/version\",\"component\",\"environment\",\"k8s-app\",\"release\",\"team\",\"tier\",\"version\"],\"pushgateway\":true,\"nodeExporter\":true,\"kubeStateMetrics\":true,\"statsdExporter\":false}}" | fromJson) -}}
{{- $bases := dict -}}
{{- $groups := .Values.groups | default dict -}}
{{- range $name, $group := $groups -}}
{{- $over := deepCopy $base -}}
{{- include "promfleet.merge" (dict "into" $over "from" $group "own" $own) -}}
{{- $_ := set $bases $name $over -}}
{{- end -}}
{{- $byName := dict -}}
{{- if empty .Values.clusters -}}{{- $_ := required "clusters: the list is empty, found [], write at least 1 entry" "" -}}{{- end -}}
{{- if gt (len .Values.clusters) 2500 -}}{{- fail (printf "clusters: too many for a Helm release, found %d where 2500 are taken, write them with `promfleet synth` and apply dist/hub/ with kubectl or Argo CD" (len .Values.clusters)) -}}{{- end -}}
{{- range $index, $entry := .Values.clusters -}}
{{- $at := printf "clusters[%d] (%s)" $index $entry.name -}}
{{- $known := get $byName $entry.name -}}
{{- if $known -}}{{- fail (printf "%s.name: the name %q is taken by clusters[%d], write another" $at $entry.name (int $known.index)) -}}{{- end -}}
{{- include "promfleet.checkServerUrl" (dict "at" (printf "%s.server" $at) "url" $entry.server) -}}
{{- $below := $base -}}
{{- if $entry.group -}}
{{- if not (hasKey $bases $entry.group) -}}{{- fail (printf "%s.group: no group has this name, found %q, %s" $at $entry.group (ternary (printf "groups are %s" (keys $bases | sortAlpha | join ", ")) "write it under groups or leave the key out" (not (empty $bases)))) -}}{{- end -}}
{{- $below = get $bases $entry.group -}}
{{- end -}}
{{- $cluster := deepCopy $below -}}
{{- include "promfleet.merge" (dict "into" $cluster "from" $entry "own" $own) -}}
{{- include "promfleet.member" (dict "cluster" $cluster "at" $at "hub" $hub) -}}
{{- $_ := set $cluster "index" $index -}}
{{- $_ := set $byName $cluster.name $cluster -}}
{{- end -}}
{{- $members := list -}}
{{- $intervals := list $hub.scrapeInterval -}}
{{- $restricted := true -}}
{{- $drillDown := list -}}
{{- range $name, $member := $byName -}}
{{- $monitor := $member.monitor -}}
{{- $intervals = append $intervals $member.federation.interval -}}
{{- if $member.federation.drillDown -}}{{- $drillDown = append $drillDown $member -}}{{- end -}}
{{- if not $monitor.existing -}}
{{- $intervals = append $intervals $monitor.scrapeInterval -}}
{{- if and (eq $name $hub.cluster) (eq $monitor.namespace $hub.namespace) (or $monitor.nodeExporter) -}}{{- $restricted = false -}}{{- end -}}
{{- end -}}
{{- $members = append $members (omit $member "monitor" "index" "group") -}}
{{- end -}}
{{- $_ := set $hub "restricted" $restricted -}}
{{- $_ := set $hub "egressPorts" (include "promfleet.egressPorts" (dict "hub" $hub "members" $members) | fromJsonArray) -}}
{{- $fleet := dict "hub" $hub "members" $members "images" $images "sampleInterval" (include "promfleet.longest" $intervals) "drillDown" $drillDown -}}
{{- $_ := set $fleet "federation" (include "promfleet.configMaps" (dict "component" "federation" "hub" $hub "members" $members) | fromJsonArray) -}}
{{- $_ := set $fleet "inventory" (include "promfleet.configMaps" (dict "component" "inventory" "hub" $hub "members" $members) | fromJsonArray) -}}
{{- $pinned := .Values.images.requireDigest -}}
{{- include "promfleet.checkDigest" (dict "required" $pinned "name" "prometheus" "image" $images.prometheus) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $pinned $hub.grafana.enabled) "name" "grafana" "image" $images.grafana) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $pinned (not (empty $hub.login.secret))) "name" "oauth2Proxy" "image" $images.oauth2Proxy) -}}
{{- include "promfleet.checkDigest" (dict "required" (and $pinned $hub.alertmanager.enabled) "name" "alertmanager" "image" $images.alertmanager) -}}
{{- toJson $fleet -}}
{{- end -}}
