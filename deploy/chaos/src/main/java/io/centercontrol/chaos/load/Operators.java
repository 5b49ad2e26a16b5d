package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Recorder;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks for changes, and writes down what was asked and what was answered. Safe for many threads. */
public final class Operators {
    private final Platform platform;
    private final Recorder recorder;
    private final Tenants tenants;
    private final String run;
    private final AtomicLong count = new AtomicLong();

    /** @param run letters and digits that keep this run's keys apart from those of another on the same suite */
    public Operators(Platform platform, Recorder recorder, Tenants tenants, String run) {
        this.platform = platform;
        this.recorder = recorder;
        this.tenants = tenants;
        this.run = run;
    }

    /**
     * One change, which can be asked for again.
     *
     * @param op names the change; it is the Idempotency-Key too
     * @param version what a rename must find
     */
    public record Wish(
            String op,
            String verb,
            @Nullable UUID tenant,
            @Nullable String slug,
            long version) {}

    /** A registration. */
    public Wish registration(String slug) {
        return new Wish(next(), "register", null, slug, 0);
    }

    /** A change of the tenant's name at a version. */
    public Wish rename(UUID tenant, long version) {
        return new Wish(next(), "update", tenant, null, version);
    }

    /** A move of the tenant's life. */
    public Wish move(UUID tenant, String verb) {
        return new Wish(next(), verb, tenant, null, 0);
    }

    /** Asks at the registry itself. */
    public Entry.Answered ask(Rest rest, int client, Wish wish) throws InterruptedException {
        return ask(rest, client, wish, platform.registry());
    }

    /** Asks at an address that may be somebody else's, and writes down what came of it. */
    public Entry.Answered ask(Rest rest, int client, Wish wish, String at) throws InterruptedException {
        recorder.write(new Entry.Asked(recorder.now(), wish.op(), wish.verb(), wish.tenant(), client));
        var answer = send(rest, wish, at);
        var json = answer.json();
        var tenant =
                answer.done() && wish.tenant() == null ? uuid(json.path("id").asText()) : wish.tenant();
        var outcome = answer.done() ? Outcome.ACKNOWLEDGED : answer.refused() ? Outcome.REFUSED : Outcome.UNKNOWN;
        var answered = new Entry.Answered(
                recorder.now(),
                wish.op(),
                outcome,
                answer.status(),
                tenant,
                answer.done() ? json.path("version").asLong() : null,
                answer.done() ? uuid(json.path("eventId").asText()) : null,
                answer.why());
        recorder.write(answered);
        if (answer.done() && tenant != null) {
            tenants.saw(
                    tenant, json.path("version").asLong(), json.path("status").asText());
        } else if (outcome == Outcome.REFUSED && wish.tenant() != null && answer.status() != Rest.NOT_SENT) {
            look(rest, wish.tenant());
        }
        return answered;
    }

    /** Asks what the tenant is now. */
    public void look(Rest rest, UUID tenant) throws InterruptedException {
        var seen = platform.tenant(rest, tenant);
        if (seen.done()) {
            tenants.saw(
                    tenant,
                    seen.json().path("version").asLong(),
                    seen.json().path("status").asText());
        }
    }

    private Rest.Answer send(Rest rest, Wish wish, String at) throws InterruptedException {
        var tenant = wish.tenant();
        var reason = "chaos " + wish.op();
        if (tenant == null) {
            return platform.register(rest, at, wish.op(), String.valueOf(wish.slug()), reason);
        }
        return wish.verb().equals("update")
                ? platform.rename(rest, at, wish.op(), tenant, wish.version(), reason)
                : platform.move(rest, at, wish.op(), tenant, wish.verb(), reason);
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
