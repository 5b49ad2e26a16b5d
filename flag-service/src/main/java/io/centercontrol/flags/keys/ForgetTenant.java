package io.centercontrol.flags.keys;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is erased: no key asks for it any more. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final SdkKeys keys;
    private final Clock clock;

    ForgetTenant(SdkKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return keys.changeAll(command.tenant(), command.cause(), key -> key.forget(command.tenant(), now));
    }
}
