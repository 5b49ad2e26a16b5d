package io.centercontrol.flags.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is erased: no key asks for it any more. */
@ApplicationScoped
public class ForgetTenant {
    private final SdkKeys keys;
    private final Clock clock;

    ForgetTenant(SdkKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Which tenant, and on whose word. */
    public record Command(TenantId tenant, Cause cause) {}

    /** Never refuses, and does nothing the second time. Joins the transaction that is open. */
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return keys.changeAll(command.tenant(), command.cause(), now, key -> key.forget(command.tenant(), now));
    }
}
