package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks for changes, and writes down what was asked and what was answered. Safe for many threads. */
public final class Operators {
    static final String FLAGS = "cc.flags.v1";

    private static final String ENTITLEMENTS = "cc.entitlements.v1";
    private static final String LIMITS = "cc.limits.v1";
    private static final String REGISTRY = "tenant-registry";
    private static final String PLAN_SERVICE = "plan-service";
    private static final String FLAG_SERVICE = "flag-service";
    private static final String CALL_CLASS = "chaos";
    private static final int SOME_PERMITS = 1_000_000;

    private final Platform platform;
    private final Recorder recorder;
    private final Beliefs beliefs;
    private final String run;
    private final AtomicLong count = new AtomicLong();

    /** @param run letters and digits that keep this run's keys apart from those of another on the same suite */
    public Operators(Platform platform, Recorder recorder, Beliefs beliefs, String run) {
        this.platform = platform;
        this.recorder = recorder;
        this.beliefs = beliefs;
        this.run = run;
    }

    /** A registration. */
    public Wish registration(String slug) {
        var op = next();
        return new Wish(
                op,
                "register",
                null,
                REGISTRY,
                "POST",
                "/api/v1/tenants",
                Map.of("slug", slug, "name", "Chaos " + slug, "kind", "TEST", "reason", because(op)),
                Wish.ANY);
    }

    /** A change of the tenant's name at a version. */
    public Wish rename(UUID tenant, long version) {
        var op = next();
        return new Wish(
                op,
                "update",
                Subject.tenant(tenant),
                REGISTRY,
                "PATCH",
                tenant(tenant) + reason(op),
                Map.of("name", "Chaos " + op),
                version);
    }

    /** A move of the tenant's life that takes nothing but a reason. */
    public Wish move(UUID tenant, String verb) {
        return move(tenant, verb, Wish.ANY);
    }

    /** The same, at a version. */
    Wish move(UUID tenant, String verb, long match) {
        var op = next();
        return ofTenant(op, verb, tenant, "POST", "/" + verb, Map.of("reason", because(op)), match);
    }

    /** A deletion, after so long. */
    Wish deletion(UUID tenant, String slug, String grace) {
        var op = next();
        return ofTenant(
                op,
                "schedule-deletion",
                tenant,
                "POST",
                "/schedule-deletion",
                Map.of("slug", slug, "grace", grace, "reason", because(op)),
                Wish.ANY);
    }

    /** What makes a tenant leave for good, with something that is to be erased beside it. */
    public List<Wish> farewell(UUID tenant) {
        var belief = beliefs.belief(tenant);
        var slug = belief == null ? "" : belief.seen().path("slug").asText();
        return List.of(limit(tenant, Wish.NONE), deletion(tenant, slug, "PT0S"));
    }

    /** A hold on the tenant's deletion. */
    Wish hold(UUID tenant) {
        var op = next();
        return ofTenant(
                op, "hold", tenant, "POST", "/holds", Map.of("kind", "BILLING", "reason", because(op)), Wish.ANY);
    }

    /** The end of a hold. */
    Wish release(UUID tenant, String hold, long match) {
        var op = next();
        return ofTenant(op, "release", tenant, "DELETE", "/holds/" + hold + reason(op), null, match);
    }

    /** A claim of a domain that nobody else has. */
    Wish claim(UUID tenant, long match) {
        var op = next();
        return ofTenant(
                op,
                "claim-domain",
                tenant,
                "POST",
                "/domains",
                Map.of("domain", op + ".example.org", "reason", because(op)),
                match);
    }

    /** The end of a claim. */
    Wish drop(UUID tenant, String domain, long match) {
        var op = next();
        return ofTenant(op, "drop-domain", tenant, "DELETE", "/domains/" + domain + reason(op), null, match);
    }

    /** Another plan for a tenant. */
    Wish assign(UUID tenant, String plan, long match) {
        var op = next();
        return new Wish(
                op,
                "assign",
                entitlements(tenant),
                PLAN_SERVICE,
                "POST",
                tenant(tenant) + "/subscription/assign",
                Map.of("plan", plan, "reason", because(op)),
                match);
    }

    /** A flag that can be killed. */
    public Wish flag(String key) {
        var op = next();
        return new Wish(
                op,
                "make-flag",
                new Subject(FLAGS, key),
                FLAG_SERVICE,
                "POST",
                "/api/v1/flags",
                Map.of(
                        "key",
                        key,
                        "name",
                        "Chaos " + key,
                        "kind",
                        "KILL_SWITCH",
                        "owner",
                        "chaos",
                        "reason",
                        because(op),
                        "definition",
                        Map.of(
                                "state",
                                "ENABLED",
                                "variants",
                                Map.of("on", true, "off", false),
                                "defaultVariant",
                                "on")),
                Wish.ANY);
    }

    /** A kill switch for everyone. */
    Wish kill(Subject flag, long match) {
        var op = next();
        return ofFlag(
                op, "kill", flag, "POST", "/kill-switches", Map.of("everyone", true, "reason", because(op)), match);
    }

    /** The end of a kill switch. */
    Wish lift(Subject flag, String killSwitch, long match) {
        var op = next();
        return ofFlag(op, "lift", flag, "DELETE", "/kill-switches/" + killSwitch + reason(op), null, match);
    }

    /** One tenant's own variant. */
    Wish override(Subject flag, UUID tenant, String variant, long match) {
        var op = next();
        return ofFlag(
                op,
                "override",
                flag,
                "PUT",
                "/tenant-overrides/" + tenant,
                Map.of("variant", variant, "reason", because(op)),
                match);
    }

    /** A rate limit of a tenant that is never reached. */
    Wish limit(UUID tenant, long match) {
        var op = next();
        return new Wish(
                op,
                "limit",
                limits(tenant),
                FLAG_SERVICE,
                "PUT",
                path(limits(tenant)),
                Map.of(
                        "permits",
                        SOME_PERMITS + count.get(),
                        "perSeconds",
                        60,
                        "stage",
                        "SHADOW",
                        "reason",
                        because(op)),
                match);
    }

    /** The end of a rate limit. */
    Wish unlimit(UUID tenant, long match) {
        var op = next();
        return new Wish(
                op, "unlimit", limits(tenant), FLAG_SERVICE, "DELETE", path(limits(tenant)) + reason(op), null, match);
    }

    /** What a tenant is entitled to. */
    static Subject entitlements(UUID tenant) {
        return new Subject(ENTITLEMENTS, tenant.toString());
    }

    /** A tenant's rate limit of the class of calls that chaos makes. */
    static Subject limits(UUID tenant) {
        return new Subject(LIMITS, "tenant/" + tenant + "/" + CALL_CLASS);
    }

    /** Asks the service itself. */
    public Entry.Answered ask(Rest rest, int client, Wish wish) throws InterruptedException {
        return ask(rest, client, wish, platform.url(wish.service()));
    }

    /** Asks at an address that may be somebody else's, and writes down what came of it. */
    public Entry.Answered ask(Rest rest, int client, Wish wish, String at) throws InterruptedException {
        recorder.write(new Entry.Asked(recorder.now(), wish.op(), wish.verb(), wish.subject(), wish.wants(), client));
        var answer = platform.ask(rest, at, wish);
        var json = answer.json();
        var subject = answer.done() && wish.subject() == null
                ? Subject.tenant(UUID.fromString(json.path("id").asText()))
                : wish.subject();
        var outcome = answer.done() ? Outcome.ACKNOWLEDGED : answer.refused() ? Outcome.REFUSED : Outcome.UNKNOWN;
        var answered = new Entry.Answered(
                recorder.now(),
                wish.op(),
                outcome,
                answer.status(),
                subject,
                answer.done() ? json.path("version").asLong() : null,
                answer.done() ? uuid(json.path("eventId").asText()) : null,
                answer.why());
        recorder.write(answered);
        if (answer.done() && subject != null) {
            beliefs.saw(subject, json);
        } else if (subject != null && answer.status() != Rest.NOT_SENT) {
            look(rest, subject);
        }
        return answered;
    }

    /** Asks what it is now. */
    public void look(Rest rest, Subject subject) throws InterruptedException {
        var seen = platform.read(rest, service(subject), path(subject));
        if (seen.done()) {
            beliefs.saw(subject, seen.json());
        }
    }

    private static String service(Subject subject) {
        return switch (subject.topic()) {
            case ENTITLEMENTS -> PLAN_SERVICE;
            case FLAGS, LIMITS -> FLAG_SERVICE;
            default -> REGISTRY;
        };
    }

    private static String path(Subject subject) {
        return switch (subject.topic()) {
            case ENTITLEMENTS -> "/api/v1/tenants/" + subject.key() + "/subscription";
            case FLAGS -> "/api/v1/flags/" + subject.key();
            case LIMITS -> {
                var parts = subject.key().split("/", 3);
                yield "/api/v1/tenants/" + parts[1] + "/rate-limits/" + parts[2];
            }
            default -> "/api/v1/tenants/" + subject.key();
        };
    }

    private static Wish ofTenant(
            String op, String verb, UUID tenant, String method, String path, @Nullable Object body, long match) {
        return new Wish(op, verb, Subject.tenant(tenant), REGISTRY, method, tenant(tenant) + path, body, match);
    }

    private static Wish ofFlag(
            String op, String verb, Subject flag, String method, String path, @Nullable Object body, long match) {
        return new Wish(op, verb, flag, FLAG_SERVICE, method, path(flag) + path, body, match);
    }

    private static String tenant(UUID tenant) {
        return "/api/v1/tenants/" + tenant;
    }

    private static String because(String op) {
        return "chaos " + op;
    }

    private static String reason(String op) {
        return "?reason=chaos%20" + op;
    }

    private String next() {
        return "op-" + run + "-" + count.incrementAndGet();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
