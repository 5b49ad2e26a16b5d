package io.centercontrol.usage.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.Secret;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.usage.keys.model.UsageKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A program gets a key to send usage with. */
@ApplicationScoped
public class IssueUsageKey {
    private final UsageKeys keys;
    private final Ids ids;
    private final Clock clock;

    IssueUsageKey(UsageKeys keys, Ids ids, Clock clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** The key as it shall be. */
    public record Command(
            String name,
            @Nullable TenantId tenant,
            @Nullable Instant expiresAt,
            Cause cause) {}

    /**
     * A new key.
     *
     * @param secret what the program sends; nobody can tell it a second time
     */
    public record Issued(UsedKey<UsageKey> kept, String secret) {}

    /** Issues. Every instance takes the key within about a second. */
    public Uni<Issued> run(Command command) {
        var id = ids.next();
        var issue = UsageKey.issue(
                id,
                command.name(),
                command.tenant(),
                command.expiresAt(),
                command.cause().actor(),
                clock.instant());
        var secret = Secret.next(id);
        return keys.create(issue, Secret.hash(secret), command.cause()).map(kept -> new Issued(kept, secret));
    }
}
