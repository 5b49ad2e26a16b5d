package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.Secret;
import io.centercontrol.kit.keys.UsedKey;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program gets a key. */
@ApplicationScoped
public class IssueSdkKey {
    private final SdkKeys keys;
    private final Ids ids;
    private final Clock clock;

    IssueSdkKey(SdkKeys keys, Ids ids, Clock clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** The key as it shall be. */
    public record Command(
            String name,
            Set<Scope> scopes,
            Set<TenantId> tenants,
            @Nullable Instant expiresAt,
            Cause cause) {}

    /**
     * A new key.
     *
     * @param secret what the program sends; nobody can tell it a second time
     */
    public record Issued(UsedKey<SdkKey> kept, String secret) {}

    /** Issues. Every instance takes the key within a second. */
    public Uni<Issued> run(Command command) {
        var id = ids.next();
        var issue = SdkKey.issue(
                id,
                command.name(),
                command.scopes(),
                command.tenants(),
                command.expiresAt(),
                command.cause().actor(),
                clock.instant());
        var secret = Secret.next(id);
        return keys.create(issue, Secret.hash(secret), command.cause()).map(kept -> new Issued(kept, secret));
    }
}
