package io.centercontrol.usage.keys.model;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.ProgramKey;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential of a program that sends usage by HTTP, without its secret. It never changes but for its end.
 *
 * @param name for people: which program has it
 * @param tenant the one whose usage may be sent; null when everybody's may
 * @param expiresAt it is refused from then on; null when it has no end
 * @param revokedAt when it was revoked; null when it was not
 * @param version rises by one with each change, from 1
 */
public record UsageKey(
        UUID id,
        String name,
        @Nullable TenantId tenant,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Actor createdBy,
        @Nullable Instant revokedAt,
        long version,
        Instant updatedAt)
        implements ProgramKey {
    private static final int LONGEST_NAME = 100;

    @Override
    public String inWords() {
        return "The usage key " + id;
    }

    /** A new one; all that is wrong is said at once. */
    public static Change<UsageKey> issue(
            UUID id, String name, @Nullable TenantId tenant, @Nullable Instant expiresAt, Actor creator, Instant now) {
        check(name, expiresAt, now);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/name", null, name));
        if (tenant != null) {
            fields.add(new FieldChange("/tenantId", null, tenant.toString()));
        }
        if (expiresAt != null) {
            fields.add(new FieldChange("/expiresAt", null, expiresAt.toString()));
        }
        return new Change<>(
                new UsageKey(id, name, tenant, expiresAt, now, creator, null, 1, now), "usage-key.issued", fields);
    }

    private static void check(String name, @Nullable Instant expiresAt, Instant now) {
        var found = new ArrayList<Violation>();
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            found.add(new Violation(
                    "/expiresAt", "EXPIRES_IN_THE_PAST", "Say when it shall end, in the future, or leave it away."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    /** It opens nothing any more; null when it was revoked before. */
    public @Nullable Change<UsageKey> revoke(Instant now) {
        return revokedAt != null
                ? null
                : new Change<>(
                        new UsageKey(id, name, tenant, expiresAt, createdAt, createdBy, now, version + 1, now),
                        "usage-key.revoked",
                        List.of(new FieldChange("/revokedAt", null, now.toString())));
    }
}
