package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.RepublishFlag;
import io.centercontrol.kit.truth.TableTruth;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.flags.v1}. */
@Singleton
class FlagTruth extends TableTruth {
    private final RepublishFlag republishFlag;

    FlagTruth(Mutiny.SessionFactory sessions, RepublishFlag republishFlag) {
        super(sessions, "cc.flags.v1", "flag", "text", "true");
        this.republishFlag = republishFlag;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishFlag.run(new RepublishFlag.Command(id));
    }
}
