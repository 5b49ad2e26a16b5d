package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.Calls;
import java.time.Instant;

/**
 * One minute of a tenant service, all of its instances together.
 *
 * @param minute when it began
 */
public record ServiceMinute(Instant minute, Calls calls) {}
