package io.centercontrol.provisioning.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whom this service is on the broker and at the registry while it onboards. */
@ConfigMapping(prefix = "cc.onboarding")
public interface OnboardingConfig {
    /** The broker's user that may make topics, users and ACLs; without one, clients do not log in. */
    LogIn kafka();

    /** The registry's user that may register schemas; without one, requests carry none. */
    LogIn registry();

    /** Copies that the broker keeps of a new topic. */
    @WithDefault("1")
    short replicas();

    /** How long the broker and the registry may take for one step. */
    @WithDefault("15s")
    Duration patience();

    /** Age at which something that was begun and not finished is cleared away. */
    @WithDefault("5m")
    Duration unfinishedAfter();

    /** How long after a start those that were let in earlier get what onboarding makes by now. */
    @WithDefault("10s")
    Duration completeAfter();

    /** How long a retired service's topics are kept, so that what it said last can still be read. */
    @WithDefault("7d")
    Duration topicsKept();

    /** A user with a password. */
    interface LogIn {
        Optional<String> user();

        Optional<String> password();
    }
}
