package io.centercontrol.kit.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** New identifiers: UUIDv7 (RFC 9562), so that they sort by the time at which they were made. */
@ApplicationScoped
public class Ids {
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** A new identifier. */
    public UUID next() {
        return generator.generate();
    }
}
