/** Incidents as people and monitoring write them, and the runbook each should get. */
export interface IncidentRow {
  readonly title: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly runbook: string | undefined;
}

const cpu = "high-cpu";
const database = "database-outage";
const latency = "api-latency";
const deploy = "bad-deploy";
const dependency = "dependency-outage";
const certificate = "certificate-expiry";
const queue = "queue-backlog";
const breach = "suspected-breach";

export const rows: readonly IncidentRow[] = [
  { title: "CPU at 100% on web-3 and web-4", runbook: cpu },
  { title: "[FIRING:2] HostHighCpuLoad (prod eu-west-1)", runbook: cpu },
  { title: "search pods: cpu throttling, health checks failing", runbook: cpu },
  { title: "Load average of 90 on build01", runbook: cpu },
  { title: "Runaway process eats all cores on the report host", runbook: cpu },
  {
    title: "Nodes are struggling",
    labels: ["incident", "CPU"],
    body: "Node exporter shows all eight cores busy since 14:05.",
    runbook: cpu,
  },
  { title: "Database is down", runbook: database },
  { title: "FATAL: too many connections for role app", runbook: database },
  { title: "Postgres primary not reachable from checkout", runbook: database },
  { title: "MySQL deadlocks in orders", runbook: database },
  { title: "Replication lag of 20 minutes on replica 2", runbook: database },
  { title: "Redis keeps restarting", runbook: database },
  {
    title: "Checkout shows error pages",
    body: "Logs are full of `could not connect to server: Connection refused` from postgresql.",
    runbook: database,
  },
  { title: "Nobody can save anything", labels: ["area: database"], runbook: database },
  { title: "High latency on /v1/orders", runbook: latency },
  { title: "p99 of the public API is 12 s", runbook: latency },
  { title: "Everything is slow in eu-central", runbook: latency },
  { title: "Checkout is timing out for many users", runbook: latency },
  { title: "504 on every second request to the gateway", runbook: latency },
  { title: "Response times tripled since 09:00", runbook: latency },
  {
    title: "Dashboard hardly loads",
    body: "The page loads after 20 s, many requests end in a gateway timeout.\n\nVery sluggish.",
    runbook: latency,
  },
  { title: "Login broken after deploy of 4.12.0", runbook: deploy },
  { title: "Error rate up since the release this morning", runbook: deploy },
  { title: "payments: pods in CrashLoopBackOff", runbook: deploy },
  { title: "Alert KubePodCrashLooping in namespace cart", runbook: deploy },
  { title: "Canary fails, rollout stopped half way", runbook: deploy },
  { title: "Please roll back yesterday's search change", runbook: deploy },
  {
    title: "Invoices have the wrong total",
    body: "### What happened?\n\nWorked yesterday. We deployed a new version at 16:40.",
    runbook: deploy,
  },
  { title: "Stripe API returns 500s, payments fail", runbook: dependency },
  { title: "AWS us-east-1 outage affects uploads", runbook: dependency },
  { title: "DNS does not resolve for api.example.com", runbook: dependency },
  { title: "Cloudflare is down", runbook: dependency },
  { title: "Third-party geocoding is unavailable", runbook: dependency },
  { title: "Upstream identity service not answering", runbook: dependency },
  { title: "Nobody can log in", labels: ["dependency"], runbook: dependency },
  { title: "Certificate expired on api.example.com", runbook: certificate },
  { title: "x509: certificate has expired or is not yet valid", runbook: certificate },
  { title: "TLS handshake errors between cart and stock", runbook: certificate },
  { title: "SSL cert of the shop runs out tonight", runbook: certificate },
  { title: "NET::ERR_CERT_DATE_INVALID on the status page of our shop", runbook: certificate },
  { title: "cert-manager cannot renew *.example.com", runbook: certificate },
  { title: "Order queue backlog of 2 million messages", runbook: queue },
  { title: "Kafka consumer lag on payments-events", runbook: queue },
  { title: "Sidekiq jobs stuck since midnight", runbook: queue },
  { title: "Mails arrive hours late", body: "The celery queue has a backlog.", runbook: queue },
  { title: "Dead letter queue is filling up", runbook: queue },
  { title: "RabbitMQ: messages piling up in exports", runbook: queue },
  { title: "Possible data breach: customer export found on a forum", runbook: breach },
  { title: "Leaked credentials in a public gist", runbook: breach },
  { title: "Suspicious login to the admin console from abroad", runbook: breach },
  { title: "Is our CI compromised?", runbook: breach },
  { title: "Ransomware note on file server", runbook: breach },
  { title: "Something odd in the audit log", labels: ["security"], runbook: breach },
  // Two kinds of trouble at once: the one that is quicker to undo, or that stands in more words.
  { title: "Latency up after deploy of search", runbook: deploy },
  { title: "Postgres CPU at 100% on the primary", runbook: cpu },
  { title: "Stripe webhooks time out", body: "Their status page is red.", runbook: dependency },
  { title: "Requests slow: connection pool exhausted", runbook: database },
  { title: "Checkout button is hidden on small screens", runbook: undefined },
  { title: "Wrong currency on invoices for Norway", runbook: undefined },
  { title: "Search finds nothing for umlauts", runbook: undefined },
  { title: "Users cannot upload avatars", runbook: undefined },
  { title: "Newsletter went out twice", runbook: undefined },
  { title: "Prices on the landing page are outdated", runbook: undefined },
  { title: "Sign-up mail has a broken link", runbook: undefined },
  { title: "iOS app crashes when the camera is opened", runbook: undefined },
  { title: "Stock shows negative numbers", runbook: undefined },
  { title: "Something is broken", body: "Please help!", runbook: undefined },
  { title: "", body: "", runbook: undefined },
  { title: "Coupons are accepted twice", body: "No deploy today.", runbook: undefined },
  { title: "Map is blank", body: "The cdn looks fine to me.", runbook: undefined },
  {
    title: "Report misses last week",
    body: "<!-- For example: database outage, high latency, certificate expired -->\n\nSee above.",
    runbook: undefined,
  },
  { title: "Postgresqlite docs are wrong", body: "Slowly but surely.", runbook: undefined },
  {
    title: "Calendar shows Sunday first",
    labels: ["incident", "severity: SEV3"],
    runbook: undefined,
  },
];
