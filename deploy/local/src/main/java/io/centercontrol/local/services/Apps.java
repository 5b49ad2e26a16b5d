package io.centercontrol.local.services;

import io.centercontrol.parts.PartsHome;
import java.nio.file.Path;

/** In which folder a service's {@code quarkus-run.jar} lies. Asked before every start. */
@FunctionalInterface
public interface Apps {
    Path folder(Service service);

    /** What the build has made. */
    static Apps built(PartsHome home) {
        return service -> home.root().resolve(service.module()).resolve("target/quarkus-app");
    }
}
